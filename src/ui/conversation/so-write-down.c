/* SPDX-License-Identifier: MIT */
#include "so-write-down.h"

#include "so-list-verbs.h"
#include "so-transcribe.h"
#include "so-window.h"

#include <glib/gi18n.h>

gboolean
so_write_down_can (GtkWidget *widget)
{
  SoWindow *window = so_window_of (widget);
  SoStudio *studio = window ? so_window_get_studio (window) : NULL;
  g_autoptr (SoTranscribeSettings) settings = studio ? so_transcribe_settings_load (studio) : NULL;

  /* The queue of a demonstration stands still. */
  return settings && settings->service != SO_TRANSCRIBE_OFF && !so_studio_is_demo (studio);
}

static char *
queue_job (SoStudio *studio, gpointer message_id, GError **error)
{
  so_transcribe_queue (studio, message_id, error);
  return NULL;
}

static void
on_queued (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_job_finish (SO_STUDIO (source), result, &error);

  if (error)
    so_window_show_error (window, error);
  else
    so_window_add_toast (window, _("It is written down soon"));
}

void
so_write_down (GtkWidget *widget, const char *message_id)
{
  SoWindow *window = so_window_of (widget);

  if (window)
    so_studio_job_async (so_window_get_studio (window), queue_job, g_strdup (message_id), g_free, NULL, on_queued, g_object_ref (window));
}
