/* SPDX-License-Identifier: MIT */
#include "so-plan-change.h"
#include "so-plan-pair.h"
#include "so-plan-search.h"
#include "so-plan-work.h"
#include "so-test-week.h"

#include <string.h>

static void
assert_worth (const SoPlanProblem *problem, const GArray *plan, const SoPlanWorth *worth)
{
  SoTestVerdict verdict = so_test_judge (problem, plan);

  g_assert_true (verdict.valid);
  g_assert_cmpint (verdict.score, ==, worth->score);
  g_assert_cmpint (verdict.objective, ==, worth->objective);
  g_assert_cmpuint (verdict.unplaced, ==, worth->unplaced);
  if (problem->current)
    g_assert_cmpint (verdict.disruption, ==, worth->disruption);
}

/* Pinned sessions are where their pins say, or have no place; the judge says so of every plan, this also of who was pinned alone. */
static void
test_valid (void)
{
  guint placed = 0;

  for (guint64 seed = 1; seed <= 60; seed++)
    {
      const SoTestWeek week = { 4 + seed % 20, 2 + seed % 3, 2 + seed % 5, 2 + (int) (seed % 4), 900, 1230, seed % 5 ? 15 : 10, seed % 4 != 0 };
      g_autoptr (SoPlanProblem) problem = so_test_week (&week, seed);
      g_autoptr (SoPlanSearch) search = so_plan_search_new (problem, NULL, seed, NULL);
      SoPlanWorth greedy, worth, before = { 0 };
      g_autoptr (GArray) first = so_plan_greedy (problem, &greedy, NULL);

      g_test_message ("seed %u", (guint) seed);
      assert_worth (problem, first, &greedy);
      for (guint i = 0; i < 4; i++)
        {
          const GArray *plan;

          g_assert_true (so_plan_search_run (search, 400, 0, NULL, NULL, NULL));
          plan = so_plan_search_best (search, &worth);
          assert_worth (problem, plan, &worth);
          g_assert_true (!i || !so_plan_worth_is_better (problem, &before, &worth));
          before = worth;
        }
      g_assert_cmpint (worth.objective, >=, greedy.objective);
      placed += first->len;
    }
  g_assert_cmpuint (placed, >, 250);
}

/* Repairs keep to the rules, too, and what is said of their disruption is so. */
static void
test_repair (void)
{
  guint moved = 0;

  for (guint64 seed = 1; seed <= 40; seed++)
    {
      const SoTestWeek week = { 4 + seed % 9, 2 + seed % 3, 3 + seed % 3, 2 + (int) (seed % 4), 900, 1230, 15, seed % 3 != 0 };
      g_autoptr (SoPlanProblem) problem = so_test_week (&week, seed);
      g_autoptr (SoPlanSearch) search = NULL;
      SoPlanWorth worth;
      SoPlanRandom random = { seed };

      /* partly a plan, partly nonsense; sometimes more of a class than there are */
      problem->current = so_plan_greedy (problem, &worth, NULL);
      if (problem->current->len)
        g_array_index (problem->current, SoPlanPlace, 0).teacher = (int) so_plan_random_below (&random, problem->n_teachers);
      for (guint i = seed % 4 ? 0 : problem->current->len; i--;)
        {
          SoPlanPlace twice = g_array_index (problem->current, SoPlanPlace, i);

          twice.day = (int) so_plan_random_below (&random, SO_PLAN_DAYS);
          g_array_index (problem->current, SoPlanPlace, i).teacher = (int) so_plan_random_below (&random, problem->n_teachers);
          g_array_append_val (problem->current, twice);
        }
      if (seed % 3 == 0)
        g_array_set_size (problem->teachers[0].availability, 0);
      search = so_plan_search_new (problem, NULL, 1, NULL);
      g_test_message ("seed %u", (guint) seed);
      g_assert_true (so_plan_search_run (search, 1500, 0, NULL, NULL, NULL));
      assert_worth (problem, so_plan_search_best (search, &worth), &worth);
      moved += worth.disruption > 0;
    }
  g_assert_cmpuint (moved, >, 10);
}

