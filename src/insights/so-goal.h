/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-metric.h"

G_BEGIN_DECLS

/* What the owner wants a week to come to: five things that can grow, each with a number of hers or with none. */
typedef enum {
  SO_GOAL_CALLS,
  SO_GOAL_CONVERSION,
  SO_GOAL_REVENUE,
  SO_GOAL_RETENTION,
  SO_GOAL_EFFICIENCY,      /* fewer no-shows and cancellations: the only one where less is better */
  SO_N_GOALS,
} SoGoal;

/* Targets in the unit of each (a share: 0.3), only those that are set: {"calls": 40, "conversion": 0.3}. Shared by the studio's computers. */
#define SO_SETTING_GOALS "report.goals"

/* "calls", "efficiency". FALSE where @nick (may be NULL) is none. */
const char *so_goal_nick (SoGoal goal);
gboolean so_goal_parse (const char *nick, SoGoal *goal);
/* Its name, and what is counted for it, in English: translate with gettext. */
const char *so_goal_label (SoGoal goal);
const char *so_goal_definition (SoGoal goal);
SoUnit so_goal_unit (SoGoal goal);
gboolean so_goal_is_less_better (SoGoal goal);

/* As so_metric_value(). */
gboolean so_goal_value (const SoFigures *figures, SoGoal goal, double *value, guint *n);

/* How much of @target is reached, from 0 to 1. */
double so_goal_progress (SoGoal goal, double value, double target);

/* Of the setting: @targets of those that are not set is 0. What is none of this (may be NULL) sets none. */
void so_goal_read_targets (const char *setting, double targets[SO_N_GOALS]);
/* As the setting; NULL where none is set. Free with g_free(). */
char *so_goal_write_targets (const double targets[SO_N_GOALS]);
/* FALSE with SO_ERROR_CHANGE where @setting (NULL: none) says what no goal is. */
gboolean so_goal_check_setting (const char *setting, GError **error);
/* "40", "30 %", "1200" as somebody types them, by the unit; "" or "none" sets none (0). FALSE with SO_ERROR_CHANGE. */
gboolean so_goal_parse_target (SoGoal goal, const char *text, const char *currency, double *target, GError **error);

G_END_DECLS
