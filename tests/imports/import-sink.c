/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "import-sink.h"

#include <archive.h>
#include <archive_entry.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "so-error.h"
#include "so-hash.h"
#include "so-time.h"

static gboolean
on_message (SoImportSink *sink, SoIncoming *message, guint64 position, GError **error)
{
  TestSink *self = (TestSink *) sink;

  g_assert_cmpuint (message->parts->len, >, 0);
  g_assert_nonnull (message->remote_id);
  g_assert_nonnull (message->thread_key);
  g_ptr_array_add (self->messages, so_incoming_ref (message));
  g_array_append_val (self->positions, position);
  if (self->cancel_after && self->messages->len >= self->cancel_after)
    g_cancellable_cancel (self->cancellable);
  return TRUE;
}

static gboolean
on_card (SoImportSink *sink, SoCard *card, GError **error)
{
  g_ptr_array_add (((TestSink *) sink)->cards, so_card_copy (card));
  return TRUE;
}

static gboolean
on_file (SoImportSink *sink, GInputStream *stream, guint64 limit, char **sha256, gint64 *size, GCancellable *cancellable,
         GError **error)
{
  TestSink *self = (TestSink *) sink;
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  char buffer[4096];
  gssize n;

  if (self->fail_files)
    return so_fail (error, SO_ERROR_CHANGE, "The disk is full");
  while ((n = g_input_stream_read (stream, buffer, sizeof buffer, cancellable, error)) > 0)
    g_byte_array_append (all, (guint8 *) buffer, n);
  if (n < 0)
    return FALSE;
  bytes = g_bytes_new (all->data, all->len);
  *sha256 = so_hash_bytes (bytes);
  *size = all->len;
  g_hash_table_insert (self->files, g_strdup (*sha256), g_steal_pointer (&bytes));
  return TRUE;
}

static void
on_skipped (SoImportSink *sink, const char *where, const char *why)
{
  g_assert_nonnull (where);
  g_assert_nonnull (why);
  g_ptr_array_add (((TestSink *) sink)->skipped, g_strdup_printf ("%s: %s", where, why));
}

static const char *
on_who_is_me (SoImportSink *sink, const char *chat, const char *const *names)
{
  TestSink *self = (TestSink *) sink;

  g_assert_cmpuint (g_strv_length ((char **) names), >=, 1);
  self->asked++;
  return self->me;
}

TestSink *
test_sink_new (void)
{
  TestSink *sink = g_new0 (TestSink, 1);

  sink->sink = (SoImportSink) { on_message, on_card, on_file, on_skipped, NULL, on_who_is_me };
  sink->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) so_incoming_unref);
  sink->positions = g_array_new (FALSE, FALSE, sizeof (guint64));
  sink->cards = g_ptr_array_new_with_free_func ((GDestroyNotify) so_card_free);
  sink->skipped = g_ptr_array_new_with_free_func (g_free);
  sink->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  sink->cancellable = g_cancellable_new ();
  return sink;
}

void
test_sink_free (TestSink *sink)
{
  g_ptr_array_unref (sink->messages);
  g_array_unref (sink->positions);
  g_ptr_array_unref (sink->cards);
  g_ptr_array_unref (sink->skipped);
  g_hash_table_unref (sink->files);
  g_object_unref (sink->cancellable);
  g_free (sink);
}

static char *root;

static int
remove_one (const char *path, const struct stat *info, int kind, struct FTW *ftw)
{
  return remove (path);
}

static void
remove_all (void)
{
  nftw (root, remove_one, 16, FTW_DEPTH | FTW_PHYS);
  g_free (root);
}

static const char *
folder (void)
{
  if (!root)
    {
      root = g_dir_make_tmp ("studio-os-imports-XXXXXX", NULL);
      atexit (remove_all);
    }
  return root;
}

char *
test_folder (const char *name)
{
  char *path = g_build_filename (folder (), name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  return path;
}

char *
test_file (const char *name, const char *data, gssize length)
{
  char *path = g_build_filename (folder (), name, NULL);

  g_assert_true (g_file_set_contents_full (path, data, length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  return path;
}

char *
test_zip_of (const char *name, ...)
{
  char *path = g_build_filename (folder (), name, NULL);
  struct archive *zip = archive_write_new ();
  va_list args;

  archive_write_set_format_zip (zip);
  g_assert_cmpint (archive_write_open_filename (zip, path), ==, ARCHIVE_OK);
  va_start (args, name);
  for (const char *entry_name; (entry_name = va_arg (args, const char *));)
    {
      const char *data = va_arg (args, const char *);
      gssize length = strlen (data);
      struct archive_entry *entry = archive_entry_new ();
      archive_entry_set_pathname_utf8 (entry, entry_name);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      archive_entry_set_size (entry, length);
      g_assert_cmpint (archive_write_header (zip, entry), ==, ARCHIVE_OK);
      g_assert_cmpint (archive_write_data (zip, data, length), ==, length);
      archive_entry_free (entry);
    }
  va_end (args);
  archive_write_free (zip);
  return path;
}

gboolean
test_run_source (TestSink *sink, const SoImportSource *source, GError **error)
{
  return so_import_run (source, &sink->sink, sink->cancellable, error);
}

gboolean
test_run (TestSink *sink, const char *path, SoImportKind kind, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  SoImportSource source = { .path = path, .kind = kind, .zone = zone, .country = "49" };

  return test_run_source (sink, &source, error);
}

SoIncoming *
test_message (TestSink *sink, guint i)
{
  g_assert_cmpuint (i, <, sink->messages->len);
  return g_ptr_array_index (sink->messages, i);
}

SoPart *
test_part (TestSink *sink, guint message, guint part)
{
  SoIncoming *incoming = test_message (sink, message);

  g_assert_cmpuint (part, <, incoming->parts->len);
  return g_ptr_array_index (incoming->parts, part);
}

char *
test_time (TestSink *sink, guint i)
{
  return so_time_format (test_message (sink, i)->sent_at);
}

char *
test_ids (TestSink *sink)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < sink->messages->len; i++)
    g_string_append_printf (ids, "%s\n", test_message (sink, i)->remote_id);
  return g_string_free_and_steal (ids);
}
