/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-mail-spool.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "so-error.h"

#define IN_MEMORY (4u * 1024 * 1024)

struct _SoMailSpool {
  GByteArray *memory;
  guint64 length;
  int fd;           /* -1 while all is in memory */
};

SoMailSpool *
so_mail_spool_new (void)
{
  SoMailSpool *spool = g_new0 (SoMailSpool, 1);

  spool->memory = g_byte_array_new ();
  spool->fd = -1;
  return spool;
}

void
so_mail_spool_free (SoMailSpool *spool)
{
  if (!spool)
    return;
  g_byte_array_unref (spool->memory);
  if (spool->fd >= 0)
    close (spool->fd);
  g_free (spool);
}

/* A nameless file that vanishes when it is closed; -1 on error. */
static int
open_scratch (GError **error)
{
  g_autofree char *name = NULL;
  int fd = g_file_open_tmp ("studio-os-XXXXXX", &name, error);

  if (fd >= 0)
    g_unlink (name);
  return fd;
}

static gboolean
write_all (int fd, const void *data, gsize length, GError **error)
{
  for (const char *p = data; length;)
    {
      gssize n = write (fd, p, length);
      if (n <= 0)
        return so_fail (error, SO_ERROR_CHANGE, _("There is no room for temporary files. Free some space and try again."));
      p += n;
      length -= n;
    }
  return TRUE;
}

gboolean
so_mail_spool_put_aside (SoMailSpool *spool, GError **error)
{
  if (spool->fd >= 0)
    return TRUE;
  spool->fd = open_scratch (error);
  if (spool->fd < 0 || !write_all (spool->fd, spool->memory->data, spool->memory->len, error))
    return FALSE;
  g_byte_array_unref (spool->memory);
  spool->memory = g_byte_array_new ();
  return TRUE;
}

gboolean
so_mail_spool_append (SoMailSpool *spool, const char *data, gsize length, GError **error)
{
  spool->length += length;
  if (spool->fd < 0 && spool->length <= IN_MEMORY)
    {
      g_byte_array_append (spool->memory, (const guint8 *) data, length);
      return TRUE;
    }
  if (!so_mail_spool_put_aside (spool, error))
    return FALSE;
  return write_all (spool->fd, data, length, error);
}

void
so_mail_spool_truncate (SoMailSpool *spool, guint64 length)
{
  spool->length = length;
  if (spool->fd < 0)
    g_byte_array_set_size (spool->memory, length);
  else if (!length)
    {
      close (spool->fd);
      spool->fd = -1;
    }
  else if (ftruncate (spool->fd, length) == 0)
    lseek (spool->fd, length, SEEK_SET);
}

guint64
so_mail_spool_length (SoMailSpool *spool)
{
  return spool->length;
}

GByteArray *
so_mail_spool_memory (SoMailSpool *spool)
{
  return spool->fd < 0 ? spool->memory : NULL;
}

int
so_mail_spool_fd (SoMailSpool *spool)
{
  return spool->fd;
}

/* @held: line ends that count only where something follows them. */
static void
update (GChecksum *sum, const char *p, gsize n, guint64 *held)
{
  const char *end = p + n;

  while (p < end)
    {
      gsize run = 0;
      while (p + run < end && p[run] != '\n' && p[run] != '\r')
        run++;
      for (; run && *held; (*held)--)
        g_checksum_update (sum, (const guchar *) "\n", 1);
      g_checksum_update (sum, (const guchar *) p, run);
      p += run;
      if (p < end)
        *held += *p++ == '\n';
    }
}

char *
so_mail_spool_checksum (SoMailSpool *spool)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *buffer = NULL;
  guint64 held = 0;
  gssize n;

  if (spool->fd < 0)
    update (sum, (const char *) spool->memory->data, spool->memory->len, &held);
  else
    {
      buffer = g_malloc (64 * 1024);
      for (guint64 at = 0; (n = pread (spool->fd, buffer, 64 * 1024, at)) > 0; at += n)
        update (sum, buffer, n, &held);
    }
  return g_strdup (g_checksum_get_string (sum));
}

GBytes *
so_mail_spool_head (SoMailSpool *spool, gsize max)
{
  char *buffer;
  gssize n;

  if (spool->fd < 0)
    return g_bytes_new (spool->memory->data, MIN (spool->memory->len, max));
  buffer = g_malloc (max);
  n = pread (spool->fd, buffer, max, 0);
  return g_bytes_new_take (buffer, MAX (n, 0));
}
