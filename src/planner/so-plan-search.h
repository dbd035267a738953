/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-plan-problem.h"

G_BEGIN_DECLS

/* How good a plan is, without its sessions. */
typedef struct {
  guint unplaced;
  gint64 disruption;
  gint64 score;
  gint64 objective;      /* score − weights.unplaced × unplaced */
} SoPlanWorth;

/* TRUE if @a is better than @b. Where a plan is repaired: more sessions, then less disruption, then more points; else the objective. */
gboolean so_plan_worth_is_better (const SoPlanProblem *problem, const SoPlanWorth *a, const SoPlanWorth *b);

/**
 * SoPlanSearch: our own search. It begins with a greedy plan and takes it apart and together again around one place after the other (large
 * neighbourhood search with annealing). After the same number of rounds it has the same plan for the same problem, start and seed, on
 * every computer. Of one thread.
 */
typedef struct _SoPlanSearch SoPlanSearch;

/* @start: a plan to begin with, as far as its sessions are allowed; NULL for the greedy one, or problem->current. */
SoPlanSearch *so_plan_search_new (const SoPlanProblem *problem, const GArray *start, guint64 seed, GError **error);
void so_plan_search_free (SoPlanSearch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoPlanSearch, so_plan_search_free)

/* How many rounds find what is worth finding in a problem of this size: about a second. */
guint64 so_plan_search_usual (const SoPlanProblem *problem);
/* How many mend a week in which little is wrong: some hundredths of a second. */
guint64 so_plan_search_quick (const SoPlanProblem *problem);

/**
 * so_plan_search_run: goes on for @rounds, until the monotonic time @deadline (0: none), or until @cancellable.
 * @improved: (nullable): told of each better plan, in this thread
 *
 * Returns: TRUE if all rounds were made.
 */
typedef void (*SoPlanImproved) (const GArray *plan, const SoPlanWorth *worth, gpointer data);
gboolean so_plan_search_run (SoPlanSearch *self, guint64 rounds, gint64 deadline, GCancellable *cancellable, SoPlanImproved improved, gpointer data);

/* Another search of the same problem has found @plan: if it is better, the next cooling begins there. */
void so_plan_search_adopt (SoPlanSearch *self, const GArray *plan, const SoPlanWorth *worth);

/* The best so far; the array is borrowed until the next run. */
const GArray *so_plan_search_best (SoPlanSearch *self, SoPlanWorth *worth);

/* The plan of the classic method, where nothing is ever taken back: the hardest sessions first, each at the best place left for it. Yours. */
GArray *so_plan_greedy (const SoPlanProblem *problem, SoPlanWorth *worth, GError **error);

G_END_DECLS
