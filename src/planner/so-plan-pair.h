/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-plan-search.h"

G_BEGIN_DECLS

/**
 * SoPlanPair: two of our own searches at once, in two threads, with different seeds. They tell each other of their best after the same number
 * of rounds, never by the clock, so the plan is the same on a computer with one processor, only later. Used from one thread at a time.
 */
typedef struct _SoPlanPair SoPlanPair;

/* As so_plan_search_new(). */
SoPlanPair *so_plan_pair_new (const SoPlanProblem *problem, const GArray *start, guint64 seed, GError **error);
void so_plan_pair_free (SoPlanPair *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoPlanPair, so_plan_pair_free)

/**
 * so_plan_pair_run: as so_plan_search_run(), @rounds of each of the two.
 * @alone: only the first searches, where the other processor has work to do
 * @improved: (nullable): told of what is better than all before, in either thread, one call at a time
 *
 * Returns: TRUE if all rounds were made.
 */
gboolean so_plan_pair_run (SoPlanPair *self, gboolean alone, guint64 rounds, gint64 deadline, GCancellable *cancellable, SoPlanImproved improved, gpointer data);

/* The best of both so far; the array is borrowed until the next run. */
const GArray *so_plan_pair_best (SoPlanPair *self, SoPlanWorth *worth);

G_END_DECLS
