/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-plan-problem.h"
#include "so-plan-random.h"

G_BEGIN_DECLS

#define SO_PLAN_MOST_WORDS ((SO_PLAN_DAY_MINUTES + 63) / 64)
#define SO_PLAN_MOST_DURATIONS 64
#define SO_PLAN_MOST_RESOURCES_SOLVED 500
#define SO_PLAN_MOST_GROUPS_SOLVED 4000

/* One session that wants a place. The first sessions of a class are bound to its pins, one each: that loses no plan, since pins
 * are kept by distinct sessions and those of a class are alike otherwise. */
typedef struct {
  int klass;
  SoPlanPin pin;         /* all -1: none */
  guint duration;        /* index */
  guint n_teachers, n_rooms, n_fit;
  guint *teachers;       /* who may teach it */
  guint *rooms;          /* where it may be: those that fit first, small ones before large ones */
  int was;               /* index into problem->current, or -1 */
} SoPlanTask;

/* Rooms, teachers, groups of students: what a session takes up. For each day of each: the starts that are free for a session of each duration, made
 * anew when asked for after something changed there. */
typedef struct {
  guint n;
  guint64 *always;       /* [n][day][duration][words]: without any session */
  guint64 *open;         /* the same with the sessions there are */
  guint *changed;        /* [n][day]: a count of changes */
  guint *made;           /* [n][day][duration]: changed at the time open was made */
  GArray **sessions;     /* [n][day]: of guint, the tasks there */
} SoPlanSide;

enum { SO_PLAN_ROOMS, SO_PLAN_TEACHERS, SO_PLAN_GROUPS, SO_PLAN_ALL, SO_PLAN_N_SIDES };

/**
 * SoPlanWork: a plan that is being searched, which breaks no rule at any time: sessions are put where they may be, and taken away, and what the plan
 * is worth is known after each step. Of one thread.
 */
typedef struct {
  const SoPlanProblem *problem;
  guint slots, words;    /* of a day */
  guint n_durations;
  int durations[SO_PLAN_MOST_DURATIONS];
  guint n_tasks;
  SoPlanTask *tasks;
  guint *first;          /* [class + 1]: its tasks */
  guint *had;            /* [class]: its sessions in problem->current */
  SoPlanPlace *places;   /* [task]; day -1: not placed */
  guint64 *legal, *want, *peak;  /* [class][day][words] */
  SoPlanSide sides[SO_PLAN_N_SIDES];
  int *minutes;          /* [teacher][day] */
  int *week;             /* [teacher] */
  guint16 *crowd;        /* [day][minute]: how many are on, where that is limited */
  guint64 *full;         /* [day][words of minutes]: where no more may be on */
  guint n_unplaced;
  gint64 score;          /* without what is not placed */
  gint64 disruption;     /* with sessions bound to those of the current plan by .was */
  /* The three make one number, so that a search has something to climb: score − unplaced × this − disruption × that. */
  gint64 cost_unplaced, cost_disruption;
} SoPlanWork;

/* NULL with SO_ERROR_CHANGE for a problem too large to be solved. @problem has to outlive it. */
SoPlanWork *so_plan_work_new (const SoPlanProblem *problem, GError **error);
void so_plan_work_free (SoPlanWork *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoPlanWork, so_plan_work_free)

static inline gboolean
so_plan_work_is_placed (const SoPlanWork *self, guint task)
{
  return self->places[task].day >= 0;
}

static inline gint64
so_plan_work_value (const SoPlanWork *self)
{
  return self->score - self->cost_unplaced * self->n_unplaced - self->cost_disruption * self->disruption;
}

/* What may start when: borrowed until the next change. */
const guint64 *so_plan_work_open (SoPlanWork *self, guint side, guint i, int day, guint duration);
/* Takes the starts away at which @minutes would meet [from, to). */
void so_plan_work_cut (const SoPlanWork *self, guint64 *slots, int minutes, int from, int to);
/* Starts of a class on a day by hours, wishes, groups, the crowd, and its pin; FALSE if there are none. @out: [words]. */
gboolean so_plan_work_starts (SoPlanWork *self, guint task, int day, guint64 *out);
/* TRUE if a session of @task may have another teacher than others of its class, or it is theirs, and the hours of the week allow it. */
gboolean so_plan_work_teacher_may (const SoPlanWork *self, guint task, guint teacher);

/* Puts a session there, which has to be allowed, or takes it away. */
void so_plan_work_put (SoPlanWork *self, guint task, const SoPlanPlace *place);
void so_plan_work_take (SoPlanWork *self, guint task);
/* The place breaks no rule as things are. */
gboolean so_plan_work_allows (SoPlanWork *self, guint task, const SoPlanPlace *place);
/* What the place adds to the value as things are, without asking whether it is allowed. */
gint64 so_plan_work_gain (const SoPlanWork *self, guint task, const SoPlanPlace *place);
gint64 so_plan_work_move_cost (const SoPlanWork *self, guint task, const SoPlanPlace *place);
/* Binds the sessions of a class to those of the current plan so that they moved least. */
void so_plan_work_bind (SoPlanWork *self, int klass);
/* TRUE if there is more than one way to bind them, so that it has to be done again once one of them moved. */
gboolean so_plan_work_is_bound_anew (const SoPlanWork *self, int klass);

/* All sessions that are placed, as a plan (yours); puts as many of a plan's as are allowed, in its order. */
GArray *so_plan_work_plan (const SoPlanWork *self);
void so_plan_work_load (SoPlanWork *self, const GArray *plan);
void so_plan_work_clear (SoPlanWork *self);

/* How many are on at once, where that is limited (so-plan-crowd.c): @sign is 1 for a session more, -1 for one less; and the starts at which there
 * would be too many are taken away. */
void so_plan_crowd_init (SoPlanWork *self);
void so_plan_crowd_change (SoPlanWork *self, int day, int start, int end, int sign);
void so_plan_crowd_cut (const SoPlanWork *self, int day, guint duration, guint64 *slots);

/* The best place for a session as things are, chance among equals; FALSE if there is none. */
gboolean so_plan_work_best (SoPlanWork *self, guint task, SoPlanRandom *random, SoPlanPlace *best);

G_END_DECLS
