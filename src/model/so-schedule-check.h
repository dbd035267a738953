/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-schedule.h"

G_BEGIN_DECLS

/* What is wrong with sessions as they stand. The first ones cannot be; the others should not. Pure. */
typedef enum {
  SO_PROBLEM_ROOM_TAKEN,      /* another session is in the room: other */
  SO_PROBLEM_TURNOVER,        /* too little time after the other one in the room: number minutes, of limit */
  SO_PROBLEM_TEACHER_TAKEN,   /* the teacher has the other one */
  SO_PROBLEM_STUDENTS,        /* students have the other one: detail is what they share */
  SO_PROBLEM_OUTSIDE_HOURS,   /* the studio is not open */
  SO_PROBLEM_TEACHER_AWAY,    /* detail: why, or NULL */
  SO_PROBLEM_SPECIALTY,       /* the teacher does not teach detail, a style or the class */
  SO_PROBLEM_TOO_SMALL,       /* the room is for number, the class for limit */
  SO_PROBLEM_FEATURE,         /* the room has no detail */
  SO_PROBLEM_MAX_DAY,         /* number minutes of the teacher that day, of limit */
  SO_PROBLEM_MAX_WEEK,
  SO_PROBLEM_MAX_RUN,         /* number minutes of the teacher without a break of theirs, of limit */
  SO_PROBLEM_OVERBOOKED,      /* number have booked, of limit */
  SO_PROBLEM_NO_ROOM,
  SO_PROBLEM_NO_TEACHER,
  SO_PROBLEM_TOO_FEW,         /* within a day, number have booked, of limit at least */
  SO_N_PROBLEMS,
} SoProblemKind;

/* "room_taken". */
const char *so_problem_nick (SoProblemKind kind);

typedef struct {
  SoProblemKind kind;
  char *other, *other_title;   /* id and title of the other session, or NULL */
  char *detail;
  int number, limit;
} SoProblem;

void so_problem_free (SoProblem *problem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoProblem, so_problem_free)

/* Sets problems of every session that takes place. @sessions: SoSession of whole weeks. @now: ms. The number of problems. */
guint so_schedule_check (const SoSchedule *schedule, GPtrArray *sessions, gint64 now);

G_END_DECLS
