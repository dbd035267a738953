/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-knowledge-base.h"
#include "so-outbox.h"
#include "so-prices.h"
#include "so-settings.h"
#include "so-standing-dry-run.h"
#include "so-standing-text.h"
#include "so-standing-verbs.h"
#include "so-standing.h"
#include "so-studio-private.h"
#include "so-threads.h"

#include <string.h>

/* SO_TEST_NOW is Friday 11:49 in Berlin: open, or closed from 10 to 14. */
#define DAYS(span) "[[" span "],[" span "],[" span "],[" span "],[" span "],[],[]]"
static const char open_now[] = "{\"week\":" DAYS ("\"09:00-17:00\"") "}";
static const char closed_now[] = "{\"week\":" DAYS ("\"08:00-10:00\",\"14:00-20:00\"") "}";

static void
on (SoTestScene *scene, const char *kind)
{
  /* The customer of the practice channel has written before. */
  so_test_pull (scene->test->studio);
  g_assert_null (so_test_do (scene->test->studio, SO_VERB_STANDING_ON, kind, NULL));
}

static void
set (SoTestScene *scene, const char *key, const char *value)
{
  g_assert_null (so_test_do (scene->test->studio, SO_VERB_SAVE_SETTING, key, value));
}

/* Ana (or @name) writes, and the studio pulls. */
static void
say (SoTestScene *scene, const char *name, const char *text)
{
  SoIncoming *message = so_test_incoming ("whatsapp", name, text);

  message->sent_at = so_now ();
  g_ptr_array_add (scene->channel->inbox, message);
  g_assert_cmpuint (so_test_pull (scene->test->studio), >=, 1);
}

/* Texts of the drafts made by rule in @states, newest first, a line each. */
static char *
by_rule (SoTestScene *scene, guint states)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (scene->test->studio), NULL);
  g_autoptr (GArray) numbers = so_draft_numbers (db, states, NULL, NULL);
  g_autoptr (GString) texts = g_string_new (NULL);

  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (SoDraft) draft = so_draft_load (db, g_array_index (numbers, gint64, i), NULL);

      if (!strcmp (draft->origin, "rule"))
        g_string_append_printf (texts, "%s%s", texts->len ? "\n" : "", draft->text);
    }
  return g_strdup (texts->str);
}

#define assert_by_rule(scene, states, expected) \
  G_STMT_START { g_autofree char *texts_ = by_rule (scene, states); g_assert_cmpstr (texts_, ==, expected); } G_STMT_END
#define QUEUED (1u << SO_DRAFT_QUEUED)
#define NOTICE "Thanks for reaching out! We're currently closed. Our team will respond when we open at 2 PM."

static void
test_notice (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autoptr (SoThread) thread = NULL;
  g_autofree char *id = NULL;

  g_assert_null (so_test_do (studio, SO_VERB_SET_HOURS, "hours", closed_now));
  say (scene, "Before", "Hello, is somebody there?");
  assert_by_rule (scene, 0, "");     /* off by default */
  on (scene, "out_of_hours");
  say (scene, "Ana", "Hello, is somebody there?");
  assert_by_rule (scene, QUEUED, NOTICE);

  /* The undo window is 20 seconds; then it leaves, and the conversation stays open for a person. */
  so_clock_set (SECONDS (19));
  so_test_dispatch (studio);
  assert_by_rule (scene, QUEUED, NOTICE);
  so_clock_set (SECONDS (20));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
  assert_by_rule (scene, 1u << SO_DRAFT_ACCEPTED, NOTICE);
  id = so_test_receive (studio, "whatsapp", "Ana", "(same thread)", scene->account, NULL);
  thread = so_test_thread (studio, id);
  g_assert_cmpint (thread->state, ==, SO_THREAD_OPEN);

  /* Once per person and closed period. */
  so_clock_set (SECONDS (60));
  say (scene, "Ana", "Anybody?");
  assert_by_rule (scene, QUEUED, "");
  say (scene, "Bo", "Hallo, ist da jemand für mich da?");
  assert_by_rule (scene, QUEUED, NOTICE);
  so_clock_set (SECONDS (80));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);     /* in whichever language */
  /* In the evening's period again. */
  so_clock_set (SECONDS (9 * 3600));
  say (scene, "Ana", "Anybody at night?");
  assert_by_rule (scene, QUEUED, "Thanks for reaching out! We're currently closed. Our team will respond when we open at 8 AM on Monday.");
}

