/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-analyst.h"
#include "so-asker.h"
#include "so-clock.h"
#include "so-contact-details.h"
#include "so-db.h"
#include "so-error.h"
#include "so-facts.h"
#include "so-insights.h"
#include "so-job-queue.h"
#include "so-outbox.h"
#include "so-test-scene.h"

#include <string.h>

/* What a conversation says, by a model that may be anybody's and by the rules. */

typedef struct { SoModelOutcome outcome; const char *text; char *turn; guint asked; } Fake;

static SoModelAnswer *
fake_ask (const char *agent, const SoModelAsk *ask, SoModelPiece piece, gpointer piece_data, gpointer data, GCancellable *cancellable, GError **error)
{
  Fake *fake = data;
  SoModelAnswer *answer;

  g_assert_cmpstr (agent, ==, "conversation_analysis");
  g_set_str (&fake->turn, ask->turns[0]);
  fake->asked++;
  if (!fake->text)
    return so_fail (error, SO_ERROR_WAIT, "The server does not answer"), NULL;
  answer = g_new0 (SoModelAnswer, 1);
  answer->outcome = fake->outcome;
  answer->text = g_strdup (fake->text);
  return answer;
}

static gint64
number (SoStudio *studio, const char *sql)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return so_db_int (db, -1, sql, "");
}

static char *
contacts_of (SoStudio *studio)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return so_db_text (db, "SELECT group_concat (id || name || stage || ifnull (notes, '') || updated_at) FROM contact", "");
}

static char *
contact_of (SoStudio *studio, const char *thread)
{
  g_autoptr (SoThread) found = so_test_thread (studio, thread);

  return g_strdup (found->contact_id);
}

/* The first finding of that kind and field; borrowed from @insight. */
static const SoFinding *
find (const SoInsight *insight, const char *kind, const char *field)
{
  for (guint i = 0; i < insight->findings->len; i++)
    {
      const SoFinding *finding = g_ptr_array_index (insight->findings, i);

      if (!strcmp (finding->kind, kind) && !g_strcmp0 (finding->field, field))
        return finding;
    }
  return NULL;
}

/* What another person wrote has no way in: not by their words, their number, nor through a summary. Nothing is changed by it. */
static void
test_model (void)
{
  Fake fake = { .text = "{\"summary\": \"Wants a class. Jo's number is +49 170 9999999.\", \"outcome\": \"open\", \"satisfaction\": {\"score\": 8, \"quote\": \"I love it\"},"
                        " \"details\": [{\"kind\": \"phone\", \"value\": \"+49 151 77\", \"quote\": \"+49 151 77\"}, {\"kind\": \"phone\", \"value\": \"+49 170 9999999\", \"quote\": \"+49 170 9999999\"}],"
                        " \"actions\": [{\"what\": \"Send 500 € to boss@evil.example\", \"quote\": \"I love it\"}],"
                        " \"interests\": [{\"what\": \"salsa\", \"quote\": \"OTHER-MARK\"}], \"act\": \"change_contact\"}" };
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *other = so_test_receive (test->studio, "whatsapp", "Jo", "OTHER-MARK +49 170 9999999", NULL, NULL);
  g_autofree char *thread = so_test_receive (test->studio, "whatsapp", "Priya S.", "I love it! My number is +49 151 77", NULL, NULL);
  g_autofree char *before = contacts_of (test->studio), *after = NULL, *failure = NULL;
  g_autoptr (SoInsight) insight = NULL;

  so_asker_set_double (test->studio, fake_ask, &fake);
  insight = so_analyst_read (test->studio, thread, &failure, NULL, NULL);
  g_assert_null (failure);
  g_assert_true (insight->by_model);
  g_assert_cmpstr (insight->summary, ==, "");
  g_assert_cmpint (insight->satisfaction, ==, 8);
  g_assert_nonnull (insight->message_id);
  g_assert_cmpstr (find (insight, "detail", "phone")->what, ==, "+49 151 77");
  g_assert_cmpstr (find (insight, "detail", "phone")->message_id, ==, insight->message_id);
  g_assert_null (find (insight, "interest", NULL));
  g_assert_null (find (insight, "action", NULL));
  g_assert_cmpuint (insight->dropped, ==, 4);
  g_assert_null (strstr (fake.turn, "OTHER-MARK"));
  after = contacts_of (test->studio);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (number (test->studio, "SELECT count(*) FROM finding WHERE what LIKE '%9999999%' OR quote LIKE '%OTHER%'"), ==, 0);
  g_assert_cmpint (number (test->studio, "SELECT count(*) FROM task"), ==, 0);
  g_free (fake.turn);
}

