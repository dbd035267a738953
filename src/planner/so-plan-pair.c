/* SPDX-License-Identifier: MIT */
#include "so-plan-pair.h"

/* They tell each other of their best after so many rounds of each. */
#define ROUNDS_BETWEEN_MEETINGS 10000
/* Any number that makes another seed of a seed. */
#define OTHER_SEED G_GUINT64_CONSTANT (0x5851f42d4c957f2d)

struct _SoPlanPair {
  const SoPlanProblem *problem;
  SoPlanSearch *first, *second;
  guint64 round;         /* of each */
  /* of the run there is; @told is guarded by the lock while both search */
  GMutex lock;
  guint64 rounds;
  gint64 deadline;
  GCancellable *cancellable;
  SoPlanImproved improved;
  gpointer data;
  SoPlanWorth told;
  gboolean second_ended;
};

SoPlanPair *
so_plan_pair_new (const SoPlanProblem *problem, const GArray *start, guint64 seed, GError **error)
{
  SoPlanSearch *first = so_plan_search_new (problem, start, seed, error);
  SoPlanPair *self;

  if (!first)
    return NULL;
  self = g_new0 (SoPlanPair, 1);
  self->problem = problem;
  self->first = first;
  self->second = so_plan_search_new (problem, start, seed ^ OTHER_SEED, NULL);
  so_plan_search_best (first, &self->told);
  g_mutex_init (&self->lock);
  return self;
}

void
so_plan_pair_free (SoPlanPair *self)
{
  if (!self)
    return;
  so_plan_search_free (self->first);
  so_plan_search_free (self->second);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static void
on_improved (const GArray *plan, const SoPlanWorth *worth, gpointer data)
{
  SoPlanPair *self = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (!so_plan_worth_is_better (self->problem, worth, &self->told))
    return;
  self->told = *worth;
  if (self->improved)
    self->improved (plan, worth, self->data);
}

static gboolean
run_one (SoPlanPair *self, SoPlanSearch *search)
{
  return so_plan_search_run (search, self->rounds, self->deadline, self->cancellable, on_improved, self);
}

static gpointer
run_second (gpointer data)
{
  SoPlanPair *self = data;

  self->second_ended = run_one (self, self->second);
  return NULL;
}

static void
meet (SoPlanPair *self)
{
  SoPlanWorth worth;
  const GArray *plan = so_plan_search_best (self->second, &worth);

  so_plan_search_adopt (self->first, plan, &worth);
  plan = so_plan_search_best (self->first, &worth);
  so_plan_search_adopt (self->second, plan, &worth);
}

static gboolean
run_both (SoPlanPair *self)
{
  GThread *thread = g_thread_new ("planner-search", run_second, self);
  gboolean ended = run_one (self, self->first);

  g_thread_join (thread);
  self->round += self->rounds;
  if (self->round % ROUNDS_BETWEEN_MEETINGS == 0)
    meet (self);
  return ended && self->second_ended;
}

gboolean
so_plan_pair_run (SoPlanPair *self, gboolean alone, guint64 rounds, gint64 deadline, GCancellable *cancellable, SoPlanImproved improved, gpointer data)
{
  gboolean ended = TRUE;

  self->deadline = deadline;
  self->cancellable = cancellable;
  self->improved = improved;
  self->data = data;
  for (guint64 left = rounds; ended && left; left -= self->rounds)
    {
      self->rounds = alone ? left : MIN (left, ROUNDS_BETWEEN_MEETINGS - self->round % ROUNDS_BETWEEN_MEETINGS);
      ended = alone ? run_one (self, self->first) : run_both (self);
    }
  return ended;
}

const GArray *
so_plan_pair_best (SoPlanPair *self, SoPlanWorth *worth)
{
  SoPlanWorth a, b;
  const GArray *first = so_plan_search_best (self->first, &a), *second = so_plan_search_best (self->second, &b);
  gboolean other = so_plan_worth_is_better (self->problem, &b, &a);

  if (worth)
    *worth = other ? b : a;
  return other ? second : first;
}
