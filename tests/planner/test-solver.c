/* SPDX-License-Identifier: MIT */
#include "so-plan-json.h"
#include "so-plan-report.h"
#include "so-plan-words.h"
#include "so-test-week.h"

#include <string.h>

/* Trying all plans takes many times as long under sanitizers: so many weeks then instead of @n. */
#ifdef __SANITIZE_ADDRESS__
#define WEEKS(n) ((n) / 8)
#else
#define WEEKS(n) (n)
#endif

static SoPlanSolution *
solve (const SoPlanProblem *problem, guint64 seed, GCancellable *cancellable, gint64 time_limit)
{
  const SoPlanOptions options = { seed, NULL, time_limit, FALSE };
  g_autoptr (GError) error = NULL;
  SoPlanSolution *solution = so_plan_solve (problem, &options, cancellable, NULL, NULL, &error);

  g_assert_no_error (error);
  return solution;
}

/* So small that all plans can be tried. */
static SoPlanProblem *
tiny (guint64 seed)
{
  const SoTestWeek week = { 2 + seed % 3, 2, 2, 1 + (int) (seed % 2), 900, 900 + (seed % 3 ? 180 : 120), 30, TRUE };

  return so_test_week (&week, seed);
}

static void
test_optimum (void)
{
  guint statuses[3] = { 0 };

  for (guint64 seed = 1; seed <= WEEKS (40); seed++)
    {
      g_autoptr (SoPlanProblem) problem = tiny (seed);
      g_autoptr (SoPlanSolution) solution = solve (problem, 1, NULL, 0);
      SoTestBest best = so_test_brute (problem);

      g_test_message ("seed %u: %d", (guint) seed, (int) best.objective);
      g_assert_true (so_test_judge (problem, solution->plan).valid);
      g_assert_cmpint (solution->worth.objective, ==, best.objective);
      g_assert_cmpint (solution->status, ==, best.unplaced ? SO_PLAN_INFEASIBLE : SO_PLAN_OPTIMAL);
      g_assert_true (solution->has_bound);
      g_assert_cmpint (solution->bound, ==, best.objective);
      statuses[solution->status]++;
    }
  g_assert_cmpuint (statuses[SO_PLAN_OPTIMAL], >=, WEEKS (5));
  g_assert_cmpuint (statuses[SO_PLAN_INFEASIBLE], >, WEEKS (5));
}

/* A plan is disturbed; the repair moves no more than it must. */
static void
test_repair (void)
{
  guint moved = 0;

  for (guint64 seed = 1; seed <= WEEKS (18); seed++)
    {
      g_autoptr (SoPlanProblem) problem = tiny (seed);
      SoPlanWorth worth;
      g_autoptr (SoPlanSolution) solution = NULL;
      SoTestBest best;

      problem->current = so_plan_greedy (problem, &worth, NULL);
      g_array_set_size (problem->teachers[seed % problem->n_teachers].availability, problem->teachers[0].availability->len / 2);
      solution = solve (problem, 1, NULL, 0);
      best = so_test_brute (problem);
      g_test_message ("seed %u: missing %u, moved %d", (guint) seed, best.unplaced, (int) best.disruption);
      g_assert_true (so_test_judge (problem, solution->plan).valid);
      g_assert_cmpuint (solution->worth.unplaced, ==, best.unplaced);
      g_assert_cmpint (solution->worth.disruption, ==, best.disruption);
      g_assert_cmpint (solution->worth.objective, ==, best.objective);
      if (solution->least_disruption >= 0)
        g_assert_cmpint (solution->least_disruption, ==, best.disruption);
      moved += best.disruption > 0;
    }
  g_assert_cmpuint (moved, >, WEEKS (3));
}

static GArray *
without_one (const GArray *all, guint i)
{
  GArray *less = g_array_copy ((GArray *) all);

  g_array_remove_index (less, i);
  return less;
}

static gboolean
is_possible (const SoPlanProblem *problem, const GArray *classes, const GArray *without)
{
  g_autoptr (SoPlanProblem) part = so_plan_relax (problem, classes, without);

  return so_test_brute (part).unplaced == 0;
}

/* All rules but those of the conflict are left out, and it is impossible still; with any one less it is possible. */
static void
assert_smallest (const SoPlanProblem *problem, const SoPlanConflict *conflict)
{
  g_autoptr (GArray) all = so_plan_items_of (problem, conflict->classes), others = g_array_new (FALSE, FALSE, sizeof (SoPlanItem));

  g_assert_true (conflict->smallest);
  for (guint i = 0; i < all->len; i++)
    {
      gboolean kept = FALSE;

      for (guint k = 0; k < conflict->items->len; k++)
        kept = kept || !memcmp (&g_array_index (all, SoPlanItem, i), &g_array_index (conflict->items, SoPlanItem, k), sizeof (SoPlanItem));
      if (!kept)
        g_array_append_val (others, g_array_index (all, SoPlanItem, i));
    }
  g_assert_false (is_possible (problem, conflict->classes, NULL));
  for (guint i = 0; i < conflict->classes->len && conflict->classes->len > 1; i++)
    {
      g_autoptr (GArray) less = without_one (conflict->classes, i);

      g_assert_true (is_possible (problem, less, NULL));
    }
  for (guint i = 0; i < conflict->items->len; i++)
    {
      g_autofree char *words = so_plan_item_words (problem, &g_array_index (conflict->items, SoPlanItem, i));
      g_autofree char *advice = so_plan_item_advice (problem, &g_array_index (conflict->items, SoPlanItem, i));

      g_assert_cmpuint (strlen (words), >, 10);
      g_assert_cmpuint (strlen (advice), >, 8);
    }
}

