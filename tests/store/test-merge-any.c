/* SPDX-License-Identifier: MIT */
#include "so-test-people.h"

#include <string.h>

#include "so-batches.h"
#include "so-contacts.h"
#include "so-db.h"
#include "so-error.h"
#include "so-events.h"
#include "so-merges.h"
#include "so-split.h"

typedef SoTestStore F;

/* Any sequence ------------------------------------------------------------------------------------------------ */

static char *
any (F *f, GRand *rand, const char *sql)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_auto (GStrv) ids = so_db_texts (db, NULL, sql, "");
  guint n = g_strv_length (ids);

  return n ? g_strdup (ids[g_rand_int_range (rand, 0, (int) n)]) : NULL;
}

static gint64 serial;

static void
say (F *f, GRand *rand, const char *batch)
{
  g_autofree char *number = g_strdup_printf ("+4915100%02d", g_rand_int_range (rand, 0, 10)), *id = g_strdup_printf ("m%" G_GINT64_FORMAT, ++serial);

  g_free (so_test_put (f->store, so_test_message (id, number, g_rand_boolean (rand) ? number + 7 : NULL, id, 1000 * serial), batch));
}

static void
card (F *f, GRand *rand, const char *batch)
{
  g_autoptr (SoCard) one = so_card_new ("Card");
  gboolean added;
  SoDb *db = so_store_begin (f->store, NULL, NULL);

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *number = g_strdup_printf ("+4915100%02d", g_rand_int_range (rand, 0, 10));
      g_ptr_array_add (one->identities, so_identity_new (SO_IDENTITY_PHONE, number, NULL));
    }
  /* What completes those who are known by the number. */
  if (g_rand_boolean (rand))
    one->notes = g_strdup ("of a card");
  if (g_rand_boolean (rand))
    one->birthday = g_strdup ("1990-04-01");
  if (g_rand_boolean (rand))
    so_card_add_field (one, "Level", "2");
  if (g_rand_boolean (rand))
    one->tags = g_strsplit ("vip,child", ",", -1);
  g_assert_true (so_contact_add_card (db, one, "49", batch, &added, NULL) && so_store_commit (f->store, &db, NULL));
}

static char *
import (F *f, GRand *rand)
{
  SoDb *db = so_store_begin (f->store, NULL, NULL);
  g_autofree char *fingerprint = g_strdup_printf ("f%" G_GINT64_FORMAT, ++serial);
  char *batch = so_batch_begin (db, "csv", "x", fingerprint, NULL);

  g_assert_true (so_store_commit (f->store, &db, NULL));
  for (guint i = 0; i < 3; i++)
    (g_rand_boolean (rand) ? say : card) (f, rand, batch);
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_batch_end (db, batch, "done", NULL) && so_store_commit (f->store, &db, NULL));
  return batch;
}

static void
undo_import (F *f, const char *batch)
{
  g_autoptr (SoBatch) counts = g_new0 (SoBatch, 1);
  g_autoptr (GError) error = NULL;
  SoDb *db = so_store_begin (f->store, NULL, NULL);

  so_batch_undo (db, batch, counts, &error);
  g_assert_no_error (error);
  g_assert_true (so_store_commit (f->store, &db, NULL));
}

#define PEOPLE "SELECT id FROM contact WHERE deleted_at IS NULL ORDER BY id"

/* One thing that is a step of undo; NULL where it was refused, which changes nothing. */
static const char *
step (F *f, GRand *rand)
{
  g_autofree char *a = any (f, rand, PEOPLE), *b = any (f, rand, PEOPLE), *identity = any (f, rand, "SELECT id FROM identity WHERE deleted_at IS NULL ORDER BY id");
  g_autofree char *message = any (f, rand, "SELECT id FROM message WHERE deleted_at IS NULL ORDER BY id"), *own = NULL;
  static const char *const names[] = { "merge", "merge with fields", "unmerge", "split", "move" };
  SoMergeChoice choice = { .name = "Merged", .notes = "both", .stage = "LOST", .birthday = "2000-01-01" };
  guint what = (guint) g_rand_int_range (rand, 0, 5);
  gboolean done = FALSE;
  g_autoptr (GError) error = NULL;
  SoDb *db;

  if (!a || !identity || !message)
    return NULL;
  db = so_test_step (f, names[what]);
  if (what < 2)
    done = so_contact_merge (db, a, b, what ? &choice : NULL, &error);
  else if (what == 2)
    done = so_contact_unmerge (db, a, NULL, &error);
  else if (what == 3)
    done = (own = so_contact_split (db, identity, g_rand_boolean (rand) ? b : NULL, &error)) != NULL;
  else
    done = so_message_move (db, message, b, &error);
  if (!done)
    {
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      so_db_release (db);
      return NULL;
    }
  so_test_step_end (f, db, NULL);
  return names[what];
}

