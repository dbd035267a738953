/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-threads.h"

/* Owner, customers, provider and crashes in any order. Whatever they do: nothing leaves that the owner did not
 * approve in exactly these words, nothing leaves twice unless she says so, nothing approved disappears. */

#define RUNS 8
#define STEPS 150
#define CUSTOMERS 3

typedef struct {
  SoTestScene scene;
  GPtrArray *threads;
  GPtrArray *drafts;       /* every id there ever was */
  GHashTable *approved;    /* draft id → the words that were approved */
  GHashTable *left;        /* words → how often they left for the customer, less what the owner sent again */
  gint64 now;
  guint serial;
} World;

static gboolean
try (World *world, SoVerb verb, const char *id, const char *argument, char **result)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = so_studio_do (world->scene.test->studio, verb, id, argument, result, &error);

  if (!ok)
    g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  return ok;
}

static const char *
any (GPtrArray *ids)
{
  return ids->pdata[g_test_rand_int_range (0, ids->len)];
}

static char *
new_words (World *world)
{
  return g_strdup_printf ("answer %u", ++world->serial);
}

/* The request is on its way: is it what the owner approved? */
static void
on_send (SoTestChannel *channel, gpointer data)
{
  World *world = data;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (world->scene.test->studio), NULL);
  g_autoptr (GArray) sending = so_draft_numbers (db, 1u << SO_DRAFT_SENDING, NULL, NULL);
  g_autoptr (SoDraft) draft = NULL;
  int times;

  g_assert_cmpuint (sending->len, ==, 1);
  draft = so_draft_load (db, g_array_index (sending, gint64, 0), NULL);
  g_assert_cmpstr (g_hash_table_lookup (world->approved, draft->id), ==, draft->text);
  if (channel->answer != SO_SEND_ACCEPTED && channel->answer != SO_SEND_LOST)
    return;
  g_assert_cmpstr (channel->sent->pdata[channel->sent->len - 1], ==, draft->text);
  times = GPOINTER_TO_INT (g_hash_table_lookup (world->left, draft->text)) + 1;
  g_assert_cmpint (times, <=, 1);
  g_hash_table_insert (world->left, g_strdup (draft->text), GINT_TO_POINTER (times));
}

static void
approve (World *world, SoVerb verb, const char *id)
{
  g_autoptr (SoDraft) before = so_test_draft (world->scene.test->studio, id), after = NULL;

  if (!try (world, verb, id, NULL, NULL))
    return;
  after = so_test_draft (world->scene.test->studio, id);
  g_assert_cmpint (after->state, ==, SO_DRAFT_QUEUED);
  g_assert_cmpint (after->not_before, ==, world->now + 5000);
  g_hash_table_insert (world->approved, g_strdup (id), g_strdup (after->text));
  if (before->state == SO_DRAFT_UNKNOWN)
    g_hash_table_remove (world->left, after->text);
}

static void
crash (World *world)
{
  SoStore *store = so_studio_get_store (world->scene.test->studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);
  g_autofree char *attempt = NULL;
  g_autoptr (SoDraft) claimed = so_draft_claim (db, world->now, NULL, &attempt, NULL);

  if (claimed)
    g_assert_true (so_store_commit (store, &db, NULL));
  g_clear_pointer (&db, so_db_release);
  so_test_scene_reopen (&world->scene);
}

static void
dispatch (World *world)
{
  static const SoSendOutcome answers[] = { SO_SEND_ACCEPTED, SO_SEND_ACCEPTED, SO_SEND_REFUSED, SO_SEND_RETRY, SO_SEND_LOST };

  world->scene.channel->answer = answers[g_test_rand_int_range (0, G_N_ELEMENTS (answers))];
  so_test_dispatch (world->scene.test->studio);
}

static void
write_answer (World *world)
{
  g_autofree char *words = new_words (world), *id = NULL;

  if (try (world, SO_VERB_WRITE, any (world->threads), words, &id) && !g_ptr_array_find_with_equal_func (world->drafts, id, g_str_equal, NULL))
    g_ptr_array_add (world->drafts, g_steal_pointer (&id));
}

static void
receive (World *world)
{
  g_autofree char *name = g_strdup_printf ("Customer %c", 'A' + g_test_rand_int_range (0, CUSTOMERS));

  g_free (so_test_receive (world->scene.test->studio, "whatsapp", name, "Hello?", world->scene.account, NULL));
}

