/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include "so-clock.h"
#include "so-contacts.h"
#include "so-db.h"
#include "so-drafts.h"
#include "so-knowledge-base.h"
#include "so-live-list.h"
#include "so-prices.h"
#include "so-questions.h"
#include "so-reply-templates.h"

/* What a view would know of a list: it follows items-changed and nothing else. */
typedef struct {
  GListModel *model;
  GArray *numbers;     /* gint64 of each row, as the signals told */
  guint changes;
} View;

static gint64
number_at (GListModel *model, guint i)
{
  g_autoptr (SoItem) item = g_list_model_get_item (model, i);

  return so_item_get_number (item);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, View *view)
{
  view->changes++;
  g_assert_cmpuint (position + removed, <=, view->numbers->len);
  if (removed)
    g_array_remove_range (view->numbers, position, removed);
  for (guint i = 0; i < added; i++)
    {
      gint64 n = number_at (model, position + i);
      g_array_insert_val (view->numbers, position + i, n);
    }
  g_assert_cmpuint (view->numbers->len, ==, g_list_model_get_n_items (model));
}

static void
view_init (View *view, gpointer list)
{
  view->model = G_LIST_MODEL (list);
  view->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  view->changes = 0;
  for (guint i = 0; i < g_list_model_get_n_items (view->model); i++)
    {
      gint64 n = number_at (view->model, i);
      g_array_append_val (view->numbers, n);
    }
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), view);
}

static void
view_clear (View *view)
{
  g_signal_handlers_disconnect_by_data (view->model, view);
  g_array_unref (view->numbers);
}

/* Lets the main loop run until the list's worker has nothing left to say. */
static void
settle (void)
{
  for (int quiet = 0; quiet < 3; quiet++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        quiet = 0;
      g_usleep (500);
    }
}

static gboolean
same (GArray *a, GArray *b)
{
  return a->len == b->len && (a->len == 0 || !memcmp (a->data, b->data, a->len * sizeof (gint64)));
}

/* Until @view shows what the store says (workers may take their time). */
static void
agree (SoTestStore *f, View *view, const SoThreadFilter *filter)
{
  for (int tries = 0; tries < 500; tries++)
    {
      g_autoptr (SoDb) db = so_store_read (f->store, NULL);
      g_autoptr (GArray) truth = so_thread_numbers (db, filter, 0, NULL);

      g_clear_pointer (&db, so_db_release);
      settle ();
      if (same (truth, view->numbers))
        return;
    }
  g_assert_not_reached ();
}

static void
fill (SoTestStore *f, int threads)
{
  for (int i = 0; i < threads; i++)
    {
      g_autofree char *number = g_strdup_printf ("+4915100%04d", i);
      g_free (so_test_say (f->store, number, NULL, "hello", 1000 + i));
    }
  settle ();
}

static void
change_something (SoTestStore *f)
{
  g_autofree char *number = g_strdup_printf ("+4915100%04d", g_test_rand_int_range (0, 130));
  g_autoptr (SoDb) db = NULL;
  g_autofree char *id = NULL;

  if (g_test_rand_int_range (0, 3) == 0)
    {
      g_free (so_test_say (f->store, number, NULL, "again", g_test_rand_int_range (1, 5000)));
      return;
    }
  db = so_store_begin (f->store, NULL, NULL);
  id = so_db_text (db, "SELECT id FROM thread WHERE n = ?", "i", (gint64) g_test_rand_int_range (1, 100));
  if (!id)
    return;
  if (g_test_rand_bit ())
    so_thread_set_state (db, id, g_test_rand_int_range (0, SO_N_THREAD_STATES), 5, NULL);
  else
    so_thread_set_starred (db, id, g_test_rand_bit (), NULL);
  g_assert_true (so_store_commit (f->store, &db, NULL));
}

