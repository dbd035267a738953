/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-demo-start.h"

#include "so-demo-place.h"
#include "so-demo.h"
#include "so-frame-trace.h"

#include <glib/gi18n.h>

#define MOST_WEEKS 520

static void
show (GtkApplication *application, SoStudio *studio)
{
  SoWindow *window = so_window_new (application, so_store_get_folder (so_studio_get_store (studio)));

  so_frame_trace_watch (GTK_WINDOW (window));
  so_window_set_studio (window, studio);
  gtk_window_present (GTK_WINDOW (window));
}

/* The program waits for it: there is no window yet. */
static void
on_filled (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GApplicationCommandLine) line = data;
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  g_autoptr (GError) error = NULL;

  if (so_demo_fill_finish (SO_STUDIO (source), result, &error))
    show (application, SO_STUDIO (source));
  else
    {
      g_application_command_line_printerr (line, "%s\n", error->message);
      g_application_command_line_set_exit_status (line, 1);
    }
  g_application_release (G_APPLICATION (application));
}

static GtkWindow *
find_window (GtkApplication *application, const char *folder)
{
  for (GList *l = gtk_application_get_windows (application); l; l = l->next)
    if (SO_IS_WINDOW (l->data) && g_str_equal (so_window_get_folder (l->data), folder))
      return l->data;
  return NULL;
}

static int
open_demo (GtkApplication *application, GApplicationCommandLine *line, const char *kind, guint weeks)
{
  g_autoptr (GError) error = NULL;
  gboolean ready = FALSE;
  g_autoptr (SoStudio) studio = so_demo_open (kind, &ready, &error);

  if (!studio)
    {
      g_application_command_line_printerr (line, "%s\n", error->message);
      return 2;
    }
  if (ready)
    {
      show (application, studio);
      return 0;
    }
  g_application_hold (G_APPLICATION (application));
  so_demo_fill_async (studio, kind, weeks, SO_DEMO_SEED, NULL, on_filled, g_object_ref (line));
  return 0;
}

int
so_demo_start (GtkApplication *application, GApplicationCommandLine *line, const char *kind, int weeks)
{
  g_autofree char *folder = NULL;
  GtkWindow *window;

  if (weeks < 1 || weeks > MOST_WEEKS)
    {
      g_application_command_line_printerr (line, _("--weeks is a number from 1 to %d\n"), MOST_WEEKS);
      return 2;
    }
  folder = so_demo_folder (kind);
  window = find_window (application, folder);
  if (!window)
    return open_demo (application, line, kind, (guint) weeks);
  gtk_window_present (window);
  return 0;
}
