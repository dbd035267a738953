/* SPDX-License-Identifier: MIT */
#include "so-focus.h"

gboolean
so_focus_list (gpointer list)
{
  GtkWidget *stack = gtk_widget_get_ancestor (list, GTK_TYPE_STACK);

  if (gtk_widget_get_mapped (list))
    return gtk_widget_grab_focus (list);
  return stack && gtk_widget_child_focus (stack, GTK_DIR_TAB_FORWARD);
}
