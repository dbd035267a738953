/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-plan-conflict.h"
#include "so-plan-search.h"

G_BEGIN_DECLS

typedef enum {
  SO_PLAN_FEASIBLE,      /* a plan, perhaps with sessions that have no place; nobody knows whether there is a better one */
  SO_PLAN_OPTIMAL,       /* proved: there is no better one */
  SO_PLAN_INFEASIBLE,    /* proved: not all sessions can have a place; the plan is the best without some of them */
} SoPlanStatus;

/* What came of it. Free with so_plan_solution_free(). */
typedef struct {
  SoPlanStatus status;
  GArray *plan;          /* of SoPlanPlace, breaks no rule */
  SoPlanWorth worth;
  gboolean has_bound;
  gint64 bound;          /* no plan has a higher objective */
  gint64 least_disruption;  /* of all plans with all sessions; −1: not known, or nothing is repaired */
  SoPlanConflict *conflict; /* where something has no place: why not; NULL where that was not found out */
} SoPlanSolution;

typedef struct {
  guint64 seed;
  const GArray *start;   /* a plan to begin with, or NULL */
  gint64 time_limit;     /* µs; 0: until it is proved */
  gboolean quick;        /* our own search only; a repair takes some hundredths of a second */
} SoPlanOptions;

/* Told of each better plan and each lower bound (one of them, the other is NULL or has no meaning), in some thread, one call at a time. */
typedef void (*SoPlanProgress) (const GArray *plan, const SoPlanWorth *worth, const gint64 *bound, gpointer data);

/**
 * so_plan_solve: the best plan for a week. First our own search, which has a good one after parts of a second; then HiGHS proves in a
 * thread beside it that it is the best, finds the best, or says how much better one could be.
 *
 * With the same @seed and start the plan is the same on every computer, unless the time limit or @cancellable ended it, and never
 * worse than the greedy one. Blocks. Cancelled, it returns the best plan so far without an error.
 *
 * Returns: NULL with SO_ERROR_CHANGE for a problem that is too large.
 */
SoPlanSolution *so_plan_solve (const SoPlanProblem *problem, const SoPlanOptions *options, GCancellable *cancellable, SoPlanProgress progress, gpointer data, GError **error);
void so_plan_solution_free (SoPlanSolution *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoPlanSolution, so_plan_solution_free)

G_END_DECLS
