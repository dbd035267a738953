/* SPDX-License-Identifier: MIT */
#include "so-test-week.h"

typedef struct {
  const SoPlanProblem *problem;
  GArray *plan;
  SoTestBest best;
} Brute;

static gboolean
is_better (const Brute *self, const SoTestVerdict *v)
{
  if (!self->problem->current)
    return v->objective > self->best.objective;
  if (v->unplaced != self->best.unplaced)
    return v->unplaced < self->best.unplaced;
  return v->disruption != self->best.disruption ? v->disruption < self->best.disruption : v->objective > self->best.objective;
}

/* A rule other than that of pins that is broken stays broken whatever comes after. */
static gboolean
is_hopeless (const SoTestVerdict *v)
{
  for (guint i = 1; i < SO_PLAN_PINNED; i++)
    if (v->broken[i])
      return TRUE;
  return FALSE;
}

static void try_sessions (Brute *self, guint klass, int session);

/* @least: sessions of a class are alike, so only one order of them is tried. */
static void
try_places (Brute *self, guint klass, int session, int least)
{
  const SoPlanProblem *p = self->problem;

  for (int day = 0; day < SO_PLAN_DAYS; day++)
    for (int start = 0; start < SO_PLAN_DAY_MINUTES; start += p->grid)
      for (guint room = 0; room < p->n_rooms && day * SO_PLAN_DAY_MINUTES + start >= least; room++)
        for (guint teacher = 0; teacher < p->n_teachers; teacher++)
          {
            SoPlanPlace place = { (int) klass, day, start, (int) room, (int) teacher };

            if (!so_plan_windows_hold (p->opening, day, start, start + p->classes[klass].duration))
              continue;
            g_array_append_val (self->plan, place);
            try_sessions (self, klass, session + 1);
            g_array_set_size (self->plan, self->plan->len - 1);
          }
}

static void
try_sessions (Brute *self, guint klass, int session)
{
  SoTestVerdict verdict = so_test_judge (self->problem, self->plan);
  const SoPlanPlace *last = self->plan->len ? &g_array_index (self->plan, SoPlanPlace, self->plan->len - 1) : NULL;

  if (is_hopeless (&verdict))
    return;
  if (verdict.valid && is_better (self, &verdict))
    self->best = (SoTestBest) { verdict.objective, verdict.disruption, verdict.unplaced };
  if (klass == self->problem->n_classes)
    return;
  if (session < self->problem->classes[klass].sessions)
    try_places (self, klass, session, last && last->klass == (int) klass ? last->day * SO_PLAN_DAY_MINUTES + last->start : 0);
  try_sessions (self, klass + 1, 0);
}

SoTestBest
so_test_brute (const SoPlanProblem *problem)
{
  g_autoptr (GArray) plan = g_array_new (FALSE, FALSE, sizeof (SoPlanPlace));
  Brute self = { problem, plan, { G_MININT32, G_MAXINT32, G_MAXINT32 } };

  try_sessions (&self, 0, 0);
  return self.best;
}
