/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-automation.h"
#include "so-clock.h"
#include "so-drafts.h"
#include "so-reply-templates.h"
#include "so-rules.h"
#include "so-sequences.h"
#include "so-settings.h"
#include "so-studio-private.h"
#include "so-tags.h"
#include "so-threads.h"

#include <string.h>

#define DAY(n) (SO_TEST_NOW + (n) * 24 * 3600 * G_GINT64_CONSTANT (1000))

static SoDb *
reader (SoTestScene *scene)
{
  return so_store_read (so_studio_get_store (scene->test->studio), NULL);
}

static char *
rule (SoTestScene *scene, const char *json)
{
  char *id = so_test_do (scene->test->studio, SO_VERB_RULE_SAVE, "new", json);

  g_free (so_test_do (scene->test->studio, SO_VERB_RULE_ON, id, NULL));
  return id;
}

static char *
template (SoTestScene *scene, const char *name, const char *text)
{
  SoStore *store = so_studio_get_store (scene->test->studio);
  SoReplyTemplate reply = { .name = (char *) name, .category = (char *) "other", .text = (char *) text };
  g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);
  char *id = so_reply_template_save (db, &reply, NULL);

  g_assert_true (so_store_commit (store, &db, NULL));
  return id;
}

/* Somebody writes, and the studio pulls; the id of the conversation. */
static char *
say (SoTestScene *scene, const char *name, const char *text)
{
  SoIncoming *message = so_test_incoming ("whatsapp", name, text);
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (SoMessage) stored = NULL;

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

static SoDraft *
open_draft (SoTestScene *scene, const char *thread)
{
  g_autoptr (SoDb) db = reader (scene);

  return so_draft_of_thread (db, thread, NULL);
}

#define assert_tags(scene, thread, expected) \
  G_STMT_START { g_autoptr (SoDb) db_ = reader (scene); g_auto (GStrv) tags_ = so_tags_of (db_, thread); g_autofree char *line_ = g_strjoinv (",", tags_); \
    g_assert_cmpstr (line_, ==, expected); } G_STMT_END

static void
test_sorts (SoTestScene *scene, gconstpointer data)
{
  g_autofree char *id = so_test_do (scene->test->studio, SO_VERB_RULE_SAVE, "new", "{\"name\":\"Kids\",\"if\":{\"words\":[\"kids\"]},\"then\":{\"tags\":[\"Kids\"],\"priority\":\"HIGH\",\"escalate\":true}}");
  g_autofree char *before = say (scene, "Before", "Something for kids?"), *other = NULL, *after = NULL;
  g_autoptr (SoThread) thread = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoRule) stored = NULL;

  assert_tags (scene, before, "");             /* off until it is switched on */
  g_free (so_test_do (scene->test->studio, SO_VERB_RULE_ON, id, NULL));
  other = say (scene, "Other", "Something for me?");
  assert_tags (scene, other, "");
  after = say (scene, "After", "Something for kids?");
  assert_tags (scene, after, "Kids");
  thread = so_test_thread (scene->test->studio, after);
  g_assert_cmpstr (thread->priority, ==, "HIGH");
  g_assert_cmpint (thread->escalated_at, >, 0);
  g_assert_cmpuint (so_test_count_outbound (scene->test->studio, after), ==, 0);
  db = reader (scene);
  stored = so_rule_find (db, id, NULL);
  g_assert_cmpuint (stored->used, ==, 1);
}

