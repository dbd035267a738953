/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-plan-problem.h"

G_BEGIN_DECLS

/* The hard rules by their numbers in docs/schedule.md. */
typedef enum {
  SO_PLAN_KNOWN = 1,        /* H1: ids exist, the start is on the grid */
  SO_PLAN_OPENING,          /* H2 */
  SO_PLAN_SPECIALTY,        /* H3 */
  SO_PLAN_AVAILABLE,        /* H4 */
  SO_PLAN_CAPACITY,         /* H5 */
  SO_PLAN_FEATURES,         /* H6 */
  SO_PLAN_CLOSED,           /* H7 */
  SO_PLAN_ROOM_TWICE,       /* H8 */
  SO_PLAN_TEACHER_TWICE,    /* H9 */
  SO_PLAN_CONCURRENT,       /* H10 */
  SO_PLAN_STUDENTS_TWICE,   /* H11 */
  SO_PLAN_SESSIONS,         /* H12 */
  SO_PLAN_SAME_TEACHER,     /* H13 */
  SO_PLAN_HOURS,            /* H14 */
  SO_PLAN_RUN,              /* H15 */
  SO_PLAN_PINNED,           /* H16 */
  SO_PLAN_N_RULES
} SoPlanRule;

/* A rule broken by one session, by two, or by all of somebody's. What does not take part is -1. */
typedef struct {
  SoPlanRule rule;
  int first, second;     /* indices into the plan */
  int klass, room, teacher, group;
  int day, start;        /* where it is about a moment */
  int amount, limit;     /* what there is, and what the rule allows */
} SoPlanViolation;

typedef enum { SO_PLAN_PREFERRED, SO_PLAN_BEGINNER_PEAK, SO_PLAN_ROOM_FIT, SO_PLAN_CONTINUITY, SO_PLAN_UNPLACED, SO_PLAN_N_POINTS } SoPlanPointKind;

/* Why a plan has some of its points. */
typedef struct {
  SoPlanPointKind kind;
  int place;             /* the session, -1 for continuity and what is not placed */
  int klass;             /* what is not placed */
  int teacher, day;      /* continuity */
  int count;             /* sessions on that day; sessions that are not placed */
  int points;
} SoPlanPoint;

/* What so_plan_check() found. Free with so_plan_report_free(). */
typedef struct {
  GArray *violations;    /* of SoPlanViolation */
  gboolean more;         /* there are more than it lists */
  GArray *points;        /* of SoPlanPoint */
  guint placed, unplaced;
  gint64 parts[SO_PLAN_N_POINTS];  /* the sum of each kind; what is not placed counts below zero */
  gint64 score, objective;
  gint64 disruption;     /* of problem->current; 0 without one */
  guint changed;         /* how many sessions of it are elsewhere, with somebody else or gone to another room */
} SoPlanReport;

/**
 * so_plan_check: judges a whole week. It takes no shortcuts by what the solvers know, works for plans of any origin, and is quick enough to be
 * asked while something is dragged (a week of 80 sessions: well under a millisecond).
 */
SoPlanReport *so_plan_check (const SoPlanProblem *problem, const GArray *plan);
/* Only the rules, which is what a solver asks of its own plans. */
gboolean so_plan_is_valid (const SoPlanProblem *problem, const GArray *plan);
void so_plan_report_free (SoPlanReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoPlanReport, so_plan_report_free)

/* The points alone. */
void so_plan_score (const SoPlanProblem *problem, const GArray *plan, SoPlanReport *report);

/* Of SoPlanViolation: what speaks against one session by itself, H1 to H7. TRUE if nothing does. */
gboolean so_plan_check_place (const SoPlanProblem *problem, const GArray *plan, guint i, GArray *violations);

/* The rule's number as text: "H8". */
const char *so_plan_rule_nick (SoPlanRule rule);

G_END_DECLS
