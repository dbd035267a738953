/* SPDX-License-Identifier: MIT */
#include "so-restore.h"

#include "so-care-verbs.h"

#include <glib/gi18n.h>

/* How long the work that still runs may hold the studio open. */
#define PATIENCE_MS 10000

typedef struct {
  GtkApplication *application;
  char *folder;
  char *path;
  SoStudio *studio;    /* weak; NULL once it is closed */
  guint timeout;
} Restore;

static void
restore_free (Restore *restore)
{
  g_clear_handle_id (&restore->timeout, g_source_remove);
  g_application_release (G_APPLICATION (restore->application));
  g_object_unref (restore->application);
  g_free (restore->folder);
  g_free (restore->path);
  g_free (restore);
}

/* Takes @restore. */
static void
show_window (Restore *restore, const GError *error)
{
  SoWindow *window = so_window_new (restore->application, restore->folder);
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoStudio) studio = so_studio_open (restore->folder, &failed);

  if (studio)
    so_window_set_studio (window, studio);
  else
    so_window_show_fault (window, failed);
  gtk_window_present (GTK_WINDOW (window));
  if (error)
    so_window_show_error (window, error);
  else
    so_window_add_toast (window, _("The backup is restored"));
  restore_free (restore);
}

static void
on_restored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  so_studio_restore_finish (result, &error);
  show_window (user_data, error);
}

static gboolean
on_closed (gpointer user_data)
{
  Restore *restore = user_data;

  so_studio_restore_async (restore->folder, restore->path, NULL, on_restored, restore);
  return G_SOURCE_REMOVE;
}

static void
on_studio_gone (gpointer user_data, GObject *studio)
{
  Restore *restore = user_data;

  restore->studio = NULL;
  g_clear_handle_id (&restore->timeout, g_source_remove);
  g_idle_add (on_closed, restore);
}

static gboolean
on_patience_over (gpointer user_data)
{
  Restore *restore = user_data;
  g_autoptr (GError) error = NULL;

  restore->timeout = 0;
  g_object_weak_unref (G_OBJECT (restore->studio), on_studio_gone, restore);
  error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_BUSY,
                               _("Nothing was restored, because the studio is still at work: wait for imports and backups to end, then try again"));
  show_window (restore, error);
  return G_SOURCE_REMOVE;
}

/* Dialogs hold the studio too, and a window does not close under one. */
static void
close_dialogs (SoWindow *window)
{
  AdwDialog *dialog;

  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))))
    adw_dialog_force_close (dialog);
}

void
so_restore_start (SoWindow *window, const char *path)
{
  Restore *restore;

  g_return_if_fail (SO_IS_WINDOW (window) && path);

  restore = g_new0 (Restore, 1);
  restore->application = g_object_ref (gtk_window_get_application (GTK_WINDOW (window)));
  restore->folder = g_strdup (so_window_get_folder (window));
  restore->path = g_strdup (path);
  restore->studio = so_window_get_studio (window);
  /* without a window the program would end */
  g_application_hold (G_APPLICATION (restore->application));
  if (restore->studio)
    {
      g_object_weak_ref (G_OBJECT (restore->studio), on_studio_gone, restore);
      restore->timeout = g_timeout_add (PATIENCE_MS, on_patience_over, restore);
    }
  else
    {
      /* one that cannot be opened has nothing to wait for */
      g_idle_add (on_closed, restore);
    }
  close_dialogs (window);
  gtk_window_close (GTK_WINDOW (window));
}
