/* SPDX-License-Identifier: MIT */
#include "import-sink.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "so-error.h"
#include "so-import-private.h"

static const struct {
  const char *name;
  const char *text;
  SoImportKind kind;
  const char *why;   /* a word of the sentence where it is none of ours */
} files[] = {
  { "x", "20.08.19, 13:25 - A: Hi\n", SO_IMPORT_WHATSAPP, NULL },
  { "x.csv", "[20.08.19, 13:25:07] A: Hi\n", SO_IMPORT_WHATSAPP, NULL },
  { "x", "Text of somebody\n20.08.19, 13:25 - A: Hi\n", SO_IMPORT_WHATSAPP, NULL },
  { "x", "From a@b Tue Aug 20 11:25:07 2019\nSubject: x\n\n", SO_IMPORT_MBOX, NULL },
  { "x.txt", "Return-Path: <a@b>\nSubject: x\n\nHi", SO_IMPORT_EML, NULL },
  { "x", "X-Y: z\r\n folded\r\nFrom: a\r\n\r\n", SO_IMPORT_EML, NULL },
  { "x.eml", "Subject: x\n", SO_IMPORT_EML, NULL },
  { "x", "Received: from x, by y\rSubject: x\r\rHi", SO_IMPORT_EML, NULL },
  { "x", "begin:vcard\nFN:A\n", SO_IMPORT_VCARD, NULL },
  { "x", "\357\273\277BEGIN:VCARD\n", SO_IMPORT_VCARD, NULL },
  { "x", "Name,Email\n", SO_IMPORT_CSV, NULL },
  { "x", "Vorname;Telefon\n", SO_IMPORT_CSV, NULL },
  { "x.csv", "a,b\n", SO_IMPORT_CSV, NULL },
  { "x", "{\"participants\":[],\"messages\":[]}", SO_IMPORT_INSTAGRAM, NULL },
  { "x.mbox", "<!DOCTYPE html><html><body>Sign in</body>", SO_IMPORT_UNKNOWN, "web page" },
  { "x.mbox", "\n <HTML>", SO_IMPORT_UNKNOWN, "web page" },
  { "message_1.html", "<!DOCTYPE html><html><body>", SO_IMPORT_UNKNOWN, "JSON" },
  { "x.csv", "", SO_IMPORT_UNKNOWN, "empty" },
  { "x.ics", "BEGIN:VCALENDAR\nVERSION:2.0\n", SO_IMPORT_UNKNOWN, "calendar" },
  { "x", "SQLite format 3", SO_IMPORT_UNKNOWN, "database" },
  { "x.zip", "PK\005\006\0\0\0\0", SO_IMPORT_UNKNOWN, "zip" },
  { "x.zip", "PK\003\004 and nothing that belongs there", SO_IMPORT_UNKNOWN, "zip" },
  { "x", "Dear diary", SO_IMPORT_UNKNOWN, "does not know" },
  { "x.mbox", "\377\330\377\340\001\002\003", SO_IMPORT_UNKNOWN, "does not know" },
};

static void
test_files (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = test_file (files[i].name, files[i].text, -1);
      g_autofree char *shown = g_strescape (files[i].text, NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%u %s", i, shown);
      g_assert_cmpstr (so_import_kind_nick (so_import_detect (path, &error)), ==, so_import_kind_nick (files[i].kind));
      if (!files[i].why)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      g_assert_nonnull (strstr (error->message, files[i].why));
    }
}

static void
test_absent (void)
{
  g_autoptr (GError) error = NULL, second = NULL;
  g_autoptr (TestSink) sink = test_sink_new ();
  g_autofree char *empty = test_folder ("empty");

  g_assert_cmpint (so_import_detect ("/nonexistent/file", &error), ==, SO_IMPORT_UNKNOWN);
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_false (test_run (sink, "/nonexistent/file", SO_IMPORT_MBOX, &second));
  g_assert_error (second, SO_ERROR, SO_ERROR_CHANGE);
  for (SoImportKind kind = SO_IMPORT_UNKNOWN; kind < SO_N_IMPORTS; kind++)
    {
      g_autoptr (GError) third = NULL;
      g_assert_false (test_run (sink, empty, kind, &third));
      g_assert_error (third, SO_ERROR, SO_ERROR_CHANGE);
    }
}