static void
test_conflict (void)
{
  guint explained = 0;

  for (guint64 seed = 1; seed <= WEEKS (40); seed++)
    {
      g_autoptr (SoPlanProblem) problem = tiny (seed);
      g_autoptr (SoPlanSolution) solution = solve (problem, 1, NULL, 0);

      if (!solution->worth.unplaced)
        continue;
      g_test_message ("seed %u", (guint) seed);
      g_assert_nonnull (solution->conflict);
      assert_smallest (problem, solution->conflict);
      explained++;
    }
  g_assert_cmpuint (explained, >, WEEKS (10));
}

static void
test_same_seed (void)
{
  const SoTestWeek week = { 16, 2, 4, 3, 900, 1200, 15, FALSE };
  g_autoptr (SoPlanProblem) problem = so_test_week (&week, 5);
  g_autoptr (SoPlanSolution) a = solve (problem, 3, NULL, 0), b = solve (problem, 3, NULL, 0);

  g_assert_cmpuint (a->plan->len, ==, b->plan->len);
  g_assert_true (!memcmp (a->plan->data, b->plan->data, a->plan->len * sizeof (SoPlanPlace)));
}

static gboolean
cancel_soon (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

static gpointer
solve_in_thread (gpointer data)
{
  gpointer *args = data;

  return solve (args[0], 1, args[1], 0);
}

/* A week that takes long is given up when one wants that, with what there is. */
static void
test_cancel (void)
{
  const SoTestWeek week = { 90, 4, 16, 6, 780, 1260, 15, TRUE };
  g_autoptr (SoPlanProblem) problem = so_test_week (&week, 9);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gpointer args[] = { problem, cancellable };
  GThread *thread = g_thread_new ("solve", solve_in_thread, args);
  g_autoptr (SoPlanSolution) solution = NULL;

  g_timeout_add (1200, cancel_soon, cancellable);
  while (!g_cancellable_is_cancelled (cancellable))
    g_main_context_iteration (NULL, TRUE);
  solution = g_thread_join (thread);
  g_assert_true (so_test_judge (problem, solution->plan).valid);
}

/* Numbers that HiGHS gets are those of the problem, whatever the weights are. */
static void
test_weights (void)
{
  for (guint64 seed = 1; seed <= WEEKS (20); seed++)
    {
      g_autoptr (SoPlanProblem) problem = tiny (seed);
      g_autoptr (SoPlanSolution) solution = NULL;

      problem->weights = (SoPlanWeights) { seed % 3 ? 7 : 0, seed % 2 ? 3 : 0, seed % 5 ? 11 : 0, seed % 4 ? 13 : 0, 100 };
      solution = solve (problem, 1, NULL, 0);
      g_assert_cmpint (solution->worth.objective, ==, so_test_brute (problem).objective);
      g_assert_cmpint (solution->bound, ==, solution->worth.objective);
    }
}

static void
test_nothing (void)
{
  g_autoptr (SoPlanProblem) problem = so_plan_problem_new ();
  g_autoptr (SoPlanSolution) solution = solve (problem, 1, NULL, 0);
  g_autoptr (JsonObject) json = so_plan_solution_json (problem, solution);

  g_assert_cmpint (solution->status, ==, SO_PLAN_OPTIMAL);
  g_assert_cmpuint (solution->plan->len, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (json, "status"), ==, "optimal");
}

/* What there is none of at all is named, too. */
static void
test_lacking (void)
{
  static const char *const says[] = { "never open", "no room", "Nobody teaches" };

  for (guint i = 0; i < G_N_ELEMENTS (says); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"format\":\"studio-schedule-problem\",\"version\":1,\"opening\":[%s],\"rooms\":[%s],\"instructors\":[%s],"
                                               "\"classes\":[{\"id\":\"c\",\"style\":\"salsa\",\"duration\":60,\"size\":8}]}",
                                               i == 0 ? "" : "{\"day\":0,\"start\":540,\"end\":1260}", i == 1 ? "" : "{\"id\":\"r\",\"capacity\":10}",
                                               i == 2 ? "" : "{\"id\":\"i\",\"styles\":[\"salsa\"],\"availability\":[{\"day\":0,\"start\":540,\"end\":1260}]}");
      g_autoptr (GError) error = NULL;
      g_autoptr (SoPlanProblem) problem = so_plan_problem_parse (text, -1, &error);
      g_autoptr (SoPlanSolution) solution = NULL;
      g_autofree char *words = NULL, *advice = NULL;

      g_assert_no_error (error);
      solution = solve (problem, 1, NULL, 0);
      g_assert_cmpint (solution->status, ==, SO_PLAN_INFEASIBLE);
      g_assert_nonnull (solution->conflict);
      g_assert_cmpuint (solution->conflict->items->len, ==, 1);
      words = so_plan_item_words (problem, &g_array_index (solution->conflict->items, SoPlanItem, 0));
      advice = so_plan_item_advice (problem, &g_array_index (solution->conflict->items, SoPlanItem, 0));
      g_assert_nonnull (strstr (words, says[i]));
      g_assert_cmpuint (strlen (advice), >, 8);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/planner/solver/optimum", test_optimum);
  g_test_add_func ("/planner/solver/repair", test_repair);
  g_test_add_func ("/planner/solver/conflict", test_conflict);
  g_test_add_func ("/planner/solver/same-seed", test_same_seed);
  g_test_add_func ("/planner/solver/cancel", test_cancel);
  g_test_add_func ("/planner/solver/weights", test_weights);
  g_test_add_func ("/planner/solver/nothing", test_nothing);
  g_test_add_func ("/planner/solver/lacking", test_lacking);
  return g_test_run ();
}
