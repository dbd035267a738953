/* SPDX-License-Identifier: MIT */
#include "so-picking.h"

gboolean
so_picking_select_first (GtkListBox *list)
{
  GtkListBoxRow *row, *first = NULL;

  for (int i = 0; !first && (row = gtk_list_box_get_row_at_index (list, i)); i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      first = row;
  gtk_list_box_select_row (list, first);
  return first != NULL;
}

static void
move_selection (GtkListBox *list, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (list);
  int i = row ? gtk_list_box_row_get_index (row) : -1;
  graphene_rect_t place;

  do
    row = gtk_list_box_get_row_at_index (list, i += step);
  while (row && !gtk_widget_get_child_visible (GTK_WIDGET (row)));
  if (!row)
    return;
  gtk_list_box_select_row (list, row);
  /* the entry keeps the focus, so nobody else scrolls */
  if (gtk_list_box_get_adjustment (list) && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (list), &place))
    gtk_adjustment_clamp_page (gtk_list_box_get_adjustment (list), place.origin.y, place.origin.y + place.size.height);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, GtkListBox *list)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;
  move_selection (list, keyval == GDK_KEY_Down ? 1 : -1);
  return GDK_EVENT_STOP;
}

void
so_picking_attach (GtkWidget *entry, GtkListBox *list)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), list, 0);
  gtk_widget_add_controller (entry, keys);
}
