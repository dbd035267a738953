/* SPDX-License-Identifier: MIT */
#include "so-intents.h"
#include "so-test-store.h"

#include "so-db.h"
#include "so-error.h"
#include "so-events.h"
#include "so-threads-private.h"

static SoThread *
find (SoTestStore *f, const char *id)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  SoThread *thread = so_thread_find (db, id, NULL);

  g_assert_nonnull (thread);
  return thread;
}

static void
expect (SoTestStore *f, const char *id, SoThreadState state, guint unread)
{
  g_autoptr (SoThread) thread = find (f, id);

  g_assert_cmpstr (so_thread_state_nick (thread->state), ==, so_thread_state_nick (state));
  g_assert_cmpuint (thread->unread, ==, unread);
}

static SoIncoming *
answer (const char *remote_id, gint64 at)
{
  SoIncoming *in = so_test_message (remote_id, "+49151234567", NULL, "answer", at);

  in->outbound = TRUE;
  g_ptr_array_add (in->others, so_identity_new (SO_IDENTITY_PHONE, "+49151234567", NULL));
  g_clear_pointer (&in->sender, so_identity_free);
  return in;
}

static SoIncoming *
system_line (const char *remote_id, gint64 at)
{
  SoIncoming *in = so_test_message (remote_id, "+49151234567", NULL, "You added Ana", at);

  g_clear_pointer (&in->sender, so_identity_free);
  return in;
}

static void
set_state (SoTestStore *f, const char *id, SoThreadState state)
{
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);

  g_assert_true (so_thread_set_state (db, id, state, 50, NULL) && so_store_commit (f->store, &db, NULL));
}

/* Who wrote last says what state a thread is in, not what reached this computer last. */
static void
test_states (SoTestStore *f, gconstpointer data)
{
  g_autofree char *id = so_test_say (f->store, "+49151234567", "Anna", "one", 1000);
  g_autoptr (SoDb) db = NULL;

  expect (f, id, SO_THREAD_OPEN, 1);
  g_free (so_test_put (f->store, system_line ("s1", 1100), NULL));
  expect (f, id, SO_THREAD_OPEN, 1);
  g_free (so_test_put (f->store, answer ("a0", 500), NULL));   /* an answer to something older, that comes late */
  expect (f, id, SO_THREAD_OPEN, 1);
  g_free (so_test_put (f->store, answer ("a1", 2000), NULL));
  expect (f, id, SO_THREAD_WAITING, 1);
  g_free (so_test_put (f->store, system_line ("s2", 2100), NULL));
  expect (f, id, SO_THREAD_WAITING, 1);
  set_state (f, id, SO_THREAD_SNOOZED);
  g_free (so_test_say (f->store, "+49151234567", "Anna", "two", 3000));
  expect (f, id, SO_THREAD_OPEN, 2);
  set_state (f, id, SO_THREAD_SPAM);
  g_free (so_test_say (f->store, "+49151234567", "Anna", "buy!", 4000));
  expect (f, id, SO_THREAD_SPAM, 3);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM message WHERE is_system"), ==, 2);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM message WHERE direction = 'outbound' AND NOT is_system"), ==, 2);
}

static void
set_unread (SoTestStore *f, const char *id, gboolean unread)
{
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);

  g_assert_true (so_thread_set_unread (db, id, unread, NULL) && so_store_commit (f->store, &db, NULL));
}