static void
test_nicks (void)
{
  SoImportKind kind;

  for (SoImportKind i = SO_IMPORT_UNKNOWN + 1; i < SO_N_IMPORTS; i++)
    {
      g_assert_true (so_import_kind_parse (so_import_kind_nick (i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
  g_assert_false (so_import_kind_parse ("unknown", &kind));
  g_assert_false (so_import_kind_parse (NULL, &kind));
}

/* 300 MB of nothing in 300 kB: stopped, said, and what came before is there. */
static void
test_bomb (void)
{
  g_autofree char *path = test_file ("bomb.zip", "", 0);
  g_autofree char *zeros = g_malloc0 (1024 * 1024);
  struct archive *zip = archive_write_new ();
  struct archive_entry *entry = archive_entry_new ();
  g_autoptr (TestSink) sink = test_sink_new ();
  static const char *const chat = "20.08.19, 13:25 - A: Hi\n20.08.19, 13:26 - A: IMG-20190820-WA0001.jpg (file attached)\n20.08.19, 13:27 - A: bye\n";
  g_autoptr (GError) error = NULL;

  archive_write_set_format_zip (zip);
  archive_write_open_filename (zip, path);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_pathname_utf8 (entry, "_chat.txt");
  archive_entry_set_size (entry, strlen (chat));
  archive_write_header (zip, entry);
  archive_write_data (zip, chat, strlen (chat));
  archive_entry_set_pathname_utf8 (entry, "IMG-20190820-WA0001.jpg");
  archive_entry_unset_size (entry);
  archive_write_header (zip, entry);
  for (guint i = 0; i < 300; i++)
    archive_write_data (zip, zeros, 1024 * 1024);
  archive_entry_free (entry);
  archive_write_free (zip);

  g_assert_true (test_run (sink, path, SO_IMPORT_WHATSAPP, &error));
  g_assert_cmpuint (sink->messages->len, ==, 3);
  g_assert_null (test_part (sink, 1, 0)->sha256);
  g_assert_cmpuint (sink->skipped->len, ==, 1);
  g_assert_nonnull (strstr (sink->skipped->pdata[0], "far larger"));
}

/* A zip that was cut: what was there before the cut is kept, and the cut is said. */
static void
test_cut_zip (void)
{
  g_autofree char *path = test_zip_of ("whole.zip", "_chat.txt", "20.08.19, 13:25 - A: Hi\n", "IMG-20190820-WA0001.jpg", "JPEG JPEG JPEG", NULL);
  g_autofree char *data = NULL;
  gsize size;
  guint read = 0;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  for (gsize n = 0; n < size; n++)
    {
      g_autofree char *cut = test_file ("cut.zip", data, n);
      g_autoptr (TestSink) sink = test_sink_new ();
      g_autoptr (GError) error = NULL;
      if (!test_run (sink, cut, SO_IMPORT_WHATSAPP, &error))
        g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      if (sink->messages->len && n < size / 2)
        {
          g_assert_cmpuint (sink->skipped->len, >, 0);
          read++;
        }
    }
  g_assert_cmpuint (read, >, 0);
}

/* The same in every encryption libarchive writes: no text is a sentence. */
static void
test_encrypted (void)
{
  g_autofree char *path = test_file ("locked.zip", "", 0);
  struct archive *zip = archive_write_new ();
  struct archive_entry *entry = archive_entry_new ();
  g_autoptr (TestSink) sink = test_sink_new ();
  g_autoptr (GError) error = NULL;

  archive_write_set_format_zip (zip);
  if (archive_write_set_options (zip, "zip:encryption=zipcrypt") == ARCHIVE_OK && archive_write_set_passphrase (zip, "x") == ARCHIVE_OK)
    {
      archive_write_open_filename (zip, path);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_pathname_utf8 (entry, "_chat.txt");
      archive_entry_set_size (entry, 2);
      archive_write_header (zip, entry);
      archive_write_data (zip, "Hi", 2);
    }
  archive_entry_free (entry);
  archive_write_free (zip);
  g_assert_false (test_run (sink, path, SO_IMPORT_WHATSAPP, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_cmpuint (sink->skipped->len, ==, 1);
  g_assert_nonnull (strstr (sink->skipped->pdata[0], "password"));
}

static const struct {
  const char *name;
  const char *base;
  gboolean inside;
} names[] = {
  { "a/b.jpg", "b.jpg", TRUE }, { "../../b.jpg", "b.jpg", FALSE }, { "C:\\x\\b.jpg", "b.jpg", FALSE }, { "/etc/passwd", "passwd", FALSE },
  { "..", NULL, FALSE },        { "a/", NULL, TRUE },              { "", NULL, FALSE },                 { "a\n\001b", "a__b", TRUE },
  { "a..b/c", "c", TRUE },      { "a\\..\\b", "b", FALSE },
};

static void
test_names (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *base = so_part_base_name (names[i].name);
      g_assert_cmpstr (base, ==, names[i].base);
      g_assert_cmpint (so_import_is_inside (names[i].name), ==, names[i].inside);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/detect/files", test_files);
  g_test_add_func ("/detect/absent", test_absent);
  g_test_add_func ("/detect/nicks", test_nicks);
  g_test_add_func ("/detect/bomb", test_bomb);
  g_test_add_func ("/detect/cut-zip", test_cut_zip);
  g_test_add_func ("/detect/encrypted", test_encrypted);
  g_test_add_func ("/detect/names", test_names);
  return g_test_run ();
}