/* Random changes, random filters: what a view that only hears of differences shows is what the store says. */
static void
test_property (SoTestStore *f, gconstpointer data)
{
  SoThreadFilter filter = { SO_SPLIT_ALL, -1, NULL };
  g_autoptr (SoLiveList) list = NULL;
  View view;

  fill (f, 100);
  list = so_live_list_new_threads (f->store, &filter);
  view_init (&view, list);
  agree (f, &view, &filter);
  g_assert_cmpuint (view.numbers->len, ==, 100);
  for (int round = 0; round < 60; round++)
    {
      for (int k = g_test_rand_int_range (1, 5); k > 0; k--)
        {
          change_something (f);
          if (g_test_rand_bit ())
            g_main_context_iteration (NULL, FALSE);
        }
      if (g_test_rand_int_range (0, 6) == 0)
        {
          filter.split = g_test_rand_int_range (0, SO_N_SPLITS);
          so_live_list_set_filter (list, &filter);
        }
      agree (f, &view, &filter);
      g_assert_cmpuint (g_list_model_get_n_items (view.model), ==, view.numbers->len);
    }
  view_clear (&view);
}

static void
test_one_change (SoTestStore *f, gconstpointer data)
{
  SoThreadFilter filter = { SO_SPLIT_ALL, -1, NULL };
  g_autoptr (SoLiveList) list = NULL;
  View view;

  fill (f, 80);
  list = so_live_list_new_threads (f->store, &filter);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 64);   /* the first page is there at once */
  g_assert_true (so_live_list_get_loading (list));
  view_init (&view, list);
  agree (f, &view, &filter);
  g_assert_false (so_live_list_get_loading (list));
  g_assert_cmpuint (view.changes, ==, 1);
  /* Many messages of one transaction's time: one change. */
  view.changes = 0;
  for (int i = 0; i < 10; i++)
    {
      g_autofree char *number = g_strdup_printf ("+4915100%04d", i * 7);
      g_free (so_test_say (f->store, number, NULL, "again", 90000 + i));
    }
  agree (f, &view, &filter);
  g_assert_cmpuint (view.changes, ==, 1);
  /* Nothing moved: none. */
  view.changes = 0;
  so_test_sql (f->store, "UPDATE thread SET snippet = 'other'");
  agree (f, &view, &filter);
  g_assert_cmpuint (view.changes, ==, 0);
  view_clear (&view);
}

static void
on_item_changed (SoItem *item, guint *count)
{
  ++*count;
}

/* A row is the same object as long as somebody holds it, with its new value. */
static void
test_same_object (SoTestStore *f, gconstpointer data)
{
  SoThreadFilter filter = { SO_SPLIT_ALL, -1, NULL };
  g_autoptr (SoLiveList) list = NULL;
  g_autoptr (SoItem) oldest = NULL, again = NULL;
  guint changed = 0;
  View view;

  fill (f, 5);
  list = so_live_list_new_threads (f->store, &filter);
  view_init (&view, list);
  oldest = g_list_model_get_item (G_LIST_MODEL (list), 4);
  g_assert_cmpstr (((SoThread *) so_item_get_value (oldest))->contact_name, ==, "+49151000000");
  g_signal_connect (oldest, "changed", G_CALLBACK (on_item_changed), &changed);
  g_free (so_test_say (f->store, "+49151000000", "Anna", "I am the newest now", 99000));
  agree (f, &view, &filter);
  again = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (again == oldest);
  g_assert_cmpuint (changed, >=, 1);
  g_assert_cmpstr (((SoThread *) so_item_get_value (again))->contact_name, ==, "Anna");
  g_assert_cmpstr (((SoThread *) so_item_get_value (again))->snippet, ==, "I am the newest now");
  view_clear (&view);
}

/* Rows may be held longer than the list, and let go in any order. */
static void
test_rows_outlive (SoTestStore *f, gconstpointer data)
{
  SoThreadFilter filter = { SO_SPLIT_ALL, -1, NULL };
  SoLiveList *list;
  g_autoptr (SoItem) row = NULL, other = NULL;

  fill (f, 3);
  list = so_live_list_new_threads (f->store, &filter);
  row = g_list_model_get_item (G_LIST_MODEL (list), 1);
  other = g_list_model_get_item (G_LIST_MODEL (list), 2);
  g_clear_object (&other);
  other = g_list_model_get_item (G_LIST_MODEL (list), 2);
  settle ();
  g_assert_finalize_object (list);
  g_free (so_test_say (f->store, "+49151000001", "Anna", "new", 99000));
  settle ();
  g_assert_cmpstr (((SoThread *) so_item_get_value (row))->snippet, ==, "hello");
}

