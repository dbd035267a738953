/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-item.h"

G_BEGIN_DECLS

/**
 * SoDrawnRow: a row of a list that draws itself, to be derived from. GtkListView keeps about 205 rows of each list whatever is seen of them, so a
 * row is one widget: no labels, no boxes.
 */
#define SO_TYPE_DRAWN_ROW (so_drawn_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (SoDrawnRow, so_drawn_row, SO, DRAWN_ROW, GtkWidget)

#define SO_DRAWN_TEXTS 8      /* a row has at most so many */

struct _SoDrawnRowClass {
  GtkWidgetClass parent_class;

  /* All get the value of the item (so_item_get_value()), and are called only while there is one. */
  void (*name) (SoDrawnRow *self, gpointer value, GtkListItem *list_item);     /* for who cannot see it; list_item may be NULL */
  void (*lay_out) (SoDrawnRow *self, gpointer value);                          /* sets the texts: before it is drawn, and not at each frame */
  void (*draw) (SoDrawnRow *self, gpointer value, GtkSnapshot *snapshot);
};

/* @item NULL: none. @list_item is borrowed, it outlives its row; NULL where there is none. */
void so_drawn_row_bind (SoDrawnRow *self, SoItem *item, GtkListItem *list_item);
/* For a list of rows that @make gives, one for each SoItem. */
GtkListItemFactory *so_drawn_row_factory_new (GtkWidget *(*make) (void));
SoItem *so_drawn_row_get_item (SoDrawnRow *self);
/* The value of the item, or NULL. */
gpointer so_drawn_row_get_value (SoDrawnRow *self);
/* Its place in the list, or GTK_INVALID_LIST_POSITION. */
guint so_drawn_row_get_position (SoDrawnRow *self);
/* What is shown of the item is another thing now: it is named and laid out anew. */
void so_drawn_row_renew (SoDrawnRow *self);
/* Only what is seen is: it keeps its name. */
void so_drawn_row_redraw (SoDrawnRow *self);

/* For classes: the texts by number, below SO_DRAWN_TEXTS. Lengths in pixels, from the start: in a right-to-left language that is the right. */

/* @digits: its numbers stand below each other. */
void so_drawn_row_set_text (SoDrawnRow *self, guint text, const char *words, double scale, PangoWeight weight, gboolean digits);
PangoLayout *so_drawn_row_get_text (SoDrawnRow *self, guint text);
/* As wide as it wants to be. */
int so_drawn_row_measure_text (SoDrawnRow *self, guint text);
void so_drawn_row_put (SoDrawnRow *self, GtkSnapshot *snapshot, guint text, double x, double y, double width, const GdkRGBA *colour);
/* Where something that is @width wide is drawn. */
double so_drawn_row_from_start (SoDrawnRow *self, double x, double width);
int so_drawn_row_get_line_height (SoDrawnRow *self);

G_END_DECLS
