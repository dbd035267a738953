/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <glib-unix.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "so-contacts.h"
#include "so-db.h"
#include "so-error.h"
#include "so-search.h"

/* What stands in the way of opening a studio: each has its sentence, and leaves every byte where it was. */

static void
script (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* Closes the studio, so that all of it is in one file. Free with g_free(). */
static char *
close_and_path (SoTestStore *f)
{
  so_test_store_close (f);
  return so_test_store_path (f, "studio.db");
}

static void
refuses (SoTestStore *f, SoError code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (so_store_open (f->folder, &error));
  g_assert_error (error, SO_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

static void
refuses_untouched (SoTestStore *f, const char *path, SoError code, const char *words)
{
  g_autofree char *before = NULL, *after = NULL, *wal = g_strconcat (path, "-wal", NULL);
  gsize n_before, n_after;

  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  refuses (f, code, words);
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
}

static void
test_newer (SoTestStore *f, gconstpointer data)
{
  g_autofree char *path = close_and_path (f);

  script (path, "PRAGMA journal_mode = DELETE; PRAGMA user_version = 99");
  refuses_untouched (f, path, SO_ERROR_CHANGE, "newer Studio OS");
}

static void
test_not_a_database (SoTestStore *f, gconstpointer data)
{
  g_autofree char *path = close_and_path (f), *longer = g_strnfill (9000, 'x');

  g_assert_true (g_file_set_contents (path, "Dear diary", -1, NULL));
  refuses_untouched (f, path, SO_ERROR_CHANGE, "not a database");
  g_assert_true (g_file_set_contents (path, longer, -1, NULL));
  refuses_untouched (f, path, SO_ERROR_CHANGE, "not a database");
  g_assert_true (g_file_set_contents (path, "SQLite format 3", 16, NULL));
  refuses (f, SO_ERROR_CHANGE, "not a database");
  g_assert_true (g_file_set_contents (path, "SQLite format 3\0zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
                                      "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", 128, NULL));
  refuses_untouched (f, path, SO_ERROR_CHANGE, "not a database");
}

static void
test_another_program (SoTestStore *f, gconstpointer data)
{
  g_autofree char *path = close_and_path (f);

  g_unlink (path);
  script (path, "CREATE TABLE bookmarks (url TEXT)");
  refuses_untouched (f, path, SO_ERROR_CHANGE, "another program");
  script (path, "PRAGMA application_id = 7");
  refuses_untouched (f, path, SO_ERROR_CHANGE, "another program");
  script (path, "DROP TABLE bookmarks; PRAGMA application_id = 0; PRAGMA user_version = 1");
  refuses_untouched (f, path, SO_ERROR_CHANGE, "another program");
}

/* A first start that was broken off is no obstacle; an empty file where a studio stood is. */
static void
test_empty (SoTestStore *f, gconstpointer data)
{
  g_autofree char *path = close_and_path (f), *backups = so_test_store_path (f, "backups");

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  so_test_store_reopen (f);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM category"), ==, 33);
  so_test_store_close (f);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_mkdir (backups, 0700);
  refuses_untouched (f, path, SO_ERROR_CHANGE, "restore a backup");
}

static void
test_folder (SoTestStore *f, gconstpointer data)
{
  g_autofree char *file = so_test_store_path (f, "plain"), *inside = so_test_store_path (f, "plain/studio"), *deep = so_test_store_path (f, "a/b/c");
  g_autoptr (GError) error = NULL;
  g_autoptr (SoStore) store = NULL;

  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  g_assert_null (so_store_open (inside, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_false (so_store_exists (inside) || so_store_exists (deep));
  store = so_store_open (deep, NULL);
  g_assert_nonnull (store);
  g_assert_true (so_store_exists (deep));
}

/* Even root cannot write to a file system that is mounted for reading; a test that may not mount says so. */
static void
test_read_only (SoTestStore *f, gconstpointer data)
{
  g_autofree char *path = close_and_path (f);
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    {
      if (mount (f->folder, f->folder, NULL, MS_BIND, NULL) != 0 ||
          mount (NULL, f->folder, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL) != 0)
        {
          umount (f->folder);
          g_test_skip ("mounting is not allowed here");
          return;
        }
    }
  else
    {
      g_chmod (path, 0400);
      g_chmod (f->folder, 0500);
    }
  g_assert_null (so_store_open (f->folder, &error));
  if (geteuid () == 0)
    umount (f->folder);
  g_chmod (f->folder, 0700);
  g_chmod (path, 0600);
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_test_message ("%s", error->message);
  g_assert_true (strstr (error->message, "read") || strstr (error->message, "write"));
  so_test_store_reopen (f);
}

/* Another process works on it alone. */
static void
test_locked (SoTestStore *f, gconstpointer data)
{
  g_autofree char *path = close_and_path (f);
  int ready[2];
  pid_t child;
  char byte;

  g_assert_true (g_unix_open_pipe (ready, O_CLOEXEC, NULL));
  child = fork ();
  if (child == 0)
    {
      script (path, "PRAGMA journal_mode = DELETE");
      sqlite3 *db = NULL;
      sqlite3_open (path, &db);
      sqlite3_exec (db, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE category SET n = n", NULL, NULL, NULL);
      g_assert_cmpint (write (ready[1], "x", 1), ==, 1);
      pause ();
      _exit (0);
    }
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  refuses (f, SO_ERROR_WAIT, "Another program");
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
  close (ready[0]);
  close (ready[1]);
  so_test_store_reopen (f);
}

/* Another program, with nothing of this one: opens the studio, writes, and closes it. */
static int
pass_by (const char *folder)
{
  g_autoptr (SoStore) store = so_store_open (folder, NULL);

  g_free (so_test_put (store, so_test_message ("outside", "+49151999999", "Berta", "from outside", 1), NULL));
  return 0;
}

/* This process opens and closes it once more, and another one does: what is written here afterwards is written for all. */
static void
test_twice (SoTestStore *f, gconstpointer data)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL), *wal = so_test_store_path (f, "studio.db-wal");
  const char *argv[] = { self, "--pass-by", f->folder, NULL };
  int status = -1;

  g_free (so_test_say (f->store, "+49151234567", "Anna", "before", 1));
  g_object_unref (so_store_open (f->folder, NULL));
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM message"), ==, 2);
  g_free (so_test_say (f->store, "+49151234567", "Anna", "after", 2));
  so_test_store_reopen (f);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM message"), ==, 3);
}

/* Asks everything of a database that may be damaged; TRUE if all answers came. */
static gboolean
use (SoStore *store)
{
  static const char *const tables[] = { "message", "thread", "contact", "identity", "search_doc", "part", "event" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_read (store, &error);
  g_autoptr (GPtrArray) hits = NULL;
  SoThreadFilter all = { SO_SPLIT_ALL, -1, NULL };

  if (!db)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT length (group_concat (id)) FROM %s", tables[i]);
      so_db_int (db, 0, i == 4 ? "SELECT sum (doc) FROM search_doc" : sql, "");
    }
  hits = so_search (db, "hello number", 100, NULL, &error);
  g_clear_error (&error);
  g_array_unref (so_thread_numbers (db, &all, 0, NULL) ?: g_array_new (FALSE, FALSE, 8));
  return !so_db_take_failure (db, NULL) && hits;
}

/* Bytes flipped anywhere: an error in words or the right answer, never a crash; and nothing is written by opening. */
static void
test_damaged (SoTestStore *f, gconstpointer data)
{
  g_autofree char *path = NULL, *whole = NULL;
  gsize size;
  int refused = 0, failed = 0;

  for (int i = 0; i < 60; i++)
    {
      g_autofree char *text = g_strdup_printf ("hello number %d", i), *number = g_strdup_printf ("+4915100%03d", i);
      g_free (so_test_say (f->store, number, "Anna", text, 1000 + i));
    }
  path = close_and_path (f);
  g_assert_true (g_file_get_contents (path, &whole, &size, NULL));
  for (int round = 0; round < 60; round++)
    {
      g_autofree char *copy = g_memdup2 (whole, size), *wal = g_strconcat (path, "-wal", NULL), *shm = g_strconcat (path, "-shm", NULL);
      gsize page = (gsize) g_test_rand_int_range (0, (gint32) (size / 4096)) * 4096;
      g_autoptr (GError) error = NULL;
      g_autoptr (SoStore) store = NULL;

      for (int k = 0; k < 200; k++)
        copy[page + (gsize) g_test_rand_int_range (page ? 0 : 100, 4096)] ^= (char) g_test_rand_int_range (1, 256);
      g_assert_true (g_file_set_contents (path, copy, (gssize) size, NULL));
      g_unlink (wal);
      g_unlink (shm);
      store = so_store_open (f->folder, &error);
      if (!store)
        {
          refused++;
          g_assert_true (error->domain == SO_ERROR);
          g_assert_cmpint (error->code, !=, SO_ERROR_WAIT);
        }
      else if (!use (store))
        failed++;
    }
  g_test_message ("%d refused at opening, %d on use", refused, failed);
  g_assert_cmpint (refused + failed, >, 2);   /* many pages hold nothing yet */
  g_unlink (path);
}

/* A file that ends too early. */
static void
test_truncated (SoTestStore *f, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoStore) store = NULL;

  g_free (so_test_say (f->store, "+49151", "Anna", "hello", 1));
  path = close_and_path (f);
  g_assert_cmpint (truncate (path, 20000), ==, 0);
  store = so_store_open (f->folder, &error);
  if (store)
    g_assert_false (use (store));
  else
    g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

/* A disk that is full: files may not grow in the child. What was committed before stays, and the words say what to do. */
static void
fill_disk (SoTestStore *f)
{
  struct rlimit limit = { 900000, 900000 };
  g_autofree char *big = g_strnfill (50000, 'b');
  g_autoptr (GError) error = NULL;
  int stored = 0;

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
  for (int i = 0; i < 100 && !error; i++)
    {
      g_autofree char *id = g_strdup_printf ("full-%d", i);
      g_autoptr (SoIncoming) in = so_test_message (id, "+49151234567", "Anna", big, i);
      g_auto (SoIngested) result = { 0 };
      SoIngest how = { 0 };
      g_autoptr (SoDb) db = so_store_begin (f->store, NULL, &error);

      if (db && so_ingest (db, in, &how, &result, &error) && so_store_commit (f->store, &db, &error))
        stored++;
    }
  if (!error || error->domain != SO_ERROR || error->code != SO_ERROR_CHANGE || !strstr (error->message, "disk"))
    _exit (255);
  _exit (stored);
}

static void
test_full_disk (SoTestStore *f, gconstpointer data)
{
  int status;
  pid_t child;

  so_test_store_close (f);
  child = fork ();
  if (child == 0)
    {
      f->store = so_store_open (f->folder, NULL);
      fill_disk (f);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), !=, 255);
  so_test_store_reopen (f);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM message"), ==, WEXITSTATUS (status));
  g_assert_cmpint (so_test_int (f->store, "SELECT messages FROM thread UNION ALL SELECT 0"), ==, WEXITSTATUS (status));
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--pass-by"))
    return pass_by (argv[2]);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/store/open/" name, SoTestStore, NULL, so_test_store_set_up, function, so_test_store_tear_down)
  ADD ("newer", test_newer);
  ADD ("not-a-database", test_not_a_database);
  ADD ("another-program", test_another_program);
  ADD ("empty", test_empty);
  ADD ("folder", test_folder);
  ADD ("read-only", test_read_only);
  ADD ("locked", test_locked);
  ADD ("twice", test_twice);
  ADD ("damaged", test_damaged);
  ADD ("truncated", test_truncated);
  ADD ("full-disk", test_full_disk);
  return g_test_run ();
}
