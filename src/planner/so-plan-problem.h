/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SO_PLAN_DAYS 7
#define SO_PLAN_DAY_MINUTES 1440

/* More is refused by who reads and by who solves: a week of the largest studio known has 400 sessions. */
#define SO_PLAN_MOST_CLASSES 20000
#define SO_PLAN_MOST_RESOURCES 2000
#define SO_PLAN_MOST_SESSIONS_OF_CLASS 50
#define SO_PLAN_MOST_SESSIONS_SOLVED 2000

/* Minutes after midnight, half-open; days 0 = Monday … 6 = Sunday. */
typedef struct {
  int day, start, end;
} SoPlanWindow;

typedef struct {
  char *id, *name;
  int capacity;
  GArray *features;      /* of guint, see SoPlanProblem.words */
  int turnover;          /* minutes that it stays empty after a session */
  GArray *closed;        /* of SoPlanWindow, joined, by day and start; so are all windows here */
} SoPlanRoom;

typedef struct {
  char *id, *name;
  GArray *styles;        /* of guint */
  GArray *availability;
  int max_day, max_week, max_run;  /* minutes; -1: as many as there are */
  int min_break;         /* minutes that end a run */
} SoPlanTeacher;

/* Each member is -1 where the pin leaves it open. */
typedef struct {
  int day, start, room, teacher;
} SoPlanPin;

typedef struct {
  char *id, *name, *level;
  guint style;
  int duration, size;
  GArray *features;      /* of guint that its room has to have */
  int sessions;          /* how many a week */
  int day_gap;
  gboolean same_teacher, beginner;
  GArray *groups;        /* of guint: whose students overlap */
  GArray *teachers;      /* of guint, indices; NULL: whoever teaches the style */
  GArray *pins;          /* of SoPlanPin, at most as many as sessions */
  GArray *preferred;
} SoPlanClass;

/* One session somewhere in the week. The members are indices; a plan is a GArray of it. */
typedef struct {
  int klass, day, start, room, teacher;
} SoPlanPlace;

typedef struct {
  int preferred, beginner_peak, room_fit, continuity, unplaced;
} SoPlanWeights;

typedef struct {
  int changed, time, teacher, room;
} SoPlanDisruption;

/**
 * SoPlanProblem: who may teach what, when and where, in one week (docs/schedule.md). It never changes once it is read, so any
 * thread may look at it.
 */
typedef struct {
  gatomicrefcount references;
  char *name;
  int grid;              /* minutes: where sessions may start */
  GArray *opening, *peak;
  int max_concurrent;    /* -1: none */
  SoPlanWeights weights;
  int room_fit_percent;
  guint n_rooms, n_teachers, n_classes, n_groups;
  SoPlanRoom *rooms;
  SoPlanTeacher *teachers;
  SoPlanClass *classes;
  GPtrArray *words;      /* styles, features: what their numbers stand for */
  GPtrArray *groups;     /* names of groups */
  GArray *current;       /* the plan to keep as far as it goes; NULL where nothing is to be repaired */
  SoPlanDisruption disruption;
} SoPlanProblem;

/* An empty problem with the usual weights, for who fills it in. */
SoPlanProblem *so_plan_problem_new (void);
SoPlanProblem *so_plan_problem_ref (SoPlanProblem *self);
void so_plan_problem_unref (SoPlanProblem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoPlanProblem, so_plan_problem_unref)

/* How many sessions are asked for. */
guint so_plan_problem_sessions (const SoPlanProblem *self);

/* Sorts windows and joins those of a day that touch. */
void so_plan_windows_join (GArray *windows);
gboolean so_plan_windows_hold (const GArray *windows, int day, int start, int end);
gboolean so_plan_windows_meet (const GArray *windows, int day, int start, int end);
gboolean so_plan_has (const GArray *numbers, guint number);

/* What a room or teacher is and a class asks, without the hour: H5 and H6, H3. */
gboolean so_plan_room_suits (const SoPlanProblem *self, const SoPlanRoom *room, const SoPlanClass *klass);
gboolean so_plan_teacher_suits (const SoPlanProblem *self, guint teacher, const SoPlanClass *klass);
/* The room is large enough and not much larger. */
gboolean so_plan_room_fits (const SoPlanProblem *self, const SoPlanRoom *room, const SoPlanClass *klass);

G_END_DECLS
