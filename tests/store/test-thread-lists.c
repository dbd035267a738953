/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include "so-db.h"

/* Which conversations a list shows, in which order. */

#define NOW G_GINT64_CONSTANT (1763722167000)
#define MINUTE G_GINT64_CONSTANT (60000)

/* Conversations of all states, with few values of each kind, so that ties are many. */
static void
fill (SoTestStore *f, guint n, gint64 waiting)
{
  static const char *const states[] = { "open", "open", "open", "waiting", "snoozed", "done", "spam", "bin" };
  static const char *const channels[] = { "whatsapp", "instagram", "mail", "loopback" };
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);

  for (guint i = 1; i <= n; i++)
    {
      const char *state = states[g_test_rand_int_range (0, G_N_ELEMENTS (states))];
      g_autofree char *id = g_strdup_printf ("t%u", i);
      gint64 since = g_test_rand_int_range (0, 100) < waiting ? NOW - g_test_rand_int_range (0, 4) * 1000 : 0;
      gint64 due = g_test_rand_int_range (0, 5) ? NOW + g_test_rand_int_range (-4, 4) * 20000 : SO_DUE_NEVER;
      gint64 escalated = since && g_test_rand_int_range (0, 4) == 0 ? NOW : 0, score = g_test_rand_int_range (-1, 4) * 30;

      g_assert_true (so_db_run (db, NULL, "INSERT INTO thread (id, channel, remote_key, state, created_at, last_at, contact_id, waiting_since, escalated_at)"
                                " VALUES (?1, ?2, ?1, ?3, 1, ?4, ?5, ?6, ?7)", "tttitii", id, channels[g_test_rand_int_range (0, 4)], state,
                                NOW + g_test_rand_int_range (0, 50), i % 3 ? "ana" : "ben", since, escalated));
      if (g_test_rand_int_range (0, 6))
        g_assert_true (so_db_run (db, NULL, "UPDATE thread SET due_at = ?, answer_due_at = ?1 WHERE id = ?", "it", due, id));
      if (score >= 0)
        g_assert_true (so_db_run (db, NULL, "UPDATE thread SET score = ? WHERE id = ?", "it", score, id));
      if (g_test_rand_int_range (0, 9) == 0)
        g_assert_true (so_db_run (db, NULL, "UPDATE thread SET deleted_at = 1 WHERE id = ?", "t", id));
      if (g_test_rand_int_range (0, 3) == 0)
        g_assert_true (so_db_run (db, NULL, "UPDATE thread SET draft_id = 'd', unread = 1, priority = 'URGENT', starred = 1 WHERE id = ?", "t", id));
    }
  g_assert_true (so_store_commit (f->store, &db, NULL));
}

/* What the pure rule is told of one row, read without the list's own SQL. */
static SoThreadRank
rank_of (SoDb *db, gint64 n)
{
  g_autoptr (SoStmt) row = so_db_query (db, NULL, "SELECT state, waiting_since, escalated_at > 0 OR priority IS 'URGENT', due_at, score, last_at FROM thread WHERE n = ?", "i", n);
  const char *state;
  SoThreadRank rank;

  g_assert_true (so_stmt_next (row, NULL));
  state = so_stmt_text (row, 0);
  rank.waits = so_stmt_int (row, 1) > 0 && g_str_equal (state, "open");
  rank.escalated = rank.waits && so_stmt_int (row, 2);
  rank.due_at = so_stmt_is_null (row, 3) || !rank.waits ? SO_DUE_NEVER : so_stmt_int (row, 3);
  rank.over = !g_str_equal (state, "open") && !g_str_equal (state, "waiting");
  rank.score = so_stmt_is_null (row, 4) ? -1 : (int) so_stmt_int (row, 4);
  rank.at = rank.waits ? so_stmt_int (row, 1) : so_stmt_int (row, 5);
  return rank;
}

static void
test_rule (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoDb) db = NULL;
  guint compared = 0;

  fill (f, 400, 50);
  db = so_store_read (f->store, NULL);
  for (SoSplit split = 0; split < SO_N_SPLITS; split++)
    {
      SoThreadFilter filter = { split, -1, NULL, SO_ORDER_DUE };
      g_autoptr (GArray) numbers = so_thread_numbers (db, &filter, 0, NULL);

      for (guint i = 1; i < numbers->len; i++, compared++)
        {
          SoThreadRank a = rank_of (db, g_array_index (numbers, gint64, i - 1)), b = rank_of (db, g_array_index (numbers, gint64, i));
          g_assert_cmpint (so_thread_rank_compare (&a, &b), <=, 0);
        }
    }
  g_assert_cmpuint (compared, >, 300);
}

