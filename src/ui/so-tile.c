/* SPDX-License-Identifier: MIT */
#include "so-tile.h"

#define WIDTHS "so-tile-widths"

GtkFlowBox *
so_tile_box_new (guint fewest, guint most, guint gap)
{
  GtkFlowBox *box = GTK_FLOW_BOX (gtk_flow_box_new ());

  gtk_flow_box_set_selection_mode (box, GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (box, fewest);
  gtk_flow_box_set_max_children_per_line (box, most);
  gtk_flow_box_set_row_spacing (box, gap);
  gtk_flow_box_set_column_spacing (box, gap);
  /* A homogeneous box would make every row as high as the one with the longest words, which on a phone is half a page of nothing. */
  g_object_set_data_full (G_OBJECT (box), WIDTHS, gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL), g_object_unref);
  return box;
}

void
so_tile_box_add (GtkFlowBox *box, GtkWidget *tile)
{
  GtkSizeGroup *widths = g_object_get_data (G_OBJECT (box), WIDTHS);

  g_return_if_fail (widths);

  gtk_flow_box_append (box, tile);
  gtk_size_group_add_widget (widths, gtk_widget_get_parent (tile) == GTK_WIDGET (box) ? tile : gtk_widget_get_parent (tile));
}

GtkLabel *
so_tile_add_label (GtkWidget *box, const char *text, const char *style, int chars)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), chars);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

SoTile
so_tile_add (GtkFlowBox *box, const char *name, const char *label, const char *style, const char *note, int chars)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  SoTile tile = { .child = gtk_flow_box_child_new () };

  so_tile_add_label (card, label, "heading", chars);
  tile.value = so_tile_add_label (card, "…", style, chars);
  gtk_widget_add_css_class (GTK_WIDGET (tile.value), "numeric");
  tile.note = so_tile_add_label (card, note, "caption", chars);
  gtk_widget_add_css_class (GTK_WIDGET (tile.note), "dim-label");
  gtk_widget_add_css_class (card, "so-tile");
  gtk_widget_add_css_class (card, "card");
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (tile.child), card);
  gtk_widget_set_name (tile.child, name);
  so_tile_box_add (box, tile.child);
  return tile;
}
