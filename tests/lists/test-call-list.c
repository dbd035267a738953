/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include <string.h>

#include "so-call-log.h"
#include "so-calls.h"
#include "so-db.h"
#include "so-live-list.h"

/* The list of calls, which keeps itself true. */

#define STARTED G_GINT64_CONSTANT (1795244400000)   /* Saturday, 2026-11-21T07:00:00Z */

/* Told by any system; @name as the network says it. Returns its message (yours). */
static char *
take (SoTestStore *f, const char *id, const char *number, const char *name, guint signs, gint64 later)
{
  SoCallIntake how = { .country = "49" };
  g_autoptr (SoCallNews) news = so_call_news_new ("twilio", id);
  g_auto (SoCallTaken) taken = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, &error);

  news->call->signs = signs | SO_CALL_TOLD;
  news->call->number = g_strdup (number);
  news->call->name = g_strdup (name);
  news->call->started_at = STARTED + later;
  so_call_take (db, news, &how, &taken, &error);
  g_assert_no_error (error);
  g_assert_true (so_store_commit (f->store, &db, &error));
  return g_steal_pointer (&taken.message_id);
}

static void
fill (SoTestStore *f)
{
  g_free (take (f, "CA1", "+4915110000001", "Anna", SO_CALL_ENDED | SO_CALL_BY_PERSON, 1000));
  g_free (take (f, "CA2", "+4915110000002", "Béla Nagy", SO_CALL_ENDED | SO_CALL_UNANSWERED, 2000));
  g_free (take (f, "CA3", "+4915110000003", "Clara", SO_CALL_ENDED | SO_CALL_LEFT_MESSAGE, 3000));
  g_free (take (f, "CA4", "anonymous", NULL, SO_CALL_ENDED | SO_CALL_BY_ASSISTANT, 4000));
  so_test_sql (f->store, "UPDATE call SET after_hours = 1 WHERE remote_id = 'CA2'");
}

/* Remote ids of the rows, once there are as many: at most a minute on a slow computer. */
static char *
wait_for_rows (SoLiveList *list, guint n)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  GString *ids = g_string_new (NULL);

  while ((so_live_list_get_loading (list) || g_list_model_get_n_items (G_LIST_MODEL (list)) != n) && g_get_monotonic_time () < end)
    so_test_spin (5);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (SoItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_string_append_printf (ids, "%s%s", i ? " " : "", ((SoCallEntry *) so_item_get_value (item))->call->remote_id);
    }
  return g_string_free_and_steal (ids);
}

static void
test_filters (SoTestStore *f, gconstpointer data)
{
  static const struct { SoCallsShown shown; const char *text, *rows; guint n; } wanted[] = {
    { SO_CALLS_ALL, NULL, "CA4 CA3 CA2 CA1", 4 }, { SO_CALLS_MISSED, NULL, "CA2", 1 }, { SO_CALLS_VOICEMAIL, NULL, "CA3", 1 },
    { SO_CALLS_AFTER_HOURS, NULL, "CA2", 1 }, { SO_CALLS_ANSWERED, NULL, "CA4 CA1", 2 }, { SO_CALLS_ANSWERED, "anna", "CA1", 1 },
    { SO_CALLS_ALL, "bela", "CA2", 1 }, { SO_CALLS_ALL, "nagy BE", "CA2", 1 }, { SO_CALLS_ALL, "0151 1000-0003", "CA3", 1 },
    { SO_CALLS_ALL, "+49 151", "CA3 CA2 CA1", 3 }, { SO_CALLS_ALL, "nobody", "", 0 }, { SO_CALLS_ALL, "  ", "CA4 CA3 CA2 CA1", 4 },
  };
  g_autoptr (SoLiveList) list = NULL;

  fill (f);
  list = so_live_list_new_calls (f->store, &(SoCallLogFilter) { 0 });
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autofree char *text = g_strdup (wanted[i].text), *rows = NULL;

      so_live_list_set_call_filter (list, &(SoCallLogFilter) { wanted[i].shown, text });
      if (text)
        memset (text, 'x', strlen (text));     /* the list has its own */
      rows = wait_for_rows (list, wanted[i].n);
      g_assert_cmpstr (rows, ==, wanted[i].rows);
    }
}

