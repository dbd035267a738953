/* SPDX-License-Identifier: MIT */
#include "so-print.h"

#include "so-window.h"

/* Not allow-async: through a portal, GTK 4.18 then reads what it has just freed when the desktop answers, and the program comes down. What waits here is a loop,
 * in which the window may be closed: so it is held. */
void
so_print_run (GtkPrintOperation *operation, GtkWidget *widget)
{
  SoWindow *window = so_window_of (widget);
  g_autoptr (GtkWidget) held = window ? g_object_ref (GTK_WIDGET (window)) : NULL;
  g_autoptr (GError) error = NULL;

  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, window ? GTK_WINDOW (window) : NULL, &error);
  if (error && window && gtk_widget_get_mapped (held))
    so_window_show_error (window, error);
}
