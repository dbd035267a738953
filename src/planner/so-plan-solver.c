/* SPDX-License-Identifier: MIT */
#include "so-plan-solver.h"

#include "so-plan-pair.h"
#include "so-plan-proof.h"

/* Our own search goes on beside the proof for so many times what it usually takes. */
#define ROUNDS_BESIDE 8
/* With less time than this left, in µs, no proof is begun. */
#define LEAST_FOR_PROOF (G_USEC_PER_SEC / 4)
/* With a time limit below this, in µs, a plan is all that there is time for. */
#define LEAST_FOR_BOTH (4 * G_USEC_PER_SEC)
/* Why something has no place is looked for so long, in µs, where no time limit says otherwise. */
#define CONFLICT_TIME (20 * G_USEC_PER_SEC)

/* What both threads know; the lock is for progress only, all else belongs to one of them until the other has ended. */
typedef struct {
  const SoPlanProblem *problem;
  GMutex lock;
  SoPlanProgress progress;
  gpointer data;
  SoPlanPair *search;
  gint64 deadline;
  GCancellable *cancellable;
  GArray *incumbent;     /* what the proof begins with */
  SoPlanWorth incumbent_worth;
  GCancellable *proved;  /* cancelled once the proof has ended well: the search may stop */
  SoPlanProof proof;
  gboolean has_proof;
} Solver;

static void
on_improved (const GArray *plan, const SoPlanWorth *worth, gpointer data)
{
  Solver *self = data;

  if (!self->progress)
    return;
  g_mutex_lock (&self->lock);
  self->progress (plan, worth, NULL, self->data);
  g_mutex_unlock (&self->lock);
}

static void
on_bound (gint64 bound, gpointer data)
{
  Solver *self = data;

  if (!self->progress)
    return;
  g_mutex_lock (&self->lock);
  self->progress (NULL, NULL, &bound, self->data);
  g_mutex_unlock (&self->lock);
}

static gpointer
prove_in_thread (gpointer data)
{
  Solver *self = data;

  self->has_proof = so_plan_prove (self->problem, self->incumbent, self->deadline, self->cancellable, on_bound, self, &self->proof, NULL);
  if (self->has_proof && self->proof.proved)
    g_cancellable_cancel (self->proved);
  return NULL;
}

static void
on_cancelled (GCancellable *cancellable, gpointer proved)
{
  g_cancellable_cancel (proved);
}

/* The proof in a thread of its own, and our own search going on in this one. */
static void
prove (Solver *self)
{
  GThread *thread = g_thread_new ("planner-proof", prove_in_thread, self);
  gulong handler = self->cancellable ? g_cancellable_connect (self->cancellable, G_CALLBACK (on_cancelled), self->proved, NULL) : 0;

  so_plan_pair_run (self->search, TRUE, ROUNDS_BESIDE * so_plan_search_usual (self->problem), self->deadline, self->proved, on_improved, self);
  g_thread_join (thread);
  if (handler)
    g_cancellable_disconnect (self->cancellable, handler);
}

static gboolean
has_time (const Solver *self)
{
  return !g_cancellable_is_cancelled (self->cancellable) && (!self->deadline || self->deadline - g_get_monotonic_time () > LEAST_FOR_PROOF);
}

static SoPlanWorth
worth_of (const SoPlanProblem *problem, const GArray *plan)
{
  g_autoptr (SoPlanReport) report = so_plan_check (problem, plan);

  return (SoPlanWorth) { report->unplaced, report->disruption, report->score, report->objective };
}

static void
take (SoPlanSolution *solution, const GArray *plan)
{
  g_clear_pointer (&solution->plan, g_array_unref);
  solution->plan = g_array_copy ((GArray *) plan);
}

/* Whatever the search found beside a proof that came to its end is left alone: when that ended depends on the computer, and what is
 * proved is enough. */
static void
choose (Solver *self, SoPlanSolution *solution)
{
  SoPlanProof *proof = &self->proof;
  gboolean ended = self->has_proof && proof->proved;

  take (solution, self->incumbent);
  solution->worth = self->incumbent_worth;
  if (!ended)
    take (solution, so_plan_pair_best (self->search, &solution->worth));
  if (proof->plan)
    {
      SoPlanWorth found = worth_of (self->problem, proof->plan);

      if (so_plan_worth_is_better (self->problem, &found, &solution->worth))
        {
          take (solution, proof->plan);
          solution->worth = found;
        }
    }
  solution->has_bound = self->has_proof && proof->has_bound;
  solution->bound = solution->has_bound ? MAX (proof->bound, solution->worth.objective) : 0;
  solution->least_disruption = self->has_proof ? proof->least_disruption : -1;
  if (solution->has_bound && !solution->worth.unplaced && solution->bound <= solution->worth.objective)
    ended = TRUE;
  solution->status = !ended ? SO_PLAN_FEASIBLE : solution->worth.unplaced ? SO_PLAN_INFEASIBLE : SO_PLAN_OPTIMAL;
  if (ended && self->problem->current)
    {
      solution->has_bound = TRUE;
      solution->bound = solution->worth.objective;
    }
}

