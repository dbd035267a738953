/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-check-facts.h"
#include "so-clock.h"
#include "so-contacts.h"
#include "so-drafts.h"
#include "so-reply-templates.h"
#include "so-stage-moves.h"
#include "so-studio-private.h"
#include "so-threads.h"
#include "so-trial-touch.h"
#include "so-trials.h"

#include <string.h>

/* Trial classes: what follows from them on the board, and what is proposed afterwards. Nothing leaves by itself. */

#define DAY(n) (SO_TEST_NOW + (n) * 24 * 3600 * G_GINT64_CONSTANT (1000))
#define HOUR (3600 * G_GINT64_CONSTANT (1000))

static SoDb *
reader (SoTestScene *scene)
{
  return so_store_read (so_studio_get_store (scene->test->studio), NULL);
}

/* Somebody writes, and the studio pulls; the id of the conversation. */
static char *
say (SoTestScene *scene, const char *name, const char *text)
{
  SoIncoming *message = so_test_incoming ("whatsapp", name, text);
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GArray) numbers = NULL;

  message->sent_at = so_now ();
  g_ptr_array_add (scene->channel->inbox, message);
  g_assert_cmpuint (so_test_pull (scene->test->studio), >=, 1);
  db = reader (scene);
  numbers = so_thread_numbers (db, &(SoThreadFilter) { .split = SO_SPLIT_ALL }, 0, NULL);
  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      g_autoptr (SoThread) thread = so_thread_load (db, g_array_index (numbers, gint64, i), NULL);

      if (thread && !strcmp (thread->contact_name, name))
        return g_strdup (thread->id);
    }
  g_assert_not_reached ();
}

static char *
person_of (SoTestScene *scene, const char *thread_id)
{
  g_autoptr (SoThread) thread = so_test_thread (scene->test->studio, thread_id);

  return g_strdup (thread->contact_id);
}

/* A class at @at of who writes in @thread. */
static char *
book (SoTestScene *scene, const char *thread, gint64 at)
{
  g_autofree char *person = person_of (scene, thread), *words = NULL;
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (at / 1000);
  g_autofree char *iso = g_date_time_format_iso8601 (when);

  words = g_strconcat (iso, "\nSalsa", NULL);
  return so_test_do (scene->test->studio, SO_VERB_TRIAL_BOOK, person, words);
}

static void
assert_stage (SoTestScene *scene, const char *thread, const char *stage, const char *actor)
{
  g_autofree char *person = person_of (scene, thread);
  g_autoptr (SoDb) db = reader (scene);
  g_autoptr (SoContact) contact = so_contact_find (db, person, NULL);
  g_autoptr (GPtrArray) moves = so_stage_moves (db, person, NULL);

  g_assert_cmpstr (contact->stage, ==, stage);
  g_assert_cmpstr (moves->len ? ((SoStageMove *) moves->pdata[0])->actor : NULL, ==, actor);
}

static SoDraft *
open_draft (SoTestScene *scene, const char *thread)
{
  g_autoptr (SoDb) db = reader (scene);
  g_autoptr (SoDraft) draft = so_draft_of_thread (db, thread, NULL);

  return draft && !g_strcmp0 (draft->origin, "trial") ? g_steal_pointer (&draft) : NULL;
}

/* At that time @text is proposed (NULL: nothing), and not once more when it is looked for again. */
static void
assert_touch (SoTestScene *scene, const char *thread, gint64 at, const char *text)
{
  g_autoptr (SoDraft) first = NULL, again = NULL;

  so_clock_set (at);
  so_test_pull (scene->test->studio);
  first = open_draft (scene, thread);
  g_assert_cmpstr (first ? first->text : NULL, ==, text);
  if (!first)
    return;
  g_assert_cmphex (so_studio_check_draft (scene->test->studio, first->id, NULL) & 1u << SO_CHECK_FACTS, ==, 0);   /* the day is no version of anything */
  so_test_pull (scene->test->studio);
  again = open_draft (scene, thread);
  g_assert_cmpstr (again->id, ==, first->id);
  g_free (so_test_do (scene->test->studio, SO_VERB_DISCARD, first->id, "3"));
  so_test_pull (scene->test->studio);
  g_assert_null (open_draft (scene, thread));
}

