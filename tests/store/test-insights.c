/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include <string.h>

#include "so-clock.h"
#include "so-contact-details.h"
#include "so-contacts.h"
#include "so-db.h"
#include "so-error.h"
#include "so-events.h"
#include "so-insights.h"
#include "so-job-queue.h"
#include "so-tasks.h"

/* What was read out of conversations, tasks, and what is kept of a person. */

static SoInsight *
reading (const char *thread, gboolean by_model, const char *summary)
{
  SoInsight *insight = so_insight_new (thread, by_model);

  insight->summary = g_strdup (summary);
  insight->outcome = g_strdup ("open");
  insight->messages = 1;
  insight->newest_at = 1000;
  return insight;
}

static void
find_out (SoInsight *insight, const char *kind, const char *field, const char *what)
{
  SoFinding *finding = g_new0 (SoFinding, 1);

  finding->kind = g_strdup (kind);
  finding->field = g_strdup (field);
  finding->what = g_strdup (what);
  finding->quote = g_strdup (what);
  g_ptr_array_add (insight->findings, finding);
}

/* Takes @insight. */
static void
keep (SoTestStore *f, SoInsight *insight)
{
  g_autoptr (SoInsight) owned = insight;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);

  so_insight_keep (db, insight, "49", &error);
  g_assert_no_error (error);
  g_assert_true (so_store_commit (f->store, &db, NULL));
}

static SoInsight *
load (SoTestStore *f, const char *thread)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (GError) error = NULL;
  SoInsight *insight = so_insight_load (db, thread, &error);

  g_assert_no_error (error);
  return insight;
}

static char *
contact_of (SoTestStore *f, const char *thread)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);

  return so_db_text (db, "SELECT contact_id FROM thread WHERE id = ?", "t", thread);
}

static void
test_keep (SoTestStore *f, gconstpointer data)
{
  g_autofree char *thread = so_test_say (f->store, "+49151777888", "Ana", "hello", 1000), *before = NULL, *after = NULL;
  g_autoptr (SoInsight) none = load (f, thread), insight = NULL;

  g_assert_null (none);
  for (guint i = 0; i < 2; i++)
    {
      insight = reading (thread, FALSE, "");
      insight->satisfaction = 8;
      insight->quote = g_strdup ("great");
      find_out (insight, "interest", NULL, "salsa");
      find_out (insight, "action", NULL, "Call back");
      find_out (insight, "detail", "goal", "wedding");
      keep (f, g_steal_pointer (&insight));
      if (!i)
        before = so_test_text (f->store, "SELECT group_concat (id || what || state) FROM finding");
    }
  after = so_test_text (f->store, "SELECT group_concat (id || what || state) FROM finding");
  g_assert_cmpstr (before, ==, after);
  insight = load (f, thread);
  g_assert_false (insight->by_model);
  g_assert_cmpint (insight->satisfaction, ==, 8);
  g_assert_cmpuint (insight->findings->len, ==, 3);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM analysis"), ==, 1);
}

/* The model's reading is shown while it is the newer one; a bad answer of it takes nothing away. */
static void
test_both (SoTestStore *f, gconstpointer data)
{
  g_autofree char *thread = so_test_say (f->store, "+49151777888", "Ana", "hello", 1000);
  g_autoptr (SoInsight) insight = reading (thread, FALSE, "rules"), shown = NULL;
  g_autoptr (GPtrArray) both = NULL;
  g_autoptr (SoDb) db = NULL;

  find_out (insight, "interest", NULL, "salsa");
  find_out (insight, "action", NULL, "Call back");
  keep (f, g_steal_pointer (&insight));
  insight = reading (thread, TRUE, "model");
  find_out (insight, "interest", NULL, "Salsa");
  find_out (insight, "interest", NULL, "tango");
  keep (f, g_steal_pointer (&insight));
  shown = load (f, thread);
  g_assert_true (shown->by_model);
  g_assert_cmpuint (shown->findings->len, ==, 3);       /* one salsa for both, and what is to be done by the rules */
  db = so_store_begin (f->store, NULL, NULL);
  both = so_insight_list (db, thread, NULL);
  g_assert_cmpuint (both->len, ==, 2);
  g_assert_cmpuint (((SoInsight *) g_ptr_array_index (both, 0))->findings->len, ==, 2);
  g_assert_true (so_insight_keep_fault (db, thread, "m", "nonsense", NULL) && so_store_commit (f->store, &db, NULL));
  g_clear_pointer (&shown, so_insight_free);
  shown = load (f, thread);
  g_assert_cmpstr (shown->summary, ==, "rules");
  g_assert_cmpstr (shown->fault, ==, "nonsense");
  keep (f, reading (thread, TRUE, "model again"));
  g_clear_pointer (&shown, so_insight_free);
  shown = load (f, thread);
  g_assert_cmpstr (shown->summary, ==, "model again");
  g_assert_null (shown->fault);
  insight = reading (thread, FALSE, "newer rules");
  insight->newest_at = 2000;
  keep (f, g_steal_pointer (&insight));
  g_clear_pointer (&shown, so_insight_free);
  shown = load (f, thread);
  g_assert_cmpstr (shown->summary, ==, "newer rules");
  g_assert_cmpuint (shown->findings->len, ==, 0);       /* nobody finds the others any more */
}

