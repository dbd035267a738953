/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-import-zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "so-error.h"
#include "so-text.h"

#define FLOOR (64ull * 1024 * 1024)
#define RATIO 200

struct _SoImportZip {
  struct archive *archive;
  char *name;
  char *damage;
  guint64 allowed;    /* bytes that may still come out of the whole zip */
  guint64 entry_left; /* and out of this entry */
};

SoImportZip *
so_import_zip_open (const char *path, GError **error)
{
  g_autoptr (SoImportZip) zip = g_new0 (SoImportZip, 1);
  GStatBuf info;

  if (g_stat (path, &info) < 0)
    info.st_size = 0;
  zip->allowed = FLOOR + (guint64) info.st_size * RATIO;
  zip->archive = archive_read_new ();
  archive_read_support_format_zip (zip->archive);
  if (archive_read_open_filename (zip->archive, path, 128 * 1024) != ARCHIVE_OK)
    {
      so_fail (error, SO_ERROR_CHANGE, _("The zip file could not be opened (%s). Export it again and try once more."),
               archive_error_string (zip->archive));
      return NULL;
    }
  return g_steal_pointer (&zip);
}

void
so_import_zip_close (SoImportZip *zip)
{
  if (!zip)
    return;
  archive_read_free (zip->archive);
  g_free (zip->name);
  g_free (zip->damage);
  g_free (zip);
}

static void
set_damage (SoImportZip *zip)
{
  if (!zip->damage)
    zip->damage = g_strdup_printf (_("The zip file is damaged or not complete (%s). What could be read was taken; export it again for the rest."),
                                   archive_error_string (zip->archive) ? archive_error_string (zip->archive)
                                                                       : _("unknown reason"));
}

const char *
so_import_zip_next (SoImportZip *zip, SoImportSink *sink, GCancellable *cancellable, GError **error)
{
  struct archive_entry *entry;

  while (!zip->damage && !g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      const char *name;
      int status = archive_read_next_header (zip->archive, &entry);
      if (status == ARCHIVE_EOF)
        return NULL;
      if (status < ARCHIVE_WARN)
        {
          set_damage (zip);
          return NULL;
        }
      name = archive_entry_pathname_utf8 (entry);
      name = name ? name : archive_entry_pathname (entry);
      if (archive_entry_filetype (entry) != AE_IFREG || !name)
        continue;
      g_free (zip->name);
      zip->name = so_text_clean (name, -1);
      zip->entry_left = SO_IMPORT_MAX_FILE + 1;
      if (!archive_entry_is_data_encrypted (entry))
        return zip->name;
      if (sink)
        so_import_skip (sink, zip->name, _("It is protected by a password. Unpack the zip and import what is in it."));
    }
  return NULL;
}

static gssize
pull (gpointer data, void *buffer, gsize count, GError **error)
{
  SoImportZip *zip = data;
  gssize n = archive_read_data (zip->archive, buffer, count);

  if (n < 0)
    {
      so_fail (error, SO_ERROR_CHANGE, _("This entry of the zip file is damaged (%s)."), archive_error_string (zip->archive));
      return -1;
    }
  if ((guint64) n > zip->allowed || (guint64) n > zip->entry_left)
    {
      zip->allowed -= MIN (zip->allowed, (guint64) n);
      so_fail (error, SO_ERROR_CHANGE, _("This entry of the zip file is far larger than it pretends to be and was not unpacked."));
      return -1;
    }
  zip->allowed -= n;
  zip->entry_left -= n;
  return n;
}

SoPullStream *
so_import_zip_stream (SoImportZip *zip)
{
  return so_pull_stream_new (pull, zip);
}

gboolean
so_import_zip_copy (SoImportZip *zip, int fd, guint64 max, guint64 *size, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoPullStream) stream = so_import_zip_stream (zip);
  g_autofree char *buffer = g_malloc (64 * 1024);
  gssize n;

  *size = 0;
  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, 64 * 1024, cancellable, error)) > 0)
    {
      if (*size + n > max)
        return so_fail (error, SO_ERROR_CHANGE, _("This entry of the zip file is larger than Studio OS accepts."));
      if (write (fd, buffer, n) != n)
        return so_fail (error, SO_ERROR_CHANGE, _("There is no room for temporary files. Free some space and try again."));
      *size += n;
    }
  return n == 0;
}

const char *
so_import_zip_get_damage (SoImportZip *zip)
{
  return zip->damage;
}
