/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-plan-check.h"

G_BEGIN_DECLS

/* A rule that stands in the way, and about whom it is: indices, −1 for what it is not about. */
typedef struct {
  SoPlanRule rule;
  int klass, room, teacher, group;
} SoPlanItem;

/* Classes that cannot all have their places together, and the rules because of which: without any one of either, what is left would do. */
typedef struct {
  GArray *classes;       /* of guint */
  GArray *items;         /* of SoPlanItem */
  gboolean smallest;     /* FALSE: there was no time to leave out all that is not needed */
} SoPlanConflict;

/**
 * so_plan_find_conflict: why @klass has no place: which other classes are in the way, and which rules. Classes and rules are left out one
 * after the other as long as what remains is still impossible.
 *
 * Returns: NULL if nothing impossible was found until @deadline (monotonic) or @cancellable. Blocks.
 */
SoPlanConflict *so_plan_find_conflict (const SoPlanProblem *problem, guint klass, gint64 deadline, GCancellable *cancellable);
void so_plan_conflict_free (SoPlanConflict *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoPlanConflict, so_plan_conflict_free)

/* The rules that could be in the way of these classes, those that are told last to be left out last. Of SoPlanItem; yours. */
GArray *so_plan_items_of (const SoPlanProblem *problem, const GArray *classes);
/* The same problem with only these classes, and without these rules (may be NULL). Yours. */
SoPlanProblem *so_plan_relax (const SoPlanProblem *problem, const GArray *classes, const GArray *without);

G_END_DECLS
