/* SPDX-License-Identifier: MIT */
/* What a computer knows of where the files are that shared rows name. */
#include "so-test-store.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#include "so-contacts.h"
#include "so-db.h"
#include "so-error.h"
#include "so-share-files.h"
#include "so-share-link.h"
#include "so-share.h"

/* Letters for names of 64 digits. */
#define A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define C "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
#define D "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"

#define DO(f, ...) \
  G_STMT_START { g_autoptr (GError) error = NULL; g_autoptr (SoDb) db = so_store_begin (f->store, NULL, &error); \
                 gboolean done = db && (__VA_ARGS__); g_assert_no_error (error); g_assert_true (done && so_store_commit (f->store, &db, &error)); } G_STMT_END

/* "a new, b away" of all that are known. */
#define assert_known(f, expected) \
  G_STMT_START { g_autofree char *known = so_test_text (f->store, "SELECT coalesce (group_concat (substr (sha256, 1, 1) || ' ' || state, ', '), '')" \
                                                        " FROM (SELECT * FROM sync_file ORDER BY sha256)"); g_assert_cmpstr (known, ==, expected); } G_STMT_END

static void
part (SoTestStore *f, const char *text, const char *sha256)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO part (id, message_id, position, kind, sha256, size) SELECT id || '-%.3s', id, %d, 'image', '%s', 5 FROM message WHERE text = '%s'",
                                          sha256, *sha256, sha256, text);

  so_test_sql (f->store, sql);
}

static void
draft (SoTestStore *f, const char *id, const char *state, const char *sha256, gint64 at)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO draft (id, thread_id, contact_id, state, text, origin, not_before, created_at, updated_at) SELECT '%s', id, contact_id, '%s', '', 'owner', 0, 1, 1 FROM thread"
    " ORDER BY n LIMIT 1; INSERT INTO draft_file (id, draft_id, position, sha256, name, mime, size, created_at) VALUES ('%s-f', '%s', 0, '%s', 'x', '', 5, %" G_GINT64_FORMAT ")",
    id, state, id, id, sha256, at);

  so_test_sql (f->store, sql);
}

static char *
list (SoTestStore *f, SoShareFileState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_read (f->store, &error);
  g_autoptr (GPtrArray) files = so_share_files_list (db, state, 100, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < files->len; i++)
    g_string_append_c (text, ((SoShareFile *) files->pdata[i])->sha256[0]);
  return g_string_free_and_steal (g_steal_pointer (&text));
}
#define assert_list(f, state, expected) G_STMT_START { g_autofree char *listed = list (f, state); g_assert_cmpstr (listed, ==, expected); } G_STMT_END

static void
test_named (SoTestStore *f, gconstpointer data)
{
  gint64 here, away, unseen;

  g_free (so_test_say (f->store, "+491", "Ana", "One", 1700000000000));
  g_free (so_test_say (f->store, "+491", "Ana", "Two", 1700000001000));
  part (f, "One", A);
  assert_known (f, "");
  DO (f, so_share_start (db, &error));
  assert_known (f, "a new");
  part (f, "Two", B);
  part (f, "One", B);
  draft (f, "d", "proposed", C, 1700000000500);
  so_test_sql (f->store, "UPDATE part SET sha256 = NULL WHERE position = 97; UPDATE part SET sha256 = '" A "' WHERE position = 97");
  assert_known (f, "a new, b new, c new");
  DO (f, so_share_file_set (db, A, SO_SHARE_FILE_AWAY, &error));
  assert_known (f, "a new, b new, c new");
  DO (f, so_share_file_seen (db, A, SO_SHARE_FILE_AWAY, &error) && so_share_file_seen (db, B, SO_SHARE_FILE_AWAY, &error) && so_share_file_seen (db, C, SO_SHARE_FILE_AWAY, &error));
  /* The newest that it belongs to; what waits to be sent goes before all. */
  assert_list (f, SO_SHARE_FILE_AWAY, "bca");
  so_test_sql (f->store, "UPDATE draft SET state = 'queued'");
  assert_list (f, SO_SHARE_FILE_AWAY, "cba");
  so_test_sql (f->store, "UPDATE draft_file SET deleted_at = 1; UPDATE message SET deleted_at = 1 WHERE text = 'One'");
  assert_list (f, SO_SHARE_FILE_AWAY, "b");
  {
    g_autoptr (SoDb) db = so_store_read (f->store, NULL);

    so_share_files_count (db, &here, &away, &unseen);
    g_assert_true (here == 0 && away == 1 && unseen == 0 && !so_share_files_is_due (db));
  }
  /* Who names it anew may have it. */
  part (f, "Two", A);
  assert_known (f, "a new, b away, c away");
  DO (f, so_share_file_seen (db, A, SO_SHARE_FILE_TOLD, &error) && so_share_files_renew (db, &error));
  assert_known (f, "a new, b away, c away");
  DO (f, so_share_stop (db, &error));
  assert_known (f, "");
}