/* After thousands of steps all that is counted along is what it is when it is counted anew. */
static void
test_counting (void)
{
  const SoTestWeek week = { 30, 3, 6, 4, 900, 1260, 15, TRUE };
  g_autoptr (SoPlanProblem) problem = so_test_week (&week, 7);
  g_autoptr (SoPlanWork) work = so_plan_work_new (problem, NULL);
  SoPlanRandom random = { 3 };

  for (guint i = 0; i < 3000; i++)
    {
      guint task = so_plan_random_below (&random, work->n_tasks);
      SoPlanPlace place;

      if (so_plan_work_is_placed (work, task))
        so_plan_work_take (work, task);
      else if (so_plan_work_best (work, task, &random, &place))
        {
          gint64 before = so_plan_work_value (work), gain = so_plan_work_gain (work, task, &place);

          g_assert_true (so_plan_work_allows (work, task, &place));
          so_plan_work_put (work, task, &place);
          g_assert_cmpint (so_plan_work_value (work), ==, before + gain);
        }
      if (i % 50 == 0)
        {
          g_autoptr (GArray) plan = so_plan_work_plan (work);
          SoTestVerdict verdict = so_test_judge (problem, plan);

          g_assert_true (verdict.valid);
          g_assert_cmpint (verdict.score, ==, work->score);
        }
    }
  so_plan_work_clear (work);
  g_assert_cmpint (work->score, ==, 0);
}

static gboolean
plans_equal (const GArray *a, const GArray *b)
{
  return a->len == b->len && !memcmp (a->data, b->data, a->len * sizeof (SoPlanPlace));
}

static void
test_same_seed (void)
{
  const SoTestWeek week = { 25, 3, 6, 4, 900, 1230, 15, FALSE };
  g_autoptr (SoPlanProblem) problem = so_test_week (&week, 11);
  g_autoptr (SoPlanSearch) a = so_plan_search_new (problem, NULL, 5, NULL), b = so_plan_search_new (problem, NULL, 5, NULL), c = so_plan_search_new (problem, NULL, 6, NULL);

  /* in one go or in many makes no difference */
  so_plan_search_run (a, 3000, 0, NULL, NULL, NULL);
  for (guint i = 0; i < 3000; i += 100)
    so_plan_search_run (b, 100, 0, NULL, NULL, NULL);
  so_plan_search_run (c, 3000, 0, NULL, NULL, NULL);
  g_assert_true (plans_equal (so_plan_search_best (a, NULL), so_plan_search_best (b, NULL)));
  g_assert_false (plans_equal (so_plan_search_best (a, NULL), so_plan_search_best (c, NULL)));
}

/* Two threads make no difference either, however the processor is shared out between them. */
static void
test_same_pair (void)
{
  const SoTestWeek week = { 25, 3, 6, 4, 900, 1230, 15, FALSE };

  for (guint64 seed = 1; seed <= 3; seed++)
    {
      g_autoptr (SoPlanProblem) problem = so_test_week (&week, seed);
      g_autoptr (SoPlanPair) a = so_plan_pair_new (problem, NULL, seed, NULL), b = so_plan_pair_new (problem, NULL, seed, NULL);
      SoPlanWorth worth, alone;
      g_autoptr (SoPlanSearch) single = so_plan_search_new (problem, NULL, seed, NULL);

      g_assert_true (so_plan_pair_run (a, FALSE, 21000, 0, NULL, NULL, NULL));
      for (guint i = 0; i < 21000; i += 3500)
        g_assert_true (so_plan_pair_run (b, FALSE, 3500, 0, NULL, NULL, NULL));
      g_assert_true (plans_equal (so_plan_pair_best (a, &worth), so_plan_pair_best (b, NULL)));
      assert_worth (problem, so_plan_pair_best (a, NULL), &worth);
      /* up to where they met first, one of them is the same as it would be alone */
      g_clear_pointer (&a, so_plan_pair_free);
      a = so_plan_pair_new (problem, NULL, seed, NULL);
      so_plan_pair_run (a, FALSE, 5000, 0, NULL, NULL, NULL);
      so_plan_search_run (single, 5000, 0, NULL, NULL, NULL);
      so_plan_pair_best (a, &worth);
      so_plan_search_best (single, &alone);
      g_assert_cmpint (worth.objective, >=, alone.objective);
    }
}

static void
on_improved (const GArray *plan, const SoPlanWorth *worth, gpointer data)
{
  gint64 *last = data;

  g_assert_cmpint (worth->objective, >, *last);
  *last = worth->objective;
}