/* A change is a new version, and off: what the owner has not seen at work does not work. Undo brings back what was. */
static void
test_change (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *id = rule (scene, "{\"name\":\"Kids\",\"if\":{\"words\":[\"kids\"]},\"then\":{\"tags\":[\"Kids\"]}}"), *thread = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoRule) changed = NULL, back = NULL;

  so_clock_set (SECONDS (1));      /* after the answer that the scene has approved: undo takes the newest */
  g_free (so_test_do (studio, SO_VERB_RULE_SAVE, id, "{\"name\":\"Kids\",\"if\":{\"words\":[\"teens\"]},\"then\":{\"tags\":[\"Teens\"]}}"));
  db = reader (scene);
  changed = so_rule_find (db, id, NULL);
  g_assert_false (changed->enabled);
  g_assert_cmpint (changed->version, ==, 2);
  g_clear_pointer (&db, so_db_release);
  g_free (so_test_do (studio, SO_VERB_UNDO, NULL, NULL));
  db = reader (scene);
  back = so_rule_find (db, id, NULL);
  g_assert_true (back->enabled);
  g_assert_cmpstr (back->when.words[0], ==, "kids");
  g_assert_cmpint (back->version, >, 2);       /* the number of the change never means what was before it */
  g_clear_pointer (&db, so_db_release);
  g_free (so_test_do (studio, SO_VERB_RULE_DELETE, id, NULL));
  thread = say (scene, "Ana", "For kids?");
  assert_tags (scene, thread, "");
  so_test_refuses (studio, SO_VERB_RULE_ON, id, NULL);
  so_test_refuses (studio, SO_VERB_RULE_SAVE, "nobody", "{\"name\":\"Kids\",\"then\":{\"tags\":[\"Teens\"]}}");
  so_test_refuses (studio, SO_VERB_RULE_SAVE, "new", "{\"name\":\"Kids\",\"then\":{\"template\":\"None of that name\"}}");
  so_test_refuses (studio, SO_VERB_RULE_SAVE, "new", "{\"name\":\"Kids\",\"then\":{\"follow_up\":\"None of that name\"}}");
}

/* The owner's template goes before what the knowledge base has, never over her own words, and not where she wants no drafts. */
static void
test_proposes (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *template_id = template (scene, "Kids", "Hi {first name|there}, our kids' class is on Monday."), *entry = so_test_teach (studio, "classes", "Do you have kids classes?", "Yes.");
  g_autofree char *id = rule (scene, "{\"name\":\"Kids\",\"if\":{\"words\":[\"kids\"]},\"then\":{\"template\":\"Kids\"}}"), *ana = say (scene, "Ana Lopez", "Do you have kids classes?");
  g_autofree char *own = NULL, *manual = NULL;
  g_autoptr (SoDraft) proposed = open_draft (scene, ana), kept = NULL, none = NULL;

  g_assert_cmpstr (proposed->text, ==, "Hi Ana, our kids' class is on Monday.");
  g_assert_cmpstr (proposed->origin, ==, "own-rule");
  g_assert_cmpint (proposed->state, ==, SO_DRAFT_PROPOSED);
  own = so_test_do (studio, SO_VERB_WRITE, ana, "I am writing");
  g_free (say (scene, "Ana Lopez", "Kids, I mean my kids"));
  kept = open_draft (scene, ana);
  g_assert_cmpstr (kept->text, ==, "I am writing");
  g_free (so_test_do (studio, SO_VERB_SAVE_SETTING, "assistant.mode", "manual"));
  manual = say (scene, "Bo", "Do you have kids classes?");
  none = open_draft (scene, manual);
  g_assert_null (none);
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
}

