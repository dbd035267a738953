/* SPDX-License-Identifier: MIT */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The script that websites load (resources/hub/widget.js). */

/* "widget.js", or "widget.HASH.js", which is this script and none else for ever: for pages that name its hash (SRI). FALSE where @file is
 * neither. */
gboolean so_widget_answer (SoupServerMessage *message, const char *file);

/* What the owner pastes into her website, for the chat @name; with @pinned, a browser takes this script and no other. Free with g_free(). */
char *so_widget_line (const char *public_url, const char *name, gboolean pinned);

G_END_DECLS
