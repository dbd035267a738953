/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include <glib/gstdio.h>
#include <utime.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "so-care.h"
#include "so-db.h"
#include "so-drafts.h"
#include "so-error.h"

static char *
keep (SoTestStore *f, gsize size, char fill)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_strnfill (size, fill), size);
  g_autoptr (GInputStream) in = g_memory_input_stream_new_from_bytes (bytes);
  char *sha256 = NULL;
  gint64 kept;

  g_assert_true (so_store_keep_file (f->store, in, G_MAXINT64, &sha256, &kept, NULL, NULL));
  g_assert_cmpint (kept, ==, (gint64) size);
  return sha256;
}

static char *
say_with_file (SoTestStore *f, const char *remote_id, const char *sha256)
{
  SoIncoming *in = so_test_message (remote_id, "+49151234567", "Anna", "look", 1000);

  g_ptr_array_add (in->parts, so_part_new_file ("image/png", "a.png", sha256, 1));
  return so_test_put (f->store, in, NULL);
}

/* A studio with a bit of everything, also an empty file and one of @size: backups cut into pieces of 8 MiB. */
static void
fill_with (SoTestStore *f, char **small, gsize size)
{
  g_autofree char *big = keep (f, size, 'b'), *empty = keep (f, 0, 'e'), *thread = NULL;
  g_autoptr (SoDb) db = NULL;
  static const char *const states[] = { "queued", "scheduled", "sending", "held", "proposed", "accepted" };

  *small = keep (f, 5, 's');
  g_free (say_with_file (f, "1", big));
  g_free (say_with_file (f, "2", empty));
  thread = say_with_file (f, "3", *small);
  db = so_store_begin (f->store, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      SoDraftNew values = { .thread_id = thread, .text = states[i], .origin = "owner" };
      g_autofree char *id = so_draft_add (db, &values, NULL);
      g_assert_true (so_db_run (db, NULL, "UPDATE draft SET state = ? WHERE id = ?", "tt", states[i], id));
    }
  g_assert_true (so_store_commit (f->store, &db, NULL));
}

static void
fill (SoTestStore *f, char **small)
{
  fill_with (f, small, 300000);
}

static char *
backup (SoTestStore *f)
{
  char *path = so_test_store_path (f, "copy.sqlite");
  g_autofree char *partial = g_strconcat (path, ".part", NULL);
  g_autoptr (GError) error = NULL;

  so_care_backup (f->store, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (partial, G_FILE_TEST_EXISTS));
  return path;
}

