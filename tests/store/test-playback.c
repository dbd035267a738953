/* SPDX-License-Identifier: MIT */
/* How far somebody has listened, and which recording is next. */
#include "so-test-store.h"

#include "so-playback.h"

#define ONE "1111111111111111111111111111111111111111111111111111111111111111"
#define TWO "2222222222222222222222222222222222222222222222222222222222222222"

static gint64
heard (SoTestStore *f, const char *sha256)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);

  return so_playback_get (db, sha256);
}

static void
hear (SoTestStore *f, const char *sha256, gint64 ms)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, &error);

  g_assert_true (so_playback_set (db, sha256, ms, &error));
  g_assert_true (so_store_commit (f->store, &db, &error));
  g_assert_no_error (error);
}

static void
test_position (SoTestStore *f, gconstpointer data)
{
  g_assert_cmpint (heard (f, ONE), ==, -1);
  hear (f, ONE, 1234);
  hear (f, TWO, 5);
  g_assert_cmpint (heard (f, ONE), ==, 1234);
  hear (f, ONE, -7);
  /* Heard to its end is not the same as never. */
  g_assert_cmpint (heard (f, ONE), ==, 0);
  g_assert_cmpint (heard (f, TWO), ==, 5);
}

static void
add (SoTestStore *f, const char *id, const char *thread, gint64 at, const char *kind, const char *sha256)
{
  g_autofree char *file = sha256 ? g_strdup_printf ("'%s'", sha256) : g_strdup ("NULL");
  g_autofree char *sql = g_strdup_printf ("INSERT INTO message (id, thread_id, direction, sent_at, sender, text, state, created_at)"
    " VALUES ('%s', '%s', 'in', %" G_GINT64_FORMAT ", 'Ana', '', 'received', 1);"
    "INSERT INTO part (id, message_id, position, kind, sha256) VALUES ('p%s', '%s', 0, '%s', %s);", id, thread, at, id, id, kind, file);

  so_test_sql (f->store, sql);
}

static void
assert_next (SoTestStore *f, const char *thread, const char *after, const char *expected, const char *sha256)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_read (f->store, &error);
  g_autofree char *file = NULL, *id = so_playback_next (db, thread, after, &file, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, expected);
  g_assert_cmpstr (file, ==, sha256);
}

static void
test_next (SoTestStore *f, gconstpointer data)
{
  assert_next (f, "t", NULL, NULL, NULL);
  add (f, "a", "t", 100, "audio", ONE);
  add (f, "picture", "t", 150, "image", TWO);
  add (f, "coming", "t", 160, "audio", NULL);
  /* Two at the same moment: in the order in which they came. */
  add (f, "b", "t", 200, "audio", TWO);
  add (f, "c", "t", 200, "audio", ONE);
  add (f, "other", "u", 300, "audio", ONE);
  assert_next (f, "t", NULL, "c", ONE);
  assert_next (f, "t", "a", "b", TWO);
  assert_next (f, "t", "b", "c", ONE);
  assert_next (f, "t", "c", NULL, NULL);
  assert_next (f, "u", NULL, "other", ONE);
  assert_next (f, "t", "nonesuch", NULL, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/playback/position", SoTestStore, NULL, so_test_store_set_up, test_position, so_test_store_tear_down);
  g_test_add ("/store/playback/next", SoTestStore, NULL, so_test_store_set_up, test_next, so_test_store_tear_down);
  return g_test_run ();
}
