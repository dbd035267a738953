/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-plan-work.h"

G_BEGIN_DECLS

/* A problem with more rooms is not put into equations. */
#define SO_PLAN_MOST_ROOMS_PROVED 64

/* "A session of this kind starts here, with this teacher, in one of these rooms": one unknown, 0 or 1. */
typedef struct {
  guint kind;            /* index of its first task */
  int klass, day, start, teacher;
  gboolean fit;
  guint64 rooms;         /* one bit each */
} SoPlanColumn;

/* A row of equations: @least ≤ sum ≤ @most. */
typedef struct {
  double least, most;
  guint first;           /* of its entries */
} SoPlanRow;

/**
 * SoPlanModel: the problem as linear inequalities over whole numbers, of which no plan is left out. Which room exactly is not among the unknowns:
 * for each moment and each set of rooms, no more sessions need one of the set than it has (Hall's condition). So its best value is never
 * below that of the best plan, and what it finds has to be given rooms (so_plan_rooms_assign()).
 */
typedef struct {
  const SoPlanProblem *problem;
  SoPlanWork *work;      /* empty: what is allowed without any session */
  GArray *columns;       /* of SoPlanColumn: the first unknowns */
  GArray *first;         /* of guint: [task]: the first column of its kind; one more at the end */
  GArray *kind_of;       /* of guint: [task]: the first task of its kind */
  /* all unknowns: the columns, then days of teachers, teachers of classes, counts of rooms */
  GArray *cost, *upper, *whole;   /* of double, double, int */
  guint n_unknowns, day_unknowns, class_unknowns;
  guint *class_at;       /* [class]: its first teacher's unknown; unused for one session */
  GArray *rows, *index, *value;   /* of SoPlanRow, int, double */
  double offset;
  gint64 per_disruption; /* one point of disruption is worth so many of score */
  gboolean complete;     /* only plans with all sessions count */
  gboolean whole_rooms;  /* FALSE where sets of rooms were left out, for there are too many */
} SoPlanModel;

/* @complete: every session has to have a place. NULL with an error where the problem is too large. */
SoPlanModel *so_plan_model_new (const SoPlanProblem *problem, gboolean complete, GError **error);
void so_plan_model_free (SoPlanModel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoPlanModel, so_plan_model_free)

/* For who adds rows. */
void so_plan_model_row (SoPlanModel *self, double least, double most);
void so_plan_model_entry (SoPlanModel *self, guint unknown, double value);
/* Takes the row begun last away if it says nothing: fewer entries than @least_entries. */
void so_plan_model_drop_row (SoPlanModel *self, guint least_entries);
guint so_plan_model_unknown (SoPlanModel *self, double cost, double upper, gboolean whole);

/* The rows of teachers, students, rooms; in so-plan-model-rows.c. */
void so_plan_model_add_rows (SoPlanModel *self);

/* The values that stand for a plan. Free with g_free(); NULL where it is none of the model's. */
double *so_plan_model_values (SoPlanModel *self, const GArray *plan);
/* The sessions that @values stand for, without rooms: of guint, indices of columns. */
GArray *so_plan_model_chosen (const SoPlanModel *self, const double *values);
/* Says that these cannot all be together; they are equal for all teachers where @any_teacher. */
void so_plan_model_forbid (SoPlanModel *self, const GArray *chosen, gboolean any_teacher);

/* What all values are multiples of. */
double so_plan_model_step (const SoPlanModel *self);

/* Gives each of the chosen a room. A plan (yours), or NULL, and then *@clash has those of one day that cannot all have one. */
GArray *so_plan_rooms_assign (const SoPlanModel *self, const GArray *chosen, GArray **clash);

G_END_DECLS
