/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* While something is dragged near the left or right edge of @scrolled, it scrolls there: what is out of sight can be reached with it in hand. */
void so_edge_scroll_attach (GtkScrolledWindow *scrolled);

G_END_DECLS
