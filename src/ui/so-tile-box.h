/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A box of tiles that hold a number each: all as wide as the widest, and each row only as high as its own highest. @fewest and @most: tiles beside each other; @gap: between
 * them, px. Nothing can be selected. Floating. Main thread. */
GtkFlowBox *so_tile_box_new (guint fewest, guint most, guint gap);
/* Puts @tile behind the others of a box that so_tile_box_new() made. */
void so_tile_box_add (GtkFlowBox *box, GtkWidget *tile);

G_END_DECLS
