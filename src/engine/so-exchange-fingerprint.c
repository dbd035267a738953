/* SPDX-License-Identifier: MIT */
#include "so-exchange-private.h"

#include "so-error.h"

#define EDGE (1024 * 1024)
#define MAX_DEPTH 8

static gboolean
add_bytes (GChecksum *sum, GInputStream *stream, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (EDGE);
  gsize n = 0;

  if (!g_input_stream_read_all (stream, buffer, EDGE, &n, NULL, error))
    return FALSE;
  g_checksum_update (sum, buffer, (gssize) n);
  return TRUE;
}

static gboolean
add_file (GChecksum *sum, GFile *file, goffset size, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);

  if (!stream || !add_bytes (sum, G_INPUT_STREAM (stream), error))
    return FALSE;
  return size <= EDGE || (g_seekable_seek (G_SEEKABLE (stream), MAX (size - EDGE, 0), G_SEEK_SET, NULL, error)
                          && add_bytes (sum, G_INPUT_STREAM (stream), error));
}

static void
add_folder (GPtrArray *lines, GFile *folder, const char *prefix, int depth)
{
  g_autoptr (GFileEnumerator) children = g_file_enumerate_children (folder, "standard::name,standard::type,standard::size",
                                                                    G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFileInfo *info;
  GFile *child;

  while (children && g_file_enumerator_iterate (children, &info, &child, NULL, NULL) && info)
    {
      g_autofree char *name = g_strconcat (prefix, "/", g_file_info_get_name (info), NULL);

      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY && depth < MAX_DEPTH)
        add_folder (lines, child, name, depth + 1);
      else
        g_ptr_array_add (lines, g_strdup_printf ("%s %" G_GOFFSET_FORMAT "\n", name, g_file_info_get_size (info)));
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
add_path (GChecksum *sum, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, "standard::type,standard::size", 0, NULL, error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *size = NULL;

  if (!info)
    return FALSE;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    {
      add_folder (lines, file, "", 0);
      g_ptr_array_sort (lines, compare_lines);
      for (guint i = 0; i < lines->len; i++)
        g_checksum_update (sum, lines->pdata[i], -1);
      return TRUE;
    }
  size = g_strdup_printf ("%" G_GOFFSET_FORMAT "\n", g_file_info_get_size (info));
  g_checksum_update (sum, (const guchar *) size, -1);
  return add_file (sum, file, g_file_info_get_size (info), error);
}

char *
so_exchange_fingerprint (const char *const *paths, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; paths[i]; i++)
    {
      g_autoptr (GError) wrong = NULL;
      g_autofree char *shown = g_filename_display_basename (paths[i]);

      if (add_path (sum, paths[i], &wrong))
        continue;
      so_fail (error, SO_ERROR_CHANGE, "“%s” cannot be read (%s): choose another file", shown, wrong->message);
      return NULL;
    }
  return g_strdup (g_checksum_get_string (sum));
}