static void
test_live (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoLiveList) list = NULL;
  g_autofree char *first = NULL, *second = NULL, *third = NULL, *id = so_call_id ("twilio", "CA5"), *message = NULL;

  fill (f);
  list = so_live_list_new_calls (f->store, &(SoCallLogFilter) { SO_CALLS_MISSED, NULL });
  first = wait_for_rows (list, 1);
  g_assert_cmpstr (first, ==, "CA2");
  message = take (f, "CA5", "+4915110000001", NULL, SO_CALL_ENDED | SO_CALL_UNANSWERED, 5000);
  second = wait_for_rows (list, 2);
  g_assert_cmpstr (second, ==, "CA5 CA2");
  g_assert_cmpuint (so_live_list_find (list, id), ==, 0);
  /* Somebody took it after all. */
  g_free (take (f, "CA5", "+4915110000001", NULL, SO_CALL_ENDED | SO_CALL_BY_PERSON, 5000));
  third = wait_for_rows (list, 1);
  g_assert_cmpstr (third, ==, "CA2");
}

/* 10,000 calls: the first page at once, the rest by a worker, and each row by its number. */
static void
test_many (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoLiveList) list = NULL;
  g_autoptr (SoItem) last = NULL;
  gint64 before;

  so_test_sql (f->store, "WITH RECURSIVE i (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < 10000) INSERT INTO call (id, provider, remote_id, number, started_at, signs, state,"
               " created_at, updated_at) SELECT 'c' || i, 'twilio', 'CA' || i, '+49151' || i, i, 3, 'missed', i, i FROM i");
  before = g_get_monotonic_time ();
  list = so_live_list_new_calls (f->store, &(SoCallLogFilter) { 0 });
  g_test_message ("first page after %.1f ms", (double) (g_get_monotonic_time () - before) / 1000);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 64);
  while (so_live_list_get_loading (list))
    so_test_spin (5);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 10000);
  last = g_list_model_get_item (G_LIST_MODEL (list), 9999);
  g_assert_cmpstr (((SoCallEntry *) so_item_get_value (last))->call->id, ==, "c1");
}

/* What asks to be heard ---------------------------------------------------------------------------------- */

static gboolean
is_unheard (SoLiveList *list, guint position)
{
  g_autoptr (SoItem) item = g_list_model_get_item (G_LIST_MODEL (list), position);

  return ((SoCallEntry *) so_item_get_value (item))->unheard;
}

static void
wait_for_heard (SoLiveList *list, gboolean unheard)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (is_unheard (list, 0) != unheard && g_get_monotonic_time () < end)
    so_test_spin (5);
  g_assert_cmpint (is_unheard (list, 0), ==, unheard);
}

static void
test_unheard (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoLiveList) list = NULL;
  g_autofree char *rows = NULL;

  fill (f);
  list = so_live_list_new_calls (f->store, &(SoCallLogFilter) { SO_CALLS_VOICEMAIL, NULL });
  rows = wait_for_rows (list, 1);
  wait_for_heard (list, TRUE);
  so_test_sql (f->store, "UPDATE thread SET state = 'done' WHERE channel = 'call'");
  wait_for_heard (list, FALSE);
  so_test_sql (f->store, "UPDATE thread SET state = 'open' WHERE channel = 'call'");
  wait_for_heard (list, TRUE);
  /* It is played here: no need for anything else to change. */
  so_test_sql (f->store, "INSERT INTO part (id, message_id, position, kind, sha256) SELECT 'p', message_id, 1, 'audio', 'abc' FROM call WHERE remote_id = 'CA3'");
  wait_for_heard (list, TRUE);
  so_test_sql (f->store, "INSERT INTO playback (sha256, position_ms, updated_at) VALUES ('abc', 1000, 1)");
  wait_for_heard (list, FALSE);
  so_test_sql (f->store, "DELETE FROM playback");
  wait_for_heard (list, TRUE);
  /* Called back. */
  g_free (take (f, "CA9", "+4915110000003", NULL, SO_CALL_ENDED | SO_CALL_UNANSWERED, 9000));
  wait_for_heard (list, TRUE);
  so_test_sql (f->store, "UPDATE message SET direction = 'outbound' WHERE sent_at = (SELECT max (sent_at) FROM message);"
               "UPDATE thread SET starred = 1 WHERE channel = 'call'");
  wait_for_heard (list, FALSE);
}

