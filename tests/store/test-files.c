/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "so-error.h"

/* Files named by their hash; and what the store tells when something changed. */

static gboolean
keep (SoTestStore *f, const char *content, guint64 limit, GCancellable *cancellable, char **sha256, GError **error)
{
  g_autoptr (GInputStream) in = g_memory_input_stream_new_from_data (g_strdup (content), -1, g_free);
  gint64 size;

  return so_store_keep_file (f->store, in, limit, sha256, &size, cancellable, error);
}

/* Number of regular files below files/. */
static guint
count (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      n += g_file_test (path, G_FILE_TEST_IS_DIR) ? count (path) : 1;
    }
  return n;
}

static guint
count_files (SoTestStore *f)
{
  g_autofree char *folder = so_test_store_path (f, "files");

  return count (folder);
}

static void
test_same_once (SoTestStore *f, gconstpointer data)
{
  g_autofree char *a = NULL, *b = NULL, *c = NULL, *path = NULL, *content = NULL;
  GStatBuf info;

  g_assert_true (keep (f, "hello", 5, NULL, &a, NULL) && keep (f, "hello", 5, NULL, &b, NULL) && keep (f, "", 0, NULL, &c, NULL));
  g_assert_cmpstr (a, ==, "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
  g_assert_cmpstr (a, ==, b);
  g_assert_cmpuint (count_files (f), ==, 2);
  path = so_store_file_path (f->store, a);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "hello");
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

/* A file that was cut short by somebody is whole again when it comes once more. */
static void
test_heals (SoTestStore *f, gconstpointer data)
{
  g_autofree char *a = NULL, *b = NULL, *path = NULL, *content = NULL;

  g_assert_true (keep (f, "hello", 5, NULL, &a, NULL));
  path = so_store_file_path (f->store, a);
  g_assert_true (g_file_set_contents (path, "hel", 3, NULL));
  g_assert_true (keep (f, "hello", 5, NULL, &b, NULL));
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "hello");
  g_assert_cmpuint (count_files (f), ==, 1);
}

static void
test_refused (SoTestStore *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) large = NULL, stopped = NULL, no_folder = NULL;
  g_autofree char *sha256 = NULL, *folder = so_test_store_path (f, "files");

  g_assert_false (keep (f, "123456", 5, NULL, &sha256, &large));
  g_assert_error (large, SO_ERROR, SO_ERROR_CHANGE);
  g_cancellable_cancel (cancelled);
  g_assert_false (keep (f, "123456", 50, cancelled, &sha256, &stopped));
  g_assert_error (stopped, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (sha256);
  g_assert_cmpuint (count_files (f), ==, 0);
  so_test_remove_tree (folder);
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  g_assert_false (keep (f, "123456", 50, NULL, &sha256, &no_folder));
  g_assert_error (no_folder, SO_ERROR, SO_ERROR_CHANGE);
}

static void
test_full_disk (SoTestStore *f, gconstpointer data)
{
  int status;
  pid_t child = fork ();

  if (child == 0)
    {
      struct rlimit limit = { 1000, 1000 };
      g_autofree char *big = g_strnfill (5000, 'x'), *sha256 = NULL;
      g_autoptr (GError) error = NULL;

      signal (SIGXFSZ, SIG_IGN);
      setrlimit (RLIMIT_FSIZE, &limit);
      _exit (!keep (f, big, 10000, NULL, &sha256, &error) && g_error_matches (error, SO_ERROR, SO_ERROR_CHANGE) && !sha256 ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  g_assert_cmpuint (count_files (f), ==, 0);
}

static void
test_paths (SoTestStore *f, gconstpointer data)
{
  static const char *const bad[] = {
    NULL, "", "../../etc/passwd", "2cf24dba", "2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824",
    "../24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b98240",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (so_store_file_path (f->store, bad[i]));
}

typedef struct {
  guint calls;
  guint bits;
} Told;

static void
on_changed (SoStore *store, guint bits, Told *told)
{
  told->calls++;
  told->bits |= bits;
}

static void
expect (Told *told, guint calls, guint bits)
{
  so_test_spin (0);
  g_assert_cmpuint (told->calls, ==, calls);
  g_assert_cmpuint (told->bits, ==, bits);
  *told = (Told) { 0 };
}

static void
test_notices (SoTestStore *f, gconstpointer data)
{
  Told told = { 0 };
  g_autoptr (SoDb) db = NULL;
  g_autofree char *thread = NULL;

  g_signal_connect (f->store, "changed", G_CALLBACK (on_changed), &told);
  expect (&told, 0, 0);
  thread = so_test_say (f->store, "+49151234567", "Anna", "hello", 1);
  expect (&told, 1, SO_CHANGED_MESSAGES | SO_CHANGED_THREADS | SO_CHANGED_CONTACTS);
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_thread_set_starred (db, thread, TRUE, NULL) && so_thread_set_state (db, thread, SO_THREAD_DONE, 0, NULL));
  expect (&told, 0, 0);   /* not before the commit */
  g_assert_true (so_store_commit (f->store, &db, NULL));
  expect (&told, 1, SO_CHANGED_THREADS);
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_thread_set_starred (db, thread, FALSE, NULL));
  g_clear_pointer (&db, so_db_release);   /* rolled back: nothing happened */
  expect (&told, 0, 0);
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_tag_set (db, "contact", "x", "vip", TRUE, NULL) && so_store_commit (f->store, &db, NULL));
  expect (&told, 1, SO_CHANGED_MESSAGES | SO_CHANGED_THREADS | SO_CHANGED_CONTACTS | SO_CHANGED_SHARING);
  so_test_sql (f->store, "INSERT INTO setting (id, key, value, updated_at) VALUES ('a', 'a', 'a', 1)");
  so_test_sql (f->store, "INSERT INTO knowledge (id, category, question, answer, created_at, updated_at) VALUES ('a', 'a', 'a', 'a', 1, 1)");
  expect (&told, 1, SO_CHANGED_SETTINGS | SO_CHANGED_KNOWLEDGE);   /* two before the loop turned are told as one */
  so_test_sql (f->store, "INSERT INTO job (kind, target_id, created_at) VALUES ('a', 'a', 1)");
  expect (&told, 0, 0);
  so_store_poll (f->store);
  expect (&told, 0, 0);
  g_signal_handlers_disconnect_by_data (f->store, &told);
}

static void
test_other_process (SoTestStore *f, gconstpointer data)
{
  Told told = { 0 };
  int status;
  pid_t child = fork ();

  if (child == 0)
    {
      g_autoptr (SoStore) store = so_store_open (f->folder, NULL);
      g_free (so_test_say (store, "+49151234567", "Anna", "from outside", 1));
      _exit (0);
    }
  g_signal_connect (f->store, "changed", G_CALLBACK (on_changed), &told);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  expect (&told, 0, 0);
  so_store_poll (f->store);
  expect (&told, 1, SO_CHANGED_ALL);
  so_store_poll (f->store);
  expect (&told, 0, 0);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM message"), ==, 1);
  g_signal_handlers_disconnect_by_data (f->store, &told);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/store/" name, SoTestStore, NULL, so_test_store_set_up, function, so_test_store_tear_down)
  ADD ("files/same-once", test_same_once);
  ADD ("files/heals", test_heals);
  ADD ("files/refused", test_refused);
  ADD ("files/full-disk", test_full_disk);
  ADD ("files/paths", test_paths);
  ADD ("notices/bits", test_notices);
  ADD ("notices/other-process", test_other_process);
  return g_test_run ();
}