/* It goes on before the notice has left: one notice, and it knows the newest words. */
static void
test_goes_on (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;

  g_assert_null (so_test_do (studio, SO_VERB_SET_HOURS, "hours", closed_now));
  on (scene, "out_of_hours");
  say (scene, "Ana", "Hello");
  so_clock_set (SECONDS (5));
  say (scene, "Ana", "Are you there?");
  assert_by_rule (scene, QUEUED, NOTICE);
  assert_by_rule (scene, 1u << SO_DRAFT_SUPERSEDED, NOTICE);
  so_clock_set (SECONDS (10));
  say (scene, "Ana", "I want a refund!");
  assert_by_rule (scene, QUEUED, "");
  so_clock_set (SECONDS (15));
  say (scene, "Ana", "So, are you there?");     /* what was said before still counts */
  assert_by_rule (scene, QUEUED, "");
}

static void
test_facts (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *entry = so_test_teach (studio, "location_directions", "Where are you?", "Torstraße 1, second courtyard.");

  g_assert_null (so_test_do (studio, SO_VERB_SET_HOURS, "hours", open_now));
  so_test_refuses (studio, SO_VERB_STANDING_ON, "location", NULL);     /* it copies an answer: not earned */
  g_assert_null (so_test_do (studio, SO_VERB_STANDING_TEXT, "location", "Hi {name|there}! We are at Torstraße 1."));
  on (scene, "location");
  on (scene, "opening_hours");
  say (scene, "Ana", "Where are you?");
  assert_by_rule (scene, QUEUED, "Hi Ana! We are at Torstraße 1.");
  say (scene, "Bo", "When are you open?");
  assert_by_rule (scene, QUEUED, "Hi! We are open: Monday–Friday 9:00–17:00.\nHi Ana! We are at Torstraße 1.");
  say (scene, "Cem", "Where are you, and what does it cost?");
  say (scene, "Dan", "What shoes do I need?");
  say (scene, "Eva", "Where are you? My lawyer will come.");
  assert_by_rule (scene, QUEUED, "Hi! We are open: Monday–Friday 9:00–17:00.\nHi Ana! We are at Torstraße 1.");
}

/* Other words are a new version, and off. What waits of the old ones is held. */
static void
test_text (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoStanding) standing = NULL;

  on (scene, "greeting");
  say (scene, "Ana", "Hi!");
  assert_by_rule (scene, QUEUED, "Hi! How can we help you?");
  g_assert_null (so_test_do (studio, SO_VERB_STANDING_TEXT, "greeting", "Welcome!"));
  say (scene, "Bo", "Hi!");
  so_clock_set (SECONDS (20));
  so_test_dispatch (studio);
  assert_by_rule (scene, 1u << SO_DRAFT_HELD, "Hi! How can we help you?");
  db = so_store_read (so_studio_get_store (studio), NULL);
  standing = so_standing_load (db, "greeting", NULL);
  g_assert_cmpint (standing->version, ==, 2);
  g_assert_false (standing->enabled);
  g_assert_cmpuint (standing->used, ==, 1);
  so_test_refuses (studio, SO_VERB_STANDING_TEXT, "greeting", "Hi {unknown}");
  so_test_refuses (studio, SO_VERB_STANDING_TEXT, "greeting", "You get a discount!");
  so_test_refuses (studio, SO_VERB_STANDING_TEXT, "nothing", "Hi");
  so_test_refuses (studio, SO_VERB_STANDING_ON, "complaints", NULL);
  so_test_refuses (studio, SO_VERB_STANDING_ON, "bookings", NULL);
  so_test_refuses (studio, SO_VERB_STANDING_ON, "out_of_hours", NULL);   /* no hours */
  so_test_refuses (studio, SO_VERB_SET_HOURS, "hours", "{\"week\":[]}");
  so_test_refuses (studio, SO_VERB_SAVE_SETTING, "hours", "always");
}

