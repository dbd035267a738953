/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-plan-check.h"

G_BEGIN_DECLS

/* What the step from one week to another does. Free with so_plan_change_free(). */
typedef struct {
  SoPlanReport *before, *after;
  GArray *broken, *mended;   /* of SoPlanViolation: in after->violations only, in before->violations only */
  GArray *gained, *lost;     /* of SoPlanPoint */
  gint64 objective;          /* after − before */
} SoPlanChange;

/**
 * so_plan_compare: what a drag would do, said while it goes on: a week of 80 sessions takes a small part of a frame.
 * @before, @after: plans whose sessions stand in the same order; one may have more at its end
 */
SoPlanChange *so_plan_compare (const SoPlanProblem *problem, const GArray *before, const GArray *after);
void so_plan_change_free (SoPlanChange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoPlanChange, so_plan_change_free)

/* A place that a session could have. */
typedef struct {
  SoPlanPlace place;
  gint64 points;         /* that it brings */
} SoPlanSuggestion;

/**
 * so_plan_suggest_places: where another session of @klass could be while all of @plan stays where it is: for each start that is possible the best
 * room and teacher, the best first, at most @most. The problem has to ask for one session more than the plan has. For a new class, a private
 * lesson (a class of one with its teacher), a session that was dragged out.
 *
 * Returns: (transfer full): of SoPlanSuggestion; NULL with SO_ERROR_CHANGE for a problem too large.
 */
GArray *so_plan_suggest_places (const SoPlanProblem *problem, const GArray *plan, guint klass, guint most, GError **error);

/* Somebody who could stand in. */
typedef struct {
  guint teacher;
  gint64 points;         /* that the week gains or loses by it */
  int minutes;           /* that they teach in the week already */
  GArray *broken;        /* of SoPlanViolation: why they cannot; empty for who can */
} SoPlanSubstitute;

/* Everybody but its own teacher for the session at @i of @plan: who can, the best first, then who cannot, with why. That a class has one teacher for all sessions
 * (H13) is not asked of who stands in once. Free with g_ptr_array_unref(). */
GPtrArray *so_plan_suggest_teachers (const SoPlanProblem *problem, const GArray *plan, guint i);

G_END_DECLS
