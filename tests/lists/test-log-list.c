/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include <string.h>

#include "so-db.h"
#include "so-live-list.h"
#include "so-lookup.h"

/* The log of decisions as a list that keeps itself true. */

static void
fill (SoTestStore *f, guint n)
{
  g_autofree char *thread = so_test_say (f->store, "+49151234567", "Anna", "?", 1000);
  g_autofree char *sql = g_strdup_printf (
    "WITH RECURSIVE i (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < %u) INSERT INTO draft (id, thread_id, contact_id, state, text, origin,"
    " created_at, updated_at) SELECT 'd' || i, '%s', (SELECT contact_id FROM thread), 'proposed', 'Answer ' || i, 'knowledge', i, i FROM i;"
    "UPDATE draft SET state = 'discarded', reason = 'other', updated_at = n", n, thread);

  so_test_sql (f->store, sql);
}

/* Waits for the thing itself: at most a minute on a slow computer. */
static void
wait_for_rows (SoLiveList *list, guint n)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while ((so_live_list_get_loading (list) || g_list_model_get_n_items (G_LIST_MODEL (list)) != n) && g_get_monotonic_time () < end)
    so_test_spin (5);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n);
}

static char *
text_at (SoLiveList *list, guint i)
{
  g_autoptr (SoItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);

  return g_strdup (((SoLogEntry *) so_item_get_value (item))->text);
}

static void
test_live (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoLiveList) list = NULL;
  g_autofree char *first = NULL, *now = NULL;

  fill (f, 200);
  list = so_live_list_new_log (f->store, &(SoLogFilter) { 0 });
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 64);     /* the first page at once */
  wait_for_rows (list, 200);
  first = text_at (list, 0);
  g_assert_cmpstr (first, ==, "Answer 200");
  g_assert_cmpuint (so_live_list_find (list, "d199"), ==, 1);
  so_test_sql (f->store, "UPDATE draft SET updated_at = 5000 WHERE id = 'd7'");
  while (so_live_list_find (list, "d7") != 0)
    so_test_spin (5);
  now = text_at (list, 0);
  g_assert_cmpstr (now, ==, "Answer 7");
  /* Taken back: it was not decided. */
  so_test_sql (f->store, "UPDATE draft SET state = 'edited' WHERE id = 'd7'");
  wait_for_rows (list, 199);
  g_assert_cmpuint (so_live_list_find (list, "d7"), ==, G_MAXUINT);
}

/* A filter that may have to look at every row keeps the old ones until the answer is there. */
static void
test_filter (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoLiveList) list = NULL;
  g_autofree char *text = g_strdup ("answer 17"), *first = NULL;
  guint states = 0;

  fill (f, 200);
  list = so_live_list_new_log (f->store, &(SoLogFilter) { 0 });
  wait_for_rows (list, 200);
  so_live_list_set_log_filter (list, &(SoLogFilter) { .text = text });
  memset (text, 'x', strlen (text));     /* the list has its own */
  g_assert_true (so_live_list_get_loading (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 200);
  wait_for_rows (list, 12);              /* 17, 117, 170 to 179 */
  first = text_at (list, 0);
  g_assert_cmpstr (first, ==, "Answer 179");
  g_assert_true (so_log_outcome_parse ("sent", &states));
  so_live_list_set_log_filter (list, &(SoLogFilter) { .states = states });
  wait_for_rows (list, 0);
  so_live_list_set_log_filter (list, &(SoLogFilter) { .from = 191 });
  wait_for_rows (list, 10);
}

static void
test_lookup (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoLogEntry) entry = NULL, none = NULL;
  g_autoptr (GPtrArray) times = NULL;

  fill (f, 2);
  entry = so_lookup_decision (f->store, "d2");
  g_assert_cmpstr (entry->reason, ==, "other");
  times = so_lookup_decision_times (f->store, "d2");
  g_assert_cmpuint (times->len, ==, 1);
  none = so_lookup_decision (f->store, "nothing");
  g_assert_null (none);
  g_assert_null (so_lookup_decision (f->store, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/lists/log/" name, SoTestStore, NULL, so_test_store_set_up, function, so_test_store_tear_down)
  ADD ("live", test_live);
  ADD ("filter", test_filter);
  ADD ("lookup", test_lookup);
  return g_test_run ();
}