static void
test_pause (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;

  on (scene, "greeting");
  say (scene, "Ana", "Hi!");
  g_assert_null (so_test_do (studio, SO_VERB_PAUSE, "standing", NULL));
  say (scene, "Bo", "Hi!");
  so_clock_set (SECONDS (20));
  so_test_dispatch (studio);
  assert_by_rule (scene, 1u << SO_DRAFT_HELD, "Hi! How can we help you?");
  g_assert_null (so_test_do (studio, SO_VERB_RESUME, "standing", NULL));
  say (scene, "Cem", "Hello");
  assert_by_rule (scene, QUEUED, "Hi! How can we help you?");
}

/* Each of these stops it: one fact at a time. */
static void
test_never (SoTestScene *scene, gconstpointer data)
{
  on (scene, "greeting");
  on (scene, "acknowledgement");
  say (scene, "Ana", "I want to cancel");
  say (scene, "Bo", "I am pregnant");
  say (scene, "Cem", "Привет, как дела? Где вы находитесь?");
  say (scene, "Priya S.", "Hi!");          /* the owner's own answer is on its way */
  set (scene, "never_auto.words", "tango");
  say (scene, "Dan", "I dance tango");
  set (scene, "assistant.mode", "manual");
  say (scene, "Eva", "Hi!");
  set (scene, "assistant.mode", "suggest");
  assert_by_rule (scene, 0, "");
  /* From then on a person answers, on every channel and on another day. */
  say (scene, "Gil", "Can I talk to a real person?");
  so_clock_set (SECONDS (3 * 24 * 3600));
  say (scene, "Gil", "Hi!");
  assert_by_rule (scene, 0, "");
  say (scene, "Finn", "Is there a mirror?");
  assert_by_rule (scene, QUEUED, "Thanks for your message! We'll get back to you soon.");
}

/* A person at it within half an hour; after that it may again. */
static void
test_person (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;

  so_clock_set (SECONDS (5));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
  on (scene, "greeting");
  so_clock_set (SECONDS (5 + 30 * 60 - 1));
  say (scene, "Priya S.", "Hello");
  assert_by_rule (scene, 0, "");
  so_clock_set (SECONDS (5 + 30 * 60));
  say (scene, "Priya S.", "Hi!");
  assert_by_rule (scene, QUEUED, "Hi! How can we help you?");
}

/* The owner takes it back: then it is hers. */
static void
test_recall (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (SoDraft) draft = NULL;

  on (scene, "greeting");
  say (scene, "Ana", "Hi!");
  db = so_store_read (so_studio_get_store (studio), NULL);
  numbers = so_draft_numbers (db, QUEUED, NULL, NULL);
  draft = so_draft_load (db, g_array_index (numbers, gint64, 0), NULL);
  g_clear_pointer (&db, so_db_release);
  g_assert_cmpint (draft->not_before, ==, SECONDS (20));
  g_assert_null (so_test_do (studio, SO_VERB_RECALL, draft->id, NULL));
  say (scene, "Ana", "Hello?");
  assert_by_rule (scene, QUEUED, "");
  g_assert_null (so_test_do (studio, SO_VERB_EDIT, draft->id, "Hi Ana, Maria here."));
  g_assert_null (so_test_do (studio, SO_VERB_LEAVE, draft->id, NULL));
  g_assert_null (so_test_do (studio, SO_VERB_APPROVE, draft->id, NULL));
  g_assert_null (so_test_do (studio, SO_VERB_PAUSE, "standing", NULL));
  so_clock_set (SECONDS (20));
  so_test_dispatch (studio);     /* what she approved herself leaves also while it is paused */
  so_test_assert_draft (studio, draft->id, SO_DRAFT_ACCEPTED);
}

