/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-check-facts.h"
#include "so-clock.h"
#include "so-error.h"
#include "so-outbox.h"
#include "so-threads.h"
#include "so-time.h"

/* Owner, customers, provider, network, clock and crashes in any order, in many short talks of one studio. Whatever they do:
 * nothing leaves that the owner did not approve in exactly these words, nothing leaves twice unless she says so, nothing
 * approved disappears. SO_TEST_SEQUENCES talks (default 100,000; a failure prints a seed, and --seed SEED plays it again). */

#ifdef __SANITIZE_ADDRESS__
#define SEQUENCES 2000
#else
#define SEQUENCES 100000
#endif
#define TALKS_OF_A_STUDIO 400
#define SHORTEST 4
#define LONGEST 14

typedef struct {
  SoTestScene scene;
  GHashTable *approved;    /* draft id → the words that were approved, and may leave */
  GHashTable *left;        /* words → how often they left for the customer, less what the owner sent again */
  gint64 now;
  guint serial;
  /* The talk that is on. */
  char *name;
  char *thread;
  GPtrArray *drafts;       /* ids */
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

static SoDraft *
load (World *world, const char *id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (world->scene.test->studio), NULL);

  return so_draft_find (db, id, NULL);
}

/* The request is on its way: is it what the owner approved? */
static void
on_send (SoTestChannel *channel, gpointer data)
{
  World *world = data;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (world->scene.test->studio), NULL);
  g_autoptr (GArray) sending = so_draft_numbers (db, 1u << SO_DRAFT_SENDING, NULL, NULL);
  g_autoptr (SoDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  int times;

  g_assert_cmpuint (sending->len, ==, 1);
  draft = so_draft_load (db, g_array_index (sending, gint64, 0), NULL);
  g_assert_cmpstr (g_hash_table_lookup (world->approved, draft->id), ==, draft->text);
  g_assert_true (so_draft_verify_approval (db, draft->id, &error));
  g_assert_true (so_outbox_is_online (world->scene.test->studio));
  g_assert_cmpint (draft->not_before, <=, world->now);
  if (channel->answer != SO_SEND_ACCEPTED && channel->answer != SO_SEND_LOST)
    return;
  g_assert_cmpstr (channel->sent->pdata[channel->sent->len - 1], ==, draft->text);
  times = GPOINTER_TO_INT (g_hash_table_lookup (world->left, draft->text)) + 1;
  g_assert_cmpint (times, <=, 1);
  g_hash_table_insert (world->left, g_strdup (draft->text), GINT_TO_POINTER (times));
}

static void
approve (World *world, SoVerb verb, const char *id, const char *argument)
{
  g_autoptr (SoDraft) before = load (world, id), after = NULL;

  if (!try (world, verb, id, argument, NULL))
    return;
  after = load (world, id);
  g_assert_cmpint (after->state, ==, verb == SO_VERB_SCHEDULE ? SO_DRAFT_SCHEDULED : SO_DRAFT_QUEUED);
  g_assert_cmpint (after->not_before, >, world->now);
  g_hash_table_insert (world->approved, g_strdup (id), g_strdup (after->text));
  if (before->state == SO_DRAFT_UNKNOWN)
    g_hash_table_remove (world->left, after->text);
}

static void
schedule (World *world, const char *id)
{
  g_autofree char *time = so_time_format (world->now + g_test_rand_int_range (1000, 100000));

  approve (world, SO_VERB_SCHEDULE, id, time);
}

/* The dispatcher claimed a message, and then there was no more power. */
static void
crash (World *world)
{
  SoStore *store = so_studio_get_store (world->scene.test->studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);
  g_autofree char *attempt = NULL;
  g_autoptr (SoDraft) claimed = so_draft_claim (db, world->now, NULL, &attempt, NULL);

  if (claimed)
    g_assert_true (so_store_commit (store, &db, NULL));
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
  g_autofree char *words = g_strdup_printf ("answer %u", ++world->serial), *id = NULL;

  if (try (world, SO_VERB_WRITE, world->thread, words, &id) && !g_ptr_array_find_with_equal_func (world->drafts, id, g_str_equal, NULL))
    g_ptr_array_add (world->drafts, g_steal_pointer (&id));
}

static void
receive (World *world)
{
  g_free (so_test_receive (world->scene.test->studio, "whatsapp", world->name, "Hello?", world->scene.account, NULL));
}

/* An hour or three, forward or back. */
static void
set_clock (World *world)
{
  world->now += g_test_rand_int_range (-3, 4) * G_GINT64_CONSTANT (3600000);
  so_clock_set (world->now);
}

static void
reconcile (World *world)
{
  world->scene.channel->tells = g_test_rand_bit ();
  g_assert_true (so_outbox_pull (world->scene.test->studio, NULL, NULL, NULL));
}

static void
do_step (World *world)
{
  const char *draft = world->drafts->pdata[g_test_rand_int_range (0, world->drafts->len)];
  g_autofree char *words = g_strdup_printf ("answer %u", ++world->serial), *label = NULL;

  switch (g_test_rand_int_range (0, 22))
    {
    case 0: receive (world); break;
    case 1: case 2: write_answer (world); break;
    case 3: case 4: case 5: case 6: approve (world, SO_VERB_APPROVE, draft, NULL); break;
    case 7: schedule (world, draft); break;
    case 8: try (world, SO_VERB_RECALL, draft, NULL, NULL); break;
    case 9: try (world, SO_VERB_DISCARD, draft, "3", NULL); break;
    case 10: approve (world, SO_VERB_SEND_AGAIN, draft, NULL); break;
    case 11: try (world, SO_VERB_SENT_ALREADY, draft, NULL, NULL); break;
    case 12: try (world, SO_VERB_EDIT, draft, words, NULL); break;
    case 13: try (world, SO_VERB_LEAVE, draft, NULL, NULL); break;
    case 14: try (world, SO_VERB_UNDO, NULL, NULL, &label); break;
    case 15: crash (world); break;
    case 16: set_clock (world); break;
    case 17: so_outbox_set_online (world->scene.test->studio, g_test_rand_bit ()); break;
    case 18: reconcile (world); break;
    default: dispatch (world); break;
    }
}