static guint
first_missing (const SoPlanProblem *problem, const GArray *plan)
{
  g_autofree int *placed = g_new0 (int, problem->n_classes + 1);

  for (guint i = 0; i < plan->len; i++)
    placed[g_array_index (plan, SoPlanPlace, i).klass]++;
  for (guint c = 0; c < problem->n_classes; c++)
    if (placed[c] < problem->classes[c].sessions)
      return c;
  return 0;
}

/* What is found to be impossible needs no other proof that not all can have a place. */
static void
explain (Solver *self, SoPlanSolution *solution)
{
  gint64 most = g_get_monotonic_time () + CONFLICT_TIME;

  if (!solution->worth.unplaced || !has_time (self))
    return;
  solution->conflict = so_plan_find_conflict (self->problem, first_missing (self->problem, solution->plan), self->deadline ? MIN (self->deadline, most) : most, self->cancellable);
  if (solution->conflict)
    solution->status = SO_PLAN_INFEASIBLE;
}

/* Our own search, as long as it usually takes. Where something has no place after most of that, there may be none: then the rest of the time is better used
 * for finding out why, if there is enough of it. */
static void
search_first (Solver *self, const SoPlanOptions *options)
{
  guint64 rounds = options->quick && self->problem->current ? so_plan_search_quick (self->problem) : so_plan_search_usual (self->problem), most = rounds * 3 / 5;
  gint64 early = self->deadline ? self->deadline - options->time_limit * 2 / 5 : 0;
  SoPlanWorth worth;

  if (options->quick || (options->time_limit && options->time_limit < LEAST_FOR_BOTH))
    {
      so_plan_pair_run (self->search, FALSE, rounds, self->deadline, self->cancellable, on_improved, self);
      return;
    }
  so_plan_pair_run (self->search, FALSE, most, early, self->cancellable, on_improved, self);
  so_plan_pair_best (self->search, &worth);
  if (!worth.unplaced)
    so_plan_pair_run (self->search, FALSE, rounds - most, self->deadline, self->cancellable, on_improved, self);
}

SoPlanSolution *
so_plan_solve (const SoPlanProblem *problem, const SoPlanOptions *options, GCancellable *cancellable, SoPlanProgress progress, gpointer data, GError **error)
{
  gint64 deadline = options->time_limit ? g_get_monotonic_time () + options->time_limit : 0;
  g_autoptr (SoPlanPair) search = so_plan_pair_new (problem, options->start, options->seed, error);
  g_autoptr (GCancellable) proved = g_cancellable_new ();
  Solver self = { problem, .progress = progress, .data = data, .search = search, .deadline = deadline, .cancellable = cancellable, .proved = proved };
  SoPlanSolution *solution;

  if (!search)
    return NULL;
  g_mutex_init (&self.lock);
  search_first (&self, options);
  self.incumbent = g_array_copy ((GArray *) so_plan_pair_best (search, &self.incumbent_worth));
  self.proof.least_disruption = -1;
  solution = g_new0 (SoPlanSolution, 1);
  /* why something has no place is worth more than how good the rest is */
  if (self.incumbent_worth.unplaced && !options->quick)
    {
      take (solution, self.incumbent);
      solution->worth = self.incumbent_worth;
      explain (&self, solution);
    }
  if (!options->quick && has_time (&self))
    prove (&self);
  {
    SoPlanConflict *conflict = g_steal_pointer (&solution->conflict);

    choose (&self, solution);
    solution->conflict = conflict;
    if (conflict)
      solution->status = SO_PLAN_INFEASIBLE;
  }
  so_plan_proof_clear (&self.proof);
  g_array_unref (self.incumbent);
  g_mutex_clear (&self.lock);
  return solution;
}

void
so_plan_solution_free (SoPlanSolution *self)
{
  if (!self)
    return;
  g_array_unref (self->plan);
  g_clear_pointer (&self->conflict, so_plan_conflict_free);
  g_free (self);
}
