/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include "so-contacts.h"
#include "so-db.h"
#include "so-drafts.h"
#include "so-forget.h"
#include "so-retention.h"
#include "so-search.h"
#include "so-threads.h"

#define OLD 1000
#define NEW 9000
#define BEFORE 5000

static gint64
count (SoTestStore *f, SoKept kind)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  so_retention_count (db, kind, BEFORE, &n, &error);
  g_assert_no_error (error);
  return n;
}

static char *
say (SoTestStore *f, const char *remote_id, const char *number, const char *text, gint64 at, const char *import)
{
  return so_test_put (f->store, so_test_message (remote_id, number, number, text, at), import);
}

/* All that is too old, in steps of @most; the files that go with it. */
static GStrv
forget (SoTestStore *f, SoKept kind, guint most)
{
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();

  for (gint64 from = 0;;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
      g_auto (GStrv) ids = so_retention_next (db, kind, BEFORE, &from, most, &error);

      g_assert_no_error (error);
      if (!*ids)
        return g_strv_builder_end (files);
      if (kind == SO_KEPT_RECORDINGS)
        so_forget_recordings (db, (const char *const *) ids, files, &error);
      else
        so_forget_messages (db, (const char *const *) ids, files, &error);
      g_assert_no_error (error);
      g_assert_true (so_forget_in_search (db, NULL) && so_store_commit (f->store, &db, NULL));
    }
}

/* What keeps a conversation: each of these alone. */
static void
test_spared (SoTestStore *f, gconstpointer data)
{
  static const char *const marks[] = {
    "UPDATE thread SET starred = 1 WHERE id = '%s'",
    "INSERT INTO task (id, title, contact_id, created_at, updated_at) SELECT 't', 'call', contact_id, 1, 1 FROM thread WHERE id = '%s'",
    "INSERT INTO task (id, title, thread_id, created_at, updated_at) VALUES ('t', 'call', '%s', 1, 1)",
    "INSERT INTO draft (id, thread_id, state, text, origin, created_at, updated_at) VALUES ('d', '%s', 'proposed', 'Hi', 'owner', 1, 1)",
    "INSERT INTO draft (id, thread_id, state, text, origin, created_at, updated_at) VALUES ('d', '%s', 'failed', 'Hi', 'owner', 1, 1)",
    /* whom they are shown as has a task */
    "INSERT INTO contact (id, name, sort, created_at, updated_at) VALUES ('root', 'R', 'r', 1, 1);"
    " INSERT INTO task (id, title, contact_id, created_at, updated_at) VALUES ('t', 'call', 'root', 1, 1);"
    " UPDATE contact SET merged_into = 'root', root = 'root' WHERE id = (SELECT contact_id FROM thread WHERE id = '%s')",
  };
  static const char *const ends[] = { "UPDATE thread SET starred = 0", "UPDATE task SET done_at = 1", "UPDATE task SET done_at = 1", "UPDATE draft SET state = 'discarded'",
                                      "UPDATE draft SET deleted_at = 1", "UPDATE task SET deleted_at = 1" };
  g_autofree char *thread = say (f, "a", "+4915100001", "old", OLD, NULL);

  g_free (say (f, "b", "+4915100001", "new", NEW, NULL));
  g_free (say (f, "c", "+4915100002", "old and brought", OLD, "batch"));
  g_assert_cmpint (count (f, SO_KEPT_MESSAGES), ==, 1);
  g_assert_cmpint (count (f, SO_KEPT_IMPORTS), ==, 1);
  g_assert_cmpint (count (f, SO_KEPT_BIN), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_auto (GStrv) around = g_strsplit (marks[i], "%s", 2);
      g_autofree char *sql = g_strconcat (around[0], thread, around[1], NULL);

      so_test_sql (f->store, sql);
      g_assert_cmpint (count (f, SO_KEPT_MESSAGES), ==, 0);
      so_test_sql (f->store, ends[i]);
      g_assert_cmpint (count (f, SO_KEPT_MESSAGES), ==, 1);
      so_test_sql (f->store, "DELETE FROM task; DELETE FROM draft;");
    }
  so_test_sql (f->store, "UPDATE thread SET state = 'spam'");
  g_assert_cmpint (count (f, SO_KEPT_BIN), ==, 2);
}

