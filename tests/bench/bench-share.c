/* SPDX-License-Identifier: MIT */
/* What it costs that a studio is shared: an edit with and without capture, and the first start of a second desktop. SO_BENCH_MESSAGES (100000). */
#include <stdlib.h>
#include <string.h>

#include "so-db.h"
#include "so-hub-sync.h"
#include "so-people.h"
#include "so-share.h"
#include "so-test-store.h"
#include "so-threads-private.h"

#define EDITS 5000

static double
seconds_since (gint64 began)
{
  return (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC;
}

/* As the products do it that have one message at a time: its words are in the search, its conversation has its sums. */
static void
index_all (SoTestStore *desk, guint messages)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < messages;)
    {
      g_autoptr (SoDb) db = so_store_begin (desk->store, NULL, &error);

      for (guint k = 0; k < 2000 && i < messages; k++, i++)
        {
          g_autofree char *id = g_strdup_printf ("message-%08u", i);

          g_assert_true (so_people_index_message (db, id, &error));
        }
      g_assert_true (so_store_commit (desk->store, &db, &error));
    }
  for (guint i = 0; i < messages / 50;)
    {
      g_autoptr (SoDb) db = so_store_begin (desk->store, NULL, &error);

      for (guint k = 0; k < 2000 && i < messages / 50; k++, i++)
        {
          g_autofree char *thread = g_strdup_printf ("thread-%08u", i), *contact = g_strdup_printf ("contact-%08u", i);

          g_assert_true (so_thread_refresh (db, thread, &error) && so_people_index (db, contact, &error));
        }
      g_assert_true (so_store_commit (desk->store, &db, &error));
    }
}

static void
fill (SoTestStore *desk, guint messages)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (desk->store, NULL, &error);

  for (guint i = 0; i < messages / 50; i++)
    {
      g_autofree char *id = g_strdup_printf ("thread-%08u", i), *contact = g_strdup_printf ("contact-%08u", i);

      so_db_run (db, &error, "INSERT INTO contact (id, name, sort, created_at, updated_at) VALUES (?, 'Ana', 'ana', 1, 1)", "t", contact);
      so_db_run (db, &error, "INSERT INTO thread (id, channel, remote_key, contact_id, state, created_at) VALUES (?, 'whatsapp', ?1, ?, 'done', 1)", "tt", id, contact);
    }
  for (guint i = 0; i < messages; i++)
    {
      g_autofree char *id = g_strdup_printf ("message-%08u", i), *thread = g_strdup_printf ("thread-%08u", i / 50);

      so_db_run (db, &error, "INSERT INTO message (id, thread_id, remote_id, direction, sent_at, sender, text, state, created_at) VALUES (?, ?, ?1, 'inbound', ?, 'Ana',"
                 " 'When does the salsa class on Tuesday begin, and may I bring my sister? We would both like to try it once.', 'received', ?3)", "tti", id, thread,
                 (gint64) 1700000000000 + i * 1000);
    }
  g_assert_no_error (error);
  g_assert_true (so_store_commit (desk->store, &db, &error));
}

/* µs for one edit, all of them in one transaction, or each in its own. */
static double
edit (SoTestStore *desk, guint from, guint n, gboolean alone)
{
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();
  SoDb *db = alone ? NULL : so_store_begin (desk->store, NULL, &error);

  for (guint i = from; i < from + n; i++)
    {
      g_autofree char *id = g_strdup_printf ("contact-%08u", i % 2000);

      if (alone)
        db = so_store_begin (desk->store, NULL, &error);
      so_db_run (db, &error, "UPDATE contact SET notes = ?1 || random() WHERE id = ?1", "t", id);
      if (alone)
        so_store_commit (desk->store, &db, &error);
    }
  if (!alone)
    so_store_commit (desk->store, &db, &error);
  g_assert_no_error (error);
  return seconds_since (began) * 1e6 / n;
}

