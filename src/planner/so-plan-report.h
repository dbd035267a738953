/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-plan-solver.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A "studio-schedule-solution" with all that is known of it. Yours. */
JsonObject *so_plan_solution_json (const SoPlanProblem *problem, const SoPlanSolution *solution);

/* What so_plan_check() found, with each violation and each point of score in words. @strange: ids that so_plan_parse() did not know, or NULL. Yours. */
JsonObject *so_plan_report_json (const SoPlanProblem *problem, const GArray *plan, const SoPlanReport *report, const GPtrArray *strange);

G_END_DECLS
