/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-schedule.h"
#include "so-store.h"

G_BEGIN_DECLS

/* The studio's sessions as they are shown: what series, changes of single sessions, terms and closures come to. */

/* All but days of teachers, which are of @first to @last. */
SoSchedule *so_schedule_load (SoDb *db, int first, int last, GError **error);

/* SoSession from @first to @last (days, both part of it), in order; also what is cancelled or closed. Without problems. */
GPtrArray *so_schedule_sessions (SoDb *db, const SoSchedule *schedule, int first, int last, GError **error);
/* The week of @day with all that is wrong in it (so-schedule-check.h). */
GPtrArray *so_schedule_week (SoDb *db, int day, GError **error);
/* One session by its id; NULL with SO_ERROR_CHANGE where no series has it. */
SoSession *so_schedule_session (SoDb *db, const SoSchedule *schedule, const char *id, GError **error);
/* The part of the series @root that has the session of @original, also where the rule has left it out since; borrowed. */
SoSeries *so_schedule_part (const SoSchedule *schedule, const char *root, int original);

/* SoSession that take place and would not if @closure were there, up to a year from its beginning on. */
GPtrArray *so_schedule_closed_by (SoDb *db, const SoClosure *closure, GError **error);

/* What is said of one session alone; NULL without an error where nothing is. */
SoSessionChange *so_session_change_find (SoDb *db, const char *root, const char *original, GError **error);

/* The setting that has the opening hours. */
#define SO_SCHEDULE_HOURS "hours"

G_END_DECLS
