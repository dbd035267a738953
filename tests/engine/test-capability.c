/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-capability.h"
#include "so-clock.h"
#include "so-error.h"
#include "so-jobs.h"

#include <string.h>

/* Which part of the program may do what, and that those which send ask. */

static void
test_table (void)
{
  static const struct { SoOrigin origin; const char *may; } rows[] = {
    /* propose approve send note mark follow-up propose-change change opt-out take-offer tell-owner change-rules */
    { SO_ORIGIN_KEY,      "yynyyyyyyyny" },
    { SO_ORIGIN_STANDING, "yynnnnnnnnnn" },
    { SO_ORIGIN_CHAIN,    "nynnnnnnnnnn" },
    { SO_ORIGIN_RULE,     "ynnnyynnnnnn" },
    { SO_ORIGIN_MODEL,    "ynnyynynnnnn" },
    { SO_ORIGIN_TEXT,     "ynnyynynyynn" },
    { SO_ORIGIN_JOB,      "nnyyynnnnnyn" },
    { SO_N_ORIGINS,       "nnnnnnnnnnnn" },
    { (SoOrigin) -1,      "nnnnnnnnnnnn" },
    { (SoOrigin) 4711,    "nnnnnnnnnnnn" },
  };

  g_assert_cmpuint (strlen (rows[0].may), ==, SO_N_EFFECTS);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (SoEffect effect = 0; effect <= SO_N_EFFECTS; effect++)
      {
        g_autoptr (GError) error = NULL;
        gboolean may = effect < SO_N_EFFECTS && rows[i].may[effect] == 'y';

        g_assert_cmpint (so_origin_may (rows[i].origin, effect), ==, may);
        g_assert_cmpint (so_origin_check (rows[i].origin, effect, &error), ==, may);
        if (may)
          g_assert_no_error (error);
        else
          g_assert_error (error, SO_ERROR, SO_ERROR_REPORT);
      }
}

/* Every kind of job is a model's, and none may do more than a model. */
static void
test_jobs (void)
{
  guint n;
  const SoJobKind *kinds = so_job_kinds (&n);

  for (guint i = 0; i < n; i++)
    g_assert_true (so_origin_may (SO_ORIGIN_MODEL, kinds[i].effect));
}

static const SoApprovalNote forged[] = {
  { .approver = "model", .method = "key" },
  { .approver = "model", .method = "rule" },
  { .approver = "job", .method = "key" },
  { .approver = "rule", .method = "rule" },
  { .approver = "owner", .method = "rule" },
  { .approver = "owner", .method = "" },
  { .approver = "standing", .method = "rule" },                             /* of no version */
  { .approver = "standing", .method = "key", .standing_version = 1 },
  { .approver = "Owner", .method = "key" },
};

/* A record of approval by anything that is in no row: the dispatcher gives it back to the owner. */
static void
test_forged_approval (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  SoStore *store = so_studio_get_store (studio);

  for (guint i = 0; i < G_N_ELEMENTS (forged); i++)
    {
      g_autoptr (SoDb) db = NULL;
      g_autoptr (SoDraft) draft = NULL;

      g_free (so_test_do (studio, SO_VERB_RECALL, scene->draft, NULL));
      db = so_store_begin (store, NULL, NULL);
      g_assert_true (so_draft_approve (db, scene->draft, &forged[i], so_now (), NULL));
      g_assert_true (so_store_commit (store, &db, NULL));
      g_assert_cmpint (so_origin_of_approval (forged[i].approver, forged[i].method, forged[i].standing_version), ==, SO_N_ORIGINS);
      g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
      g_assert_cmpuint (scene->channel->sent->len, ==, 0);
      draft = so_test_draft (studio, scene->draft);
      g_assert_cmpstr (so_draft_state_nick (draft->state), ==, "edited");
      g_assert_cmpstr (draft->reason, ==, "not_approved");
      g_free (so_test_do (studio, SO_VERB_APPROVE, scene->draft, "key"));
    }
  /* By key it goes. */
  so_clock_set (SECONDS (600));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
}

/* Whoever says that a rule approved it is not the owner, whatever program they came by. */
static void
test_rule_by_hand (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autoptr (GError) error = NULL;
  g_autofree char *result = NULL;

  g_free (so_test_do (studio, SO_VERB_RECALL, scene->draft, NULL));
  g_assert_false (so_studio_do (studio, SO_VERB_APPROVE, scene->draft, "rule", &result, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_REPORT);
  so_clock_set (SECONDS (600));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/capability/table", test_table);
  g_test_add_func ("/engine/capability/jobs", test_jobs);
  g_test_add ("/engine/capability/forged-approval", SoTestScene, NULL, so_test_scene_set_up, test_forged_approval, so_test_scene_tear_down);
  g_test_add ("/engine/capability/rule-by-hand", SoTestScene, NULL, so_test_scene_set_up, test_rule_by_hand, so_test_scene_tear_down);
  return g_test_run ();
}
