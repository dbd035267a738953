/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-plan-problem.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* No problem or plan is larger, in bytes. */
#define SO_PLAN_MAX_BYTES (64 * 1024 * 1024)

/**
 * Reads a "studio-schedule-problem" of version 1. Strict: the error names the first fault by its place. Members that it does
 * not know are left alone.
 *
 * Returns: (transfer full): or NULL with SO_ERROR_CHANGE.
 */
SoPlanProblem *so_plan_problem_parse (const char *data, gssize length, GError **error);

/* Reads the placements of a "studio-schedule-solution". Ids that the problem has not are kept as -1 and reported by so_plan_check();
 * their texts are in *@strange (a GPtrArray of "assignment 3: …", may be NULL). Free with g_array_unref(). */
GArray *so_plan_parse (const SoPlanProblem *problem, const char *data, gssize length, GPtrArray **strange, GError **error);

/* The "assignments" of a plan, and one of them. Yours. */
JsonArray *so_plan_assignments (const SoPlanProblem *problem, const GArray *plan);
JsonObject *so_plan_assignment (const SoPlanProblem *problem, const SoPlanPlace *place);

G_END_DECLS
