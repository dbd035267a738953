/* SPDX-License-Identifier: MIT */
#include "so-file-open.h"

#include "so-window.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

char *
so_file_open_safe_name (const char *name, const char *mime)
{
  const char *slash = name ? strrchr (name, '/') : NULL;
  const char *back = name ? strrchr (name, '\\') : NULL;
  g_autofree char *base = g_utf8_make_valid (name ? MAX (name, MAX (slash ? slash + 1 : NULL, back ? back + 1 : NULL)) : "", -1);
  GString *safe = g_string_new (NULL);

  for (const char *p = base; *p && safe->len < 120; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* Direction marks can make "exe" look like "jpg". */
      if (g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT || (c == '.' && !safe->len))
        continue;
      g_string_append_unichar (safe, c);
    }
  if (!safe->len)
    g_string_append (safe, mime && g_str_has_prefix (mime, "image/") ? "picture" : "file");
  return g_string_free (safe, FALSE);
}

/* Programs and scripts are shown in their folder, never started. */
static gboolean
may_run (const char *path, const char *name)
{
  g_autofree char *type = g_content_type_guess (name, NULL, 0, NULL);

  return g_content_type_can_be_executable (type) || g_str_has_suffix (name, ".desktop");
}

static void
on_launched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GError) error = NULL;
  SoWindow *window = so_window_of (parent);

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error) && window &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    so_window_show_error (window, error);
}

static void
on_folder_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GError) error = NULL;
  SoWindow *window = so_window_of (parent);

  if (!gtk_file_launcher_open_containing_folder_finish (GTK_FILE_LAUNCHER (source), result, &error) && window &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    so_window_show_error (window, error);
}

void
so_file_open (GtkWidget *parent, const char *path, const char *name, const char *mime)
{
  g_autofree char *safe = so_file_open_safe_name (name, mime);
  g_autofree char *hash = g_path_get_basename (path);
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "studio-os", "opened", hash, NULL);
  g_autofree char *copy = g_build_filename (folder, safe, NULL);
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_for_path (copy);
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (to);
  g_autoptr (GError) error = NULL;
  SoWindow *window = so_window_of (parent);

  if (g_mkdir_with_parents (folder, 0700) ||
      !g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error))
    {
      if (window && error)
        so_window_show_error (window, error);
      return;
    }
  g_chmod (copy, 0600);
  if (may_run (copy, safe))
    gtk_file_launcher_open_containing_folder (launcher, GTK_WINDOW (window), NULL, on_folder_opened, g_object_ref (parent));
  else
    gtk_file_launcher_launch (launcher, GTK_WINDOW (window), NULL, on_launched, g_object_ref (parent));
}
