/* SPDX-License-Identifier: MIT */
#define G_LOG_DOMAIN "studio-os"
#include "so-show-folder.h"

#include "so-preferences-say.h"

#include <glib/gi18n.h>

static void
on_launched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error) || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;
  g_debug ("A folder was not shown: %s", error->message);
  /* A note has one line, and the path stands in the row. */
  so_preferences_say (widget, _("No program could show the folder"));
}

void
so_show_folder (GtkWidget *widget, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_file_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, on_launched, g_object_ref (widget));
}