static void
test_dry_run (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoDryRun) run = NULL;
  g_autoptr (GArray) drafts = NULL;

  g_assert_null (so_test_do (studio, SO_VERB_SET_HOURS, "hours", closed_now));
  say (scene, "Ana", "Hello?");
  say (scene, "Ana", "Hello again?");
  say (scene, "Bo", "I want a refund");
  say (scene, "Cem", "My child has an allergy, it is urgent");
  db = so_store_read (so_studio_get_store (studio), NULL);
  run = so_standing_dry_run (db, SO_STANDING_OUT_OF_HOURS, SECONDS (1), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (run->messages, ==, run->fitting);
  g_assert_cmpuint (run->answered + run->repeats + run->stopped, ==, run->fitting);
  g_assert_cmpuint (run->stopped, ==, 2);
  g_assert_cmpuint (run->by_rule[SO_NEVER_WORDS], ==, 2);
  g_assert_cmpuint (run->by_rule[SO_NEVER_COMPLAINT], ==, 2);     /* who wants money back complains of something */
  g_assert_cmpuint (run->repeats, ==, 1);
  g_assert_cmpuint (run->examples->len, ==, run->answered);
  g_assert_cmpstr (((SoDryRunExample *) g_ptr_array_index (run->examples, run->examples->len - 1))->answer, ==, NOTICE);
  drafts = so_draft_numbers (db, 0, NULL, NULL);
  g_assert_cmpuint (drafts->len, ==, 1);     /* the scene's own */
  g_cancellable_cancel (cancelled);
  g_assert_null (so_standing_dry_run (db, SO_STANDING_OUT_OF_HOURS, SECONDS (1), cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_earned (SoTestScene *scene, gconstpointer data)
{
  static const struct { guint decisions, unedited, complaints; gboolean earned; } rows[] = {
    { 50, 48, 0, TRUE }, { 50, 47, 0, FALSE }, { 49, 49, 0, FALSE }, { 50, 50, 1, FALSE }, { 100, 95, 0, TRUE }, { 100, 94, 0, FALSE }, { 0, 0, 0, FALSE },
  };
  SoStudio *studio = scene->test->studio;
  g_autofree char *entry = so_test_teach (studio, "fee_inquiry", "What does a class cost?", "Beginner Salsa is 15 € a class.");
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) all = NULL;
  const SoStandingRow *row;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (so_standing_is_earned (rows[i].decisions, rows[i].unedited, rows[i].complaints), ==, rows[i].earned);
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %u", i), *thread = so_test_receive (studio, "whatsapp", name, "What does a class cost?", scene->account, NULL);
      g_autofree char *draft = so_test_do (studio, SO_VERB_PROPOSE, thread, NULL);

      g_assert_nonnull (draft);
      if (i == 1)
        g_assert_null (so_test_do (studio, SO_VERB_EDIT, draft, "15 euros."));
      g_assert_null (so_test_do (studio, SO_VERB_APPROVE, draft, NULL));
    }
  db = so_store_read (so_studio_get_store (studio), NULL);
  all = so_standing_rows (db, NULL);
  row = g_ptr_array_index (all, SO_STANDING_PRICE_FACTS);
  g_assert_cmpuint (row->decisions, ==, 50);
  g_assert_cmpuint (row->unedited, ==, 49);
  g_assert_true (row->earned);
  g_clear_pointer (&db, so_db_release);
  on (scene, "price_facts");
  say (scene, "Zoe", "How much is a class?");
  assert_by_rule (scene, QUEUED, "Hi! Beginner Salsa is 15 € a class.");
}

static char *
put_price (SoTestScene *scene, const char *id, const char *name, gint64 amount)
{
  SoStore *store = so_studio_get_store (scene->test->studio);
  guint practice = so_test_pull (scene->test->studio);   /* that customer asks first, and is no part of this */
  SoPrice price = { .id = (char *) id, .name = (char *) name, .amount = amount, .currency = (char *) "EUR", .unit = (char *) "per class" };
  g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);
  g_autofree char *saved = so_price_save (db, &price, NULL);

  g_assert_nonnull (saved);
  g_assert_cmpuint (practice, <=, 1);
  g_assert_true (so_standing_set_enabled (db, "price_facts", TRUE, NULL));   /* as if it had been earned */
  g_assert_true (so_store_commit (store, &db, NULL));
  return g_steal_pointer (&saved);
}

