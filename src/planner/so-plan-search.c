/* SPDX-License-Identifier: MIT */
#include "so-plan-search.h"

#include "so-plan-ruin.h"
#include "so-plan-work.h"

#include <math.h>

/* The first cooling takes so many rounds; each later one twice as many, up to a limit, so that the plan is good whenever it is asked for. */
#define FIRST_COOLING 2000
#define LONGEST_COOLING 75000
/* In points: what a round may lose by chance at the start and at the end of a cooling. */
#define HOT 10.0
#define COLD 2.5
/* The same as long as the best plan lacks sessions: a place for the last one is found where many others may be worse off for a while. */
#define HOT_WHILE_LACKING 15.0
/* While searching, a session without a place costs so many points: enough to be avoided, little enough to be a way to something better. */
#define PASSING_COST 60
/* The clock and the cancellable are looked at after so many rounds. */
#define ROUNDS_BETWEEN 32

struct _SoPlanSearch {
  SoPlanWork *work;
  SoPlanRandom random;
  SoPlanRuin *ruin;
  GArray *best;
  SoPlanWorth worth;
  guint64 round, cooling_start, cooling;
  double heat;           /* in points; looked at again after so many rounds, wherever a run began */
  double unit;           /* points that count as one at a temperature */
};

gboolean
so_plan_worth_is_better (const SoPlanProblem *problem, const SoPlanWorth *a, const SoPlanWorth *b)
{
  if (!problem->current)
    return a->objective > b->objective;
  if (a->unplaced != b->unplaced)
    return a->unplaced < b->unplaced;
  return a->disruption != b->disruption ? a->disruption < b->disruption : a->score > b->score;
}

static SoPlanWorth
worth_of (const SoPlanWork *work)
{
  return (SoPlanWorth) { work->n_unplaced, work->disruption, work->score, work->score - (gint64) work->problem->weights.unplaced * work->n_unplaced };
}

/* How few ways a session has: first come those with least. */
static guint
ways_of (const SoPlanWork *work, guint task)
{
  const SoPlanTask *t = &work->tasks[task];
  guint ways = 0;

  for (guint i = 0; i < t->n_teachers; i++)
    {
      const GArray *windows = work->problem->teachers[t->teachers[i]].availability;

      for (guint k = 0; k < windows->len; k++)
        {
          const SoPlanWindow *w = &g_array_index (windows, SoPlanWindow, k);

          ways += (guint) MAX (0, w->end - w->start - work->durations[t->duration]) / (guint) work->problem->grid + 1;
        }
    }
  return ways * MAX (1, t->n_rooms);
}

static int
compare_ways (gconstpointer a, gconstpointer b, gpointer data)
{
  const guint *ways = data;
  guint x = *(const guint *) a, y = *(const guint *) b;

  if (ways[x] != ways[y])
    return ways[x] < ways[y] ? -1 : 1;
  return x < y ? -1 : 1;
}

/* @hard_first: else in the order of the classes, as the studio wrote them down. */
static void
place_greedily (SoPlanWork *work, gboolean hard_first)
{
  g_autofree guint *order = g_new (guint, work->n_tasks + 1), *ways = g_new (guint, work->n_tasks + 1);
  SoPlanPlace place;

  for (guint i = 0; i < work->n_tasks; i++)
    order[i] = i, ways[i] = hard_first ? ways_of (work, i) : 0;
  g_sort_array (order, work->n_tasks, sizeof (guint), compare_ways, ways);
  for (guint i = 0; i < work->n_tasks; i++)
    if (!so_plan_work_is_placed (work, order[i]) && so_plan_work_best (work, order[i], NULL, &place))
      so_plan_work_put (work, order[i], &place);
}

static GArray *
greedy (SoPlanWork *work, SoPlanWorth *worth)
{
  g_autoptr (GArray) best = NULL;

  for (guint hard_first = 0; hard_first < 2; hard_first++)
    {
      SoPlanWorth now;

      so_plan_work_clear (work);
      place_greedily (work, hard_first);
      now = worth_of (work);
      if (best && !so_plan_worth_is_better (work->problem, &now, worth))
        continue;
      g_clear_pointer (&best, g_array_unref);
      best = so_plan_work_plan (work);
      *worth = now;
    }
  return g_steal_pointer (&best);
}

GArray *
so_plan_greedy (const SoPlanProblem *problem, SoPlanWorth *worth, GError **error)
{
  g_autoptr (SoPlanWork) work = so_plan_work_new (problem, error);

  return work ? greedy (work, worth) : NULL;
}

static void
take_best (SoPlanSearch *self)
{
  g_clear_pointer (&self->best, g_array_unref);
  self->best = so_plan_work_plan (self->work);
  self->worth = worth_of (self->work);
}

