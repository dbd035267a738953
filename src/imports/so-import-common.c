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
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
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

GBytes *
so_import_load (const char *path, gsize max, GError **error)
{
  guint64 size;
  int fd = so_import_open (path, &size, error);
  char *data;
  gsize done = 0;
  gssize n = 1;

  if (fd < 0)
    return NULL;
  if (size > max)
    {
      close (fd);
      so_fail (error, SO_ERROR_CHANGE, _("The file is larger than Studio OS accepts for its kind (%u MB). Split it and import the parts."),
               (guint) (max >> 20));
      return NULL;
    }
  data = g_malloc (size + 1);
  while (done < size && n > 0)
    {
      n = read (fd, data + done, size - done);
      done += MAX (n, 0);
    }
  close (fd);
  data[done] = 0;
  return g_bytes_new_take (data, done);
}

char *
so_import_base_name (const char *name)
{
  const char *p = name + strlen (name);
  g_autofree char *clean = NULL;

  while (p > name && p[-1] != '/' && p[-1] != '\\')
    p--;
  clean = g_utf8_make_valid (p, -1);
  for (char *c = clean; *c; c++)
    if ((guchar) *c < 32 || *c == 127)
      *c = '_';
  g_strstrip (clean);
  return !*clean || !strcmp (clean, ".") || !strcmp (clean, "..") ? NULL : g_steal_pointer (&clean);
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
so_import_keep (SoImportSink *sink, SoImportStream *stream, const char *where, char **sha256, gint64 *size,
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
      (!so_import_stream_get_failed (stream) && so_import_stream_get_count (stream) <= SO_IMPORT_MAX_FILE))
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  so_import_skip (sink, where, inner ? inner->message : _("The file could not be read."));
  return TRUE;
}