/* The list is let go while its worker reads. */
static void
test_dropped_while_reading (SoTestStore *f, gconstpointer data)
{
  SoThreadFilter filter = { SO_SPLIT_ALL, -1, NULL };

  fill (f, 100);
  for (int i = 0; i < 30; i++)
    {
      g_autoptr (SoLiveList) list = so_live_list_new_threads (f->store, &filter);

      if (i % 3 == 0)
        g_free (so_test_say (f->store, "+49151000001", NULL, "new", 99000 + i));
      if (i % 2)
        g_main_context_iteration (NULL, FALSE);
    }
  settle ();
}

static void
on_notify (GObject *object, GParamSpec *pspec, guint *count)
{
  ++*count;
}

static void
test_filter_and_find (SoTestStore *f, gconstpointer data)
{
  SoThreadFilter all = { SO_SPLIT_ALL, -1, NULL }, starred = { SO_SPLIT_STARRED, -1, NULL };
  g_autoptr (SoLiveList) list = NULL;
  g_autofree char *id = NULL, *contact = NULL;
  guint notified = 0;
  View view;

  fill (f, 70);
  so_test_sql (f->store, "UPDATE thread SET starred = 1 WHERE n IN (3, 60)");
  id = so_test_text (f->store, "SELECT id FROM thread WHERE n = 3");
  contact = so_test_text (f->store, "SELECT contact_id FROM thread WHERE n = 60");
  list = so_live_list_new_threads (f->store, &all);
  g_signal_connect (list, "notify::loading", G_CALLBACK (on_notify), &notified);
  view_init (&view, list);
  g_assert_cmpuint (so_live_list_find (list, id), ==, G_MAXUINT);   /* beyond the first page */
  agree (f, &view, &all);
  g_assert_cmpuint (notified, ==, 1);
  g_assert_cmpuint (so_live_list_find (list, id), ==, 67);
  so_live_list_set_filter (list, &starred);
  g_assert_cmpuint (view.numbers->len, ==, 2);   /* at once */
  g_assert_false (so_live_list_get_loading (list));
  g_assert_cmpuint (so_live_list_find (list, id), ==, 1);
  g_assert_cmpuint (so_live_list_find (list, "nothing"), ==, G_MAXUINT);
  starred.contact_id = contact;
  so_live_list_set_filter (list, &starred);
  g_assert_cmpuint (view.numbers->len, ==, 1);
  g_clear_pointer (&contact, g_free);            /* the list has a copy */
  g_free (so_test_say (f->store, "+491510000059", NULL, "x", 99999));
  settle ();
  g_assert_cmpuint (view.numbers->len, ==, 1);
  g_assert_null (g_list_model_get_item (view.model, 1));
  view_clear (&view);
}

/* Prices, templates and open questions follow what happens to them. */
static void
test_facts (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoLiveList) prices = so_live_list_new_prices (f->store, NULL), templates = so_live_list_new_templates (f->store, "hi"),
                         questions = so_live_list_new_questions (f->store, NULL);
  g_autofree char *thread = so_test_say (f->store, "+49151234567", "Anna", "Lockers?", 1000), *message = so_test_text (f->store, "SELECT id FROM message");
  SoPrice price = { .name = (char *) "Salsa", .amount = 1500, .currency = (char *) "EUR" };
  SoReplyTemplate reply = { .name = (char *) "Welcome", .text = (char *) "Hi!" }, other = { .name = (char *) "Bye", .text = (char *) "Bye!" };
  g_autofree char *price_id = NULL, *reply_id = NULL, *question_id = NULL;
  g_autoptr (SoItem) item = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);

  price_id = so_price_save (db, &price, NULL);
  reply_id = so_reply_template_save (db, &reply, NULL);
  g_free (so_reply_template_save (db, &other, NULL));
  g_assert_true (so_question_add (db, message, NULL) && so_store_commit (f->store, &db, NULL));
  question_id = so_test_text (f->store, "SELECT id FROM question");
  for (int i = 0; i < 5000 && (!g_list_model_get_n_items (G_LIST_MODEL (questions)) || !g_list_model_get_n_items (G_LIST_MODEL (prices)) ||
                               !g_list_model_get_n_items (G_LIST_MODEL (templates))); i++)
    settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (prices)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (templates)), ==, 1);
  g_assert_cmpuint (so_live_list_find (prices, price_id), ==, 0);
  g_assert_cmpuint (so_live_list_find (templates, reply_id), ==, 0);
  g_assert_cmpuint (so_live_list_find (questions, question_id), ==, 0);
  item = g_list_model_get_item (G_LIST_MODEL (questions), 0);
  g_assert_cmpstr (((SoQuestion *) so_item_get_value (item))->text, ==, "Lockers?");
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_question_set_state (db, question_id, "dismissed", NULL, NULL) && so_store_commit (f->store, &db, NULL));
  for (int i = 0; i < 5000 && g_list_model_get_n_items (G_LIST_MODEL (questions)); i++)
    settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (questions)), ==, 0);
  so_live_list_set_query (prices, "tango");
  for (int i = 0; i < 5000 && g_list_model_get_n_items (G_LIST_MODEL (prices)); i++)
    settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (prices)), ==, 0);
}