static void
begin (SoPlanSearch *self, const GArray *start)
{
  SoPlanWork *work = self->work;
  g_autoptr (GArray) plan = start ? g_array_ref ((GArray *) start) : NULL;
  SoPlanWorth worth;

  if (!plan && work->problem->current)
    plan = g_array_ref (work->problem->current);
  if (!plan)
    plan = greedy (work, &worth);
  so_plan_work_load (work, plan);
  for (guint c = 0; work->problem->current && c < work->problem->n_classes; c++)
    so_plan_work_bind (work, (int) c);
  take_best (self);
}

SoPlanSearch *
so_plan_search_new (const SoPlanProblem *problem, const GArray *start, guint64 seed, GError **error)
{
  SoPlanWork *work = so_plan_work_new (problem, error);
  SoPlanSearch *self;
  const SoPlanWeights *w = &problem->weights;
  int most = MAX (MAX (w->preferred, w->beginner_peak), MAX (w->room_fit, w->continuity));

  if (!work)
    return NULL;
  self = g_new0 (SoPlanSearch, 1);
  self->work = work;
  self->random.state = seed * G_GUINT64_CONSTANT (0x2545f4914f6cdd1d) + 1;
  self->ruin = so_plan_ruin_new (work);
  self->cooling = FIRST_COOLING;
  self->unit = MAX (1, most) / 20.0;
  begin (self, start);
  work->cost_unplaced = (gint64) (PASSING_COST * self->unit);
  if (problem->current)
    {
      work->cost_disruption = (gint64) (8 * self->unit);
      work->cost_unplaced += 6 * work->cost_disruption * (problem->disruption.changed + problem->disruption.time + problem->disruption.teacher + problem->disruption.room);
    }
  return self;
}

void
so_plan_search_free (SoPlanSearch *self)
{
  if (!self)
    return;
  so_plan_ruin_free (self->ruin);
  so_plan_work_free (self->work);
  g_array_unref (self->best);
  g_free (self);
}

guint64
so_plan_search_usual (const SoPlanProblem *problem)
{
  return 10000 + 3300 * (guint64) so_plan_problem_sessions (problem);
}

guint64
so_plan_search_quick (const SoPlanProblem *problem)
{
  return 1000 + 20 * (guint64) so_plan_problem_sessions (problem);
}

/* Begins the next cooling where the best plan is. */
static void
cool_again (SoPlanSearch *self)
{
  self->cooling_start = self->round;
  self->cooling = MIN (2 * self->cooling, LONGEST_COOLING);
  so_plan_work_load (self->work, self->best);
  for (guint c = 0; self->work->problem->current && c < self->work->problem->n_classes; c++)
    so_plan_work_bind (self->work, (int) c);
}

static double
temperature (const SoPlanSearch *self)
{
  double gone = (double) (self->round - self->cooling_start) / (double) self->cooling;

  if (self->worth.unplaced && !self->work->problem->current)
    return self->unit * HOT_WHILE_LACKING;
  return self->unit * HOT * pow (COLD / HOT, gone);
}

/* TRUE if it found a better plan than ever. */
static gboolean
make_round (SoPlanSearch *self)
{
  SoPlanWork *work = self->work;
  gint64 before = so_plan_work_value (work), lost;
  SoPlanWorth now;

  so_plan_ruin_change (self->ruin, &self->random);
  lost = before - so_plan_work_value (work);
  if (lost > 0 && so_plan_random_double (&self->random) >= exp (-(double) lost / self->heat))
    {
      so_plan_ruin_undo (self->ruin);
      return FALSE;
    }
  now = worth_of (work);
  if (!so_plan_worth_is_better (work->problem, &now, &self->worth))
    return FALSE;
  take_best (self);
  return TRUE;
}

gboolean
so_plan_search_run (SoPlanSearch *self, guint64 rounds, gint64 deadline, GCancellable *cancellable, SoPlanImproved improved, gpointer data)
{
  if (!self->work->n_tasks)
    return TRUE;
  for (guint64 i = 0; i < rounds; i++)
    {
      if (i % ROUNDS_BETWEEN == 0)
        {
          if (g_cancellable_is_cancelled (cancellable) || (deadline && g_get_monotonic_time () >= deadline))
            return FALSE;
        }
      if (self->round % ROUNDS_BETWEEN == 0)
        {
          if (self->round - self->cooling_start >= self->cooling)
            cool_again (self);
          self->heat = temperature (self);
        }
      self->round++;
      if (make_round (self) && improved)
        improved (self->best, &self->worth, data);
    }
  return TRUE;
}

void
so_plan_search_adopt (SoPlanSearch *self, const GArray *plan, const SoPlanWorth *worth)
{
  if (!so_plan_worth_is_better (self->work->problem, worth, &self->worth))
    return;
  g_array_unref (self->best);
  self->best = g_array_copy ((GArray *) plan);
  self->worth = *worth;
}

const GArray *
so_plan_search_best (SoPlanSearch *self, SoPlanWorth *worth)
{
  if (worth)
    *worth = self->worth;
  return self->best;
}
