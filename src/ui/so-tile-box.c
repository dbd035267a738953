/* SPDX-License-Identifier: MIT */
#include "so-tile-box.h"

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