/* What something costs is copied from its row of the price list, before what the owner wrote about prices in general. */
static void
test_price_list (SoTestScene *scene, gconstpointer data)
{
  g_autofree char *entry = so_test_teach (scene->test->studio, "fee_inquiry", "What does a class cost?", "Classes are 15 to 20 €.");
  g_autofree char *salsa = put_price (scene, NULL, "Salsa", 1800), *beginner = put_price (scene, NULL, "Beginner Salsa", 1500),
                  *tango = put_price (scene, NULL, "Tango", 2000);

  say (scene, "Ana", "What does Beginner Salsa cost?");
  assert_by_rule (scene, QUEUED, "Hi! Beginner Salsa: 15 € per class.");
  say (scene, "Bea", "What does Salsa cost?");
  assert_by_rule (scene, QUEUED, "Hi! Salsa: 18 € per class.\nHi! Beginner Salsa: 15 € per class.");
  say (scene, "Cleo", "What does a class cost?");
  assert_by_rule (scene, QUEUED, "Hi! Classes are 15 to 20 €.\nHi! Salsa: 18 € per class.\nHi! Beginner Salsa: 15 € per class.");
}

/* Two prices are two answers, and one of them would be left out. */
static void
test_price_of_two (SoTestScene *scene, gconstpointer data)
{
  g_autofree char *salsa = put_price (scene, NULL, "Salsa", 1800), *tango = put_price (scene, NULL, "Tango", 2000);

  say (scene, "Ana", "What do Salsa and Tango cost?");
  assert_by_rule (scene, QUEUED, "");
}

static void
test_changed_price (SoTestScene *scene, gconstpointer data)
{
  g_autofree char *salsa = put_price (scene, NULL, "Salsa", 1800), *again = NULL;

  say (scene, "Ana", "What does Salsa cost?");
  assert_by_rule (scene, QUEUED, "Hi! Salsa: 18 € per class.");
  again = put_price (scene, salsa, "Salsa", 1900);
  so_clock_set (SECONDS (20));
  so_test_dispatch (scene->test->studio);
  assert_by_rule (scene, 1u << SO_DRAFT_ACCEPTED | QUEUED, "");
}

/* An answer that was changed in the undo window is not sent as it was. */
static void
test_changed_fact (SoTestScene *scene, gconstpointer data)
{
  SoStore *store = so_studio_get_store (scene->test->studio);
  g_autofree char *entry = so_test_teach (scene->test->studio, "fee_inquiry", "What does a class cost?", "Beginner Salsa is 15 € a class.");
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoKnowledge) known = NULL;

  so_test_pull (scene->test->studio);
  /* As if it had been earned. */
  db = so_store_begin (store, NULL, NULL);
  g_assert_true (so_standing_set_enabled (db, "price_facts", TRUE, NULL));
  g_assert_true (so_store_commit (store, &db, NULL));
  say (scene, "Ana", "What does a class cost?");
  assert_by_rule (scene, QUEUED, "Hi! Beginner Salsa is 15 € a class.");
  db = so_store_begin (store, NULL, NULL);
  known = so_knowledge_find (db, entry, NULL);
  g_set_str (&known->answer, "Beginner Salsa is 18 € a class.");
  g_free (so_knowledge_save (db, known, NULL));
  g_assert_true (so_store_commit (store, &db, NULL));
  so_clock_set (SECONDS (20));
  so_test_dispatch (scene->test->studio);
  assert_by_rule (scene, 1u << SO_DRAFT_ACCEPTED | QUEUED, "");
}

