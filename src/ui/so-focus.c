/* SPDX-License-Identifier: MIT */
#include "so-focus.h"

#include <adwaita.h>

gboolean
so_focus_list (gpointer list)
{
  GtkWidget *stack = gtk_widget_get_ancestor (list, GTK_TYPE_STACK);

  if (gtk_widget_get_mapped (list))
    return gtk_widget_grab_focus (list);
  return stack && gtk_widget_child_focus (stack, GTK_DIR_TAB_FORWARD);
}

gboolean
so_focus_pane (GtkWidget *pane)
{
  gboolean list = GTK_IS_LIST_BOX (pane) || GTK_IS_LIST_VIEW (pane);
  GtkWidget *focus;

  if (!gtk_widget_get_mapped (pane))
    return FALSE;
  /* A list would take the focus itself; its chosen row is meant. */
  if (list || !gtk_widget_grab_focus (pane))
    gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD);
  focus = gtk_root_get_focus (gtk_widget_get_root (pane));
  return focus && (focus == pane || gtk_widget_is_ancestor (focus, pane));
}

void
so_focus_enter (GtkWidget *scrolled)
{
  GtkWidget *child = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scrolled)), *dialog = gtk_widget_get_ancestor (scrolled, ADW_TYPE_DIALOG);

  if (child && gtk_widget_get_mapped (scrolled))
    gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
  else if (dialog)
    gtk_widget_child_focus (dialog, GTK_DIR_TAB_FORWARD);
}
