/* SPDX-License-Identifier: MIT */
#include "so-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-id.h"

#define DAY_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

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

char *
so_store_dup_file_draft (SoStore *self)
{
  g_autofree char *id = so_id_new (), *name = g_strconcat ("new-", id, NULL);
  g_autofree char *folder = g_build_filename (so_store_get_folder (self), "files", NULL);

  g_mkdir_with_parents (folder, 0700);
  return g_build_filename (folder, name, NULL);
}

char *
so_store_hash_file (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = g_malloc (64 * 1024);
  gssize n = -1;

  while (stream && (n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, 64 * 1024, cancellable, error)) > 0)
    g_checksum_update (sum, buffer, n);
  return n == 0 ? g_strdup (g_checksum_get_string (sum)) : NULL;
}

/* What was read is on the disk, too. */
static gboolean
is_of_hash (const char *path, const char *sha256, GCancellable *cancellable, GError **error)
{
  g_autofree char *hash = so_store_hash_file (path, cancellable, error);

  return hash && (!g_strcmp0 (hash, sha256) || so_fail (error, SO_ERROR_WAIT, "A file arrived damaged: it is fetched again later."));
}

static gboolean
move_in_place (SoStore *self, const char *path, const char *sha256, GError **error)
{
  g_autofree char *place = so_store_file_path (self, sha256);
  g_autofree char *folder = g_path_get_dirname (place);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0 && g_mkdir_with_parents (folder, 0700) == 0 && g_rename (path, place) == 0;
  int why = errno;

  if (fd >= 0)
    close (fd);
  return done || so_fail (error, SO_ERROR_CHANGE, "A file could not be saved (%s): free some space, then try again.", g_strerror (why));
}

gboolean
so_store_take_file (SoStore *self, const char *path, const char *sha256, GCancellable *cancellable, GError **error)
{
  if (is_of_hash (path, sha256, cancellable, error) && move_in_place (self, path, sha256, error))
    return TRUE;
  g_unlink (path);
  return FALSE;
}

void
so_store_tidy_files (SoStore *self)
{
  g_autofree char *folder = g_build_filename (so_store_get_folder (self), "files", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      if (g_str_has_prefix (name, "new-") && g_stat (path, &info) == 0 && info.st_mtime * 1000 < so_now () - DAY_MS)
        g_unlink (path);
    }
}