static void
test_leads (SoTestStore *f, gconstpointer data)
{
  g_autofree char *thread = say (f, "a", "+4915100001", "too far", OLD, NULL);

  g_assert_cmpint (count (f, SO_KEPT_LEADS), ==, 0);
  so_test_sql (f->store, "UPDATE contact SET stage = 'LOST', stage_at = 2000");
  g_assert_cmpint (count (f, SO_KEPT_LEADS), ==, 1);
  so_test_sql (f->store, "UPDATE contact SET stage_at = 6000");
  g_assert_cmpint (count (f, SO_KEPT_LEADS), ==, 0);
  so_test_sql (f->store, "UPDATE contact SET stage_at = 2000; UPDATE thread SET starred = 1");
  g_assert_cmpint (count (f, SO_KEPT_LEADS), ==, 0);
  so_test_sql (f->store, "UPDATE thread SET starred = 0; INSERT INTO task (id, title, contact_id, created_at, updated_at) SELECT 't', 'call', id, 1, 1 FROM contact");
  g_assert_cmpint (count (f, SO_KEPT_LEADS), ==, 0);
  so_test_sql (f->store, "DELETE FROM task");
  g_free (say (f, "b", "+4915100001", "or perhaps not", NEW, NULL));
  g_assert_cmpint (count (f, SO_KEPT_LEADS), ==, 0);
}

static char *
file (SoTestStore *f, const char *content)
{
  g_autoptr (GInputStream) in = g_memory_input_stream_new_from_data (g_strdup (content), -1, g_free);
  char *sha256 = NULL;
  gint64 size;

  g_assert_true (so_store_keep_file (f->store, in, 1000, &sha256, &size, NULL, NULL));
  return sha256;
}

static char *
with_file (SoTestStore *f, const char *remote_id, const char *mime, const char *sha256, const char *text, gint64 at)
{
  SoIncoming *in = so_test_message (remote_id, "+4915100001", "Ana", text, at);

  g_ptr_array_add (in->parts, so_part_new_file (mime, "wacholder.bin", sha256, 5));
  in->raw = g_bytes_new_static ("{\"raw\":\"quittengelee\"}", 22);
  return so_test_put (f->store, in, NULL);
}

static const char *const words[] = { "quittengelee", "wacholder.bin", "holunder", "mispel", "kornelkirsche", "sanddorn", NULL };

/* The answer to an old question, sent then, and what was read out of it. */
static void
add_traces (SoTestStore *f, const char *thread)
{
  g_autofree char *asked = so_test_text (f->store, "SELECT id FROM message WHERE remote_id = 'old'");
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO draft (id, thread_id, reply_to, state, text, proposed, origin, decided_at, created_at, updated_at) VALUES ('d', '%s', '%s', 'read', 'Dear holunder', 'holunder', 'owner', 1, 1, 1);"
    " INSERT INTO draft_version (id, draft_id, text, origin, created_at) VALUES ('v', 'd', 'holunder?', 'owner', 1);"
    " INSERT INTO analysis (id, thread_id, source, summary, outcome, quote, message_id, messages, newest_at, created_at, updated_at) VALUES ('a', '%s', 'model', 'mispel', 'open', 'mispel!', '%s', 1, 1000, 1, 1);"
    " INSERT INTO finding (id, thread_id, kind, what, quote, message_id, created_at, updated_at) VALUES ('f', '%s', 'interest', 'kornelkirsche', 'kornelkirsche', '%s', 1, 1);"
    " INSERT INTO job (kind, target_id, result, created_at) VALUES ('classify', '%s', 'sanddorn', 1);", thread, asked, thread, asked, thread, asked, asked);

  so_test_sql (f->store, sql);
}

static guint
hits (SoTestStore *f, const char *query)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (GPtrArray) found = so_search (db, query, 100, NULL, NULL);

  return found->len;
}

/* No word of it stays on the disk, what is younger does, and counts are right. */
static void
test_no_trace (SoTestStore *f, gconstpointer data)
{
  g_autofree char *own = file (f, "only there"), *shared = file (f, "also later"), *thread = with_file (f, "old", "image/png", own, "quittengelee please", OLD);
  g_auto (GStrv) files = NULL;
  g_autoptr (GError) error = NULL;

  g_free (with_file (f, "old2", "image/png", shared, "quittengelee again", OLD + 1));
  g_free (say (f, "old3", "+4915100001", "quittengelee thrice", OLD + 2, NULL));
  g_free (with_file (f, "new", "image/png", shared, "rhubarb", NEW));
  so_test_sql (f->store, "UPDATE part SET name = 'rhubarb.png' WHERE message_id = (SELECT id FROM message WHERE remote_id = 'new'); DELETE FROM payload WHERE message_id ="
               " (SELECT id FROM message WHERE remote_id = 'new')");
  add_traces (f, thread);
  g_assert_cmpuint (so_test_words_on_disk (f, words), >=, G_N_ELEMENTS (words) - 1);
  g_assert_cmpuint (hits (f, "quittengelee"), ==, 3);
  files = forget (f, SO_KEPT_MESSAGES, 2);
  so_store_compact (f->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (so_test_words_on_disk (f, words), ==, 0);
  g_assert_cmpuint (hits (f, "quittengelee"), ==, 0);
  g_assert_cmpuint (hits (f, "rhubarb"), ==, 1);
  g_assert_cmpuint (g_strv_length (files), ==, 1);
  g_assert_cmpstr (files[0], ==, own);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM message"), ==, 4);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM draft WHERE deleted_at IS NULL AND state = 'read'"), ==, 1);
  g_assert_cmpint (so_test_int (f->store, "SELECT messages FROM thread"), ==, 1);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM erasure"), ==, 3);
  g_assert_cmpint (count (f, SO_KEPT_MESSAGES), ==, 0);
}

