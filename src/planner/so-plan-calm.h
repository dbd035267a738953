/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-plan-problem.h"

G_BEGIN_DECLS

/**
 * so_plan_calm: a plan that is worth at least as much as @plan and breaks no rule either, but leaves more of @current as it is: whatever brings nothing is not moved. Session for session,
 * so it does not find every such plan. The same for the same plans.
 *
 * Returns: (transfer full): of SoPlanPlace.
 */
GArray *so_plan_calm (const SoPlanProblem *problem, const GArray *current, const GArray *plan);

G_END_DECLS
