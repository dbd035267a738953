/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "so-clock.h"
#include "so-id.h"

#define NOW G_GINT64_CONSTANT (1763722167123)

static gboolean
has_form (const char *id, char version)
{
  if (strlen (id) != 36 || id[14] != version || !strchr ("89ab", id[19]))
    return FALSE;
  for (int i = 0; i < 36; i++)
    if (i == 8 || i == 13 || i == 18 || i == 23 ? id[i] != '-' : !strchr ("0123456789abcdef", id[i]))
      return FALSE;
  return TRUE;
}

static gint64
time_of (const char *id)
{
  g_autofree char *hex = g_strdup_printf ("%.8s%.4s", id, id + 9);

  return (gint64) g_ascii_strtoull (hex, NULL, 16);
}

static void
test_form (void)
{
  g_autofree char *id = NULL, *derived = so_id_derive ("message:mail", "<1@example.org>");

  so_clock_set (NOW);
  id = so_id_new ();
  so_clock_set (0);
  g_assert_true (has_form (id, '7'));
  g_assert_cmpint (time_of (id), ==, NOW);
  g_assert_true (has_form (derived, '8'));
}

/* More ids than the counter holds, all in one millisecond that stands still. */
static void
test_order_and_uniqueness (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *before = g_strdup ("");

  so_clock_set (NOW + 60000);
  for (int i = 0; i < 20000; i++)
    {
      char *id = so_id_new ();

      g_assert_true (has_form (id, '7'));
      g_assert_cmpstr (before, <, id);
      g_set_str (&before, id);
      g_assert_true (g_hash_table_add (seen, id));
    }
  so_clock_set (0);
}

/* A clock that is corrected a little must not sort the next message before the last one; one that was a year
 * ahead must not keep the ids there. */
static void
test_clock_set_back (void)
{
  g_autofree char *a = NULL, *b = NULL, *c = NULL;

  so_clock_set (NOW + 200000);
  a = so_id_new ();
  so_clock_set (NOW + 198000);
  b = so_id_new ();
  so_clock_set (NOW + 100000);
  c = so_id_new ();
  so_clock_set (0);
  g_assert_cmpstr (a, <, b);
  g_assert_cmpint (time_of (c), ==, NOW + 100000);
}

static gpointer
make_many (gpointer data)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < 5000; i++)
    g_ptr_array_add (ids, so_id_new ());
  return ids;
}

static void
test_threads (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GThread *threads[4];
  GPtrArray *ids[4];

  for (int i = 0; i < 4; i++)
    threads[i] = g_thread_new ("ids", make_many, NULL);
  for (int i = 0; i < 4; i++)
    {
      ids[i] = g_thread_join (threads[i]);
      for (guint k = 0; k < ids[i]->len; k++)
        g_assert_true (g_hash_table_add (seen, g_ptr_array_index (ids[i], k)));
    }
  for (int i = 0; i < 4; i++)
    g_ptr_array_unref (ids[i]);
}

/* These numbers stand in every studio's database: they must never change. */
static void
test_derive_is_stable (void)
{
  static const struct { const char *scope, *name, *id; } rows[] = {
    { "message:whatsapp", "wamid.1", "26c7e10e-80e7-87e4-aa02-36dc7503eeed" },
    { "tag", "vip", "5b79532a-268a-880a-a441-bbc146e99bc8" },
    { "", "", "96a296d2-24f2-85c6-bbee-93c30f8a3091" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = so_id_derive (rows[i].scope, rows[i].name);
      g_assert_cmpstr (id, ==, rows[i].id);
    }
}

static void
test_derive_keeps_parts_apart (void)
{
  g_autofree char *a = so_id_derive ("ab", "c"), *b = so_id_derive ("a", "bc"), *c = so_id_derive ("ab", "C");

  g_assert_cmpstr (a, !=, b);
  g_assert_cmpstr (a, !=, c);
}

#define N_SEEDED 5000

static gpointer
make_in_thread (gpointer data)
{
  return so_id_new ();
}

static void
test_seeded (void)
{
  g_autofree char *last = g_strdup ("");
  g_auto (GStrv) first = g_new0 (char *, N_SEEDED + 1);

  so_clock_set (G_GINT64_CONSTANT (1763722167000));
  for (int round = 0; round < 2; round++)
    {
      so_id_seed (7);
      for (guint i = 0; i < N_SEEDED; i++)
        {
          g_autofree char *id = so_id_new ();
          if (round)
            g_assert_cmpstr (id, ==, first[i]);
          else
            first[i] = g_strdup (id);
          g_assert_true (round || g_strcmp0 (last, id) < 0);
          g_set_str (&last, id);
        }
    }
  so_id_seed (8);
  g_autofree char *other_seed = so_id_new ();
  g_assert_cmpstr (other_seed, !=, first[0]);
  /* Only the thread that asked for it. */
  so_id_seed (7);
  g_autofree char *elsewhere = g_thread_join (g_thread_new ("other", make_in_thread, NULL));
  g_assert_cmpstr (elsewhere, !=, first[0]);
  so_id_seed (0);
  g_autofree char *fresh = so_id_new ();
  g_assert_cmpstr (fresh, !=, first[0]);
  so_clock_set (0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/id/form", test_form);
  g_test_add_func ("/core/id/order-and-uniqueness", test_order_and_uniqueness);
  g_test_add_func ("/core/id/clock-set-back", test_clock_set_back);
  g_test_add_func ("/core/id/threads", test_threads);
  g_test_add_func ("/core/id/derive-is-stable", test_derive_is_stable);
  g_test_add_func ("/core/id/derive-keeps-parts-apart", test_derive_keeps_parts_apart);
  g_test_add_func ("/core/id/seeded", test_seeded);
  return g_test_run ();
}
