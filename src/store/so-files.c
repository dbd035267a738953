/* SPDX-License-Identifier: MIT */
#include "so-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "so-error.h"

/* files/ab/abcdef…: 256 folders keep each of them short. */
char *
so_store_file_path (SoStore *self, const char *sha256)
{
  char head[3] = { 0 };

  if (!sha256 || strlen (sha256) != 64 || strspn (sha256, "0123456789abcdef") != 64)
    return NULL;
  memcpy (head, sha256, 2);
  return g_build_filename (so_store_get_folder (self), "files", head, sha256, NULL);
}

/* Copies and hashes; the number of bytes, or -1. */
static gint64
copy_hashed (GInputStream *in, int fd, guint64 limit, GChecksum *sum, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (64 * 1024);
  gint64 total = 0;
  gssize n;

  while ((n = g_input_stream_read (in, buffer, 64 * 1024, cancellable, error)) > 0)
    {
      /* Streams over memory do not look. */
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return -1;
      total += n;
      if ((guint64) total > limit)
        return so_fail (error, SO_ERROR_CHANGE, "The file is larger than Studio OS keeps"), -1;
      g_checksum_update (sum, buffer, n);
      for (gssize done = 0; done < n;)
        {
          gssize written = write (fd, buffer + done, n - done);
          if (written < 0 && errno != EINTR)
            return so_fail (error, SO_ERROR_CHANGE, "A file could not be saved (%s): free some space, then try again.",
                            g_strerror (errno)), -1;
          done += MAX (written, 0);
        }
    }
  return n < 0 ? -1 : total;
}

/* The new file gets its name only when it is whole and on the disk. */
static gboolean
put_in_place (SoStore *self, int fd, const char *temporary, const char *sha256, GError **error)
{
  g_autofree char *path = so_store_file_path (self, sha256);
  g_autofree char *folder = g_path_get_dirname (path);

  GStatBuf known, fresh;

  /* One of another size was damaged: the whole one takes its place. */
  if (g_stat (path, &known) == 0 && fstat (fd, &fresh) == 0 && known.st_size == fresh.st_size)
    return g_unlink (temporary), TRUE;
  if (fsync (fd) != 0 || g_mkdir_with_parents (folder, 0700) != 0 || g_rename (temporary, path) != 0)
    return so_fail (error, SO_ERROR_CHANGE, "A file could not be saved (%s): free some space, then try again.",
                    g_strerror (errno));
  return TRUE;
}

gboolean
so_store_keep_file (SoStore *self, GInputStream *stream, guint64 limit, char **sha256, gint64 *size,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *folder = g_build_filename (so_store_get_folder (self), "files", NULL);
  g_autofree char *temporary = g_build_filename (folder, "new-XXXXXX", NULL);
  gboolean kept;
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0 || (fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600)) < 0)
    return so_fail (error, SO_ERROR_CHANGE, "A file could not be saved in %s (%s): check the folder.", folder, g_strerror (errno));
  *size = copy_hashed (stream, fd, limit, sum, cancellable, error);
  kept = *size >= 0 && put_in_place (self, fd, temporary, g_checksum_get_string (sum), error);
  close (fd);
  if (kept)
    *sha256 = g_strdup (g_checksum_get_string (sum));
  else
    g_unlink (temporary);
  return kept;
}