static void
test_channels (SoTestStore *f, gconstpointer data)
{
  SoThreadFilter filter = { SO_SPLIT_ALL, -1, NULL, SO_ORDER_CHANNEL };
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (SoThread) before = NULL;
  g_autoptr (SoDb) db = NULL;
  guint changes = 0;

  fill (f, 200, 50);
  db = so_store_read (f->store, NULL);
  numbers = so_thread_numbers (db, &filter, 0, NULL);
  for (guint i = 0; i < numbers->len; i++)
    {
      SoThread *thread = so_thread_load (db, g_array_index (numbers, gint64, i), NULL);

      if (before && before->channel == thread->channel)
        g_assert_cmpint (before->last_at, >=, thread->last_at);
      changes += before && before->channel != thread->channel;
      g_clear_pointer (&before, so_thread_free);
      before = thread;
    }
  g_assert_cmpuint (changes, ==, 3);
}

static int
by_number (gconstpointer a, gconstpointer b)
{
  return (*(gint64 *) a > *(gint64 *) b) - (*(gint64 *) a < *(gint64 *) b);
}

static void
assert_once (GArray *numbers, GArray *expected)
{
  g_autoptr (GArray) a = g_array_copy (numbers), b = g_array_copy (expected);

  g_array_sort (a, by_number);
  g_array_sort (b, by_number);
  g_assert_cmpmem (a->data, a->len * sizeof (gint64), b->data, b->len * sizeof (gint64));
}

/* Every order has each conversation of the filter once, and a page is what the whole list begins with. */
static void
test_pages (SoTestStore *f, gconstpointer data)
{
  static const guint pages[] = { 1, 2, 7, 64, 399, 400, 1000 };
  g_autoptr (SoDb) db = NULL;

  fill (f, 400, 30);
  db = so_store_read (f->store, NULL);
  for (guint k = 0; k < SO_N_SPLITS * SO_N_ORDERS * 4; k++)
    {
      SoThreadFilter filter = { k / SO_N_ORDERS % SO_N_SPLITS, k % 2 ? -1 : SO_CHANNEL_MAIL, k / 2 % 2 ? NULL : "ana", SO_ORDER_NEWEST };
      g_autoptr (GArray) newest = so_thread_numbers (db, &filter, 0, NULL), all = NULL;

      filter.order = k % SO_N_ORDERS;
      all = so_thread_numbers (db, &filter, 0, NULL);
      assert_once (all, newest);
      g_assert_cmpuint (so_thread_count (db, &filter), ==, all->len);
      for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
        {
          g_autoptr (GArray) page = so_thread_numbers (db, &filter, pages[i], NULL);

          g_assert_cmpuint (page->len, ==, MIN (pages[i], all->len));
          g_assert_cmpmem (page->data, page->len * sizeof (gint64), all->data, page->len * sizeof (gint64));
        }
    }
}

static void
expect (SoTestStore *f, gint64 waiting_since, gboolean known)
{
  g_assert_cmpint (so_test_int (f->store, "SELECT waiting_since FROM thread"), ==, waiting_since);
  g_assert_cmpint (so_test_int (f->store, "SELECT due_at IS NOT NULL FROM thread"), ==, known);
}

static void
answer (SoTestStore *f, const char *id, gint64 at, const char *import_id)
{
  SoIncoming *in = so_test_message (id, "+4915100001", NULL, "Gladly", at);

  in->outbound = TRUE;
  g_ptr_array_add (in->others, g_steal_pointer (&in->sender));
  g_free (so_test_put (f->store, in, import_id));
}

static void
set_due (SoTestStore *f)
{
  so_test_sql (f->store, "UPDATE thread SET due_at = 5, answer_due_at = 5, escalated_at = 6, told_at = 7");
}

/* Since when a customer waits: from the first message nobody answered, until it is. */
static void
test_waits (SoTestStore *f, gconstpointer data)
{
  g_free (so_test_put (f->store, so_test_message ("old", "+4915100001", "Anna", "from long ago", 500), "batch"));
  expect (f, 0, FALSE);                                   /* history waits for nothing */
  g_free (so_test_say (f->store, "+4915100001", "Anna", "one", 1000));
  expect (f, 1000, FALSE);
  set_due (f);
  g_free (so_test_say (f->store, "+4915100001", "Anna", "two", 2000));
  expect (f, 1000, FALSE);                                /* still since the first; the window is another one */
  g_assert_cmpint (so_test_int (f->store, "SELECT escalated_at FROM thread"), ==, 6);
  g_free (so_test_say (f->store, "+4915100001", "Anna", "came late", 900));
  expect (f, 900, FALSE);
  set_due (f);
  answer (f, "before", 1500, NULL);                       /* two came after it */
  expect (f, 900, TRUE);
  answer (f, "imported", 9000, "batch");
  expect (f, 900, TRUE);
  answer (f, "after", 2500, NULL);
  expect (f, 0, FALSE);
  g_assert_cmpint (so_test_int (f->store, "SELECT escalated_at + told_at FROM thread"), ==, 0);
  g_free (so_test_say (f->store, "+4915100001", "Anna", "three", 3000));
  set_due (f);
  so_test_sql (f->store, "UPDATE thread SET state = 'done'");
  g_free (so_test_say (f->store, "+4915100001", "Anna", "four", 4000));
  expect (f, 4000, FALSE);                                /* put away, so it begins anew */
  g_assert_cmpint (so_test_int (f->store, "SELECT escalated_at + told_at FROM thread"), ==, 0);
}

