/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-plan-check.h"
#include "so-plan-conflict.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What the planner found, in the owner's language: one sentence each, yours to free. @plan is the one that was checked. */
char *so_plan_violation_words (const SoPlanProblem *problem, const GArray *plan, const SoPlanViolation *violation);
char *so_plan_point_words (const SoPlanProblem *problem, const GArray *plan, const SoPlanPoint *point);
/* Why a rule is in the way, and what to change so that it is not. */
char *so_plan_item_words (const SoPlanProblem *problem, const SoPlanItem *item);
char *so_plan_item_advice (const SoPlanProblem *problem, const SoPlanItem *item);

/* "Monday 17:00" */
char *so_plan_time_words (int day, int minute);
const char *so_plan_day_name (int day);
/* "Salsa 1, Monday 17:00–18:00, Studio A, Ana" */
char *so_plan_place_words (const SoPlanProblem *problem, const SoPlanPlace *place);
/* "preferred", "beginner_peak", …: as the weights are called. */
const char *so_plan_point_nick (SoPlanPointKind kind);

G_END_DECLS