static void
talk (SoTestStore *desk, SoHubStore *hub, double *at_hub)
{
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;
  gint64 pushed = 0;

  while (!done)
    {
      g_autoptr (SoDb) db = so_store_begin (desk->store, NULL, &error);
      gint64 last, began;
      g_autofree char *page = so_share_push (db, pushed, &last, &error), *ask = so_share_ask (db, &error), *said = NULL, *answer = NULL;

      began = g_get_monotonic_time ();
      said = page ? so_hub_sync_answer (hub, "default", "d", page, 1800000000000, NULL, &error) : NULL;
      pushed = !said ? pushed : strstr (said, "\"what\":\"push\"") ? last : 0;
      answer = so_hub_sync_answer (hub, "default", "d", ask, 1800000000000, NULL, &error);
      *at_hub += seconds_since (began);
      g_assert_no_error (error);
      g_assert_true ((!said || so_share_hear (db, said, -1, &error)) && so_share_hear (db, answer, -1, &error));
      done = so_share_is_settled (db);
      g_assert_true (so_store_commit (desk->store, &db, &error));
    }
}

static void
settle (SoTestStore *desk)
{
  gboolean more = TRUE;

  while (more)
    {
      g_autoptr (SoDb) db = so_store_begin (desk->store, NULL, NULL);

      g_assert_true (so_share_settle (db, 2000, &more, NULL) && so_store_commit (desk->store, &db, NULL));
    }
}

static void
start (SoTestStore *desk)
{
  g_autoptr (SoDb) db = so_store_begin (desk->store, NULL, NULL);

  g_assert_true (so_share_start (db, NULL) && so_store_commit (desk->store, &db, NULL));
}

int
main (void)
{
  const char *text = g_getenv ("SO_BENCH_MESSAGES");
  guint messages = text ? (guint) atoi (text) : 100000;
  SoTestStore a = { 0 }, b = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHubStore) hub = NULL;
  double plain, alone, at_hub = 0, inserts, indexed, took, read;
  gint64 began;

  so_test_store_set_up (&a, NULL);
  so_test_store_set_up (&b, NULL);
  path = so_test_store_path (&a, "hub.db");
  hub = so_hub_store_open_file (path, SO_HUB_STORE_WRITE, &error);
  g_assert_true (so_hub_store_add_studio (hub, "default", &error) && so_hub_sync_prepare (hub, &error));

  began = g_get_monotonic_time ();
  fill (&a, messages);
  inserts = seconds_since (began);
  began = g_get_monotonic_time ();
  index_all (&a, messages);
  indexed = inserts + seconds_since (began);
  plain = edit (&a, 0, EDITS, FALSE);
  alone = edit (&a, 0, 300, TRUE);
  start (&a);
  took = edit (&a, 0, EDITS, FALSE);
  g_print ("an edit: %.1f µs, captured %.1f µs (x%.1f)", plain, took, took / plain);
  took = edit (&a, 0, 300, TRUE);
  g_print ("; in a transaction of its own: %.0f µs, captured %.0f µs (x%.2f)\n", alone, took, took / alone);

  began = g_get_monotonic_time ();
  talk (&a, hub, &at_hub);
  took = seconds_since (began);
  g_print ("%u messages: plain inserts %.2f s, with search and sums %.2f s; told to the hub in %.2f s (x%.1f; %.2f s of it the hub's)\n", messages, inserts, indexed, took, took / inserts, at_hub);
  start (&b);
  at_hub = 0;
  began = g_get_monotonic_time ();
  talk (&b, hub, &at_hub);
  read = seconds_since (began);
  settle (&b);
  took = seconds_since (began);
  g_print ("a second desktop reads them in %.2f s (x%.1f of plain inserts; %.2f s of it the hub's), and has them counted and in its search after %.2f s: x%.1f of plain"
           " inserts, x%.1f of inserts with the same\n", read, read / inserts, at_hub, took, took / inserts, took / indexed);
  so_test_store_tear_down (&a, NULL);
  so_test_store_tear_down (&b, NULL);
  return 0;
}
