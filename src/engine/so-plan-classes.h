/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

#include "so-schedule.h"

G_BEGIN_DECLS

/* The classes of a problem for the planner (so-schedule-problem.h), with the sessions that there are. */
typedef struct {
  char *id;                  /* of the class, or "ID~45" */
  const SoClassKind *kind;   /* borrowed from the schedule */
  int minutes;
  int wanted;                /* sessions */
  GPtrArray *sessions;       /* SoSession that take place; borrowed */
} SoPlanClass;

/* @sessions: of one week; they and @schedule have to stay. */
GPtrArray *so_plan_classes (const SoSchedule *schedule, GPtrArray *sessions);

/* For "classes" and for "current". */
JsonArray *so_plan_classes_describe (GPtrArray *classes, int monday);
JsonArray *so_plan_classes_current (GPtrArray *classes, int monday);

/* What everybody may teach. */
#define SO_PLAN_ANY_STYLE "any"
/* The specialty that a class asks for; one that names its teachers has its own. Free with g_free(). */
char *so_plan_style (const SoClassKind *kind);
JsonArray *so_plan_words (GStrv words);

G_END_DECLS