static void
play (F *f, GRand *rand)
{
  g_autoptr (GPtrArray) batches = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 25; i++)
    {
      int what = g_rand_int_range (rand, 0, 10);
      g_autofree char *before = what > 3 ? so_test_people_dump (f) : NULL;
      const char *name = NULL;

      g_test_message ("%d", what);
      if (what < 2)
        say (f, rand, NULL);
      else if (what == 2)
        g_ptr_array_add (batches, import (f, rand));
      else if (what == 3 && batches->len)
        {
          g_autofree char *batch = g_ptr_array_steal_index (batches, (guint) g_rand_int_range (rand, 0, (int) batches->len));
          undo_import (f, batch);
        }
      else if (what == 4)
        so_test_undo (f);
      else if ((name = step (f, rand)) && g_rand_boolean (rand))
        {
          g_autofree char *after = NULL;

          g_test_message ("%s", name);
          so_test_people_check (f);
          g_assert_true (so_test_undo (f));
          after = so_test_people_dump (f);
          so_test_assert_same (before ? before : after, after, name);
        }
      so_test_people_check (f);
    }
}

/* What was done, to be taken back in the order in which somebody would. */
typedef struct {
  char *batch;              /* of an import; NULL: a step of undo */
  char *before;             /* all that was stored */
} Done;

static void
done_free (Done *done)
{
  g_free (done->batch);
  g_free (done->before);
  g_free (done);
}

static void
take_back (F *f, GPtrArray *all)
{
  Done *last = g_ptr_array_steal_index (all, all->len - 1);
  g_autofree char *after = NULL;

  g_test_message ("back: %s", last->batch ? "import" : "step");
  if (last->batch)
    undo_import (f, last->batch);
  else
    g_assert_true (so_test_undo (f));
  so_test_people_check (f);
  after = so_test_people_dump (f);
  so_test_assert_same (last->before, after, last->batch ? "the import was taken back" : "undo");
  done_free (last);
}

/* Merges, splits, messages moved and imports in any order, each of them taken back: at every place it is byte for byte what it was there. */
static void
there_and_back (F *f, GRand *rand)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) done_free);

  for (guint i = 0; i < 6; i++)
    say (f, rand, NULL);
  for (guint i = 0; i < 25; i++)
    {
      Done *done;
      const char *name = NULL;

      if (all->len && g_rand_int_range (rand, 0, 4) == 0)
        {
          take_back (f, all);
          continue;
        }
      done = g_new0 (Done, 1);
      done->before = so_test_people_dump (f);
      if (g_rand_int_range (rand, 0, 4) == 0)
        done->batch = import (f, rand);
      else
        name = step (f, rand);
      g_test_message ("there: %s", done->batch ? "import" : name ? name : "refused");
      so_test_people_check (f);
      if (done->batch || name)
        g_ptr_array_add (all, done);
      else
        done_free (done);
    }
  while (all->len)
    take_back (f, all);
}

typedef void (*Play) (F *f, GRand *rand);

static void
test_any (F *f, gconstpointer data)
{
  const char *wish = g_getenv ("SO_TEST_MERGE_SEED"), *many = g_getenv ("SO_TEST_SEQUENCES");
  guint32 seed = wish ? (guint32) g_ascii_strtoull (wish, NULL, 10) : (guint32) g_test_rand_int ();
  guint n = wish ? 1 : CLAMP (many ? (guint) (g_ascii_strtoull (many, NULL, 10) / 2500) : 40, 5, 2000);

  for (guint i = 0; i < n; i++, seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

      g_test_message ("SO_TEST_MERGE_SEED=%u", seed);
      ((Play) data) (f, rand);
      if (i + 1 < n)
        {
          so_test_store_tear_down (f, NULL);
          so_test_store_set_up (f, NULL);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/merge-any/any", SoTestStore, play, so_test_store_set_up, test_any, so_test_store_tear_down);
  g_test_add ("/store/merge-any/there-and-back", SoTestStore, there_and_back, so_test_store_set_up, test_any, so_test_store_tear_down);
  return g_test_run ();
}
