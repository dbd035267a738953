/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Questions and answers out of what an owner has already: a file, or the page of her website that lists them. */

/* TRUE where @where is the address of a web page rather than a file's path. Pure. */
gboolean so_answers_is_page (const char *where);

/* SoKnowledge as so_faq_load() gives them, of a path or of an https address ("http://" is made "https://"). Blocking. Of a page only what asks is taken, with the text below it: its other headings
 * are no questions. Nothing is fetched from this computer or the network it stands in, whatever name leads there; three redirections are followed, each looked at the same way. NULL with
 * SO_ERROR_CHANGE, a sentence for the owner; or G_IO_ERROR_CANCELLED. */
GPtrArray *so_answers_load (const char *where, GCancellable *cancellable, GError **error);

/* The same of a page, for tests: @anywhere: also from this computer, and then also by http. */
GPtrArray *so_answers_load_page (const char *url, gboolean anywhere, GCancellable *cancellable, GError **error);

/* SoKnowledge out of a page. Pure, never NULL. */
GPtrArray *so_answers_read_page (const char *html);

G_END_DECLS