static void
test_trial (SoTestScene *scene, gconstpointer data)
{
  g_autoptr (SoRule) kids = so_rule_from_json ("Kids", "{\"if\":{\"words\":[\"kids\"]},\"then\":{\"tags\":[\"Kids\"]}}", NULL);
  g_autofree char *ana = say (scene, "Ana", "For kids?"), *bo = say (scene, "Bo", "For me?");
  g_autoptr (SoDb) db = reader (scene);
  g_autoptr (SoRuleTrial) trial = so_rule_try (db, kids, so_now () + 1, NULL, NULL), late = NULL, stopped = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (trial->messages, >=, 2);
  g_assert_cmpuint (trial->fitting, ==, 1);
  g_assert_cmpstr (((SoRuleExample *) trial->examples->pdata[0])->question, ==, "For kids?");
  assert_tags (scene, ana, "");                /* nothing was done */
  late = so_rule_try (db, kids, DAY (31), NULL, NULL);
  g_assert_cmpuint (late->fitting, ==, 0);
  g_cancellable_cancel (cancellable);
  stopped = so_rule_try (db, kids, so_now (), cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (ana, !=, bo);
}

static char *
follow_ups (SoTestScene *scene)
{
  return so_test_do (scene->test->studio, SO_VERB_FOLLOW_UPS_SAVE, "new",
                     "{\"name\":\"Trial\",\"steps\":[{\"days\":2,\"text\":\"Hi {first name|there}, did you like it?\"},{\"days\":3,\"text\":\"Shall I keep a place?\"}]}");
}

static void
assert_run (SoTestScene *scene, const char *thread, const char *state, guint step)
{
  g_autoptr (SoDb) db = reader (scene);
  g_autoptr (GPtrArray) runs = so_sequence_runs (db, thread, NULL);
  const SoSequenceRun *run = runs->pdata[0];

  g_assert_cmpstr (run->state, ==, state);
  g_assert_cmpuint (run->step, ==, step);
}

/* Two days later the first is proposed, and while it waits nothing else is; then the second, and that was all. Nothing leaves by itself. */
static void
test_follow_up (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *sequence = follow_ups (scene), *ana = say (scene, "Ana Lopez", "Thanks for the trial");
  g_autoptr (SoDraft) before = NULL, first = NULL, still = NULL, second = NULL;
  g_autoptr (SoThread) thread = NULL;

  g_free (so_test_do (studio, SO_VERB_FOLLOW_UPS_START, ana, "Trial"));
  g_free (so_test_do (studio, SO_VERB_DONE, ana, NULL));
  so_clock_set (DAY (2) - 1);
  so_test_pull (studio);
  before = open_draft (scene, ana);
  g_assert_null (before);
  so_clock_set (DAY (2));
  so_test_pull (studio);
  first = open_draft (scene, ana);
  g_assert_cmpstr (first->text, ==, "Hi Ana, did you like it?");
  g_assert_cmpstr (first->origin, ==, "sequence");
  thread = so_test_thread (studio, ana);
  g_assert_cmpint (thread->state, ==, SO_THREAD_OPEN);      /* it was done */
  so_clock_set (DAY (6));
  so_test_pull (studio);
  still = open_draft (scene, ana);
  g_assert_cmpstr (still->id, ==, first->id);
  g_free (so_test_do (studio, SO_VERB_DISCARD, first->id, "3"));
  so_test_pull (studio);
  second = open_draft (scene, ana);
  g_assert_cmpstr (second->text, ==, "Shall I keep a place?");
  assert_run (scene, ana, "done", 1);
  g_assert_cmpuint (so_test_count_outbound (studio, ana), ==, 0);
}

static void
test_follow_up_ends (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *sequence = follow_ups (scene), *id = rule (scene, "{\"name\":\"All\",\"if\":{\"words\":[\"trial\"]},\"then\":{\"follow_up\":\"Trial\"}}");
  g_autofree char *ana = say (scene, "Ana", "I liked the trial"), *bo = say (scene, "Bo", "The trial was good"), *cy = say (scene, "Cy", "The trial was good"), *di = say (scene, "Di", "Trial");
  g_autoptr (SoThread) thread = so_test_thread (studio, bo);

  assert_run (scene, ana, "running", 0);
  so_clock_set (DAY (1));
  g_free (say (scene, "Ana", "I will think about it"));
  assert_run (scene, ana, "replied", 0);
  g_free (so_test_do (studio, SO_VERB_STAGE, thread->contact_id, "CONVERTED"));
  g_free (so_test_do (studio, SO_VERB_FOLLOW_UPS_STOP, cy, NULL));
  assert_run (scene, cy, "stopped", 0);
  g_free (so_test_do (studio, SO_VERB_FOLLOW_UPS_DELETE, sequence, NULL));
  so_clock_set (DAY (2));
  so_test_pull (studio);
  assert_run (scene, bo, "closed", 0);
  assert_run (scene, di, "stopped", 0);
  so_test_refuses (studio, SO_VERB_FOLLOW_UPS_START, di, "Trial");
}

static void
undo (SoTestScene *scene, const char *what)
{
  g_autofree char *undone = so_test_do (scene->test->studio, SO_VERB_UNDO, NULL, NULL);

  g_assert_cmpstr (undone, ==, what);
}

static guint
running_with (SoTestScene *scene, const char *contact_id, const char *name)
{
  g_autoptr (SoDb) db = reader (scene);
  g_autoptr (GPtrArray) runs = so_sequence_running_with (db, contact_id, NULL);

  if (runs->len)
    {
      const SoSequenceRun *run = runs->pdata[0];

      g_assert_cmpstr (run->name, ==, name);
      g_assert_cmpuint (run->n_steps, ==, name ? 2 : 0);
      g_assert_cmpint (run->due_at, ==, DAY (3));
    }
  return runs->len;
}

/* Begun and stopped by hand, each taken back; twice is once; a run whose follow-ups are removed is shown without their name. */
static void
test_follow_up_by_hand (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *sequence = follow_ups (scene), *ana = say (scene, "Ana", "Hello");
  g_autoptr (SoThread) thread = so_test_thread (studio, ana);

  so_clock_set (DAY (1));     /* later than what the outbox has */
  g_free (so_test_do (studio, SO_VERB_FOLLOW_UPS_START, ana, sequence));
  g_free (so_test_do (studio, SO_VERB_FOLLOW_UPS_START, ana, sequence));
  g_assert_cmpuint (running_with (scene, thread->contact_id, "Trial"), ==, 1);
  undo (scene, "Follow-ups begun: Ana");
  assert_run (scene, ana, "stopped", 0);
  g_free (so_test_do (studio, SO_VERB_FOLLOW_UPS_START, ana, sequence));
  g_free (so_test_do (studio, SO_VERB_FOLLOW_UPS_STOP, ana, NULL));
  g_assert_cmpuint (running_with (scene, thread->contact_id, NULL), ==, 0);
  undo (scene, "Follow-ups stopped: Ana");
  g_assert_cmpuint (running_with (scene, thread->contact_id, "Trial"), ==, 1);
  g_free (so_test_do (studio, SO_VERB_FOLLOW_UPS_DELETE, sequence, NULL));
  g_assert_cmpuint (running_with (scene, thread->contact_id, NULL), ==, 1);
}

/* Where they would end before the first message it says so, and nothing begins. */
static void
test_follow_up_refused (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *sequence = follow_ups (scene), *ana = say (scene, "Ana", "Hello");
  g_autoptr (SoThread) thread = so_test_thread (studio, ana);
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) runs = NULL;

  g_free (so_test_do (studio, SO_VERB_SPAM, ana, NULL));
  so_test_refuses (studio, SO_VERB_FOLLOW_UPS_START, ana, sequence);
  g_free (so_test_do (studio, SO_VERB_REOPEN, ana, NULL));
  g_free (so_test_do (studio, SO_VERB_STAGE, thread->contact_id, "LOST no-answer"));
  so_test_refuses (studio, SO_VERB_FOLLOW_UPS_START, ana, sequence);
  so_test_refuses (studio, SO_VERB_FOLLOW_UPS_START, ana, "No such");
  so_test_refuses (studio, SO_VERB_FOLLOW_UPS_STOP, "no such conversation", NULL);
  db = reader (scene);
  runs = so_sequence_runs (db, ana, NULL);
  g_assert_cmpuint (runs->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/automation/" name, SoTestScene, NULL, so_test_scene_set_up, function, so_test_scene_tear_down)
  ADD ("sorts", test_sorts);
  ADD ("change", test_change);
  ADD ("proposes", test_proposes);
  ADD ("trial", test_trial);
  ADD ("follow-up", test_follow_up);
  ADD ("follow-up-ends", test_follow_up_ends);
  ADD ("follow-up-by-hand", test_follow_up_by_hand);
  ADD ("follow-up-refused", test_follow_up_refused);
  return g_test_run ();
}
