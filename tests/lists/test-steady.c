/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include "so-db.h"
#include "so-live-list.h"
#include "so-live-news.h"

/* A list that stands still while things arrive. */

static GArray *
array_of (const char *letters)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (; *letters; letters++)
    {
      gint64 n = *letters;
      g_array_append_val (array, n);
    }
  return array;
}

static void
test_news (void)
{
  static const struct {
    const char *shown, *fresh, *heard;
    guint news;
  } rows[] = {
    { "", "", "", 0 },
    { "abc", "abc", "abc", 0 },
    { "abc", "xabc", "x", 1 },
    { "abc", "xyabcz", "", 3 },
    { "abc", "bc", "", 0 },          /* what has gone is no news */
    { "abc", "cab", "c", 1 },
    { "abc", "cab", "", 0 },         /* it moved, but nobody wrote: our own answer left */
    { "abc", "xabc", "xa", 1 },      /* pushed down, not up */
    { "abcd", "dcab", "cd", 2 },
    { "abcd", "xdab", "xd", 2 },
    { "", "ab", "", 2 },
    { "ab", "", "a", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) shown = array_of (rows[i].shown), fresh = array_of (rows[i].fresh), heard = array_of (rows[i].heard);
      g_assert_cmpuint (so_live_news (shown, fresh, heard), ==, rows[i].news);
    }
}

static void
settle (void)
{
  for (int quiet = 0; quiet < 5; quiet++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        quiet = 0;
      g_usleep (1000);
    }
}

static void
wait_for_news (SoLiveList *list, guint news)
{
  for (int i = 0; i < 2000 && so_live_list_get_news (list) != news; i++)
    settle ();
  g_assert_cmpuint (so_live_list_get_news (list), ==, news);
}

static const SoThread *
thread_at (SoLiveList *list, guint i)
{
  g_autoptr (SoItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);

  g_assert_nonnull (item);
  g_object_set_data_full (G_OBJECT (list), "kept", g_object_ref (item), g_object_unref);
  return so_item_get_value (item);
}

static SoLiveList *
three_people (SoTestStore *f, guint *changes)
{
  SoThreadFilter filter = { SO_SPLIT_ALL, -1, NULL };
  SoLiveList *list;

  g_free (so_test_say (f->store, "+4915100001", "Anna", "one", 1000));
  g_free (so_test_say (f->store, "+4915100002", "Berta", "two", 2000));
  g_free (so_test_say (f->store, "+4915100003", "Carla", "three", 3000));
  settle ();
  list = so_live_list_new_threads (f->store, &filter);
  so_live_list_set_steady (list, TRUE);
  settle ();
  *changes = 0;
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (g_atomic_int_inc), changes);
  return list;
}

static void
test_stands_still (SoTestStore *f, gconstpointer data)
{
  guint changes;
  g_autoptr (SoLiveList) list = three_people (f, &changes);
  g_autoptr (SoItem) anna = g_list_model_get_item (G_LIST_MODEL (list), 2);

  g_free (so_test_say (f->store, "+4915100004", "Dora", "new", 4000));
  g_free (so_test_say (f->store, "+4915100001", "Anna", "again", 5000));
  wait_for_news (list, 2);
  g_assert_cmpuint (changes, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 3);
  /* In place: what the row shows is true all the same. */
  g_assert_cmpstr (((SoThread *) so_item_get_value (anna))->snippet, ==, "again");
  so_live_list_take_in (list);
  g_assert_cmpuint (changes, ==, 1);                                 /* at once */
  g_assert_cmpuint (so_live_list_get_news (list), ==, 0);
  g_assert_cmpstr (thread_at (list, 0)->contact_name, ==, "Anna");
  g_assert_cmpstr (thread_at (list, 1)->contact_name, ==, "Dora");
  settle ();
  g_assert_cmpuint (changes, ==, 1);
}

static void
test_leaves_in_place (SoTestStore *f, gconstpointer data)
{
  guint changes;
  g_autoptr (SoLiveList) list = three_people (f, &changes);

  so_test_sql (f->store, "UPDATE thread SET state = 'bin' WHERE n = 2");
  settle ();
  g_assert_cmpuint (changes, ==, 0);
  g_assert_cmpint (thread_at (list, 1)->state, ==, SO_THREAD_BIN);
  so_live_list_take_in (list);
  for (int i = 0; i < 1000 && !changes; i++)
    settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
}

/* Taken in while a worker still reads: nothing is lost, and nothing is counted twice. */
static void
test_taken_in_meanwhile (SoTestStore *f, gconstpointer data)
{
  guint changes;
  g_autoptr (SoLiveList) list = three_people (f, &changes);

  for (int i = 0; i < 40; i++)
    {
      g_autofree char *number = g_strdup_printf ("+49152%05d", i);
      g_free (so_test_say (f->store, number, NULL, "new", 10000 + i));
      if (i % 3)
        g_main_context_iteration (NULL, FALSE);
      if (i % 4 == 0)
        so_live_list_take_in (list);
    }
  so_live_list_take_in (list);
  for (int i = 0; i < 1000 && g_list_model_get_n_items (G_LIST_MODEL (list)) != 43; i++)
    settle ();
  settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 43);
  g_assert_cmpuint (so_live_list_get_news (list), ==, 0);
}