static void
test_round_trip (SoTestStore *f, gconstpointer data)
{
  g_autofree char *small = NULL, *path = NULL, *target = g_strconcat (f->folder, "-restored", NULL), *before = NULL, *after = NULL;
  g_autofree char *with_slash = g_strconcat (target, "/", NULL), *file = NULL, *states = NULL, *content = NULL;
  g_autoptr (SoStore) restored = NULL;
  g_autoptr (SoCareReport) report = NULL;
  g_autoptr (GError) error = NULL;

  fill_with (f, &small, 8 * 1024 * 1024 + 1);
  path = backup (f);
  so_care_restore (with_slash, path, NULL, &error);
  g_assert_no_error (error);
  restored = so_store_open (target, NULL);
  states = so_test_text (restored, "SELECT group_concat (text || '=' || state, ' ') FROM draft");
  g_assert_cmpstr (states, ==, "queued=held scheduled=held sending=unknown held=held proposed=proposed accepted=accepted");
  g_assert_cmpint (so_test_int (restored, "SELECT count(*) FROM draft WHERE reason = 'restored_backup'"), ==, 3);
  /* But for these drafts, it is the same studio: every row, every file. */
  g_assert_cmpint (so_test_int (restored, "SELECT count(*) FROM local WHERE key = 'place'"), ==, 1);
  so_test_sql (restored, "UPDATE draft SET state = 'x', reason = NULL, detail = NULL; DELETE FROM local");
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM local WHERE key = 'backup.at'"), ==, 1);
  so_test_sql (f->store, "UPDATE draft SET state = 'x', reason = NULL, detail = NULL; DELETE FROM local WHERE key = 'backup.at'");
  before = so_test_content (f->store);
  after = so_test_content (restored);
  g_assert_cmpstr (before, ==, after);
  report = so_care_check (restored, NULL, NULL);
  g_assert_true (report->ok);
  g_assert_cmpuint (report->files, ==, 3);
  file = so_store_file_path (restored, small);
  g_assert_true (g_file_get_contents (file, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "sssss");
  so_test_spin (0);
  g_assert_finalize_object (g_steal_pointer (&restored));
  so_test_remove_tree (target);
}

/* The old studio steps aside, whole. */
static void
test_restore_over (SoTestStore *f, gconstpointer data)
{
  g_autofree char *small = NULL, *path = NULL, *elsewhere = g_strconcat (f->folder, ".copy", NULL), *parent = g_path_get_dirname (f->folder);
  g_autofree char *name = g_path_get_basename (f->folder);
  g_autoptr (GDir) dir = NULL;
  const char *entry;
  guint asides = 0;

  fill (f, &small);
  path = backup (f);
  g_assert_cmpint (g_rename (path, elsewhere), ==, 0);
  g_free (so_test_say (f->store, "+49151234567", "Anna", "after the copy", 5000));
  so_test_store_close (f);
  g_assert_true (so_care_restore (f->folder, elsewhere, NULL, NULL));
  so_test_store_reopen (f);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM message"), ==, 3);
  dir = g_dir_open (parent, 0, NULL);
  while ((entry = g_dir_read_name (dir)))
    if (g_str_has_prefix (entry, name) && strstr (entry, ".before-restore-"))
      {
        g_autofree char *aside = g_build_filename (parent, entry, NULL);
        g_autoptr (SoStore) old = so_store_open (aside, NULL);

        g_assert_cmpint (so_test_int (old, "SELECT count(*) FROM message"), ==, 4);
        g_assert_finalize_object (g_steal_pointer (&old));
        so_test_remove_tree (aside);
        asides++;
      }
  g_assert_cmpuint (asides, ==, 1);
  g_unlink (elsewhere);
}

static void
refuses (SoTestStore *f, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *fresh = g_strconcat (f->folder, ".restoring", NULL);

  g_assert_false (so_care_restore (f->folder, path, NULL, &error));
  g_assert_cmpint (error->domain, ==, SO_ERROR);
  g_assert_false (g_file_test (fresh, G_FILE_TEST_EXISTS));
}

/* Cut, flipped, not a backup at all, of another program: the studio that is there is not touched. */
static void
test_damaged_backup (SoTestStore *f, gconstpointer data)
{
  g_autofree char *small = NULL, *path = NULL, *whole = NULL, *before = NULL, *after = NULL, *bad = so_test_store_path (f, "bad.sqlite");
  sqlite3 *other = NULL;
  gsize size;
  int refused = 0;

  fill (f, &small);
  path = backup (f);
  before = so_test_content (f->store);
  g_assert_true (g_file_get_contents (path, &whole, &size, NULL));
  g_assert_true (g_file_set_contents (bad, whole, (gssize) (size / 2), NULL));
  refuses (f, bad);
  g_assert_true (g_file_set_contents (bad, whole, 10, NULL));
  refuses (f, bad);
  g_assert_true (g_file_set_contents (bad, "", 0, NULL));
  refuses (f, bad);
  g_unlink (bad);
  refuses (f, bad);
  refuses (f, f->folder);
  sqlite3_open (bad, &other);
  sqlite3_exec (other, "CREATE TABLE bookmarks (url TEXT)", NULL, NULL, NULL);
  sqlite3_close (other);
  refuses (f, bad);
  sqlite3_open (path, &other);
  sqlite3_exec (other, "PRAGMA user_version = 99", NULL, NULL, NULL);
  sqlite3_close (other);
  refuses (f, path);
  for (int round = 0; round < 40; round++)
    {
      g_autofree char *copy = g_memdup2 (whole, size), *target = g_strconcat (f->folder, "-x", NULL);
      gsize at = (gsize) g_test_rand_int_range (0, (gint32) (size / 4096)) * 4096;

      for (int k = 0; k < 64; k++)
        copy[at + (gsize) g_test_rand_int_range (0, 4096)] ^= 0x55;
      g_assert_true (g_file_set_contents (bad, copy, (gssize) size, NULL));
      refused += !so_care_restore (target, bad, NULL, NULL);
      so_test_remove_tree (target);
    }
  g_assert_cmpint (refused, >=, 4);   /* a good part of the bytes are files, each known by its hash; many pages are empty */
  after = so_test_content (f->store);
  g_assert_cmpstr (before, ==, after);
}

/* A file that is damaged or gone must not cost the backup everything else. */
static void
test_backup_of_damaged_files (SoTestStore *f, gconstpointer data)
{
  g_autofree char *small = NULL, *path = NULL, *file = NULL, *other = keep (f, 77, 'o'), *gone = NULL, *target = g_strconcat (f->folder, "-r", NULL);
  g_autoptr (SoStore) restored = NULL;
  g_autoptr (SoCareReport) report = NULL;

  fill (f, &small);
  g_free (say_with_file (f, "4", other));
  file = so_store_file_path (f->store, small);
  gone = so_store_file_path (f->store, other);
  g_assert_true (g_file_set_contents (file, "sssSs", 5, NULL));
  g_unlink (gone);
  path = backup (f);
  g_assert_true (so_care_restore (target, path, NULL, NULL));
  restored = so_store_open (target, NULL);
  report = so_care_check (restored, NULL, NULL);
  g_assert_cmpuint (report->missing_files, ==, 2);
  g_assert_cmpuint (report->damaged_files, ==, 0);
  g_assert_finalize_object (g_steal_pointer (&restored));
  so_test_remove_tree (target);
}

static void
test_backup_places (SoTestStore *f, gconstpointer data)
{
  g_autofree char *own = so_test_store_path (f, "studio.db"), *nowhere = so_test_store_path (f, "no/such/folder.sqlite"),
                  *folder = so_test_store_path (f, "files"), *link = so_test_store_path (f, "link.sqlite"), *part = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  const char *const places[] = { own, nowhere, folder, link };
  g_autofree char *small = NULL;

  fill (f, &small);
  g_assert_cmpint (symlink ("studio.db", link), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (so_care_backup (f->store, places[i], NULL, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      g_test_message ("%s", error->message);
    }
  g_cancellable_cancel (cancelled);
  g_unlink (link);
  g_assert_false (so_care_backup (f->store, link, cancelled, NULL));
  part = g_strconcat (link, ".part", NULL);
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS) || g_file_test (link, G_FILE_TEST_EXISTS));
  so_test_store_reopen (f);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM message"), ==, 3);
}

static char *
leave (SoTestStore *f, const char *name, gint64 seconds_ago)
{
  char *path = so_test_store_path (f, name);
  struct utimbuf times = { 0 };

  times.actime = times.modtime = (time_t) (g_get_real_time () / G_USEC_PER_SEC - seconds_ago);
  g_assert_true (g_file_set_contents (path, "half", 4, NULL));
  g_assert_cmpint (g_utime (path, &times), ==, 0);
  return path;
}

/* What a killed backup left is gone with the next one, and nothing else is: neither what is being written now, nor a whole one, nor anything of the owner's. */
static void
test_unfinished (SoTestStore *f, gconstpointer data)
{
  g_autofree char *folder = so_test_store_path (f, "backups"), *small = NULL, *path = NULL;
  g_autofree char *old = NULL, *journal = NULL, *young = NULL, *whole = NULL, *own = NULL, *elsewhere = NULL;

  fill (f, &small);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  old = leave (f, "backups/a.studio.part", 90000);
  journal = leave (f, "backups/a.studio.part-journal", 90000);
  young = leave (f, "backups/b.studio.part", 80000);
  whole = leave (f, "backups/c.studio", 90000);
  own = leave (f, "backups/notes.part", 90000);
  elsewhere = leave (f, "d.studio.part", 90000);
  path = backup (f);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS) || g_file_test (journal, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (young, G_FILE_TEST_EXISTS) && g_file_test (whole, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (own, G_FILE_TEST_EXISTS) && g_file_test (elsewhere, G_FILE_TEST_EXISTS));
}

static void
problems (SoTestStore *f, guint number, const char *words)
{
  g_autoptr (SoCareReport) report = so_care_check (f->store, NULL, NULL);

  g_assert_cmpuint (report->problems->len, ==, number);
  g_assert_cmpint (report->ok, ==, number == 0);
  for (guint i = 0; i < number; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (report->problems, i));
  if (number)
    g_assert_nonnull (strstr (g_ptr_array_index (report->problems, number - 1), words));
}

static void
test_check (SoTestStore *f, gconstpointer data)
{
  g_autofree char *small = NULL, *file = NULL;

  fill (f, &small);
  problems (f, 0, NULL);
  file = so_store_file_path (f->store, small);
  g_assert_true (g_file_set_contents (file, "zzzzz", 5, NULL));
  problems (f, 1, "damaged");
  g_unlink (file);
  problems (f, 1, "missing");
  g_assert_true (g_file_set_contents (file, "sssss", 5, NULL));
  so_test_sql (f->store, "UPDATE thread SET messages = messages + 1");
  problems (f, 1, "wrong number");
  so_test_sql (f->store, "UPDATE thread SET messages = messages - 1; UPDATE search_doc SET doc = doc + 1000 WHERE kind = 0 AND ref = 2");
  problems (f, 2, "belong to no message");
  so_test_sql (f->store, "UPDATE search_doc SET doc = doc - 1000 WHERE kind = 0 AND ref = 2; DELETE FROM search WHERE rowid ="
               " (SELECT doc FROM search_doc WHERE kind = 0 AND ref = 1); DELETE FROM search_doc WHERE kind = 0 AND ref = 1");
  problems (f, 1, "not in the search index");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/store/care/" name, SoTestStore, NULL, so_test_store_set_up, function, so_test_store_tear_down)
  ADD ("round-trip", test_round_trip);
  ADD ("restore-over", test_restore_over);
  ADD ("damaged-backup", test_damaged_backup);
  ADD ("backup-of-damaged-files", test_backup_of_damaged_files);
  ADD ("backup-places", test_backup_places);
  ADD ("unfinished", test_unfinished);
  ADD ("check", test_check);
  return g_test_run ();
}
