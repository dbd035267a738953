/* SPDX-License-Identifier: MIT */
#include "so-plan-check.h"

#include "so-plan-match.h"

/* Of one class: more than it can have, and few enough that a nonsensical plan is judged at once, too. */
#define MOST_COMPARED (2 * SO_PLAN_MOST_SESSIONS_OF_CLASS)

static gboolean
known (const SoPlanPlace *p)
{
  return p->klass >= 0 && p->room >= 0 && p->teacher >= 0;
}

static void
add (SoPlanReport *report, SoPlanPoint point)
{
  report->parts[point.kind] += point.points;
  if (point.points || point.kind == SO_PLAN_UNPLACED)
    g_array_append_val (report->points, point);
}

static void
score_place (const SoPlanProblem *problem, const GArray *plan, guint i, SoPlanReport *report)
{
  const SoPlanPlace *p = &g_array_index (plan, SoPlanPlace, i);
  const SoPlanClass *c = &problem->classes[p->klass];
  int end = p->start + c->duration;

  report->placed++;
  if (so_plan_windows_hold (c->preferred, p->day, p->start, end))
    add (report, (SoPlanPoint) { SO_PLAN_PREFERRED, (int) i, p->klass, -1, -1, 1, problem->weights.preferred });
  if (c->beginner && so_plan_windows_hold (problem->peak, p->day, p->start, end))
    add (report, (SoPlanPoint) { SO_PLAN_BEGINNER_PEAK, (int) i, p->klass, -1, -1, 1, problem->weights.beginner_peak });
  if (so_plan_room_fits (problem, &problem->rooms[p->room], c))
    add (report, (SoPlanPoint) { SO_PLAN_ROOM_FIT, (int) i, p->klass, -1, -1, 1, problem->weights.room_fit });
}

static void
score_days (const SoPlanProblem *problem, const int *counts, SoPlanReport *report)
{
  for (guint i = 0; i < problem->n_teachers * SO_PLAN_DAYS; i++)
    if (counts[i] > 1)
      add (report, (SoPlanPoint) { SO_PLAN_CONTINUITY, -1, -1, (int) (i / SO_PLAN_DAYS), (int) (i % SO_PLAN_DAYS), counts[i], problem->weights.continuity * (counts[i] - 1) });
}

static void
score_missing (const SoPlanProblem *problem, const int *placed, SoPlanReport *report)
{
  for (guint i = 0; i < problem->n_classes; i++)
    {
      int missing = problem->classes[i].sessions - placed[i];

      if (missing <= 0)
        continue;
      report->unplaced += (guint) missing;
      add (report, (SoPlanPoint) { SO_PLAN_UNPLACED, -1, (int) i, -1, -1, missing, -problem->weights.unplaced * missing });
    }
}

static int
cost_of_move (const SoPlanDisruption *d, const SoPlanPlace *from, const SoPlanPlace *to)
{
  gboolean time = from->day != to->day || from->start != to->start, teacher = from->teacher != to->teacher, room = from->room != to->room;

  return (time || teacher || room ? d->changed : 0) + (time ? d->time : 0) + (teacher ? d->teacher : 0) + (room ? d->room : 0);
}

static void
score_moves (const SoPlanProblem *problem, const GArray *was, const GArray *is, SoPlanReport *report)
{
  g_autofree int *cost = g_new (int, was->len * is->len + 1), *column = g_new (int, was->len + 1);

  for (guint i = 0; i < was->len; i++)
    for (guint k = 0; k < is->len; k++)
      cost[i * is->len + k] = cost_of_move (&problem->disruption, &g_array_index (was, SoPlanPlace, i), &g_array_index (is, SoPlanPlace, k));
  report->disruption += so_plan_match (cost, was->len, is->len, column);
  for (guint i = 0; i < was->len; i++)
    report->changed += column[i] >= 0 && cost[(int) i * (int) is->len + column[i]] > 0;
}

static GPtrArray *
by_class (const SoPlanProblem *problem, const GArray *plan)
{
  GPtrArray *lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < problem->n_classes; i++)
    g_ptr_array_add (lists, g_array_new (FALSE, FALSE, sizeof (SoPlanPlace)));
  for (guint i = 0; i < plan->len; i++)
    {
      SoPlanPlace p = g_array_index (plan, SoPlanPlace, i);

      GArray *list = known (&p) ? g_ptr_array_index (lists, (guint) p.klass) : NULL;

      if (list && list->len < MOST_COMPARED)
        g_array_append_val (list, p);
    }
  return lists;
}

static void
score_disruption (const SoPlanProblem *problem, const GArray *plan, SoPlanReport *report)
{
  g_autoptr (GPtrArray) was = by_class (problem, problem->current), is = by_class (problem, plan);

  for (guint i = 0; i < problem->n_classes; i++)
    {
      const GArray *a = g_ptr_array_index (was, i), *b = g_ptr_array_index (is, i);

      if (a->len && b->len)
        score_moves (problem, a, b, report);
    }
}

void
so_plan_score (const SoPlanProblem *problem, const GArray *plan, SoPlanReport *report)
{
  g_autofree int *counts = g_new0 (int, problem->n_teachers * SO_PLAN_DAYS + 1), *placed = g_new0 (int, problem->n_classes + 1);

  for (guint i = 0; i < plan->len; i++)
    {
      const SoPlanPlace *p = &g_array_index (plan, SoPlanPlace, i);

      if (!known (p))
        continue;
      score_place (problem, plan, i, report);
      counts[p->teacher * SO_PLAN_DAYS + p->day]++;
      placed[p->klass]++;
    }
  score_days (problem, counts, report);
  score_missing (problem, placed, report);
  for (SoPlanPointKind kind = 0; kind < SO_PLAN_UNPLACED; kind++)
    report->score += report->parts[kind];
  report->objective = report->score + report->parts[SO_PLAN_UNPLACED];
  if (problem->current)
    score_disruption (problem, plan, report);
}
