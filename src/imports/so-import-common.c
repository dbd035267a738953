/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-import-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "so-error.h"

void
so_import_skip (SoImportSink *sink, const char *where, const char *why)
{
  if (sink->skipped)
    sink->skipped (sink, where, why);
}

void
so_import_progress (SoImportSink *sink, guint64 done, guint64 total)
{
  if (sink->progress)
    sink->progress (sink, done, total);
}

int
so_import_open (const char *path, guint64 *size, GError **error)
{
  /* Of a pipe nobody may ever write into the other end. */
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  struct stat info;

  if (fd < 0)
    {
      g_autofree char *name = g_path_get_basename (path);
      so_fail (error, SO_ERROR_CHANGE, _("“%s” could not be opened (%s). Choose a file that you may read."), name,
               g_strerror (errno));
      return -1;
    }
  if (fstat (fd, &info) < 0 || !S_ISREG (info.st_mode))
    {
      close (fd);
      so_fail (error, SO_ERROR_CHANGE, _("This is not a file. Choose the file that the other program made."));
      return -1;
    }
  if (size)
    *size = info.st_size;
  return fd;
}

int
so_import_open_scratch (GError **error)
{
  g_autofree char *name = NULL;
  int fd = g_file_open_tmp ("studio-os-XXXXXX", &name, error);

  if (fd >= 0)
    g_unlink (name);
  return fd;
}

/* Copies what @stream gives to a scratch file. */
static int
copy_to_scratch (GInputStream *stream, guint64 *size, GError **error)
{
  g_autofree char *buffer = g_malloc (64 * 1024);
  int fd = so_import_open_scratch (error);
  guint64 done = 0;
  gssize n = 0;

  while (fd >= 0 && (n = g_input_stream_read (stream, buffer, 64 * 1024, NULL, NULL)) > 0)
    {
      if (write (fd, buffer, n) != n)
        {
          close (fd);
          so_fail (error, SO_ERROR_CHANGE, _("There is no room for temporary files. Free some space and try again."));
          return -1;
        }
      done += n;
    }
  if (size)
    *size = done;
  return fd;
}

const char *
so_import_utf16 (const char *head, gsize length)
{
  gsize even = 0, odd = 0, n = MIN (length, 512) & ~(gsize) 1;

  if (length >= 2 && !memcmp (head, "\377\376", 2))
    return "UTF-16LE";
  if (length >= 2 && !memcmp (head, "\376\377", 2))
    return "UTF-16BE";
  /* Without a mark: commas, spaces and digits have a zero on one side, and no other text has so many. */
  for (gsize i = 0; i < n; i += 2)
    {
      even += head[i] == 0;
      odd += head[i + 1] == 0;
    }
  if (n < 8 || MAX (even, odd) * 4 < n || MIN (even, odd) * 16 > n)
    return NULL;
  return odd > even ? "UTF-16LE" : "UTF-16BE";
}

int
so_import_open_text (const char *path, guint64 *size, GError **error)
{
  int fd = so_import_open (path, size, error);
  char head[512];
  gssize n;
  const char *charset;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) raw = NULL;
  g_autoptr (GCharsetConverter) converter = NULL;
  g_autoptr (GInputStream) text = NULL;

  n = fd < 0 ? -1 : pread (fd, head, sizeof head, 0);
  charset = n > 0 ? so_import_utf16 (head, n) : NULL;
  if (!charset)
    return fd;
  close (fd);
  raw = g_file_read (file, NULL, error);
  if (!raw)
    return -1;
  converter = g_charset_converter_new ("UTF-8", charset, error);
  if (!converter)
    return -1;
  g_charset_converter_set_use_fallback (converter, TRUE);
  text = g_converter_input_stream_new (G_INPUT_STREAM (raw), G_CONVERTER (converter));
  return copy_to_scratch (text, size, error);
}

gboolean
so_import_is_inside (const char *name)
{
  g_auto (GStrv) steps = g_strsplit_set (name, "/\\", -1);

  if (!*name || *name == '/' || *name == '\\' || (g_ascii_isalpha (name[0]) && name[1] == ':'))
    return FALSE;
  for (guint i = 0; steps[i]; i++)
    if (!strcmp (steps[i], ".."))
      return FALSE;
  return TRUE;
}

gboolean
so_import_keep (SoImportSink *sink, SoPullStream *stream, const char *where, char **sha256, gint64 *size,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) inner = NULL;

  if (!sink->file)
    return TRUE;
  if (sink->file (sink, G_INPUT_STREAM (stream), SO_IMPORT_MAX_FILE, sha256, size, cancellable, &inner))
    return TRUE;
  g_clear_pointer (sha256, g_free);
  *size = 0;
  if (g_error_matches (inner, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      (!so_pull_stream_get_failed (stream) && so_pull_stream_get_count (stream) < SO_IMPORT_MAX_FILE))
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  so_import_skip (sink, where, inner ? inner->message : _("The file could not be read."));
  return TRUE;
}