static void
test_other_kinds (SoTestStore *f, gconstpointer data)
{
  g_autofree char *thread = so_test_say (f->store, "+49151234567", "Anna", "one", 1000), *draft = NULL, *fact = NULL;
  SoDraftNew values = { .thread_id = thread, .text = "Hi", .origin = "owner" };
  SoKnowledge entry = { .question = (char *) "Fee?", .answer = (char *) "Ten", .quotable = TRUE };
  g_autoptr (SoLiveList) messages = so_live_list_new_messages (f->store, thread, NULL), contacts = so_live_list_new_contacts (f->store, NULL),
                         drafts = so_live_list_new_drafts (f->store, 1u << SO_DRAFT_EDITED), facts = so_live_list_new_knowledge (f->store, NULL);
  g_autoptr (SoItem) message = NULL, person = NULL;
  g_autoptr (SoDb) db = NULL;

  g_free (so_test_say (f->store, "+49151234567", "Anna", "two", 2000));
  g_free (so_test_say (f->store, "+49151999999", "Berta", "elsewhere", 3000));
  db = so_store_begin (f->store, NULL, NULL);
  draft = so_draft_add (db, &values, NULL);
  fact = so_knowledge_save (db, &entry, NULL);
  g_assert_true (so_store_commit (f->store, &db, NULL));
  for (int i = 0; i < 500; i++)
    {
      settle ();
      if (g_list_model_get_n_items (G_LIST_MODEL (facts)) && g_list_model_get_n_items (G_LIST_MODEL (drafts)) &&
          g_list_model_get_n_items (G_LIST_MODEL (messages)) == 2 && g_list_model_get_n_items (G_LIST_MODEL (contacts)) == 2)
        break;
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (messages)), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (contacts)), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (drafts)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (facts)), ==, 1);
  g_assert_cmpuint (so_live_list_find (drafts, draft), ==, 0);
  g_assert_cmpuint (so_live_list_find (facts, fact), ==, 0);
  message = g_list_model_get_item (G_LIST_MODEL (messages), 1);
  g_assert_cmpstr (((SoMessage *) so_item_get_value (message))->text, ==, "two");
  so_live_list_set_query (contacts, "ber");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (contacts)), ==, 1);
  person = g_list_model_get_item (G_LIST_MODEL (contacts), 0);
  g_assert_cmpstr (((SoContact *) so_item_get_value (person))->name, ==, "Berta");
  so_live_list_set_query (contacts, "\"(((");
  so_live_list_set_query (contacts, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (contacts)), ==, 2);
  settle ();
}

/* A person in a list by name shows when they wrote last, without the list being read anew. */
static void
test_last_message_of_a_person (SoTestStore *f, gconstpointer data)
{
  g_autofree char *thread = so_test_say (f->store, "+49151234567", "Anna", "one", 1000);
  g_autoptr (SoLiveList) list = so_live_list_new_contacts (f->store, NULL);
  g_autoptr (SoItem) row = NULL;
  guint changed = 0;

  settle ();
  row = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_signal_connect (row, "changed", G_CALLBACK (on_item_changed), &changed);
  g_free (so_test_say (f->store, "+49151234567", "Anna", "two", 2000));
  for (int i = 0; i < 500 && !changed; i++)
    settle ();
  settle ();
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpint (((SoContact *) so_item_get_value (row))->last_at, ==, 2000);
}

