/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-plan-check.h"
#include "so-plan-random.h"

G_BEGIN_DECLS

/* What kind of week the tests make. */
typedef struct {
  guint sessions, rooms, teachers;
  int days, from, to;    /* open on so many days, from minute to minute */
  int grid;
  gboolean odd;          /* with everything that a problem can say: turnover, closures, groups, gaps, pins, hours, breaks */
} SoTestWeek;

/* A problem by chance, the same for the same seed, as JSON: what reads it is tested along. Free with g_free(). */
char *so_test_week_text (const SoTestWeek *week, guint64 seed);
SoPlanProblem *so_test_week (const SoTestWeek *week, guint64 seed);

/* A judge of its own, as simple and slow as the sentences of docs/schedule.md: which rules are broken, and the score. */
typedef struct {
  gboolean broken[SO_PLAN_N_RULES];
  gboolean valid;
  gint64 score, objective, disruption;
  guint unplaced;
} SoTestVerdict;
SoTestVerdict so_test_judge (const SoPlanProblem *problem, const GArray *plan);

/* Tries all plans of a tiny problem: the best objective; where something is repaired, the least disruption of all plans with fewest missing. */
typedef struct {
  gint64 objective, disruption;
  guint unplaced;
} SoTestBest;
SoTestBest so_test_brute (const SoPlanProblem *problem);

/* Any placement by chance, sensible or not. */
GArray *so_test_nonsense (const SoPlanProblem *problem, guint n, SoPlanRandom *random);

G_END_DECLS