/* What is still to be decided of the customer's own question is out of the way. */
static void
clear (SoTestScene *scene, const char *thread)
{
  g_autoptr (SoDb) db = reader (scene);
  g_autoptr (SoDraft) draft = so_draft_of_thread (db, thread, NULL);

  g_clear_pointer (&db, so_db_release);
  if (draft)
    g_free (so_test_do (scene->test->studio, SO_VERB_DISCARD, draft->id, "3"));
}

static void
test_stages (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *ana = say (scene, "Ana Lopez", "Hello"), *trial = NULL, *undone = NULL, *again = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoTrial) kept = NULL;

  so_clock_set (SO_TEST_NOW + HOUR / 2);
  so_test_pull (studio);               /* what was approved has left: there is nothing else to undo */
  trial = book (scene, ana, DAY (1));
  assert_stage (scene, ana, "TRIAL_SCHEDULED", "attendance");
  undone = so_test_do (studio, SO_VERB_UNDO, NULL, NULL);
  g_assert_cmpstr (undone, ==, "Trial booked: Ana Lopez");
  assert_stage (scene, ana, "NEW", NULL);
  so_test_refuses (studio, SO_VERB_TRIAL_CONVERT, trial, NULL);
  g_free (trial);
  trial = book (scene, ana, DAY (1));
  so_test_refuses (studio, SO_VERB_TRIAL_STATE, trial, "asleep");
  g_free (so_test_do (studio, SO_VERB_TRIAL_STATE, trial, "attended"));
  assert_stage (scene, ana, "TRIAL_SCHEDULED", "attendance");
  g_free (so_test_do (studio, SO_VERB_TRIAL_CONVERT, trial, NULL));
  assert_stage (scene, ana, "CONVERTED", "attendance");
  so_clock_set (SO_TEST_NOW + HOUR);
  g_free (so_test_do (studio, SO_VERB_TRIAL_CONVERT, trial, NULL));     /* once more is the same as once */
  db = reader (scene);
  kept = so_trial_find (db, trial, NULL);
  g_assert_cmpint (kept->converted_at, <, SO_TEST_NOW + HOUR);
  g_clear_pointer (&db, so_db_release);
  again = book (scene, ana, DAY (2));                                  /* a customer stays one */
  assert_stage (scene, ana, "CONVERTED", "attendance");
}

static void
test_attended (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *ana = say (scene, "Ana Lopez", "Hello"), *trial = book (scene, ana, SO_TEST_NOW + HOUR);

  clear (scene, ana);
  g_free (so_test_do (studio, SO_VERB_TRIAL_STATE, trial, "attended"));
  assert_touch (scene, ana, DAY (1), NULL);
  assert_touch (scene, ana, DAY (1) + HOUR, "Hi Ana, it was lovely to have you in Salsa. How did you like it?");
  assert_touch (scene, ana, DAY (2), NULL);
  assert_touch (scene, ana, DAY (3) + HOUR, "Hi Ana, are there any questions left after Salsa? I am happy to help you find what fits.");
  /* The program was off: what is too late is left out. */
  assert_touch (scene, ana, DAY (12) + HOUR, "Hi Ana, this is my last message about your trial class. If you would like to join us, just write back: you are always welcome.");
  assert_touch (scene, ana, DAY (13), NULL);
  g_assert_cmpuint (so_test_count_outbound (studio, ana), ==, 0);
}

static void
test_branches (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *bo = say (scene, "Bo Berg", "Hello"), *cy = say (scene, "Cy Young", "Hello"), *dee = say (scene, "Dee Dahl", "Hello");
  g_autofree char *missed = book (scene, bo, SO_TEST_NOW + HOUR), *off = book (scene, cy, SO_TEST_NOW + HOUR), *open = book (scene, dee, SO_TEST_NOW + HOUR);

  clear (scene, bo);
  clear (scene, cy);
  clear (scene, dee);
  g_free (so_test_do (studio, SO_VERB_TRIAL_STATE, missed, "no-show"));
  g_free (so_test_do (studio, SO_VERB_TRIAL_STATE, off, "cancelled"));
  assert_touch (scene, bo, DAY (1) + HOUR, "Hi Bo, we missed you in Salsa. Is everything all right? I am happy to offer you another day.");
  assert_touch (scene, cy, DAY (1) + HOUR, "Hi Cy, a pity that Salsa did not work out. Would another day suit you better?");
  assert_touch (scene, dee, DAY (1) + HOUR, NULL);     /* nobody has said what became of it */
}