/* Nothing is left in it: it is gone, its person is not, and it comes back with the next message. A provider that tells the old one once more brings nothing back. */
static void
test_empty (SoTestStore *f, gconstpointer data)
{
  g_autofree char *thread = say (f, "a", "+4915100001", "old", OLD, NULL), *again = NULL;

  g_strfreev (forget (f, SO_KEPT_MESSAGES, 10));
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM thread WHERE deleted_at IS NULL"), ==, 0);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM contact WHERE deleted_at IS NULL AND last_at = 0"), ==, 1);
  g_free (say (f, "a", "+4915100001", "old", OLD, NULL));
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM message WHERE deleted_at IS NULL"), ==, 0);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM thread WHERE deleted_at IS NULL"), ==, 0);
  again = say (f, "b", "+4915100001", "new", NEW, NULL);
  g_assert_cmpstr (again, ==, thread);
  g_assert_cmpint (so_test_int (f->store, "SELECT messages FROM thread WHERE deleted_at IS NULL"), ==, 1);
  g_free (say (f, "a", "+4915100001", "old", OLD, "batch"));
  g_assert_cmpint (so_test_int (f->store, "SELECT messages FROM thread WHERE deleted_at IS NULL"), ==, 2);
}

/* Sound goes, what was written with it stays, and that there was sound. */
static void
test_recordings (SoTestStore *f, gconstpointer data)
{
  g_autofree char *sound = file (f, "sound"), *picture = file (f, "picture"), *kinds = NULL;
  g_auto (GStrv) files = NULL;

  g_free (with_file (f, "a", "audio/ogg", sound, "listen", OLD));
  g_free (with_file (f, "b", "image/png", picture, "look", OLD));
  so_test_sql (f->store, "UPDATE part SET text = 'mispel' WHERE kind = 'audio'");
  g_assert_cmpint (count (f, SO_KEPT_RECORDINGS), ==, 1);
  files = forget (f, SO_KEPT_RECORDINGS, 10);
  g_assert_cmpuint (g_strv_length (files), ==, 1);
  g_assert_cmpstr (files[0], ==, sound);
  kinds = so_test_text (f->store, "SELECT group_concat (kind || coalesce (sha256, '-') || coalesce (text, '-'), ' ') FROM (SELECT * FROM part WHERE kind = 'audio')");
  g_assert_cmpstr (kinds, ==, "audio--");
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM message WHERE deleted_at IS NULL AND text IN ('listen', 'look')"), ==, 2);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM part WHERE kind = 'image' AND sha256 IS NOT NULL"), ==, 1);
  g_assert_cmpint (count (f, SO_KEPT_RECORDINGS), ==, 0);
}

/* Another computer erased it: here goes what that one never had. */
static void
test_heard (SoTestStore *f, gconstpointer data)
{
  g_autofree char *thread = with_file (f, "old", "image/png", NULL, "quittengelee please", OLD);
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  g_free (say (f, "new", "+4915100001", "stays", NEW, NULL));
  add_traces (f, thread);
  so_test_sql (f->store, "INSERT INTO sync_touched (kind, id) SELECT 'erasure', id FROM message WHERE remote_id = 'old'; INSERT INTO sync_touched (kind, id) VALUES ('erasure', 'somebody')");
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_forget_heard (db, 10, &n, files, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (so_forget_heard (db, 10, &n, files, &error) && !n);
  g_assert_true (so_forget_in_search (db, NULL) && so_store_commit (f->store, &db, NULL));
  so_store_compact (f->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (so_test_words_on_disk (f, words), ==, 0);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM sync_touched"), ==, 1);
  g_assert_cmpint (so_test_int (f->store, "SELECT messages FROM thread"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/retention/" name, SoTestStore, NULL, so_test_store_set_up, func, so_test_store_tear_down)
  ADD ("spared", test_spared);
  ADD ("leads", test_leads);
  ADD ("no-trace", test_no_trace);
  ADD ("empty", test_empty);
  ADD ("recordings", test_recordings);
  ADD ("heard", test_heard);
#undef ADD
  return g_test_run ();
}