/* Only a bad answer, and nothing before it. */
static void
test_fault_first (SoTestStore *f, gconstpointer data)
{
  g_autofree char *thread = so_test_say (f->store, "+49151777888", "Ana", "hello", 1000);
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autoptr (SoInsight) shown = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoInsight) lost = reading ("nobody", FALSE, "");

  g_assert_true (so_insight_keep_fault (db, thread, NULL, "nonsense", NULL) && so_store_commit (f->store, &db, NULL));
  keep (f, reading (thread, FALSE, "rules"));
  shown = load (f, thread);
  g_assert_cmpstr (shown->summary, ==, "rules");
  g_assert_cmpstr (shown->fault, ==, "nonsense");
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_false (so_insight_keep (db, lost, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

/* What a person has, what is another person's, and what was dismissed is not proposed again, in no conversation. */
static void
test_details (SoTestStore *f, gconstpointer data)
{
  g_autofree char *thread = so_test_say (f->store, "+49151777888", "Ana", "hello", 1000), *contact = contact_of (f, thread);
  g_autofree char *other = so_test_say (f->store, "+49170555666", "Jo", "hello", 1000), *group = NULL;
  g_autoptr (SoInsight) insight = reading (thread, FALSE, ""), shown = NULL;
  g_autoptr (SoDb) db = NULL;
  SoIncoming *in = so_test_message ("g", "+49151777888", "Ana", "in a group", 1000);

  find_out (insight, "detail", "name", "ANA");
  find_out (insight, "detail", "phone", "0151 777 888");
  find_out (insight, "detail", "phone", "+49 170 555666");
  find_out (insight, "detail", "email", "ana@example.org");
  find_out (insight, "detail", "level", "beginner");
  keep (f, g_steal_pointer (&insight));
  shown = load (f, thread);
  g_assert_cmpuint (shown->findings->len, ==, 2);
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_finding_set_state (db, ((SoFinding *) g_ptr_array_index (shown->findings, 1))->id, SO_FINDING_DISMISSED, NULL));
  g_assert_true (so_contact_detail_set (db, contact, "email", "ANA@example.org", "49", NULL));
  g_assert_true (so_store_commit (f->store, &db, NULL));
  g_clear_pointer (&shown, so_insight_free);
  insight = reading (thread, TRUE, "");
  find_out (insight, "detail", "email", "ana@example.org");
  find_out (insight, "detail", "level", "Beginner");
  keep (f, g_steal_pointer (&insight));
  shown = load (f, thread);
  g_assert_cmpuint (shown->findings->len, ==, 1);
  g_assert_cmpint (((SoFinding *) g_ptr_array_index (shown->findings, 0))->state, ==, SO_FINDING_DISMISSED);
  g_set_str (&in->thread_key, "group");
  in->group = TRUE;
  group = so_test_put (f->store, in, NULL);
  insight = reading (group, FALSE, "");
  find_out (insight, "detail", "goal", "wedding");
  keep (f, g_steal_pointer (&insight));
  g_clear_pointer (&shown, so_insight_free);
  shown = load (f, group);
  g_assert_cmpuint (shown->findings->len, ==, 0);       /* whose would it be */
}

/* What stands there is seen before it is replaced, and undoing brings it back. */
static void
test_set (SoTestStore *f, gconstpointer data)
{
  static const struct { const char *field, *first, *second; } rows[] = {
    { "name", "Ana", "Ana Flores" }, { "birthday", "1 May", "2 May" }, { "goal", "wedding", "prom" }, { "level", "beginner", "advanced" },
  };
  g_autofree char *thread = so_test_say (f->store, "+49151777888", NULL, "hello", 1000), *contact = contact_of (f, thread);
  g_autofree char *jo = so_test_say (f->store, "+49170555666", "Jo", "hello", 1000);
  g_autoptr (GError) error = NULL;
  gboolean same;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
      g_autofree char *none = so_contact_detail_now (db, contact, rows[i].field, rows[i].first, "49", &same), *now = NULL, *label = NULL, *back = NULL;

      g_assert_null (none);
      g_assert_false (same);
      g_assert_true (so_contact_detail_set (db, contact, rows[i].field, rows[i].first, "49", NULL));
      g_free (so_contact_detail_now (db, contact, rows[i].field, rows[i].first, "49", &same));
      g_assert_true (same);
      now = so_contact_detail_now (db, contact, rows[i].field, rows[i].second, "49", &same);
      g_assert_cmpstr (now, ==, rows[i].first);
      g_assert_true (so_undo_begin (db, "step", NULL) && so_contact_detail_set (db, contact, rows[i].field, rows[i].second, "49", NULL) && so_undo_end (db, NULL));
      g_free (so_contact_detail_now (db, contact, rows[i].field, rows[i].second, "49", &same));
      g_assert_true (same);
      g_assert_true (so_undo_last (db, &label, NULL));
      back = so_contact_detail_now (db, contact, rows[i].field, rows[i].second, "49", &same);
      g_assert_cmpstr (back, ==, rows[i].first);
      g_assert_true (so_store_commit (f->store, &db, NULL));
    }
  {
    g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
    g_autofree char *label = NULL;

    g_assert_false (so_contact_detail_set (db, contact, "phone", "+49 170 555666", "49", &error));
    g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    g_clear_error (&error);
    g_assert_false (so_contact_detail_set (db, contact, "phone", "", "49", &error));
    g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    g_assert_true (so_undo_begin (db, "step", NULL) && so_contact_detail_set (db, contact, "email", "ana@example.org", "49", NULL) && so_undo_end (db, NULL));
    g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM identity WHERE contact_id = ? AND deleted_at IS NULL", "t", contact), ==, 2);
    g_assert_true (so_undo_last (db, &label, NULL));
    g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM identity WHERE contact_id = ? AND deleted_at IS NULL", "t", contact), ==, 1);
    g_assert_true (so_store_commit (f->store, &db, NULL));
  }
}

