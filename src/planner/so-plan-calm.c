/* SPDX-License-Identifier: MIT */
#include "so-plan-calm.h"

#include "so-plan-check.h"

/* What one session gives back makes room for others, so all are looked at again, but not for ever. */
#define MOST_ROUNDS 4
/* Ways to take time, room and teacher from either plan; the first is to take all from the current one. */
#define ALL 7u

typedef struct {
  SoPlanProblem problem;   /* a shallow copy with the plan that is current, so that changes are counted; borrowed */
  GArray *plan;
  gint64 objective, disruption;
} Calm;

static SoPlanPlace
mix (const SoPlanPlace *now, const SoPlanPlace *was, guint which)
{
  SoPlanPlace place = *now;

  if (which & 1)
    {
      place.day = was->day;
      place.start = was->start;
    }
  if (which & 2)
    place.room = was->room;
  if (which & 4)
    place.teacher = was->teacher;
  return place;
}

/* What is easily seen to be impossible need not be judged, which takes longer. */
static gboolean
is_free (const Calm *self, guint i, const SoPlanPlace *place)
{
  int minutes = self->problem.classes[place->klass].duration;
  g_autoptr (GArray) broken = g_array_new (FALSE, FALSE, sizeof (SoPlanViolation));

  for (guint k = 0; k < self->plan->len; k++)
    {
      const SoPlanPlace *other = &g_array_index (self->plan, SoPlanPlace, k);

      if (k != i && other->day == place->day && (other->room == place->room || other->teacher == place->teacher) &&
          other->start < place->start + minutes && place->start < other->start + self->problem.classes[other->klass].duration)
        return FALSE;
    }
  return so_plan_check_place (&self->problem, self->plan, i, broken);
}

/* Keeps @place for the session at @i where that is better. */
static gboolean
try_place (Calm *self, guint i, const SoPlanPlace *place)
{
  SoPlanPlace *own = &g_array_index (self->plan, SoPlanPlace, i), kept = *own;
  g_autoptr (SoPlanReport) report = NULL;

  if (place->day == own->day && place->start == own->start && place->room == own->room && place->teacher == own->teacher)
    return FALSE;
  *own = *place;
  if (!is_free (self, i, place))
    return *own = kept, FALSE;
  report = so_plan_check (&self->problem, self->plan);
  if (report->violations->len || report->objective < self->objective || report->disruption >= self->disruption)
    return *own = kept, FALSE;
  self->objective = report->objective;
  self->disruption = report->disruption;
  return TRUE;
}

static gboolean
try_session (Calm *self, guint i)
{
  const GArray *current = self->problem.current;
  gboolean better = FALSE;

  for (guint k = 0; k < current->len; k++)
    {
      const SoPlanPlace *was = &g_array_index (current, SoPlanPlace, k);

      if (was->klass != g_array_index (self->plan, SoPlanPlace, i).klass)
        continue;
      for (guint which = ALL; which; which--)
        {
          SoPlanPlace place = mix (&g_array_index (self->plan, SoPlanPlace, i), was, which);

          better = try_place (self, i, &place) || better;
        }
    }
  return better;
}

GArray *
so_plan_calm (const SoPlanProblem *problem, const GArray *current, const GArray *plan)
{
  Calm self = { *problem, g_array_copy ((GArray *) plan), 0, 0 };
  g_autoptr (SoPlanReport) report = NULL;
  gboolean better = TRUE;

  self.problem.current = (GArray *) current;
  report = so_plan_check (&self.problem, plan);
  self.objective = report->objective;
  self.disruption = report->disruption;
  for (guint round = 0; better && round < MOST_ROUNDS && !report->violations->len; round++)
    {
      better = FALSE;
      for (guint i = 0; i < self.plan->len; i++)
        better = try_session (&self, i) || better;
    }
  return self.plan;
}