/* What was approved and not taken back is still on its way, or there; what is there was approved. */
static void
check_draft (World *world, const SoDraft *draft)
{
  const char *approved = g_hash_table_lookup (world->approved, draft->id);

  /* Held, discarded, and the discard undone: it is held as before, and still approved. */
  if (so_draft_state_is_open (draft->state))
    g_hash_table_remove (world->approved, draft->id);
  else if (draft->state != SO_DRAFT_FAILED && draft->state != SO_DRAFT_DISCARDED)
    g_assert_cmpstr (approved, ==, draft->text);
  if (draft->state == SO_DRAFT_QUEUED || draft->state == SO_DRAFT_SCHEDULED || draft->state == SO_DRAFT_HELD || draft->state == SO_DRAFT_FAILED)
    g_assert_false (g_hash_table_contains (world->left, draft->text));
}

static void
check (World *world)
{
  SoStudio *studio = world->scene.test->studio;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  guint accepted = 0;

  for (guint i = 0; i < world->drafts->len; i++)
    {
      g_autoptr (SoDraft) draft = so_draft_find (db, world->drafts->pdata[i], NULL);

      check_draft (world, draft);
      accepted += draft->state == SO_DRAFT_ACCEPTED;
    }
  g_assert_cmpuint (so_test_count_outbound (studio, world->thread), ==, accepted);
}

static gboolean
owner_looks_after (World *world, const char *id)
{
  g_autoptr (SoDraft) draft = load (world, id);

  if (draft->state == SO_DRAFT_HELD || draft->state == SO_DRAFT_FAILED || draft->state == SO_DRAFT_UNKNOWN)
    approve (world, SO_VERB_SEND_AGAIN, id, NULL);
  return draft->state != SO_DRAFT_QUEUED && draft->state != SO_DRAFT_SCHEDULED && draft->state != SO_DRAFT_SENDING &&
         draft->state != SO_DRAFT_HELD && draft->state != SO_DRAFT_FAILED && draft->state != SO_DRAFT_UNKNOWN;
}

/* Nothing stays behind: once the provider takes everything and the owner looks after the rest, all is there. */
static void
settle (World *world)
{
  gboolean settled = FALSE;

  world->scene.channel->answer = SO_SEND_ACCEPTED;
  so_outbox_set_online (world->scene.test->studio, TRUE);
  for (guint round = 0; round < 6 && !settled; round++)
    {
      settled = TRUE;
      so_test_dispatch (world->scene.test->studio);
      for (guint i = 0; i < world->drafts->len; i++)
        settled = owner_looks_after (world, world->drafts->pdata[i]) && settled;
      world->now += 2 * 60 * 60 * 1000;
      so_clock_set (world->now);
    }
  g_assert_true (settled);
  check (world);
}

static void
talk (World *world, guint number)
{
  guint steps = g_test_rand_int_range (SHORTEST, LONGEST + 1);

  world->name = g_strdup_printf ("Customer %u", number);
  world->drafts = g_ptr_array_new_with_free_func (g_free);
  world->thread = so_test_receive (world->scene.test->studio, "whatsapp", world->name, "Hi", world->scene.account, NULL);
  write_answer (world);
  for (guint step = 0; step < steps; step++)
    {
      world->now += g_test_rand_int_range (1, 20000);
      so_clock_set (world->now);
      do_step (world);
      check (world);
    }
  if (number % 4 == 0)
    settle (world);
  g_free (world->name);
  g_free (world->thread);
  g_ptr_array_unref (world->drafts);
}

static guint
sequences (void)
{
  const char *given = g_getenv ("SO_TEST_SEQUENCES");
  guint64 n;

  return given && g_ascii_string_to_unsigned (given, 10, 1, G_MAXUINT, &n, NULL) ? (guint) n : SEQUENCES;
}

static void
one_studio (guint talks)
{
  World world = { .approved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
                  .left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), .now = SO_TEST_NOW };

  so_test_scene_set_up (&world.scene, NULL);
  world.scene.channel->on_send = on_send;
  world.scene.channel->on_send_data = &world;
  g_hash_table_insert (world.approved, g_strdup (world.scene.draft), g_strdup ("15 €"));
  for (guint i = 0; i < talks; i++)
    talk (&world, i);
  g_test_message ("%u talks, %u messages left", talks, g_hash_table_size (world.left));
  so_test_scene_tear_down (&world.scene, NULL);
  g_hash_table_unref (world.approved);
  g_hash_table_unref (world.left);
}

static void
test_random (void)
{
  for (guint left = sequences (); left > 0; left -= MIN (left, TALKS_OF_A_STUDIO))
    one_studio (MIN (left, TALKS_OF_A_STUDIO));
}

int
main (int argc, char *argv[])
{
  /* Nothing here is about the disk: in memory it is many times as quick. */
  if (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR) && !g_getenv ("TMPDIR"))
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outbox/random", test_random);
  return g_test_run ();
}