static void
test_tasks (SoTestStore *f, gconstpointer data)
{
  g_autofree char *thread = so_test_say (f->store, "+49151777888", "Ana", "hello", 1000), *contact = contact_of (f, thread), *first = NULL, *second = NULL, *again = NULL, *long_title = g_strnfill (201, 'x');
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;

  first = so_task_add (db, " Call back ", contact, thread, "finding", 0, NULL);
  again = so_task_add (db, "Call back", contact, thread, "finding", 0, NULL);
  g_assert_cmpstr (first, ==, again);
  second = so_task_add (db, "Order shoes", contact, NULL, NULL, 5, NULL);
  g_assert_null (so_task_add (db, "  ", contact, NULL, NULL, 0, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_clear_error (&error);
  g_assert_null (so_task_add (db, long_title, contact, NULL, NULL, 0, NULL));
  all = so_task_list (db, contact, FALSE, 10, NULL);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpstr (((SoTask *) g_ptr_array_index (all, 0))->id, ==, second);     /* it has a day */
  g_assert_cmpstr (((SoTask *) g_ptr_array_index (all, 1))->title, ==, "Call back");
  g_assert_true (so_undo_begin (db, "step", NULL) && so_task_set_done (db, second, TRUE, NULL) && so_task_set_done (db, second, TRUE, NULL) && so_undo_end (db, NULL));
  g_clear_pointer (&all, g_ptr_array_unref);
  all = so_task_list (db, NULL, FALSE, 10, NULL);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_true (so_undo_last (db, &label, NULL));
  g_clear_pointer (&all, g_ptr_array_unref);
  all = so_task_list (db, contact, FALSE, 10, NULL);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_true (so_task_delete (db, first, NULL));
  g_assert_false (so_task_delete (db, first, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

/* Armed again while it waits it comes later, but not for ever; while it runs, afterwards. */
static void
test_arm (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autoptr (SoJob) job = NULL, draft = NULL;
  gint64 now = so_now ();

  g_assert_true (so_job_arm (db, "analyse", "t", now + 100, 1000, FALSE, NULL));
  g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM job", ""), ==, 0);
  g_assert_true (so_job_arm (db, "analyse", "t", now + 100, 1000, TRUE, NULL) && so_job_arm (db, "analyse", "t", now + 500, 1000, TRUE, NULL));
  g_assert_cmpint (so_job_next_at (db, SO_JOB_LANE_WORDS), ==, now + 500);
  g_assert_true (so_job_arm (db, "analyse", "t", now + 5000, 1000, TRUE, NULL));
  g_assert_cmpint (so_job_next_at (db, SO_JOB_LANE_WORDS), ==, now + 1000);
  g_assert_true (so_job_claim (db, SO_JOB_LANE_WORDS, now, &job, NULL) && !job);
  g_assert_true (so_job_hurry (db, "analyse", "t", NULL) && so_job_add (db, "draft", "m", NULL));
  g_assert_true (so_job_claim (db, SO_JOB_LANE_WORDS, now, &draft, NULL));
  g_assert_cmpstr (draft->kind, ==, "draft");           /* what the owner waits for, though it is younger */
  g_assert_true (so_job_claim (db, SO_JOB_LANE_WORDS, now, &job, NULL));
  g_assert_true (so_job_arm (db, "analyse", "t", now + 100, 1000, FALSE, NULL));
  g_assert_true (so_job_finish (db, job->n, "{}", NULL, NULL));
  g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM job WHERE kind = 'analyse' AND state = 'waiting' AND attempts = 0", ""), ==, 1);
  so_clock_set (now + 200);
  g_clear_pointer (&job, so_job_free);
  g_assert_true (so_job_claim (db, SO_JOB_LANE_WORDS, now + 200, &job, NULL) && so_job_finish (db, job->n, "{}", NULL, NULL));
  g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM job WHERE kind = 'analyse' AND state = 'done'", ""), ==, 1);
  so_clock_set (now);
}

/* What is written down of sounds and what models are asked wait for nobody of the other lane. */
static void
test_lanes (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autoptr (SoJob) sound = NULL, draft = NULL, found = NULL, none = NULL;
  gint64 now = so_now ();
  guint n;

  g_assert_true (so_job_add (db, SO_JOB_TRANSCRIBE, "a", NULL) && so_job_add (db, "draft", "m", NULL) && so_job_add (db, SO_JOB_TRANSCRIBE, "b", NULL));
  g_assert_true (so_job_claim (db, SO_JOB_LANE_SOUND, now, &sound, NULL) && so_job_claim (db, SO_JOB_LANE_WORDS, now, &draft, NULL));
  g_assert_cmpstr (sound->target_id, ==, "a");
  g_assert_cmpstr (draft->kind, ==, "draft");
  g_assert_true (so_job_put_off (db, sound->n, now + 5000, TRUE, "busy", NULL));
  g_assert_cmpint (so_job_next_at (db, SO_JOB_LANE_SOUND), ==, now + 5000);
  g_assert_true (so_job_is_any_running (db, SO_JOB_LANE_WORDS) && !so_job_is_any_running (db, SO_JOB_LANE_SOUND));
  g_assert_true (so_job_recover (db, SO_JOB_LANE_SOUND, &n, NULL) && n == 0);
  g_assert_true (so_job_put_off (db, draft->n, 0, FALSE, NULL, NULL));
  g_assert_cmpint (so_job_next_at (db, SO_JOB_LANE_WORDS), ==, 1);
  found = so_job_find (db, SO_JOB_TRANSCRIBE, "a", NULL);
  g_assert_cmpstr (found->error, ==, "busy");
  none = so_job_find (db, "draft", "a", NULL);
  g_assert_null (none);
}

#define ADD(name, func) g_test_add ("/store/insights/" name, SoTestStore, NULL, so_test_store_set_up, func, so_test_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  so_clock_set (G_GINT64_CONSTANT (1763722167000));
  ADD ("keep", test_keep);
  ADD ("both", test_both);
  ADD ("fault-first", test_fault_first);
  ADD ("details", test_details);
  ADD ("set", test_set);
  ADD ("tasks", test_tasks);
  ADD ("arm", test_arm);
  ADD ("lanes", test_lanes);
  return g_test_run ();
}