/* A list that cannot be read shows what it had, stops spinning, and reads again at the next change. */
static void
test_damaged (SoTestStore *f, gconstpointer data)
{
  SoThreadFilter filter = { SO_SPLIT_ALL, -1, NULL };
  g_autoptr (SoLiveList) list = NULL;

  fill (f, 70);
  list = so_live_list_new_threads (f->store, &filter);
  g_assert_true (so_live_list_get_loading (list));
  so_test_sql (f->store, "ALTER TABLE thread RENAME COLUMN snoozed_until TO away; ALTER TABLE thread RENAME COLUMN last_at TO gone");
  for (int i = 0; i < 500 && so_live_list_get_loading (list); i++)
    settle ();
  settle ();
  g_assert_false (so_live_list_get_loading (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), >=, 64);
  so_test_sql (f->store, "ALTER TABLE thread RENAME COLUMN gone TO last_at; ALTER TABLE thread RENAME COLUMN away TO snoozed_until; UPDATE thread SET starred = 1");
  for (int i = 0; i < 500 && g_list_model_get_n_items (G_LIST_MODEL (list)) != 70; i++)
    settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 70);
}

/* Not a gate: what it costs to be told anew of 100,000 rows. */
static void
test_cost (SoTestStore *f, gconstpointer data)
{
  SoThreadFilter filter = { SO_SPLIT_ALL, -1, NULL };
  g_autoptr (SoLiveList) list = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GArray) numbers = NULL;
  gint64 start, opened, read;
  View view = { 0 };

  so_test_sql (f->store, "WITH RECURSIVE i (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 100000)"
               " INSERT INTO thread (id, channel, remote_key, state, created_at, last_at) SELECT 't' || n, 'mail', n, 'open', 1, n FROM i");
  settle ();
  start = g_get_monotonic_time ();
  list = so_live_list_new_threads (f->store, &filter);
  opened = g_get_monotonic_time () - start;
  db = so_store_read (f->store, NULL);
  start = g_get_monotonic_time ();
  numbers = so_thread_numbers (db, &filter, 0, NULL);
  read = g_get_monotonic_time () - start;
  g_clear_pointer (&db, so_db_release);
  for (int i = 0; i < 500 && so_live_list_get_loading (list); i++)
    settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 100000);
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (g_atomic_int_inc), &view.changes);
  start = g_get_monotonic_time ();
  so_test_sql (f->store, "UPDATE thread SET last_at = 200000 WHERE n = 5");
  while (!view.changes)
    g_main_context_iteration (NULL, TRUE);
  g_test_message ("100,000 rows: first page %.1f ms, all numbers %.1f ms (on a worker), one change to items-changed %.1f ms",
                  (double) opened / 1000, (double) read / 1000, (double) (g_get_monotonic_time () - start) / 1000);
  g_signal_handlers_disconnect_by_data (list, &view.changes);
}

/* What many are found by is looked for by a worker, and meanwhile there is nobody: a key must not fall on who was found by other words. */
static void
test_many_found (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoLiveList) list = NULL;
  GListModel *model;

  g_free (so_test_say (f->store, "+4930100", "Rosa Winter", "hello", 1000));
  for (int i = 0; i < 2000; i++)
    {
      g_autofree char *name = g_strdup_printf ("Summer %04d", i), *number = g_strdup_printf ("+4940%05d", i);
      g_free (so_test_say (f->store, number, name, "hello", 2000 + i));
    }
  settle ();
  list = so_live_list_new_contacts (f->store, "rosa");
  model = G_LIST_MODEL (list);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1);
  g_assert_false (so_live_list_get_loading (list));
  so_live_list_set_query (list, "summ");
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 0);
  g_assert_true (so_live_list_get_loading (list));
  while (so_live_list_get_loading (list))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 2000);
  so_live_list_set_query (list, "is:new summer");
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 0);
  so_live_list_set_query (list, "ros");
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1);
  settle ();
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/lists/live/" name, SoTestStore, NULL, so_test_store_set_up, function, so_test_store_tear_down)
  ADD ("property", test_property);
  ADD ("one-change", test_one_change);
  ADD ("same-object", test_same_object);
  ADD ("rows-outlive", test_rows_outlive);
  ADD ("dropped-while-reading", test_dropped_while_reading);
  ADD ("filter-and-find", test_filter_and_find);
  ADD ("other-kinds", test_other_kinds);
  ADD ("facts", test_facts);
  ADD ("last-message-of-a-person", test_last_message_of_a_person);
  ADD ("damaged", test_damaged);
  ADD ("many-found", test_many_found);
  ADD ("cost", test_cost);
  return g_test_run ();
}
