/* SPDX-License-Identifier: MIT */
#include "so-do.h"

#include "so-window.h"

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);
  SoWindow *window = so_window_of (widget);

  if (error && window)
    so_window_show_error (window, error);
}

void
so_do (GtkWidget *widget, SoStudio *studio, SoVerb verb, const char *id, const char *argument)
{
  so_studio_do_async (studio, verb, id, argument, NULL, on_done, g_object_ref (widget));
}