static void
test_empty_and_filter (SoTestStore *f, gconstpointer data)
{
  SoThreadFilter all = { SO_SPLIT_ALL, -1, NULL }, starred = { SO_SPLIT_STARRED, -1, NULL };
  g_autoptr (SoLiveList) list = so_live_list_new_threads (f->store, &starred);

  so_live_list_set_steady (list, TRUE);
  settle ();
  g_free (so_test_say (f->store, "+4915100001", "Anna", "one", 1000));
  so_test_sql (f->store, "UPDATE thread SET starred = 1");
  for (int i = 0; i < 1000 && !g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);   /* nothing could move */
  g_free (so_test_say (f->store, "+4915100002", "Berta", "two", 2000));
  so_test_sql (f->store, "UPDATE thread SET starred = 1");
  wait_for_news (list, 1);
  so_live_list_set_filter (list, &all);
  g_assert_cmpuint (so_live_list_get_news (list), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  so_live_list_set_steady (list, FALSE);
  g_free (so_test_say (f->store, "+4915100003", "Carla", "three", 3000));
  for (int i = 0; i < 1000 && g_list_model_get_n_items (G_LIST_MODEL (list)) != 3; i++)
    settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 3);
}

/* What becomes more urgent while the owner reads stays where it is until she asks for what is new; another order is shown at once. */
static void
test_order (SoTestStore *f, gconstpointer data)
{
  guint changes;
  g_autoptr (SoLiveList) list = three_people (f, &changes);
  SoThreadFilter due = { SO_SPLIT_ALL, -1, NULL, SO_ORDER_DUE };

  so_test_sql (f->store, "UPDATE thread SET due_at = 60000 * n");
  settle ();
  changes = 0;
  so_live_list_set_filter (list, &due);
  g_assert_cmpuint (changes, ==, 1);
  g_assert_cmpstr (thread_at (list, 0)->contact_name, ==, "Anna");
  changes = 0;
  so_test_sql (f->store, "UPDATE thread SET escalated_at = 1 WHERE n = 3");
  settle ();
  g_assert_cmpuint (changes, ==, 0);
  g_assert_cmpuint (so_live_list_get_news (list), ==, 0);      /* nobody wrote */
  g_assert_cmpint (thread_at (list, 2)->escalated_at, ==, 1);  /* but the row says so */
  so_live_list_take_in (list);
  for (int i = 0; i < 1000 && !changes; i++)
    settle ();
  g_assert_cmpstr (thread_at (list, 0)->contact_name, ==, "Carla");
  g_assert_cmpstr (thread_at (list, 1)->contact_name, ==, "Anna");
}

/* History that is brought in is counted as rows, never as "somebody wrote". */
static void
test_import_is_no_news (SoTestStore *f, gconstpointer data)
{
  guint changes;
  g_autoptr (SoLiveList) list = three_people (f, &changes);

  g_free (so_test_put (f->store, so_test_message ("old", "+4915100001", "Anna", "imported", 9000), "batch"));
  settle ();
  g_assert_cmpuint (so_live_list_get_news (list), ==, 0);
}

static void
test_cost (SoTestStore *f, gconstpointer data)
{
  SoThreadFilter filter = { SO_SPLIT_ALL, -1, NULL };
  g_autoptr (SoLiveList) list = NULL;
  gint64 start, told, taken;

  so_test_sql (f->store, "WITH RECURSIVE i (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 100000)"
               " INSERT INTO thread (id, channel, remote_key, state, created_at, last_at) SELECT 't' || n, 'mail', n, 'open', 1, n FROM i");
  list = so_live_list_new_threads (f->store, &filter);
  so_live_list_set_steady (list, TRUE);
  for (int i = 0; i < 2000 && g_list_model_get_n_items (G_LIST_MODEL (list)) != 100000; i++)
    settle ();
  settle ();
  start = g_get_monotonic_time ();
  so_test_sql (f->store, "UPDATE thread SET last_at = 200000 WHERE n = 5; INSERT INTO thread (id, channel, remote_key, state, created_at, last_at)"
               " VALUES ('new', 'mail', 'new', 'open', 1, 300000)");
  while (!so_live_list_get_news (list))
    g_main_context_iteration (NULL, TRUE);
  told = g_get_monotonic_time () - start;
  start = g_get_monotonic_time ();
  so_live_list_take_in (list);
  taken = g_get_monotonic_time () - start;
  g_test_message ("100,000 rows standing still: one change to news %.1f ms, taken in on the main thread in %.2f ms",
                  (double) told / 1000, (double) taken / 1000);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 100001);
  g_assert_cmpint (taken, <, 100000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lists/steady/news", test_news);
#define ADD(name, function) g_test_add ("/lists/steady/" name, SoTestStore, NULL, so_test_store_set_up, function, so_test_store_tear_down)
  ADD ("stands-still", test_stands_still);
  ADD ("leaves-in-place", test_leaves_in_place);
  ADD ("taken-in-meanwhile", test_taken_in_meanwhile);
  ADD ("empty-and-filter", test_empty_and_filter);
  ADD ("order", test_order);
  ADD ("import-is-no-news", test_import_is_no_news);
  ADD ("cost", test_cost);
  return g_test_run ();
}
