/* SPDX-License-Identifier: MIT */
#include "so-picture.h"

#include <glib/gi18n.h>

#define SHOWN 360
#define MAX_BYTES (40 * 1024 * 1024)
/* A few kilobytes can unpack to gigabytes: what claims to be larger than any camera makes is not unpacked. */
#define MAX_PIXELS (120.0 * 1000 * 1000)

GdkTexture *
so_picture_load (const char *path, int most, GError **error)
{
  int width = 0, height = 0;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, error);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GdkPixbuf) upright = NULL;

  if (!info)
    return NULL;
  if (g_file_info_get_size (info) > MAX_BYTES || !gdk_pixbuf_get_file_info (path, &width, &height) ||
      (double) width * height > MAX_PIXELS)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "too large, or no picture");
      return NULL;
    }
  pixbuf = MAX (width, height) > most ? gdk_pixbuf_new_from_file_at_size (path, most, most, error) : gdk_pixbuf_new_from_file (path, error);
  if (!pixbuf)
    return NULL;
  upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  return gdk_texture_new_for_pixbuf (upright);
}

static void
load_on_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  GdkTexture *texture = so_picture_load (path, 2 * SHOWN, &error);        /* twice what is shown, for sharp displays */

  if (texture)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GtkPicture *picture = GTK_PICTURE (source);
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);
  double larger;

  if (!texture)
    {
      gtk_widget_set_size_request (GTK_WIDGET (picture), 48, 48);
      gtk_widget_add_css_class (GTK_WIDGET (picture), "broken");
      return;
    }
  larger = MAX (gdk_texture_get_width (texture), gdk_texture_get_height (texture));
  larger = larger > SHOWN ? SHOWN / larger : 1;
  gtk_picture_set_paintable (picture, GDK_PAINTABLE (texture));
  gtk_widget_set_size_request (GTK_WIDGET (picture), MAX (1, gdk_texture_get_width (texture) * larger * 0.6),
                               MAX (1, gdk_texture_get_height (texture) * larger * 0.6));
}

GtkWidget *
so_picture_new (const char *path, const char *label)
{
  GtkWidget *picture = gtk_picture_new ();
  g_autoptr (GTask) task = g_task_new (picture, NULL, on_loaded, NULL);

  gtk_picture_set_alternative_text (GTK_PICTURE (picture), label);
  gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_SCALE_DOWN);
  gtk_widget_set_size_request (picture, SHOWN * 0.6, SHOWN * 0.45);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, load_on_thread);
  return picture;
}
