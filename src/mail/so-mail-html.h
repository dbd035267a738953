/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Readable plain text of a web page or of the HTML of a mail: blocks on their own lines, list items with a
 * bullet, the address of a link behind its words, nothing of scripts, styles and heads. Never fails: what is
 * no HTML comes out as it is. @html is valid UTF-8; free with g_free(). */
char *so_mail_html_to_text (const char *html);

G_END_DECLS