static void
test_stops (void)
{
  const SoTestWeek week = { 40, 3, 8, 5, 900, 1230, 15, FALSE };
  g_autoptr (SoPlanProblem) problem = so_test_week (&week, 3);
  g_autoptr (SoPlanSearch) search = so_plan_search_new (problem, NULL, 1, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 last = G_MININT64;
  SoPlanWorth worth;

  so_plan_search_run (search, 2000, 0, cancellable, on_improved, &last);
  so_plan_search_best (search, &worth);
  g_assert_cmpint (last, ==, worth.objective);
  g_assert_false (so_plan_search_run (search, G_MAXUINT64, g_get_monotonic_time () + 20000, NULL, NULL, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (so_plan_search_run (search, G_MAXUINT64, 0, cancellable, NULL, NULL));
}

/* Every start that is possible at all is suggested, and brings what it says. */
static void
test_suggestions (void)
{
  guint suggested = 0;

  for (guint64 seed = 1; seed <= 30; seed++)
    {
      const SoTestWeek week = { 8, 2, 3, 2, 900, 1110, 15, TRUE };
      g_autoptr (SoPlanProblem) problem = so_test_week (&week, seed);
      SoPlanWorth worth;
      g_autoptr (GArray) all = so_plan_greedy (problem, &worth, NULL), plan = g_array_copy (all), found = NULL;
      guint klass, n = 0;

      if (!plan->len)
        continue;
      klass = (guint) g_array_index (plan, SoPlanPlace, 0).klass;
      g_array_remove_index (plan, 0);
      found = so_plan_suggest_places (problem, plan, klass, 1000, NULL);
      for (int day = 0; day < SO_PLAN_DAYS; day++)
        for (int start = 900; start < 1110; start += 15)
          {
            gint64 best = G_MININT64;

            for (guint i = 0; i < problem->n_rooms * problem->n_teachers; i++)
              {
                SoPlanPlace p = { (int) klass, day, start, (int) (i % problem->n_rooms), (int) (i / problem->n_rooms) };
                g_autoptr (GArray) with = g_array_copy (plan);
                SoTestVerdict without = so_test_judge (problem, plan), verdict;

                g_array_append_val (with, p);
                verdict = so_test_judge (problem, with);
                if (verdict.valid)
                  best = MAX (best, verdict.score - without.score);
              }
            if (best == G_MININT64)
              continue;
            for (guint i = 0; i < found->len; i++)
              {
                const SoPlanSuggestion *s = &g_array_index (found, SoPlanSuggestion, i);

                if (s->place.day != day || s->place.start != start)
                  continue;
                g_assert_cmpint (s->points, ==, best);
                n++;
              }
            n += 1000;
          }
      g_test_message ("seed %u", (guint) seed);
      g_assert_cmpuint (n / 1000, ==, found->len);
      g_assert_cmpuint (n % 1000, ==, found->len);
      suggested += found->len;
      for (guint i = 1; i < found->len; i++)
        g_assert_cmpint (g_array_index (found, SoPlanSuggestion, i - 1).points, >=, g_array_index (found, SoPlanSuggestion, i).points);
    }
  g_assert_cmpuint (suggested, >, 100);
}

static void
test_substitutes (void)
{
  guint able = 0;

  for (guint64 seed = 1; seed <= 40; seed++)
    {
      const SoTestWeek week = { 10, 3, 5, 3, 900, 1200, 15, TRUE };
      g_autoptr (SoPlanProblem) problem = so_test_week (&week, seed);
      SoPlanWorth worth;
      g_autoptr (GArray) plan = so_plan_greedy (problem, &worth, NULL);
      g_autoptr (GPtrArray) found = plan->len ? so_plan_suggest_teachers (problem, plan, 0) : NULL;
      gboolean unable = FALSE;

      g_assert_true (!found || found->len == problem->n_teachers - 1);
      for (guint i = 0; found && i < found->len; i++)
        {
          const SoPlanSubstitute *s = g_ptr_array_index (found, i);
          g_autoptr (GArray) with = g_array_copy (plan);
          SoTestVerdict verdict;

          g_array_index (with, SoPlanPlace, 0).teacher = (int) s->teacher;
          verdict = so_test_judge (problem, with);
          verdict.valid = TRUE;
          for (guint rule = 1; rule < SO_PLAN_N_RULES; rule++)
            verdict.valid = verdict.valid && (!verdict.broken[rule] || rule == SO_PLAN_SAME_TEACHER);
          g_assert_cmpint (verdict.valid, ==, s->broken->len == 0);
          /* who can stands before who cannot */
          g_assert_false (unable && verdict.valid);
          unable = !verdict.valid;
          able += verdict.valid;
        }
    }
  g_assert_cmpuint (able, >, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/planner/search/valid", test_valid);
  g_test_add_func ("/planner/search/repair", test_repair);
  g_test_add_func ("/planner/search/counting", test_counting);
  g_test_add_func ("/planner/search/same-seed", test_same_seed);
  g_test_add_func ("/planner/search/same-pair", test_same_pair);
  g_test_add_func ("/planner/search/stops", test_stops);
  g_test_add_func ("/planner/search/suggestions", test_suggestions);
  g_test_add_func ("/planner/search/substitutes", test_substitutes);
  return g_test_run ();
}
