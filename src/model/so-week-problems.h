/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-week.h"

G_BEGIN_DECLS

/* What cannot be in a week, as far as the week alone can say: the planner knows more rules, and puts its own words in. */
typedef enum {
  SO_WEEK_ROOM_TWICE,      /* two classes in one room at one time */
  SO_WEEK_TEACHER_TWICE,   /* somebody teaches two classes at one time */
  SO_WEEK_ROOM_SMALL,      /* the room holds fewer people than the class takes, or has already */
  SO_WEEK_CLOSED,          /* the studio is closed for some of it */
  SO_WEEK_OTHER,           /* only @words say */
} SoWeekProblemKind;

typedef struct {
  SoWeekProblemKind kind;
  char *id;                /* of the session */
  char *other;             /* of the one in its way, or NULL */
  char *words;             /* a sentence for people, or NULL: whoever shows it has its own */
} SoWeekProblem;

SoWeekProblem *so_week_problem_new (SoWeekProblemKind kind, const char *id, const char *other, const char *words);
void so_week_problem_free (SoWeekProblem *problem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoWeekProblem, so_week_problem_free)

/* All of them, SoWeekProblem, in the order of the week; a clash of two is told once of each. What is cancelled is in nobody's way. Free with
 * g_ptr_array_unref(). */
GPtrArray *so_week_problems (const SoWeek *week);

G_END_DECLS
