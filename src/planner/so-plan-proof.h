/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-plan-search.h"

G_BEGIN_DECLS

/**
 * What a proof came to. Of all plans (of all that repair problem->current by as little, where there is one) none is better than @plan if it is
 * @proved; otherwise none is worth more than @bound.
 */
typedef struct {
  gboolean proved;
  gboolean impossible;   /* no plan has all sessions */
  gboolean has_bound;
  gint64 bound;          /* of the objective; without a problem->current only */
  gint64 least_disruption;  /* no plan with all sessions has less; −1: not known */
  GArray *plan;          /* better than the one to begin with, or NULL */
} SoPlanProof;

void so_plan_proof_clear (SoPlanProof *self);

/* Told now and then: nothing is better than @bound. In the thread of so_plan_prove(). */
typedef void (*SoPlanBound) (gint64 bound, gpointer data);

/**
 * so_plan_prove: proves with HiGHS that @incumbent is the best plan, finds a better one, or says at least how much better one could be. Takes
 * from parts of a second to for ever, and up to a gigabyte for 200 sessions; blocks, so call it in a thread of its own.
 * @incumbent: a plan that breaks no rule
 * @deadline: monotonic time, 0 for none
 *
 * Cancelled, it returns what is known so far, some hundredths of a second later. Returns: FALSE with an error where the problem cannot be put into
 * equations.
 */
gboolean so_plan_prove (const SoPlanProblem *problem, const GArray *incumbent, gint64 deadline, GCancellable *cancellable, SoPlanBound told, gpointer data, SoPlanProof *proof, GError **error);

/* Whether all sessions can be placed at all, as far as that is found out until @deadline. */
typedef enum { SO_PLAN_UNDECIDED, SO_PLAN_POSSIBLE, SO_PLAN_IMPOSSIBLE } SoPlanAnswer;
SoPlanAnswer so_plan_is_possible (const SoPlanProblem *problem, gint64 deadline, GCancellable *cancellable);

G_END_DECLS