/* What it belonged to alone is forgotten, and what came again in between is not. */
static void
test_erased (SoTestStore *f, gconstpointer data)
{
  g_autofree char *ana = NULL;
  g_auto (GStrv) files = NULL;

  g_free (so_test_say (f->store, "+491", "Ana", "One", 1700000000000));
  g_free (so_test_say (f->store, "+492", "Ben", "Two", 1700000001000));
  part (f, "One", A);
  part (f, "One", B);
  part (f, "Two", B);
  draft (f, "d", "proposed", C, 1);
  draft (f, "e", "proposed", D, 1);
  so_test_sql (f->store, "UPDATE draft SET (thread_id, contact_id) = (SELECT id, contact_id FROM thread ORDER BY n DESC LIMIT 1) WHERE id = 'e';"
               "INSERT INTO draft_file (id, draft_id, position, sha256, name, mime, size, created_at) VALUES ('d-g', 'd', 1, '" D "', 'x', '', 5, 1)");
  DO (f, so_share_start (db, &error));
  ana = so_test_text (f->store, "SELECT contact_id FROM message WHERE text = 'One'");
  DO (f, so_contact_erase (db, ana, &files, &error));
  g_assert_cmpuint (g_strv_length (files), ==, 2);
  assert_known (f, "a gone, b new, c gone, d new");
  DO (f, so_share_file_set (db, A, SO_SHARE_FILE_TOLD, &error));
  assert_known (f, "a gone, b new, c gone, d new");
  part (f, "Two", A);
  DO (f, so_share_file_forgotten (db, A, &error) && so_share_file_forgotten (db, C, &error));
  assert_known (f, "a new, b new, d new");
}

/* On a computer that hears of it the parts are gone first. */
static void
test_removed (SoTestStore *f, gconstpointer data)
{
  g_free (so_test_say (f->store, "+491", "Ana", "One", 1700000000000));
  g_free (so_test_say (f->store, "+492", "Ben", "Two", 1700000001000));
  part (f, "One", A);
  part (f, "One", B);
  part (f, "One", C);
  part (f, "Two", B);
  draft (f, "d", "proposed", C, 1);
  DO (f, so_share_start (db, &error));
  so_test_sql (f->store, "DELETE FROM part WHERE message_id = (SELECT id FROM message WHERE text = 'One')");
  assert_known (f, "a gone, b new, c new");
}

/* Of a studio of its own nobody is told. */
static void
test_erased_alone (SoTestStore *f, gconstpointer data)
{
  g_autofree char *ana = NULL;

  g_free (so_test_say (f->store, "+491", "Ana", "One", 1700000000000));
  part (f, "One", A);
  ana = so_test_text (f->store, "SELECT contact_id FROM message");
  DO (f, so_contact_erase (db, ana, NULL, &error));
  assert_known (f, "");
}

/* A message waits for its attachment, and for nothing else of others'. */
static void
test_release (SoTestStore *f, gconstpointer data)
{
  g_free (so_test_say (f->store, "+491", "Ana", "One", 1700000000000));
  DO (f, so_share_start (db, &error));
  draft (f, "d", "held", A, 1);
  draft (f, "e", "held", B, 1);
  so_test_sql (f->store, "UPDATE draft SET reason = 'file_away' WHERE id = 'd'; UPDATE draft SET reason = 'offline' WHERE id = 'e'");
  {
    g_autoptr (SoDb) db = so_store_read (f->store, NULL);

    g_assert_cmpuint (so_share_files_count_holds (db), ==, 0);
  }
  DO (f, so_share_file_seen (db, A, SO_SHARE_FILE_AWAY, &error) && so_share_file_seen (db, B, SO_SHARE_FILE_AWAY, &error) && so_share_files_count_holds (db) == 0);
  DO (f, so_share_file_came (db, A, &error) && so_share_file_came (db, B, &error) && so_share_files_count_holds (db) == 1 && so_share_files_release (db, &error));
  g_assert_cmpint (so_test_int (f->store, "SELECT state = 'queued' FROM draft WHERE id = 'd'"), ==, 1);
  g_assert_cmpint (so_test_int (f->store, "SELECT state = 'held' FROM draft WHERE id = 'e'"), ==, 1);
  /* Nothing was said by that but what the owner sees. */
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM sync_pend WHERE tbl = 'part' OR (tbl = 'message' AND grp <> '')"), ==, 0);
}