static void
test_escalated (SoTestStore *f, gconstpointer data)
{
  g_autofree char *a = so_test_say (f->store, "+4915100001", "Anna", "one", 1000), *b = so_test_say (f->store, "+4915100002", "Berta", "two", 2000),
                  *c = so_test_say (f->store, "+4915100003", "Carla", "three", 3000);
  SoThreadFilter urgent = { SO_SPLIT_URGENT, -1, NULL, SO_ORDER_DUE };
  g_auto (GStrv) told = NULL, again = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  guint n;

  g_assert_true (so_thread_set_due (db, a, 100 * MINUTE, 50 * MINUTE, NULL));
  g_assert_true (so_thread_set_due (db, b, 200 * MINUTE, 20 * MINUTE, NULL));
  g_assert_true (so_thread_set_due (db, c, SO_DUE_NEVER, SO_DUE_NEVER, NULL));
  g_assert_true (so_thread_escalate_late (db, 100 * MINUTE - 1, &n, NULL) && n == 0);
  g_assert_true (so_thread_escalate_late (db, 100 * MINUTE, &n, NULL) && n == 1);
  g_assert_true (so_thread_escalate_late (db, 100 * MINUTE, &n, NULL) && n == 0);
  g_assert_true (so_thread_escalate (db, c, 7, NULL));
  told = so_thread_take_untold (db, 9, NULL);
  g_assert_cmpuint (g_strv_length (told), ==, 2);
  g_assert_cmpstr (told[0], ==, a);
  g_assert_cmpstr (told[1], ==, c);
  again = so_thread_take_untold (db, 9, NULL);
  g_assert_null (again[0]);
  /* An approved answer is on its way: it is not late, whatever the network says. */
  g_assert_true (so_db_run (db, NULL, "INSERT INTO draft (id, thread_id, text, state, origin, basis_at, created_at, updated_at) VALUES ('d', ?, 'x', 'held', 'owner', 1, 1, 1)", "t", b));
  g_assert_true (so_thread_escalate_late (db, 300 * MINUTE, &n, NULL) && n == 0);
  g_assert_true (so_db_run (db, NULL, "UPDATE draft SET state = 'failed'", ""));
  g_assert_true (so_thread_escalate_late (db, 300 * MINUTE, &n, NULL) && n == 1);
  g_assert_cmpuint (so_thread_count (db, &urgent), ==, 3);
}

/* The first page of a hundred thousand conversations, of which many wait. */
static void
test_cost (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoDb) db = NULL;

  so_test_sql (f->store, "WITH RECURSIVE i (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 100000)"
               " INSERT INTO thread (id, channel, remote_key, state, created_at, last_at, waiting_since, due_at, score, draft_id)"
               " SELECT 't' || n, 'mail', n, CASE WHEN n % 10 < 7 THEN 'done' WHEN n % 10 = 7 THEN 'waiting' ELSE 'open' END, 1, n,"
               "  n % 10 > 7, n * 7919 % 100000, n % 101, CASE WHEN n % 100 = 9 THEN 'd' END FROM i");
  db = so_store_read (f->store, NULL);
  for (guint k = 0; k < SO_N_ORDERS * 2; k++)
    {
      SoThreadFilter filter = { k % 2 ? SO_SPLIT_ALL : SO_SPLIT_TO_APPROVE, -1, NULL, k / 2 };
      gint64 start = g_get_monotonic_time (), page, all;
      g_autoptr (GArray) first = so_thread_numbers (db, &filter, 64, NULL), whole = NULL;

      page = g_get_monotonic_time () - start;
      start = g_get_monotonic_time ();
      whole = so_thread_numbers (db, &filter, 0, NULL);
      all = g_get_monotonic_time () - start;
      g_test_message ("%s, order %s: 64 rows %.1f ms, %u rows %.1f ms", so_split_nick (filter.split), so_thread_order_nick (filter.order),
                      (double) page / 1000, whole->len, (double) all / 1000);
      g_assert_cmpuint (first->len, ==, 64);
      g_assert_cmpint (page, <, 500000);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/store/thread-lists/" name, SoTestStore, NULL, so_test_store_set_up, function, so_test_store_tear_down)
  ADD ("rule", test_rule);
  ADD ("channels", test_channels);
  ADD ("pages", test_pages);
  ADD ("waits", test_waits);
  ADD ("escalated", test_escalated);
  ADD ("cost", test_cost);
  return g_test_run ();
}
