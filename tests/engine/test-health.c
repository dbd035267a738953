/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-account-state.h"
#include "so-care-verbs.h"
#include "so-clock.h"
#include "so-error.h"
#include "so-facts.h"
#include "so-health.h"
#include "so-job-queue.h"
#include "so-settings.h"
#include "so-studio-private.h"

/* The scene has one account of a test, which needs the key ring, and one approved answer. */

static SoHealthReport *
look (SoTestScene *scene)
{
  g_autoptr (GError) error = NULL;
  SoHealthReport *report = so_health_read (scene->test->studio, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static const SoHealthItem *
find (const SoHealthReport *report, const char *nick, const char *id)
{
  for (guint i = 0; i < report->items->len; i++)
    {
      const SoHealthItem *item = report->items->pdata[i];

      if (!strcmp (item->nick, nick) && (!id || !g_strcmp0 (item->id, id)))
        return item;
    }
  return NULL;
}

static void
fail_account (SoTestScene *scene, const char *words, SoError kind)
{
  SoStore *store = so_studio_get_store (scene->test->studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);

  g_assert_true (so_account_failed (db, scene->account, words, kind, 0, NULL) && so_store_commit (store, &db, NULL));
}

static void
test_fine (SoTestScene *scene, gconstpointer data)
{
  g_autoptr (SoSecrets) secrets = so_secrets_memory ();
  g_autoptr (SoHealthReport) report = NULL;

  so_studio_set_secrets (scene->test->studio, secrets);
  report = look (scene);
  for (guint i = 0; i < report->items->len; i++)
    {
      const SoHealthItem *item = report->items->pdata[i];

      /* a test is not where the program of the recordings is looked for */
      if (strcmp (item->nick, "backup") && strcmp (item->nick, "media"))
        g_assert_cmpstr (so_health_grade_nick (item->grade), ==, "fine");
      g_assert_true (item->words && *item->words && item->plain && *item->plain);
    }
  g_assert_cmpint (report->schema, >=, 21);
  g_assert_cmpint (report->bytes, >, 0);
  g_assert_cmpint (report->free_bytes, >, 0);
  g_assert_cmpuint (report->queues.drafts[SO_DRAFT_QUEUED], ==, 1);
  /* what is off on this computer is not on the list at all */
  g_assert_null (find (report, "hub", NULL));
  g_assert_null (find (report, "sharing", NULL));
}

/* The error in words stays here; who helps is told its kind. */
static void
test_account (SoTestScene *scene, gconstpointer data)
{
  g_autoptr (SoHealthReport) report = NULL, paused = NULL;
  g_autofree char *text = NULL;
  const SoHealthItem *item;

  fail_account (scene, "hello@luna.example was refused: token=abc", SO_ERROR_SIGN_IN);
  report = look (scene);
  item = find (report, "account", scene->account);
  g_assert_cmpint (item->grade, ==, SO_HEALTH_FAULT);
  g_assert_cmpint (item->remedy, ==, SO_HEALTH_DO_ACCOUNT);
  g_assert_nonnull (strstr (item->words, "hello@luna.example was refused"));
  g_assert_cmpint (report->worst, ==, SO_HEALTH_FAULT);
  text = so_health_report_dup_text (report, "GTK: 4.18");
  g_assert_nonnull (strstr (text, "sign-in"));
  g_assert_nonnull (strstr (text, "GTK: 4.18"));
  g_assert_null (strstr (text, "luna.example"));
  g_assert_null (strstr (text, "abc"));
  g_assert_null (strstr (text, scene->test->folder));
  g_assert_null (strstr (text, "Priya"));

  g_assert_true (so_studio_pause_account (scene->test->studio, scene->account, TRUE, NULL));
  paused = look (scene);
  g_assert_cmpint (find (paused, "account", scene->account)->grade, ==, SO_HEALTH_NOTE);
}

static char *
refuse (const char *account_id, const char *name, gpointer data, GCancellable *cancellable, GError **error)
{
  so_secrets_fail (error, SO_SECRETS_LOCKED);
  return NULL;
}

static void
test_keys (SoTestScene *scene, gconstpointer data)
{
  g_autoptr (SoSecrets) secrets = so_secrets_memory ();
  g_autoptr (SoHealthReport) report = NULL, without = NULL;

  secrets->lookup = refuse;
  so_studio_set_secrets (scene->test->studio, secrets);
  report = look (scene);
  g_assert_cmpint (find (report, "keys", NULL)->grade, ==, SO_HEALTH_FAULT);
  g_assert_cmpint (find (report, "keys", NULL)->remedy, ==, SO_HEALTH_DO_UNLOCK);
  /* nobody needs it */
  g_assert_true (so_studio_pause_account (scene->test->studio, scene->account, TRUE, NULL));
  without = look (scene);
  g_assert_cmpint (find (without, "keys", NULL)->grade, ==, SO_HEALTH_NOTE);
}

static void
test_backup (SoTestScene *scene, gconstpointer data)
{
  SoStore *store = so_studio_get_store (scene->test->studio);
  g_autofree char *path = g_build_filename (scene->test->folder, "a.studio", NULL);
  g_autoptr (SoHealthReport) never = look (scene), now = NULL, later = NULL;

  g_assert_cmpint (find (never, "backup", NULL)->remedy, ==, SO_HEALTH_DO_BACK_UP);
  g_assert_cmpint (never->backed_up_at, ==, 0);
  g_assert_true (so_care_backup (store, path, NULL, NULL));
  now = look (scene);
  g_assert_cmpint (now->backed_up_at, ==, so_now ());
  g_assert_cmpint (find (now, "backup", NULL)->grade, ==, SO_HEALTH_FINE);
  so_clock_set (SECONDS (31 * 24 * 3600));
  later = look (scene);
  g_assert_cmpint (find (later, "backup", NULL)->grade, ==, SO_HEALTH_NOTE);
}

static void
test_work (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);
  g_autoptr (SoJob) job = NULL;
  g_autoptr (SoHealthReport) report = NULL, again = NULL, late = NULL;

  g_assert_true (so_job_add (db, "refine", "a", NULL) && so_job_claim (db, SO_JOB_LANE_WORDS, so_now (), &job, NULL) &&
                 so_job_finish (db, job->n, NULL, "It went wrong", NULL) && so_job_add (db, SO_JOB_TRANSCRIBE, "b", NULL) && so_store_commit (store, &db, NULL));
  report = look (scene);
  g_assert_cmpuint (report->queues.jobs_failed, ==, 1);
  g_assert_cmpuint (report->queues.sounds_waiting, ==, 1);
  g_assert_cmpint (find (report, "work", NULL)->remedy, ==, SO_HEALTH_DO_RETRY);
  g_assert_true (so_health_retry (studio, NULL));
  again = look (scene);
  g_assert_cmpuint (again->queues.jobs_failed, ==, 0);
  g_assert_cmpuint (again->queues.jobs_waiting, ==, 1);
  so_clock_set (SECONDS (2 * 3600));
  late = look (scene);
  g_assert_cmpint (find (late, "timers", NULL)->grade, ==, SO_HEALTH_NOTE);
}

/* A page of the file is overwritten: the look says so, and does not fail. */
static void
test_damaged (SoTestScene *scene, gconstpointer data)
{
  g_autofree char *path = g_build_filename (scene->test->folder, "studio.db", NULL), *bytes = NULL;
  g_autoptr (SoHealthReport) report = NULL;
  g_autoptr (SoStudio) studio = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (so_store_checkpoint (so_studio_get_store (scene->test->studio), NULL));
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_clear_object (&scene->test->studio);
  memset (bytes + length / 2 / 4096 * 4096, 0xa5, length / 4);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  studio = so_studio_open (scene->test->folder, &error);
  report = studio ? so_health_read (studio, NULL, &error) : NULL;
  if (report)
    {
      g_assert_cmpint (find (report, "database", NULL)->grade, ==, SO_HEALTH_FAULT);
      g_assert_cmpint (find (report, "database", NULL)->remedy, ==, SO_HEALTH_DO_RESTORE);
    }
  else
    g_assert_nonnull (error);
}

static void
test_cancelled (SoTestScene *scene, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (so_health_read (scene->test->studio, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  static const struct { const char *name; void (*test) (SoTestScene *scene, gconstpointer data); } tests[] = {
    { "/health/fine", test_fine }, { "/health/account", test_account }, { "/health/keys", test_keys }, { "/health/backup", test_backup },
    { "/health/work", test_work }, { "/health/damaged", test_damaged }, { "/health/cancelled", test_cancelled },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, SoTestScene, NULL, so_test_scene_set_up, tests[i].test, so_test_scene_tear_down);
  return g_test_run ();
}