/* The same notice by two programs at once: the index lets one through. */
static void
test_once (SoTestScene *scene, gconstpointer data)
{
  SoStore *store = so_studio_get_store (scene->test->studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);
  gboolean taken = FALSE;

  g_assert_true (so_standing_use (db, "s", "c", "p", scene->draft, &taken, NULL));
  g_assert_true (taken);
  g_assert_true (so_standing_use (db, "s", "c", "p", scene->draft, &taken, NULL));
  g_assert_false (taken);
  g_assert_true (so_standing_use (db, "s", "c", "q", scene->draft, &taken, NULL));
  g_assert_true (taken);
}

static gint64
count_rows (SoTestScene *scene, const char *sql)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (scene->test->studio), NULL);

  return so_db_int (db, -1, sql, "");
}

static void
fail_at (SoTestScene *scene, int nth)
{
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (scene->test->studio), NULL, NULL);

  so_db_fail_at (db, nth);
}

/* The disk is full at any statement: the message is there with its notice, its approval and the note that it had it, or nothing is. */
static void
test_faults (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  guint failed = 0, worked = 0;

  g_assert_null (so_test_do (studio, SO_VERB_SET_HOURS, "hours", closed_now));
  on (scene, "out_of_hours");
  for (int nth = 1; worked < 2 && nth < 2000; nth += 3)
    {
      g_autofree char *name = g_strdup_printf ("Person %d", nth);
      SoIncoming *message = so_test_incoming ("whatsapp", name, "Hello?");
      gboolean stored;
      gint64 there;

      message->sent_at = so_now ();
      g_ptr_array_add (scene->channel->inbox, so_incoming_ref (message));
      fail_at (scene, nth);
      so_outbox_pull (studio, scene->account, NULL, NULL);
      fail_at (scene, 0);
      there = count_rows (scene, "SELECT count (*) FROM message WHERE direction = 'inbound' AND sender LIKE 'Person %'");
      stored = there == failed + worked + 1;
      g_assert_cmpint (there, ==, failed + worked + stored);
      g_assert_cmpint (count_rows (scene, "SELECT count (*) FROM standing_use"), ==, there);
      g_assert_cmpint (count_rows (scene, "SELECT count (*) FROM draft WHERE origin = 'rule' AND state = 'queued'"), ==, there);
      g_assert_cmpint (count_rows (scene, "SELECT count (*) FROM approval WHERE method = 'rule' AND approver = 'standing'"), ==, there);
      worked += stored;
      failed += !stored;
      if (!stored)
        {
          g_ptr_array_set_size (scene->channel->inbox, 0);
          g_ptr_array_add (scene->channel->inbox, so_incoming_ref (message));
          g_assert_cmpuint (so_test_pull (studio), ==, 1);
        }
      so_incoming_unref (message);
    }
  g_test_message ("%u places", failed);
  g_assert_cmpuint (failed, >, 10);
  g_assert_cmpuint (worked, ==, 2);
}

static void
test_words (void)
{
  g_autoptr (SoHours) hours = so_hours_parse (open_now, NULL, NULL), split = so_hours_parse (closed_now, NULL, NULL);
  static const struct { gint64 hours_ahead; const char *language, *said; } rows[] = {
    { 2, "en", "12:49 PM" }, { 24, "en", "10:49 AM tomorrow" }, { 72, "en", "10:49 AM on Monday" }, { 24 * 8, "en", "10:49 AM on 2025-11-29" },
    { 2, "de", "12:49 Uhr" }, { 24, "de", "morgen um 10:49 Uhr" }, { 72, "de", "10:49 Uhr am Montag" }, { 72, "es", "10:49 del lunes" }, { 72, "fr", "10:49 lundi" },
    { 72, "pt", "10:49 de segunda-feira" }, { 72, "hi", "सोमवार 10:49" }, { 24, "hi", "कल 10:49" }, { 2, NULL, "12:49 PM" },
  };
  g_autofree char *said = so_standing_hours (split, "de"), *unknown = so_standing_unknown_placeholder ("{name|x} {time} {nonsense}");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = so_standing_time (hours->tz, SO_TEST_NOW, SO_TEST_NOW + rows[i].hours_ahead * 3600000, rows[i].language);

      g_assert_cmpstr (text, ==, rows[i].said);
    }
  g_assert_cmpstr (said, ==, "Montag–Freitag 8:00–10:00, 14:00–20:00");
  g_assert_cmpstr (unknown, ==, "nonsense");
  g_assert_cmpstr (so_standing_language ("Где вы?"), ==, "other");
  g_assert_cmpstr (so_standing_language ("आप कहाँ हैं?"), ==, "hi");
  g_assert_cmpstr (so_standing_language ("Where are you?"), ==, "en");
}

