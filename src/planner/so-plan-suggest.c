/* SPDX-License-Identifier: MIT */
#include "so-plan-change.h"

#include "so-error.h"
#include "so-plan-slots.h"
#include "so-plan-work.h"

static int
compare_suggestions (gconstpointer a, gconstpointer b)
{
  const SoPlanSuggestion *x = a, *y = b;

  if (x->points != y->points)
    return x->points > y->points ? -1 : 1;
  return x->place.day != y->place.day ? x->place.day - y->place.day : x->place.start - y->place.start;
}

/* The best room and teacher for that start, if there are any. */
static void
suggest_at (SoPlanWork *work, guint task, int day, int start, GArray *result)
{
  const SoPlanTask *t = &work->tasks[task];
  SoPlanSuggestion best = { { t->klass, day, start, -1, -1 }, G_MININT64 };

  for (guint i = 0; i < t->n_teachers; i++)
    for (guint r = 0; r < t->n_rooms; r++)
      {
        SoPlanPlace place = { t->klass, day, start, (int) t->rooms[r], (int) t->teachers[i] };
        gint64 points = so_plan_work_gain (work, task, &place) - work->cost_unplaced;

        if (points > best.points && so_plan_work_allows (work, task, &place))
          best = (SoPlanSuggestion) { place, points };
      }
  if (best.place.room >= 0)
    g_array_append_val (result, best);
}

static void
suggest_for (SoPlanWork *work, guint task, GArray *result)
{
  guint64 starts[SO_PLAN_MOST_WORDS];

  for (int day = 0; day < SO_PLAN_DAYS; day++)
    if (so_plan_work_starts (work, task, day, starts))
      for (guint slot = 0; slot < work->slots; slot++)
        if (so_plan_slots_has (starts, slot))
          suggest_at (work, task, day, (int) slot * work->problem->grid, result);
}

/* Of several for one start the first, which is the best, stays. */
static void
drop_doubles (GArray *sorted)
{
  guint n = 0;

  for (guint i = 0; i < sorted->len; i++)
    {
      SoPlanSuggestion s = g_array_index (sorted, SoPlanSuggestion, i);
      gboolean known = FALSE;

      for (guint k = 0; k < n && !known; k++)
        known = g_array_index (sorted, SoPlanSuggestion, k).place.day == s.place.day && g_array_index (sorted, SoPlanSuggestion, k).place.start == s.place.start;
      if (!known)
        g_array_index (sorted, SoPlanSuggestion, n++) = s;
    }
  g_array_set_size (sorted, n);
}

GArray *
so_plan_suggest_places (const SoPlanProblem *problem, const GArray *plan, guint klass, guint most, GError **error)
{
  g_autoptr (SoPlanWork) work = so_plan_work_new (problem, error);
  g_autoptr (GArray) result = g_array_new (FALSE, FALSE, sizeof (SoPlanSuggestion));

  if (!work)
    return NULL;
  so_plan_work_load (work, plan);
  /* a session that is pinned may be left out and one that is not be placed instead: each of them is asked for */
  for (guint i = work->first[klass]; i < work->first[klass + 1]; i++)
    if (!so_plan_work_is_placed (work, i))
      suggest_for (work, i, result);
  g_array_sort (result, compare_suggestions);
  drop_doubles (result);
  if (result->len > most)
    g_array_set_size (result, most);
  return g_steal_pointer (&result);
}

static void
substitute_free (gpointer data)
{
  SoPlanSubstitute *self = data;

  g_array_unref (self->broken);
  g_free (self);
}

static int
compare_substitutes (gconstpointer a, gconstpointer b)
{
  const SoPlanSubstitute *x = *(gpointer const *) a, *y = *(gpointer const *) b;

  if (!x->broken->len != !y->broken->len)
    return x->broken->len ? 1 : -1;
  if (x->points != y->points)
    return x->points > y->points ? -1 : 1;
  return x->minutes != y->minutes ? x->minutes - y->minutes : (int) x->teacher - (int) y->teacher;
}

static SoPlanSubstitute *
judge_substitute (const SoPlanProblem *problem, const GArray *plan, guint i, guint teacher)
{
  g_autoptr (GArray) with = g_array_copy ((GArray *) plan);
  g_autoptr (SoPlanChange) change = NULL;
  SoPlanSubstitute *self = g_new0 (SoPlanSubstitute, 1);

  g_array_index (with, SoPlanPlace, i).teacher = (int) teacher;
  change = so_plan_compare (problem, plan, with);
  self->teacher = teacher;
  self->points = change->objective;
  self->broken = g_array_new (FALSE, FALSE, sizeof (SoPlanViolation));
  for (guint k = 0; k < change->broken->len; k++)
    if (g_array_index (change->broken, SoPlanViolation, k).rule != SO_PLAN_SAME_TEACHER)
      g_array_append_val (self->broken, g_array_index (change->broken, SoPlanViolation, k));
  for (guint k = 0; k < plan->len; k++)
    if (g_array_index (plan, SoPlanPlace, k).teacher == (int) teacher && g_array_index (plan, SoPlanPlace, k).klass >= 0)
      self->minutes += problem->classes[g_array_index (plan, SoPlanPlace, k).klass].duration;
  return self;
}

GPtrArray *
so_plan_suggest_teachers (const SoPlanProblem *problem, const GArray *plan, guint i)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (substitute_free);

  for (guint t = 0; t < problem->n_teachers; t++)
    if ((int) t != g_array_index (plan, SoPlanPlace, i).teacher)
      g_ptr_array_add (all, judge_substitute (problem, plan, i, t));
  g_ptr_array_sort (all, compare_substitutes);
  return all;
}
