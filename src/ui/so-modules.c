/* SPDX-License-Identifier: MIT */
#include "so-modules.h"

#include "so-facts.h"
#include "so-sidebar-row.h"
#include "so-studio-kind.h"

#define STUDIO "so-modules-studio"

static void
show_rows (GtkListBox *sidebar)
{
  SoStudio *studio = g_object_get_data (G_OBJECT (sidebar), STUDIO);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (sidebar, i)); i++)
    gtk_widget_set_visible (GTK_WIDGET (row), !so_studio_hides_module (studio, so_sidebar_row_get_page (SO_SIDEBAR_ROW (row))));
}

static void
on_changed (GtkListBox *sidebar, guint changes)
{
  if (changes & SO_CHANGED_SETTINGS)
    show_rows (sidebar);
}

void
so_modules_watch (GtkListBox *sidebar, SoStudio *studio)
{
  SoStudio *before = g_object_get_data (G_OBJECT (sidebar), STUDIO);

  if (before)
    g_signal_handlers_disconnect_by_func (so_studio_get_store (before), on_changed, sidebar);
  g_object_set_data_full (G_OBJECT (sidebar), STUDIO, g_object_ref (studio), g_object_unref);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_changed), sidebar, G_CONNECT_SWAPPED);
  show_rows (sidebar);
}