static void
test_kinds (void)
{
  static const struct { SoStandingKind kind; const char *text; gboolean fits; } rows[] = {
    { SO_STANDING_LOCATION, "What's your address?", TRUE }, { SO_STANDING_LOCATION, "Wo seid ihr?", TRUE }, { SO_STANDING_LOCATION, "¿Dónde están?", TRUE }, { SO_STANDING_LOCATION, "Où êtes-vous ? Combien ça coûte ?", FALSE },
    { SO_STANDING_OPENING_HOURS, "When are you open?", TRUE }, { SO_STANDING_OPENING_HOURS, "Wann habt ihr geöffnet?", TRUE }, { SO_STANDING_OPENING_HOURS, "When is salsa?", FALSE },
    { SO_STANDING_SCHEDULE_FACTS, "When is salsa?", TRUE }, { SO_STANDING_SCHEDULE_FACTS, "When are you open?", FALSE }, { SO_STANDING_PRICE_FACTS, "Was kostet das?", TRUE }, { SO_STANDING_PRICE_FACTS, "Hi", FALSE },
    { SO_STANDING_GREETING, "Hi!", TRUE }, { SO_STANDING_GREETING, "Guten Morgen zusammen", TRUE }, { SO_STANDING_GREETING, "Buenas tardes", TRUE }, { SO_STANDING_GREETING, "Bonjour", TRUE }, { SO_STANDING_GREETING, "Boa tarde!", TRUE },
    { SO_STANDING_GREETING, "नमस्ते जी", TRUE }, { SO_STANDING_GREETING, "Hi, I have a question", FALSE }, { SO_STANDING_GREETING, "", FALSE }, { SO_STANDING_GREETING, "👋", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (so_standing_kind_fits (rows[i].kind, rows[i].text, FALSE), ==, rows[i].fits);
    }
  g_assert_true (so_standing_kind_fits (SO_STANDING_OUT_OF_HOURS, "x", TRUE));
  g_assert_false (so_standing_kind_fits (SO_STANDING_OUT_OF_HOURS, "x", FALSE));
}

int
main (int argc, char *argv[])
{
  static const struct { const char *path; void (*func) (SoTestScene *, gconstpointer); } tests[] = {
    { "/standing/notice", test_notice }, { "/standing/goes-on", test_goes_on }, { "/standing/facts", test_facts }, { "/standing/text", test_text },
    { "/standing/pause", test_pause }, { "/standing/never", test_never }, { "/standing/person", test_person }, { "/standing/recall", test_recall },
    { "/standing/dry-run", test_dry_run }, { "/standing/earned", test_earned }, { "/standing/once", test_once },
    { "/standing/changed-fact", test_changed_fact }, { "/standing/price-list", test_price_list }, { "/standing/price-of-two", test_price_of_two },
    { "/standing/changed-price", test_changed_price }, { "/standing/faults", test_faults },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, SoTestScene, NULL, so_test_scene_set_up, tests[i].func, so_test_scene_tear_down);
  g_test_add_func ("/standing/words", test_words);
  g_test_add_func ("/standing/kinds", test_kinds);
  return g_test_run ();
}
