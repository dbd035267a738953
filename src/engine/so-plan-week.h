/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-plan-check.h"
#include "so-schedules.h"

G_BEGIN_DECLS

/* A week of the studio as the planner sees it, with the sessions that it came of. For engine/ only. */
typedef struct {
  int monday;              /* so-day.h */
  SoPlanProblem *problem;
  GArray *current;         /* SoPlanPlace: the sessions as they stand, but for those without a room or teacher */
  GPtrArray *sessions;     /* SoSession of that week, with what is wrong */
} SoPlanWeek;

/**
 * The week of @day. What has begun by @now (ms) is pinned where it was. @repair: what stands is the problem's current plan, which is changed as little as can be.
 */
SoPlanWeek *so_plan_week_load (SoDb *db, int day, gint64 now, gboolean repair, GError **error);
void so_plan_week_free (SoPlanWeek *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoPlanWeek, so_plan_week_free)

/* Borrowed, or NULL. */
SoSession *so_plan_week_session (const SoPlanWeek *self, const char *id);
/* The class of the problem that the session is one of; -1: it is not planned. */
int so_plan_week_class (const SoPlanWeek *self, const SoSession *session);
/* Where the session stands in current; -1: it does not. */
int so_plan_week_place (const SoPlanWeek *self, const SoSession *session);
/* By id; -1: none. */
int so_plan_week_teacher (const SoPlanWeek *self, const char *id);
int so_plan_week_room (const SoPlanWeek *self, const char *id);
/* Somebody is not there on a day (0 = Monday), or a room is closed: not stored, only planned with. */
void so_plan_week_take_teacher (SoPlanWeek *self, int teacher, int day);
void so_plan_week_close_room (SoPlanWeek *self, int room, int day);

G_END_DECLS
