/* SPDX-License-Identifier: MIT */
#include <glib.h>

#include "so-plan-calm.h"
#include "so-plan-search.h"
#include "so-plan-solver.h"
#include "so-test-week.h"

/* Of weeks by chance: @current is one plan, @plan another one. */
static void
check_one (guint64 seed, guint *calmer)
{
  const SoTestWeek kind = { 12, 3, 4, 5, 9 * 60, 20 * 60, 30, TRUE };
  g_autoptr (SoPlanProblem) problem = so_test_week (&kind, seed);
  SoPlanWorth worth;
  g_autoptr (GArray) current = so_plan_greedy (problem, &worth, NULL), calm = NULL, again = NULL;
  const SoPlanOptions options = { seed, NULL, 0, TRUE };
  g_autoptr (SoPlanSolution) solution = so_plan_solve (problem, &options, NULL, NULL, NULL, NULL);
  SoPlanProblem repair = *problem;
  SoTestVerdict before, after;

  calm = so_plan_calm (problem, current, solution->plan);
  again = so_plan_calm (problem, current, solution->plan);
  repair.current = current;
  before = so_test_judge (&repair, solution->plan);
  after = so_test_judge (&repair, calm);
  g_assert_true (before.valid && after.valid);
  g_assert_cmpint (after.objective, >=, before.objective);
  g_assert_cmpint (after.disruption, <=, before.disruption);
  g_assert_cmpmem (calm->data, calm->len * sizeof (SoPlanPlace), again->data, again->len * sizeof (SoPlanPlace));
  *calmer += after.disruption < before.disruption;
}

static void
test_chance (void)
{
  guint calmer = 0;

  for (guint64 seed = 1; seed <= 12; seed++)
    check_one (seed, &calmer);
  /* It would be of no use if it never found anything. */
  g_assert_cmpuint (calmer, >, 3);
}

/* Whatever stands already and is worth as much is left as it is. */
static void
test_same (void)
{
  const SoTestWeek kind = { 8, 2, 3, 5, 9 * 60, 20 * 60, 30, FALSE };
  g_autoptr (SoPlanProblem) problem = so_test_week (&kind, 5);
  SoPlanWorth worth;
  g_autoptr (GArray) current = so_plan_greedy (problem, &worth, NULL), calm = so_plan_calm (problem, current, current);

  g_assert_cmpmem (calm->data, calm->len * sizeof (SoPlanPlace), current->data, current->len * sizeof (SoPlanPlace));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/planner/calm/chance", test_chance);
  g_test_add_func ("/planner/calm/same", test_same);
  return g_test_run ();
}