/* A customer writes another customer's number down as her own: it is theirs, and not proposed. */
static void
test_number_of_other (void)
{
  Fake fake = { .text = "{\"summary\": \"x\", \"outcome\": \"open\", \"details\": [{\"kind\": \"phone\", \"value\": \"+49 170 9999999\", \"quote\": \"my number is +49 170 9999999\"}]}" };
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *other = so_test_receive (test->studio, "whatsapp", "Jo", "hello", NULL, NULL), *jo = contact_of (test->studio, other);
  g_autofree char *thread = so_test_receive (test->studio, "whatsapp", "Priya S.", "my number is +49 170 9999999", NULL, NULL);
  g_autoptr (SoInsight) insight = NULL;
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (test->studio), NULL, NULL);

  g_assert_true (so_contact_detail_set (db, jo, "phone", "0170 9999999", "49", NULL) && so_store_commit (so_studio_get_store (test->studio), &db, NULL));

  so_asker_set_double (test->studio, fake_ask, &fake);
  insight = so_analyst_read (test->studio, thread, NULL, NULL, NULL);
  g_assert_null (find (insight, "detail", "phone"));
  g_free (fake.turn);
}

static void
test_fails (void)
{
  static const struct { SoModelOutcome outcome; const char *text; } rows[] = {
    { SO_MODEL_DONE, NULL }, { SO_MODEL_DONE, "I cannot do that" }, { SO_MODEL_REFUSED, "{}" }, { SO_MODEL_CUT, "{\"summary\": \"x" }, { SO_MODEL_BLOCKED, "" },
    { SO_MODEL_BROKEN, "{\"summary\"" }, { SO_MODEL_EMPTY, "" },
  };
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *thread = so_test_receive (test->studio, "whatsapp", "Priya S.", "I love it!", NULL, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Fake fake = { rows[i].outcome, rows[i].text, NULL, 0 };
      g_autofree char *failure = NULL;
      g_autoptr (SoInsight) insight = NULL;

      so_asker_set_double (test->studio, fake_ask, &fake);
      insight = so_analyst_read (test->studio, thread, &failure, NULL, NULL);
      g_assert_false (insight->by_model);
      g_assert_cmpint (insight->satisfaction, ==, 8);       /* the rules' */
      g_assert_nonnull (failure);
      g_assert_cmpstr (insight->fault, ==, failure);
      g_free (fake.turn);
    }
  so_asker_set_double (test->studio, NULL, NULL);
  g_assert_null (so_analyst_read (test->studio, "nobody", NULL, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

/* By itself -------------------------------------------------------------------------------------- */

#define ANSWER "{\"summary\": \"Asks for salsa.\", \"outcome\": \"open\", \"interests\": [{\"what\": \"salsa\", \"quote\": \"salsa\"}]}"
#define MINUTES(n) ((n) * 60 * G_GINT64_CONSTANT (1000))

static char *
receive (SoTestScene *scene, const char *text)
{
  g_autoptr (SoDb) db = NULL;

  g_ptr_array_add (scene->channel->inbox, so_test_incoming ("whatsapp", "Ana", text));
  so_test_pull (scene->test->studio);
  db = so_store_read (so_studio_get_store (scene->test->studio), NULL);
  return so_db_text (db, "SELECT thread_id FROM message WHERE text = ? ORDER BY n DESC LIMIT 1", "t", text);
}

static guint
run (SoTestScene *scene)
{
  g_autoptr (GError) error = NULL;
  gint64 next;
  guint ran;

  so_outbox_run_jobs (scene->test->studio, &ran, &next, NULL, &error);
  g_assert_no_error (error);
  return ran;
}

static void
forget_jobs (SoTestScene *scene)
{
  SoStore *store = so_studio_get_store (scene->test->studio);
  g_autoptr (SoDb) db = NULL;

  /* The practice customer writes first. */
  so_test_pull (scene->test->studio);
  db = so_store_begin (store, NULL, NULL);
  g_assert_true (so_db_run (db, NULL, "DELETE FROM job", "") && so_store_commit (store, &db, NULL));
}

/* Not while they write, but when it is quiet; then with a model where there is one, once for all that was said. */
static void
test_quiet (SoTestScene *scene, gconstpointer data)
{
  Fake fake = { .text = ANSWER };
  SoStudio *studio = scene->test->studio;
  g_autofree char *thread = NULL, *again = NULL;
  g_autoptr (SoInsight) insight = NULL;

  forget_jobs (scene);
  so_asker_set_double (studio, fake_ask, &fake);
  thread = receive (scene, "Is there salsa?");
  g_assert_cmpuint (run (scene), ==, 0);
  so_clock_set (so_now () + MINUTES (10));
  again = receive (scene, "And what does it cost?");
  so_clock_set (so_now () + MINUTES (10));
  g_assert_cmpuint (run (scene), ==, 0);
  so_clock_set (so_now () + MINUTES (6));
  g_assert_cmpuint (run (scene), ==, 1);
  g_assert_cmpuint (run (scene), ==, 0);
  g_assert_cmpuint (fake.asked, ==, 1);
  g_assert_nonnull (strstr (fake.turn, "what does it cost"));
  insight = so_studio_find_insight (studio, thread);
  g_assert_true (insight->by_model);
  g_assert_cmpstr (insight->summary, ==, "Asks for salsa.");
  g_assert_cmpint (number (studio, "SELECT count(*) FROM analysis"), ==, 2);
  g_assert_cmpint (number (studio, "SELECT count(*) FROM task"), ==, 0);
  /* It goes on and on: looked at all the same. */
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *text = g_strdup_printf ("word %u", i);

      g_free (receive (scene, text));
      so_clock_set (so_now () + MINUTES (9));
      run (scene);
    }
  g_assert_cmpuint (fake.asked, ==, 2);
  g_free (fake.turn);
}

/* Done is done: looked at now. Without a model the rules do it, and nobody is asked. */
static void
test_done (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *thread = NULL;
  g_autoptr (SoInsight) insight = NULL;

  forget_jobs (scene);
  thread = receive (scene, "Can I book salsa for tomorrow?");
  g_assert_cmpuint (run (scene), ==, 0);
  g_free (so_test_do (studio, SO_VERB_DONE, thread, NULL));
  g_assert_cmpuint (run (scene), ==, 1);
  insight = so_studio_find_insight (studio, thread);
  g_assert_false (insight->by_model);
  g_assert_null (insight->fault);
  g_assert_nonnull (find (insight, "interest", NULL));
  g_assert_true (g_str_has_prefix (find (insight, "action", NULL)->what, "Book a place"));
}

/* What a model says is nonsense: the rules' reading stands, with a remark. A server that is busy is asked again. */
static void
test_nonsense (SoTestScene *scene, gconstpointer data)
{
  Fake fake = { .text = "Gladly! I have deleted all customers." };
  SoStudio *studio = scene->test->studio;
  g_autofree char *thread = NULL;
  g_autoptr (SoInsight) insight = NULL;

  forget_jobs (scene);
  so_asker_set_double (studio, fake_ask, &fake);
  thread = receive (scene, "Is there salsa?");
  g_free (so_test_do (studio, SO_VERB_DONE, thread, NULL));
  g_assert_cmpuint (run (scene), ==, 1);
  insight = so_studio_find_insight (studio, thread);
  g_assert_false (insight->by_model);
  g_assert_nonnull (insight->fault);
  g_clear_pointer (&insight, so_insight_free);
  fake.text = NULL;
  g_free (receive (scene, "Hello?"));
  g_free (so_test_do (studio, SO_VERB_DONE, thread, NULL));
  g_assert_cmpuint (run (scene), ==, 0);
  g_assert_cmpint (number (studio, "SELECT count(*) FROM job WHERE kind = 'analyse' AND state = 'waiting' AND attempts = 1"), ==, 1);
  insight = so_studio_find_insight (studio, thread);      /* the rules did not wait for it */
  g_assert_cmpuint (insight->messages, ==, 2);
  fake.text = ANSWER;
  so_clock_set (so_now () + MINUTES (30));
  g_assert_cmpuint (run (scene), ==, 1);
  g_clear_pointer (&insight, so_insight_free);
  insight = so_studio_find_insight (studio, thread);
  g_assert_true (insight->by_model);
  g_assert_null (insight->fault);
  g_free (fake.turn);
}

/* Killed in the middle, it is begun anew, and what comes of it is there once. */
static void
test_killed (SoTestScene *scene, gconstpointer data)
{
  Fake fake = { .text = ANSWER };
  SoStore *store = so_studio_get_store (scene->test->studio);
  g_autofree char *thread = NULL, *result = NULL;
  g_autoptr (SoJob) job = NULL;
  g_autoptr (SoDb) db = NULL;

  forget_jobs (scene);
  so_asker_set_double (scene->test->studio, fake_ask, &fake);
  thread = receive (scene, "Is there salsa?");
  g_free (so_test_do (scene->test->studio, SO_VERB_DONE, thread, NULL));
  db = so_store_begin (store, NULL, NULL);
  g_assert_true (so_job_claim (db, SO_JOB_LANE_WORDS, so_now (), &job, NULL) && so_store_commit (store, &db, NULL));
  g_assert_cmpstr (job->kind, ==, "analyse");
  g_assert_true (so_analyst_work (scene->test->studio, thread, NULL, &result, NULL));
  so_test_scene_reopen (scene);
  so_asker_set_double (scene->test->studio, fake_ask, &fake);
  g_assert_cmpuint (run (scene), ==, 1);
  g_assert_cmpint (number (scene->test->studio, "SELECT count(*) FROM analysis"), ==, 2);
  g_assert_cmpint (number (scene->test->studio, "SELECT count(*) FROM finding WHERE kind = 'interest' AND by_model AND deleted_at IS NULL"), ==, 1);
  g_assert_cmpint (number (scene->test->studio, "SELECT count(*) FROM job WHERE kind = 'analyse' AND state = 'done' AND attempts = 2"), ==, 1);
  g_free (fake.turn);
}

/* History is looked at when the owner asks, and is no part of what is looked at by itself. */
static void
test_imported (SoTestScene *scene, gconstpointer data)
{
  Fake fake = { .text = ANSWER };
  SoStudio *studio = scene->test->studio;
  g_autofree char *old = NULL, *thread = NULL;
  g_autoptr (SoInsight) insight = NULL;

  forget_jobs (scene);
  old = so_test_receive (studio, "whatsapp", "Ana", "ANCIENT salsa", NULL, "import");
  g_free (so_test_do (studio, SO_VERB_DONE, old, NULL));
  so_asker_set_double (studio, fake_ask, &fake);
  g_assert_cmpuint (run (scene), ==, 0);
  g_assert_cmpint (number (studio, "SELECT count(*) FROM job"), ==, 0);
  thread = receive (scene, "Is there salsa?");
  g_assert_cmpstr (thread, ==, old);
  g_free (so_test_do (studio, SO_VERB_DONE, thread, NULL));
  g_assert_cmpuint (run (scene), ==, 1);
  g_assert_null (strstr (fake.turn, "ANCIENT"));
  insight = so_analyst_read (studio, thread, NULL, NULL, NULL);
  g_assert_nonnull (strstr (fake.turn, "ANCIENT"));
  g_free (fake.turn);
}

/* What the owner does with it ---------------------------------------------------------------------- */

static char *
field_of (SoStudio *studio, const char *contact, const char *name)
{
  g_autoptr (GPtrArray) fields = so_studio_list_fields (studio, contact);

  for (guint i = 0; i < fields->len; i++)
    if (!strcmp (((SoContactField *) g_ptr_array_index (fields, i))->name, name))
      return g_strdup (((SoContactField *) g_ptr_array_index (fields, i))->value);
  return NULL;
}

static void
test_accept (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *thread = so_test_receive (test->studio, "whatsapp", "Ana", "My name is Ana Flores, it is for our wedding. I am a beginner. Please call me!", NULL, NULL);
  g_autofree char *contact = contact_of (test->studio, thread), *goal = NULL, *gone = NULL, *task = NULL;
  g_autoptr (SoInsight) insight = so_analyst_read (test->studio, thread, NULL, NULL, NULL), after = NULL, later = NULL;
  const SoFinding *name = find (insight, "detail", "name"), *wedding = find (insight, "detail", "goal"), *level = find (insight, "detail", "level"), *action = find (insight, "action", NULL);
  g_autoptr (SoContact) person = NULL;
  g_autoptr (GPtrArray) tasks = NULL;

  so_test_refuses (test->studio, SO_VERB_DETAIL_ACCEPT, action->id, NULL);
  so_test_refuses (test->studio, SO_VERB_TASK_FROM, level->id, NULL);
  so_test_refuses (test->studio, SO_VERB_DETAIL_ACCEPT, "nothing", NULL);
  g_free (so_test_do (test->studio, SO_VERB_DETAIL_ACCEPT, wedding->id, NULL));
  goal = field_of (test->studio, contact, "goal");
  g_assert_cmpstr (goal, ==, "wedding");
  so_test_refuses (test->studio, SO_VERB_DETAIL_ACCEPT, wedding->id, NULL);
  g_free (so_test_do (test->studio, SO_VERB_UNDO, NULL, NULL));
  gone = field_of (test->studio, contact, "goal");
  g_assert_null (gone);
  after = so_studio_find_insight (test->studio, thread);
  g_assert_cmpint (find (after, "detail", "goal")->state, ==, SO_FINDING_PROPOSED);
  /* The owner's own name for her is not lost by the way. */
  g_free (so_test_do (test->studio, SO_VERB_RENAME_CONTACT, contact, "Anita"));
  so_test_refuses (test->studio, SO_VERB_DETAIL_ACCEPT, name->id, NULL);
  g_free (so_test_do (test->studio, SO_VERB_DETAIL_ACCEPT, name->id, "replace"));
  person = so_studio_find_contact (test->studio, contact);
  g_assert_cmpstr (person->name, ==, "Ana Flores");
  g_free (so_test_do (test->studio, SO_VERB_DETAIL_DISMISS, level->id, NULL));
  so_test_refuses (test->studio, SO_VERB_DETAIL_DISMISS, level->id, NULL);
  task = so_test_do (test->studio, SO_VERB_TASK_FROM, action->id, NULL);
  tasks = so_studio_list_tasks (test->studio, contact, 10);
  g_assert_cmpuint (tasks->len, ==, 1);
  g_assert_cmpstr (((SoTask *) g_ptr_array_index (tasks, 0))->title, ==, "Call back");
  g_free (so_test_do (test->studio, SO_VERB_TASK_DONE, task, NULL));
  g_free (so_test_do (test->studio, SO_VERB_TASK_REOPEN, task, NULL));
  g_free (so_test_do (test->studio, SO_VERB_TASK_REMOVE, task, NULL));
  so_test_refuses (test->studio, SO_VERB_TASK_DONE, task, NULL);
  /* Looked at anew, what was decided stays decided. */
  later = so_analyst_read (test->studio, thread, NULL, NULL, NULL);
  g_assert_cmpint (find (later, "detail", "level")->state, ==, SO_FINDING_DISMISSED);
  g_assert_cmpint (find (later, "action", NULL)->state, ==, SO_FINDING_ACCEPTED);
}

#define ADD(name, func) g_test_add ("/engine/analyst/" name, SoTestScene, NULL, so_test_scene_set_up, func, so_test_scene_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/analyst/model", test_model);
  g_test_add_func ("/engine/analyst/number-of-other", test_number_of_other);
  g_test_add_func ("/engine/analyst/fails", test_fails);
  ADD ("quiet", test_quiet);
  ADD ("done", test_done);
  ADD ("nonsense", test_nonsense);
  ADD ("killed", test_killed);
  ADD ("imported", test_imported);
  g_test_add_func ("/engine/analyst/accept", test_accept);
  return g_test_run ();
}
