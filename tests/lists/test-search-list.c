/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include "so-db.h"
#include "so-hit.h"
#include "so-search-list.h"
#include "so-search.h"

static void
wait (SoSearchList *list)
{
  gint64 end = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  while (so_search_list_get_searching (list) && g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (200);
    }
  g_assert_false (so_search_list_get_searching (list));
}

static guint
n_items (SoSearchList *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

static void
fill (SoTestStore *f, int messages)
{
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);

  for (int i = 0; i < messages; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%d", i), *text = g_strdup_printf ("alpha word%d %s", i, i % 2 ? "odd" : "even");
      g_autoptr (SoIncoming) in = so_test_message (id, "+49151234567", "Anna", text, 1000 * (i + 1));
      g_auto (SoIngested) result = { 0 };
      SoIngest how = { 0 };

      g_assert_true (so_ingest (db, in, &how, &result, NULL));
    }
  g_assert_true (so_store_commit (f->store, &db, NULL));
  so_test_spin (0);
}

static void
test_results (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoSearchList) list = so_search_list_new (f->store, NULL);
  g_autoptr (SoItem) first = NULL;

  fill (f, 10);
  g_assert_cmpuint (n_items (list), ==, 0);
  so_search_list_set_query (list, "word7");
  g_assert_true (so_search_list_get_searching (list));
  wait (list);
  g_assert_cmpuint (n_items (list), ==, 1);
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpint (((SoHit *) so_item_get_value (first))->when, ==, 8000);
  g_assert_cmpstr (so_search_list_get_query (list), ==, "word7");
  so_search_list_set_query (list, "nothing of the kind");
  wait (list);
  g_assert_cmpuint (n_items (list), ==, 0);
  g_assert_cmpstr (((SoHit *) so_item_get_value (first))->contact_name, ==, "Anna");   /* still held, still good */
  so_search_list_set_query (list, "alpha");
  wait (list);
  g_assert_cmpuint (n_items (list), ==, 10);
  so_search_list_set_query (list, "  ");
  g_assert_cmpuint (n_items (list), ==, 0);
  g_assert_false (so_search_list_get_searching (list));
  so_search_list_set_query (list, NULL);
  so_search_list_set_query (list, "\"((( NEAR");
  wait (list);
}

typedef struct {
  SoSearchList *list;
  GPtrArray *shown;   /* the query at each items-changed */
} Log;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, Log *log)
{
  g_ptr_array_add (log->shown, g_strdup (so_search_list_get_query (log->list)));
}

/* As a person types: only the answer to what stands there last is shown, also where earlier ones come later. */
static void
test_last_wins (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoSearchList) list = so_search_list_new (f->store, NULL);
  static const char *const typed[] = { "a", "al", "alp", "alpha", "alpha o", "alpha od", "alpha odd" };
  Log log = { list, g_ptr_array_new_with_free_func (g_free) };

  fill (f, 300);
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), &log);
  for (int round = 0; round < 20; round++)
    {
      so_search_list_set_query (list, NULL);
      wait (list);
      g_ptr_array_set_size (log.shown, 0);
      for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
        {
          so_search_list_set_query (list, typed[i]);
          if (g_test_rand_bit ())
            g_usleep ((gulong) g_test_rand_int_range (0, 1500));
        }
      wait (list);
      /* The main loop did not turn meanwhile, so nothing but the last answer was shown. */
      g_assert_cmpuint (log.shown->len, ==, 1);
      g_assert_cmpstr (g_ptr_array_index (log.shown, 0), ==, "alpha odd");
      g_assert_cmpuint (n_items (list), ==, SO_SEARCH_LIST_MESSAGES);
      for (guint i = 0; i < n_items (list); i++)
        {
          g_autoptr (SoItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);
          g_assert_true (g_str_has_suffix (((SoHit *) so_item_get_value (item))->snippet, "odd\u2069"));
        }
    }
  g_signal_handlers_disconnect_by_data (list, &log);
  g_ptr_array_unref (log.shown);
}

static void
test_cleared_while_searching (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoSearchList) list = so_search_list_new (f->store, NULL);

  fill (f, 300);
  for (int i = 0; i < 50; i++)
    {
      so_search_list_set_query (list, "alpha");
      if (i % 2)
        g_usleep (300);
      so_search_list_set_query (list, "");
      wait (list);
      g_assert_cmpuint (n_items (list), ==, 0);
    }
  so_search_list_set_query (list, "alpha");
  wait (list);
  g_assert_cmpuint (n_items (list), ==, SO_SEARCH_LIST_MESSAGES);
  so_search_list_set_query (list, "alpha in:messages");
  wait (list);
  g_assert_cmpuint (n_items (list), ==, 200);   /* at most so many are shown of the kind that is asked for */
}

static gpointer
interrupt_soon (gpointer db)
{
  g_usleep (3000);
  so_db_interrupt (db);
  return NULL;
}

/* An interrupted search says so, and the connection is as good as new for the next. */
static void
test_interrupt (SoTestStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = NULL, later = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  GThread *thread;
  gint64 count;

  fill (f, 10);
  db = so_store_read (f->store, NULL);
  thread = g_thread_new ("interrupt", interrupt_soon, db);
  count = so_db_int (db, -7, "WITH RECURSIVE i (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i) SELECT count(*) FROM i", "");
  g_thread_join (thread);
  g_assert_cmpint (count, ==, -7);
  g_assert_true (so_db_take_failure (db, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (so_db_int (db, -7, "WITH RECURSIVE i (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i LIMIT 3) SELECT count(*) FROM i", ""), ==, 3);
  so_db_int (db, 0, "SELECT broken", "");
  g_clear_pointer (&db, so_db_release);
  later = so_store_read (f->store, NULL);
  g_assert_false (so_db_take_failure (later, NULL));   /* what failed there is not told to whom it is lent next */
  hits = so_search (later, "alpha", 5, NULL, NULL);
  g_assert_cmpuint (hits->len, ==, 5);
}

static void
test_dropped_while_searching (SoTestStore *f, gconstpointer data)
{
  fill (f, 200);
  for (int i = 0; i < 40; i++)
    {
      g_autoptr (SoSearchList) list = so_search_list_new (f->store, NULL);

      so_search_list_set_query (list, "alpha");
      if (i % 2)
        so_search_list_set_query (list, "alpha odd");
    }
  so_test_spin (300);
}

/* The connection reads its schema and makes its index table while it is interrupted. */
static void
test_interrupted_when_new (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoSearchList) list = so_search_list_new (f->store, NULL);
  g_autoptr (GPtrArray) lent = g_ptr_array_new_with_free_func ((GDestroyNotify) so_db_release);

  fill (f, 20);
  for (int i = 0; i < 150; i++)
    {
      /* What is free is taken away, so that the search opens one of its own. */
      g_ptr_array_add (lent, so_store_read (f->store, NULL));
      so_search_list_set_query (list, "alpha");
      g_usleep ((gulong) g_test_rand_int_range (0, 3000));
      so_search_list_set_query (list, "");
      wait (list);
      g_assert_cmpuint (n_items (list), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/lists/search/" name, SoTestStore, NULL, so_test_store_set_up, function, so_test_store_tear_down)
  ADD ("results", test_results);
  ADD ("last-wins", test_last_wins);
  ADD ("cleared-while-searching", test_cleared_while_searching);
  ADD ("interrupt", test_interrupt);
  ADD ("interrupted-when-new", test_interrupted_when_new);
  ADD ("dropped-while-searching", test_dropped_while_searching);
  return g_test_run ();
}
