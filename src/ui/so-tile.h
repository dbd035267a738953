/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Numbers beside each other, each on a card: what the pages that have some make them of. All on the main thread. */

/* A box of them: all as wide as the widest, and each row only as high as its own highest. @fewest and @most: tiles beside each other; @gap: between
 * them, px. Nothing can be selected. Floating. */
GtkFlowBox *so_tile_box_new (guint fewest, guint most, guint gap);
/* Puts @tile, of whatever kind, behind the others of a box that so_tile_box_new() made. */
void so_tile_box_add (GtkFlowBox *box, GtkWidget *tile);

/* A label at the end of @box, which has it then: it begins at the start and breaks, and wants to be at most @chars wide. */
GtkLabel *so_tile_add_label (GtkWidget *box, const char *text, const char *style, int chars);

typedef struct {
  GtkWidget *child;           /* GtkFlowBoxChild; all borrowed from the box */
  GtkLabel *value, *note;
} SoTile;

/* A further tile: @label above the number, which has the @style of a title, and @note below it. "…" stands in its place first. @name: untranslated, of the widget. */
SoTile so_tile_add (GtkFlowBox *box, const char *name, const char *label, const char *style, const char *note, int chars);

G_END_DECLS
