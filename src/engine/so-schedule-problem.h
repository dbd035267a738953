/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-schedules.h"

G_BEGIN_DECLS

/**
 * A week of the studio as a problem for the planner, and a solution as changes to the studio: JSON in the format "studio-schedule-problem", version 1. Ids are those of the
 * studio. A class of which some sessions take longer or shorter than usual is one class for each length: "ID~45".
 *
 * What is closed that week is closed in it, what teachers said of its days holds, and what is pinned is pinned. Sessions that do not take place, or run past midnight, are left out.
 */

/* What the problem cannot know from the schedule. Settings: "schedule.peak" (windows as JSON), "schedule.max_concurrent", "schedule.weights" (an object of numbers). */
#define SO_SETTING_PEAK "schedule.peak"
#define SO_SETTING_MOST_AT_ONCE "schedule.max_concurrent"
#define SO_SETTING_PLAN_WEIGHTS "schedule.weights"
/* SO_ERROR_CHANGE in words where @value is none for @key. */
gboolean so_schedule_problem_check_setting (const char *key, const char *value, GError **error);

/* The week of @day (so-day.h). @repair: as it stands is current, so that a plan changes as little as it can. JSON, free with g_free(). */
char *so_schedule_problem (SoDb *db, int day, gboolean repair, GError **error);

typedef struct {
  guint changed, added, unplaced;
} SoPlanApplied;

/* Makes the sessions of that week (@following: from then on) what @solution (JSON, a "studio-schedule-solution") says: with the sessions that there are as little as possible is
 * changed, further ones are added. What the plan has no place for stays as it is, and is counted. SO_ERROR_CHANGE in words where it is none, or of other classes. */
gboolean so_schedule_plan_apply (SoDb *db, int day, const char *solution, gboolean following, SoPlanApplied *applied, GError **error);

G_END_DECLS