/* An answer, a new booking, a customer won or lost: nobody is asked again. */
static void
test_ends (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  static const char *const names[] = { "Ana Lopez", "Bo Berg", "Cy Young", "Dee Dahl" };
  char *threads[4], *trials[4], *people[4];

  for (guint i = 0; i < 4; i++)
    {
      threads[i] = say (scene, names[i], "Hello");
      clear (scene, threads[i]);
      people[i] = person_of (scene, threads[i]);
      trials[i] = book (scene, threads[i], SO_TEST_NOW + HOUR);
      g_free (so_test_do (studio, SO_VERB_TRIAL_STATE, trials[i], "attended"));
    }
  so_clock_set (SO_TEST_NOW + 2 * HOUR);
  g_free (say (scene, "Ana Lopez", "I liked it"));
  clear (scene, threads[0]);
  g_free (book (scene, threads[1], DAY (9)));
  g_free (so_test_do (studio, SO_VERB_TRIAL_CONVERT, trials[2], NULL));
  g_free (so_test_do (studio, SO_VERB_STAGE, people[3], "LOST price"));
  for (guint i = 0; i < 4; i++)
    {
      assert_touch (scene, threads[i], DAY (1) + 2 * HOUR, NULL);
      g_free (threads[i]);
      g_free (trials[i]);
      g_free (people[i]);
    }
}

/* The owner's own words, and what is proposed on another computer counts here, too. */
static void
test_own_words (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  SoStore *store = so_studio_get_store (studio);
  g_autofree char *ana = say (scene, "Ana Lopez", "Hello"), *trial = book (scene, ana, SO_TEST_NOW + HOUR), *id = NULL;
  SoReplyTemplate reply = { .name = (char *) "trial attended 3", .category = (char *) "other", .text = (char *) "Well, {first name|you}? @trial@!" };
  g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);
  g_autofree char *sources = g_strdup_printf ("[{\"kind\":\"trial\",\"id\":\"%s\",\"title\":\"Salsa\",\"version\":1}]", trial), *draft = NULL;

  g_free (so_reply_template_save (db, &reply, NULL));
  draft = so_draft_add (db, &(SoDraftNew) { .thread_id = ana, .text = "Of the front desk", .origin = "trial", .sources = sources }, NULL);
  g_assert_true (so_store_commit (store, &db, NULL));
  g_free (so_test_do (studio, SO_VERB_DISCARD, draft, "3"));
  clear (scene, ana);
  g_free (so_test_do (studio, SO_VERB_TRIAL_STATE, trial, "attended"));
  assert_touch (scene, ana, DAY (1) + HOUR, NULL);
  assert_touch (scene, ana, DAY (3) + HOUR, "Well, Ana? Salsa!");
}

static void
test_texts (void)
{
  for (SoTrialState state = SO_TRIAL_ATTENDED; state < SO_N_TRIAL_STATES; state++)
    for (guint i = 0; i < SO_N_TRIAL_DAYS; i++)
      {
        const char *english = so_trial_touch_text (state, so_trial_days[i], NULL), *german = so_trial_touch_text (state, so_trial_days[i], "de");

        g_assert_nonnull (english);
        g_assert_cmpstr (english, !=, german);
        g_assert_cmpstr (english, ==, so_trial_touch_text (state, so_trial_days[i], "xx"));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/trials/" name, SoTestScene, NULL, so_test_scene_set_up, function, so_test_scene_tear_down)
  ADD ("stages", test_stages);
  ADD ("attended", test_attended);
  ADD ("branches", test_branches);
  ADD ("ends", test_ends);
  ADD ("own-words", test_own_words);
  g_test_add_func ("/trials/texts", test_texts);
  return g_test_run ();
}