static void
test_unread (SoTestStore *f, gconstpointer data)
{
  g_autofree char *id = so_test_say (f->store, "+49151234567", "Anna", "one", 1000), *old = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GError) error = NULL;

  g_free (so_test_say (f->store, "+49151234567", "Anna", "two", 2000));
  g_free (so_test_put (f->store, answer ("a1", 3000), NULL));
  expect (f, id, SO_THREAD_WAITING, 2);
  set_unread (f, id, FALSE);
  expect (f, id, SO_THREAD_WAITING, 0);
  set_unread (f, id, TRUE);
  expect (f, id, SO_THREAD_WAITING, 1);
  /* Also a thread that only an import knows can be marked. */
  old = so_test_put (f->store, so_test_message ("i1", "+49151999999", "Berta", "old", 1500), "batch");
  expect (f, old, SO_THREAD_DONE, 0);
  set_unread (f, old, TRUE);
  expect (f, old, SO_THREAD_DONE, 1);
  set_unread (f, old, FALSE);
  expect (f, old, SO_THREAD_DONE, 0);
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_false (so_thread_set_unread (db, "nothing", TRUE, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

static void
test_wake (SoTestStore *f, gconstpointer data)
{
  g_autofree char *id = so_test_say (f->store, "+49151234567", "Anna", "one", 1000);
  g_autoptr (SoDb) db = NULL;
  g_auto (GStrv) early = NULL, late = NULL;

  set_state (f, id, SO_THREAD_SNOOZED);
  db = so_store_begin (f->store, NULL, NULL);
  early = so_thread_wake (db, 49, NULL);
  late = so_thread_wake (db, 50, NULL);
  g_assert_cmpuint (g_strv_length (early), ==, 0);
  g_assert_cmpuint (g_strv_length (late), ==, 1);
  g_assert_cmpstr (late[0], ==, id);
  g_assert_true (so_store_commit (f->store, &db, NULL));
  expect (f, id, SO_THREAD_OPEN, 1);
}

/* Each tab by an independent reading of what it is for. */
static void
test_splits (SoTestStore *f, gconstpointer data)
{
  static const char *const sets[] = {
    "state = 'open'", "state = 'waiting'", "state = 'snoozed', snoozed_until = 9", "state = 'done'", "state = 'spam', unread = 1",
    "state = 'bin', starred = 1", "state = 'open', priority = 'URGENT', unread = 0", "state = 'done', priority = 'URGENT'",
    "state = 'open', score = 80", "state = 'open', score = 79", "state = 'waiting', draft_id = 'x'", "state = 'spam', draft_id = 'x'",
    "state = 'open', starred = 1, unread = 0", "state = 'open', deleted_at = 1",
  };
  static const char *const expected[SO_N_SPLITS] = {
    [SO_SPLIT_TO_APPROVE] = "10", [SO_SPLIT_URGENT] = "6", [SO_SPLIT_HOT] = "8", [SO_SPLIT_UNREAD] = "0 1 2 3 7 8 9 10",
    [SO_SPLIT_WAITING] = "1 10", [SO_SPLIT_SNOOZED] = "2", [SO_SPLIT_ALL] = "0 1 2 3 6 7 8 9 10 12", [SO_SPLIT_STARRED] = "12",
    [SO_SPLIT_DONE] = "3 7", [SO_SPLIT_SPAM] = "4 11", [SO_SPLIT_BIN] = "5",
  };
  g_autoptr (SoDb) db = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autofree char *number = g_strdup_printf ("+491510000%02u", i), *id = so_test_say (f->store, number, NULL, "x", 1000 - i);
      g_autofree char *sql = g_strdup_printf ("UPDATE thread SET %s WHERE id = '%s'", sets[i], id);
      so_test_sql (f->store, sql);
    }
  db = so_store_read (f->store, NULL);
  for (SoSplit split = 0; split < SO_N_SPLITS; split++)
    {
      SoThreadFilter filter = { split, -1, NULL }, mail = { split, SO_CHANNEL_MAIL, NULL }, nobody = { split, -1, "nobody" };
      g_autoptr (GArray) numbers = so_thread_numbers (db, &filter, 0, NULL), none = so_thread_numbers (db, &mail, 0, NULL),
                         neither = so_thread_numbers (db, &nobody, 0, NULL), two = so_thread_numbers (db, &filter, 2, NULL);
      g_autoptr (GString) found = g_string_new (NULL);

      for (guint i = 0; i < numbers->len; i++)
        g_string_append_printf (found, "%s%d", i ? " " : "", (int) g_array_index (numbers, gint64, i) - 1);
      g_assert_cmpstr (found->str, ==, expected[split]);
      g_assert_cmpuint (so_thread_count (db, &filter), ==, numbers->len);
      g_assert_cmpuint (none->len + neither->len, ==, 0);
      g_assert_cmpuint (two->len, ==, MIN (2, numbers->len));
    }
}

static char *
sums (SoTestStore *f)
{
  return so_test_text (f->store, "SELECT group_concat (id || '/' || messages || '/' || unread || '/' || last_at || '/' || last_outbound || '/' ||"
                       " coalesce (snippet, '-') || '/' || last_inbound_at || '/' || queued, char (10)) FROM (SELECT * FROM thread ORDER BY n)");
}

/* Sums that grow message by message are those that a count from scratch gives, in whatever order messages come. */
static void
test_sums (SoTestStore *f, gconstpointer data)
{
  g_autofree char *grown = NULL, *counted = NULL;
  g_autoptr (SoDb) db = NULL;

  for (int i = 0; i < 300; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%d", i), *number = g_strdup_printf ("+491510000%d", g_test_rand_int_range (0, 5));
      g_autofree char *text = g_strdup_printf (" some\n\n  text %d ", i);
      SoIncoming *in = so_test_message (id, number, NULL, text, g_test_rand_int_range (1, 500) * 10);

      if (g_test_rand_int_range (0, 3) == 0)
        {
          in->outbound = TRUE;
          g_ptr_array_add (in->others, g_steal_pointer (&in->sender));
        }
      else if (g_test_rand_int_range (0, 8) == 0)
        g_clear_pointer (&in->sender, so_identity_free);
      g_free (so_test_put (f->store, in, g_test_rand_int_range (0, 4) ? NULL : "batch"));
    }
  grown = sums (f);
  db = so_store_begin (f->store, NULL, NULL);
  for (gint64 n = 1; n <= 5; n++)
    {
      g_autofree char *id = so_db_text (db, "SELECT id FROM thread WHERE n = ?", "i", n);
      g_assert_true (so_thread_refresh (db, id, NULL));
    }
  g_assert_true (so_store_commit (f->store, &db, NULL));
  counted = sums (f);
  g_assert_cmpstr (grown, ==, counted);
}

static char *
put_answer (SoTestStore *f, SoChannelKind channel, const char *id, const char *key, const char *references)
{
  SoIncoming *in = so_test_message (id, key, NULL, key, 1);

  in->channel = channel;
  in->references = references ? g_strsplit (references, " ", 0) : NULL;
  return so_test_put (f->store, in, NULL);
}

/* A mail that answers one is in its thread, the nearest first. In a chat it is where it was written: WhatsApp lets people answer in
 * private to what was said in a group. */
static void
test_references (SoTestStore *f, gconstpointer data)
{
  g_autofree char *ta = put_answer (f, SO_CHANNEL_MAIL, "<a@x>", "a", NULL), *tb = put_answer (f, SO_CHANNEL_MAIL, "<b@x>", "b", NULL);
  g_autofree char *tc = put_answer (f, SO_CHANNEL_MAIL, "<c@x>", "c", "<a@x> <b@x> <unknown@x>");
  g_autofree char *td = put_answer (f, SO_CHANNEL_MAIL, "<d@x>", "d", "<unknown@x>");
  g_autofree char *group = put_answer (f, SO_CHANNEL_WHATSAPP, "m1", "group", NULL), *private = put_answer (f, SO_CHANNEL_WHATSAPP, "m2", "p", "m1");

  g_assert_cmpstr (tc, ==, tb);
  g_assert_cmpstr (td, !=, ta);
  g_assert_cmpstr (private, !=, group);
}

static void
test_intent (SoTestStore *f, gconstpointer data)
{
  g_autofree char *id = so_test_say (f->store, "+49151234567", "Anna", "help!", 1000), *message = NULL;
  SoMessageIntent urgent = { .intent = "URGENT", .sub_category = "emergency_contact", .priority = "URGENT", .confidence = 0.9, .entities = "{}" };
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autoptr (SoThread) thread = NULL;
  g_autoptr (SoMessage) read = NULL;

  message = so_db_text (db, "SELECT id FROM message", "");
  g_assert_true (so_message_set_intent (db, message, &urgent, NULL));
  g_assert_false (so_message_set_intent (db, "nothing", &urgent, NULL));
  thread = so_thread_find (db, id, NULL);
  g_assert_cmpstr (thread->priority, ==, "URGENT");
  read = so_message_find (db, message, NULL);
  g_assert_cmpfloat (read->confidence, ==, 0.9);
  g_assert_cmpstr (read->sub_category, ==, "emergency_contact");
  g_assert_cmpuint (read->parts->len, ==, 1);
  g_assert_null (so_message_find (db, "nothing", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/store/threads/" name, SoTestStore, NULL, so_test_store_set_up, function, so_test_store_tear_down)
  ADD ("states", test_states);
  ADD ("unread", test_unread);
  ADD ("wake", test_wake);
  ADD ("splits", test_splits);
  ADD ("sums", test_sums);
  ADD ("references", test_references);
  ADD ("intent", test_intent);
  return g_test_run ();
}
