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

typedef struct {
  SoWindow *window;
  char *message;
} Said;

/* The widget may be gone by then, but not its window. */
static void
on_done_said (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Said *said = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (error)
    so_window_show_error (said->window, error);
  else
    so_window_add_undo_toast (said->window, said->message);
  g_object_unref (said->window);
  g_free (said->message);
  g_free (said);
}

void
so_do_said (GtkWidget *widget, SoStudio *studio, SoVerb verb, const char *id, const char *argument, const char *message)
{
  SoWindow *window = so_window_of (widget);
  Said *said;

  if (!window)
    return so_do (widget, studio, verb, id, argument);
  said = g_new0 (Said, 1);
  *said = (Said) { g_object_ref (window), g_strdup (message) };
  so_studio_do_async (studio, verb, id, argument, NULL, on_done_said, said);
}