/* The next one below, and from the last one the first again; what is heard is passed over. */
static void
test_next (SoTestStore *f, gconstpointer data)
{
  static const struct { const char *from, *next; } rows[] = { { NULL, "V4" }, { "V4", "V2" }, { "V3", "V2" }, { "V2", "V1" }, { "V1", "V4" }, { "nothing", "V4" } };
  g_autoptr (SoDb) db = NULL;
  g_autofree char *alone = NULL, *first = so_call_id ("twilio", "V4"), *none = NULL;

  for (guint i = 1; i <= 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("V%u", i), *number = g_strdup_printf ("+491511000000%u", i);
      g_free (take (f, id, number, NULL, SO_CALL_ENDED | SO_CALL_LEFT_MESSAGE, i * 1000));
    }
  g_free (take (f, "P1", "+4915110000009", NULL, SO_CALL_ENDED | SO_CALL_BY_PERSON, 9000));
  so_test_sql (f->store, "UPDATE thread SET state = 'done' WHERE id = (SELECT thread_id FROM message WHERE id = (SELECT message_id FROM call WHERE remote_id = 'V3'))");
  db = so_store_read (f->store, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *from = rows[i].from ? so_call_id ("twilio", rows[i].from) : NULL, *next = so_call_log_next_unheard (db, from), *wanted = so_call_id ("twilio", rows[i].next);
      g_assert_cmpstr (next, ==, wanted);
    }
  g_clear_pointer (&db, so_db_release);
  so_test_sql (f->store, "UPDATE thread SET state = 'done' WHERE id <> (SELECT thread_id FROM message WHERE id = (SELECT message_id FROM call WHERE remote_id = 'V4'))");
  db = so_store_read (f->store, NULL);
  g_assert_null (alone = so_call_log_next_unheard (db, first));
  none = so_call_log_next_unheard (db, NULL);
  g_assert_cmpstr (none, ==, first);
}

/* One that nobody ended, and one that a wrong clock put into next year, ring no more. */
static void
test_ringing (SoTestStore *f, gconstpointer data)
{
  static const struct { const char *id; guint signs; gint64 later; } rows[] = {
    { "old", 0, -1001 }, { "now", 0, 0 }, { "spoken", SO_CALL_BY_PERSON, -1500 }, { "over", SO_CALL_ENDED, 0 }, { "ahead", 0, 1000 }, { "wrong", 0, 1001 },
  };
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) calls = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_free (take (f, rows[i].id, "+4915110000009", NULL, rows[i].signs, rows[i].later));
  db = so_store_read (f->store, NULL);
  calls = so_call_log_live (db, STARTED - 1000, STARTED - 2000, STARTED + 1000, NULL);
  g_assert_cmpuint (calls->len, ==, 3);
  g_assert_cmpstr (((SoCall *) calls->pdata[0])->remote_id, ==, "ahead");
  g_assert_cmpstr (((SoCall *) calls->pdata[1])->remote_id, ==, "now");
  g_assert_cmpstr (((SoCall *) calls->pdata[2])->remote_id, ==, "spoken");
}

#define ADD(name, function) g_test_add ("/lists/calls/" name, SoTestStore, NULL, so_test_store_set_up, function, so_test_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("filters", test_filters);
  ADD ("live", test_live);
  ADD ("many", test_many);
  ADD ("unheard", test_unheard);
  ADD ("next", test_next);
  ADD ("ringing", test_ringing);
  return g_test_run ();
}