static void
do_step (World *world)
{
  const char *draft = any (world->drafts);
  g_autofree char *words = new_words (world), *label = NULL;

  switch (g_test_rand_int_range (0, 16))
    {
    case 0: receive (world); break;
    case 1: case 2: write_answer (world); break;
    case 3: case 4: case 5: approve (world, SO_VERB_APPROVE, draft); break;
    case 6: try (world, SO_VERB_RECALL, draft, NULL, NULL); break;
    case 7: try (world, SO_VERB_DISCARD, draft, "3", NULL); break;
    case 8: approve (world, SO_VERB_SEND_AGAIN, draft); break;
    case 9: try (world, SO_VERB_SENT_ALREADY, draft, NULL, NULL); break;
    case 10: try (world, SO_VERB_EDIT, draft, words, NULL); break;
    case 11: try (world, SO_VERB_LEAVE, draft, NULL, NULL); break;
    case 12: try (world, SO_VERB_UNDO, NULL, NULL, &label); break;
    case 13: crash (world); break;
    default: dispatch (world); break;
    }
}

/* After every step: what was approved and not taken back is still on its way, or there. */
static void
check (World *world)
{
  SoStudio *studio = world->scene.test->studio;
  guint accepted = 0, stored = 0;

  for (guint i = 0; i < world->drafts->len; i++)
    {
      const char *id = world->drafts->pdata[i];
      g_autoptr (SoDraft) draft = so_test_draft (studio, id);

      accepted += draft->state == SO_DRAFT_ACCEPTED;
      if (so_draft_state_is_open (draft->state) || draft->state == SO_DRAFT_DISCARDED)
        g_hash_table_remove (world->approved, id);
      else if (draft->state != SO_DRAFT_HELD && draft->state != SO_DRAFT_FAILED)
        g_assert_cmpstr (g_hash_table_lookup (world->approved, id), ==, draft->text);
      if (draft->state == SO_DRAFT_QUEUED || draft->state == SO_DRAFT_HELD || draft->state == SO_DRAFT_FAILED)
        g_assert_false (g_hash_table_contains (world->left, draft->text));
    }
  for (guint i = 0; i < world->threads->len; i++)
    stored += so_test_count_outbound (studio, world->threads->pdata[i]);
  g_assert_cmpuint (stored, ==, accepted);
}

/* Nothing stays behind: once the provider takes everything and the owner looks after the rest, all is there. */
static void
settle (World *world)
{
  static const SoDraftState waiting[] = { SO_DRAFT_QUEUED, SO_DRAFT_HELD, SO_DRAFT_FAILED, SO_DRAFT_UNKNOWN, SO_DRAFT_SENDING };

  world->scene.channel->answer = SO_SEND_ACCEPTED;
  for (guint round = 0; round < 3; round++)
    {
      so_test_dispatch (world->scene.test->studio);
      for (guint i = 0; i < world->drafts->len; i++)
        {
          g_autoptr (SoDraft) draft = so_test_draft (world->scene.test->studio, world->drafts->pdata[i]);

          if (draft->state == SO_DRAFT_HELD || draft->state == SO_DRAFT_FAILED || draft->state == SO_DRAFT_UNKNOWN)
            approve (world, SO_VERB_SEND_AGAIN, draft->id);
        }
      world->now += 2 * 60 * 60 * 1000;
      so_clock_set (world->now);
    }
  check (world);
  for (guint i = 0; i < world->drafts->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (waiting); k++)
      {
        g_autoptr (SoDraft) draft = so_test_draft (world->scene.test->studio, world->drafts->pdata[i]);

        g_assert_cmpint (draft->state, !=, waiting[k]);
      }
}

static void
test_random (void)
{
  for (guint run = 0; run < RUNS; run++)
    {
      World world = { .threads = g_ptr_array_new_with_free_func (g_free), .drafts = g_ptr_array_new_with_free_func (g_free),
                      .approved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
                      .left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), .now = SO_TEST_NOW };

      so_test_scene_set_up (&world.scene, NULL);
      world.scene.channel->on_send = on_send;
      world.scene.channel->on_send_data = &world;
      g_ptr_array_add (world.threads, g_strdup (world.scene.thread));
      g_ptr_array_add (world.drafts, g_strdup (world.scene.draft));
      g_hash_table_insert (world.approved, g_strdup (world.scene.draft), g_strdup ("15 €"));
      for (guint i = 0; i < CUSTOMERS; i++)
        {
          g_autofree char *name = g_strdup_printf ("Customer %c", 'A' + i);

          g_ptr_array_add (world.threads, so_test_receive (world.scene.test->studio, "whatsapp", name, "Hi", world.scene.account, NULL));
        }
      for (guint step = 0; step < STEPS; step++)
        {
          world.now += g_test_rand_int_range (1, 20000);
          so_clock_set (world.now);
          do_step (&world);
          check (&world);
        }
      settle (&world);
      g_test_message ("%u drafts, %u left", world.drafts->len, g_hash_table_size (world.left));
      so_test_scene_tear_down (&world.scene, NULL);
      g_ptr_array_unref (world.threads);
      g_ptr_array_unref (world.drafts);
      g_hash_table_unref (world.approved);
      g_hash_table_unref (world.left);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outbox/random", test_random);
  return g_test_run ();
}