/* Only what has the hash takes its place, also of a file that is damaged. */
static void
test_taken (SoTestStore *f, gconstpointer data)
{
  static const char hello[] = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
  g_autofree char *path = so_store_dup_file_draft (f->store), *place = so_store_file_path (f->store, hello), *content = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "hallo", -1, NULL));
  g_assert_false (so_store_take_file (f->store, path, hello, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (place, G_FILE_TEST_EXISTS));
  for (guint i = 0; i < 2; i++)
    {
      g_clear_error (&error);
      g_assert_true (g_file_set_contents (path, "hello", -1, NULL) && so_store_take_file (f->store, path, hello, NULL, &error));
      g_clear_pointer (&content, g_free);
      g_assert_true (g_file_get_contents (place, &content, NULL, NULL) && !g_file_test (path, G_FILE_TEST_EXISTS));
      g_assert_cmpstr (content, ==, "hello");
      g_assert_true (g_file_set_contents (place, "hell!", -1, NULL));
    }
  g_assert_false (so_store_take_file (f->store, path, hello, NULL, &error));
}

/* What is kept of a person names files, too: their photo, and what was put with them. */
static void
test_of_people (SoTestStore *f, gconstpointer data)
{
  g_free (so_test_say (f->store, "+491", "Ana", "One", 1700000000000));
  so_test_sql (f->store, "UPDATE contact SET photo = '" A "'");
  DO (f, so_share_start (db, &error));
  assert_known (f, "a new");
  so_test_sql (f->store, "UPDATE contact SET photo = '" B "', created_at = 1700000000000;"
               "INSERT INTO contact_file (id, contact_id, sha256, name, mime, size, created_at) SELECT 'f', id, '" C "', 'consent.pdf', '', 5, 1700000000001 FROM contact");
  assert_known (f, "a new, b new, c new");
  DO (f, so_share_file_seen (db, A, SO_SHARE_FILE_AWAY, &error) && so_share_file_seen (db, B, SO_SHARE_FILE_AWAY, &error) && so_share_file_seen (db, C, SO_SHARE_FILE_AWAY, &error));
  assert_list (f, SO_SHARE_FILE_AWAY, "cb");
  part (f, "One", C);
  so_test_sql (f->store, "DELETE FROM part");
  assert_known (f, "a away, b away, c new");
  so_test_sql (f->store, "UPDATE contact_file SET deleted_at = 1; UPDATE sync_file SET state = 'away'");
  assert_list (f, SO_SHARE_FILE_AWAY, "b");
  {
    g_autofree char *id = so_test_text (f->store, "SELECT id FROM contact");
    DO (f, so_contact_erase (db, id, NULL, &error));
  }
  assert_known (f, "a away, b gone, c gone");
}

/* What a killed program left goes after a day, and nothing else. */
static void
test_tidied (SoTestStore *f, gconstpointer data)
{
  g_autofree char *old = so_store_dup_file_draft (f->store), *fresh = so_store_dup_file_draft (f->store), *other = so_test_store_path (f, "files/notes");
  const char *all[] = { old, fresh, other };
  struct utimbuf long_ago = { 1, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_assert_true (g_file_set_contents (all[i], "half", -1, NULL));
  g_assert_cmpint (g_utime (old, &long_ago), ==, 0);
  g_assert_cmpint (g_utime (other, &long_ago), ==, 0);
  so_store_tidy_files (f->store);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (fresh, G_FILE_TEST_EXISTS) && g_file_test (other, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/store/share-files/" name, SoTestStore, NULL, so_test_store_set_up, func, so_test_store_tear_down)
  ADD ("named", test_named);
  ADD ("erased", test_erased);
  ADD ("removed", test_removed);
  ADD ("erased-alone", test_erased_alone);
  ADD ("release", test_release);
  ADD ("taken", test_taken);
  ADD ("of-people", test_of_people);
  ADD ("tidied", test_tidied);

  return g_test_run ();
}
