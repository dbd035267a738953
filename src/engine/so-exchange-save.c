/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-exchange-save.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "so-error.h"

static gboolean
disk_failed (const char *path, int number, GError **error)
{
  return so_fail (error, SO_ERROR_CHANGE, _("%s could not be written (%s): choose another place or make room."), path, g_strerror (number));
}

static gboolean
finish_file (FILE *file, const char *temporary, const char *path, GError **error)
{
  gboolean failed = ferror (file) || fflush (file) != 0 || fsync (fileno (file)) != 0;
  int number = errno;

  if (fclose (file) != 0 && !failed)
    return disk_failed (path, errno, error);
  if (failed)
    return disk_failed (path, number ? number : EIO, error);
  return g_rename (temporary, path) == 0 || disk_failed (path, errno, error);
}

/* Where @path leads: a link stays one. NULL where that is no place for a file. */
static char *
dup_target (const char *path, GError **error)
{
  g_autofree char *real = realpath (path, NULL);
  const char *target = real ? real : path;

  if (!*path || g_str_has_suffix (path, "/") || (real && !g_file_test (real, G_FILE_TEST_IS_REGULAR)))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no file that can be written: choose another name."), path), NULL;
  return g_strdup (target);
}

gboolean
so_exchange_save (const char *path, SoExchangeWrite write, gpointer data, GError **error)
{
  g_autofree char *target = dup_target (path, error), *temporary = target ? g_strconcat (target, ".XXXXXX", NULL) : NULL;
  FILE *file;
  int fd;

  if (!target)
    return FALSE;
  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0 || !(file = fdopen (fd, "wb")))
    return disk_failed (target, errno, error);
  if (!write (file, data, error))
    {
      fclose (file);
      g_unlink (temporary);
      return FALSE;
    }
  if (!finish_file (file, temporary, target, error))
    return g_unlink (temporary), FALSE;
  return TRUE;
}
