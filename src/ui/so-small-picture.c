/* SPDX-License-Identifier: MIT */
#include "so-small-picture.h"

#include "so-error.h"

#include <glib/gi18n.h>

#define MOST_BYTES (12 * 1024 * 1024)
#define MOST_SIDE 8000

static gboolean
fail (GError **error)
{
  return so_fail (error, SO_ERROR_CHANGE, _("This is no picture that can be shown: choose a PNG or JPEG"));
}

static cairo_surface_t *
surface_of (GdkTexture *texture)
{
  int width = gdk_texture_get_width (texture), height = gdk_texture_get_height (texture);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);

  /* The default format of a download is that of such a surface. */
  gdk_texture_download (texture, cairo_image_surface_get_data (surface), (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_mark_dirty (surface);
  return surface;
}

static cairo_surface_t *
shrink (cairo_surface_t *from, int side)
{
  int width = cairo_image_surface_get_width (from), height = cairo_image_surface_get_height (from);
  double scale = MIN (1.0, (double) side / MAX (width, height));
  int w = MAX (1, (int) (width * scale)), h = MAX (1, (int) (height * scale));
  cairo_surface_t *to = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, w, h);
  cairo_t *cr = cairo_create (to);

  cairo_scale (cr, (double) w / width, (double) h / height);
  cairo_set_source_surface (cr, from, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BEST);
  cairo_paint (cr);
  cairo_destroy (cr);
  return to;
}

static cairo_status_t
write_piece (gpointer data, const guchar *piece, guint length)
{
  g_byte_array_append (data, piece, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
so_small_picture_of (GBytes *bytes, int side, GError **error)
{
  g_autoptr (GdkTexture) texture = g_bytes_get_size (bytes) <= MOST_BYTES ? gdk_texture_new_from_bytes (bytes, NULL) : NULL;
  GByteArray *png = g_byte_array_new ();
  cairo_surface_t *large, *small;
  cairo_status_t status;

  if (!texture || gdk_texture_get_width (texture) > MOST_SIDE || gdk_texture_get_height (texture) > MOST_SIDE)
    {
      g_byte_array_unref (png);
      return fail (error), NULL;
    }
  large = surface_of (texture);
  small = shrink (large, side);
  status = cairo_surface_write_to_png_stream (small, write_piece, png);
  cairo_surface_destroy (large);
  cairo_surface_destroy (small);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (png);
  g_byte_array_unref (png);
  return fail (error), NULL;
}

GBytes *
so_small_picture (const char *path, int side, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, NULL, error);
  g_autoptr (GBytes) bytes = NULL;

  if (!info)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR || g_file_info_get_size (info) > MOST_BYTES)
    return fail (error), NULL;
  bytes = g_file_load_bytes (file, NULL, NULL, error);
  return bytes ? so_small_picture_of (bytes, side, error) : NULL;
}
