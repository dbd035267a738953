/* SPDX-License-Identifier: MIT */
#include "so-file.h"

#include <errno.h>
#include <stdio.h>

#include <glib/gstdio.h>

static gboolean
is_special (const char *path)
{
  GStatBuf info;

  return !g_stat (path, &info) && !S_ISREG (info.st_mode) && !S_ISDIR (info.st_mode);
}

static gboolean
write_into (const char *path, const char *data, gsize length)
{
  FILE *file = g_fopen (path, "we");
  gboolean ok = file && fwrite (data, 1, length, file) == length;

  /* What is still in its buffer may not fit either. */
  return file && !fclose (file) && ok;
}

gboolean
so_file_write (const char *path, const char *data, gsize length, GError **error)
{
  if (!is_special (path))
    return g_file_set_contents (path, data, (gssize) length, error);
  if (write_into (path, data, length))
    return TRUE;
  g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (errno), "%s: %s", path, g_strerror (errno));
  return FALSE;
}
