/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-goal.h"

#include "so-error.h"
#include "so-json.h"
#include "so-money.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MOST_TARGET 1e12

static const struct { const char *nick, *label, *definition; SoMetric metric; } goals[SO_N_GOALS] = {
  [SO_GOAL_CALLS] = { "calls", N_("Calls"), N_("Calls that came in during the week"), SO_METRIC_CALLS },
  [SO_GOAL_CONVERSION] = { "conversion", N_("Conversion"), N_("Of the leads who came in the week, the share who are customers by now"), SO_METRIC_LEAD_CONVERSION },
  [SO_GOAL_REVENUE] = { "revenue", N_("Revenue"), N_("Prices of the week’s bookings of people who came"), SO_METRIC_REVENUE },
  [SO_GOAL_RETENTION] = { "retention", N_("Retention"), N_("Of the people who came the week before, the share who came again"), SO_METRIC_RETENTION },
  [SO_GOAL_EFFICIENCY] = { "efficiency", N_("Missed and Cancelled"), N_("Of the week’s bookings, the share that ended as no-shows or cancellations: fewer is better"), SO_METRIC_NO_SHOW_RATE },
};

const char *
so_goal_nick (SoGoal goal)
{
  return goals[goal].nick;
}

gboolean
so_goal_parse (const char *nick, SoGoal *goal)
{
  for (guint i = 0; nick && i < SO_N_GOALS; i++)
    if (!strcmp (nick, goals[i].nick))
      {
        *goal = i;
        return TRUE;
      }
  return FALSE;
}

const char *
so_goal_label (SoGoal goal)
{
  return goals[goal].label;
}

const char *
so_goal_definition (SoGoal goal)
{
  return goals[goal].definition;
}

SoUnit
so_goal_unit (SoGoal goal)
{
  return so_metric_unit (goals[goal].metric);
}

gboolean
so_goal_is_less_better (SoGoal goal)
{
  return goal == SO_GOAL_EFFICIENCY;
}

/* Of all that had a place, as the two rates it is made of. */
static gboolean
lost_share (const SoFigures *figures, double *value, guint *n)
{
  guint all = so_figures_appointments (figures);
  guint lost = figures->bookings[SO_BOOKING_NO_SHOW] + figures->bookings[SO_BOOKING_CANCELLED] + figures->bookings[SO_BOOKING_LATE_CANCELLED];

  if (n)
    *n = all;
  *value = all >= SO_METRIC_LEAST ? (double) lost / all : 0;
  return all >= SO_METRIC_LEAST;
}

gboolean
so_goal_value (const SoFigures *figures, SoGoal goal, double *value, guint *n)
{
  return goal == SO_GOAL_EFFICIENCY ? lost_share (figures, value, n) : so_metric_value (figures, goals[goal].metric, value, n);
}

double
so_goal_progress (SoGoal goal, double value, double target)
{
  if (target <= 0)
    return 0;
  if (so_goal_is_less_better (goal))
    return value <= target ? 1 : target / value;
  return CLAMP (value / target, 0, 1);
}

static gboolean
is_target (SoGoal goal, double target)
{
  return isfinite (target) && target > 0 && target <= (so_goal_unit (goal) == SO_UNIT_SHARE ? 1 : MOST_TARGET);
}

static void
read_object (JsonObject *object, double targets[SO_N_GOALS])
{
  for (guint i = 0; i < SO_N_GOALS; i++)
    {
      JsonNode *node = json_object_get_member (object, goals[i].nick);
      double target = node && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : 0;

      targets[i] = is_target (i, target) ? target : 0;
    }
}

void
so_goal_read_targets (const char *setting, double targets[SO_N_GOALS])
{
  g_autoptr (JsonNode) node = setting && *setting ? so_json_parse (setting, -1, 0, NULL) : NULL;
  JsonObject *object = node ? so_json_root (node) : NULL;

  memset (targets, 0, SO_N_GOALS * sizeof targets[0]);
  if (object)
    read_object (object, targets);
}

char *
so_goal_write_targets (const double targets[SO_N_GOALS])
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < SO_N_GOALS; i++)
    if (targets[i] > 0)
      json_object_set_double_member (object, goals[i].nick, targets[i]);
  if (json_object_get_size (object))
    return so_json_write_object (object);
  json_object_unref (object);
  return NULL;
}

gboolean
so_goal_check_setting (const char *setting, GError **error)
{
  g_autoptr (JsonNode) node = setting && *setting ? so_json_parse (setting, -1, 0, NULL) : NULL;
  JsonObject *object = node ? so_json_root (node) : NULL;
  double targets[SO_N_GOALS] = { 0 };
  guint set = 0;

  if (!setting || !*setting)
    return TRUE;
  if (object)
    read_object (object, targets);
  for (guint i = 0; i < SO_N_GOALS; i++)
    set += targets[i] > 0;
  return (object && json_object_get_size (object) == set) || so_fail (error, SO_ERROR_CHANGE, _("“%s” are no goals"), setting);
}

static gboolean
read_percent (const char *text, double *share)
{
  g_autofree char *number = g_strdup (text);
  char *end = NULL;

  g_strdelimit (number, ",", '.');
  *share = g_ascii_strtod (number, &end) / 100;
  while (*end == ' ' || *end == '%')
    end++;
  return end != number && !*end;
}

gboolean
so_goal_parse_target (SoGoal goal, const char *text, const char *currency, double *target, GError **error)
{
  g_autofree char *bare = g_strstrip (g_strdup (text ? text : ""));
  gint64 amount = 0;
  guint64 count = 0;

  *target = 0;
  if (!*bare || !strcmp (bare, "none"))
    return TRUE;
  switch (so_goal_unit (goal))
    {
    case SO_UNIT_SHARE:
      if (read_percent (bare, target) && is_target (goal, *target))
        return TRUE;
      return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no goal: write a percentage from 1 to 100"), bare);
    case SO_UNIT_MONEY:
      if (!so_money_parse (bare, currency, &amount, error))
        return FALSE;
      *target = (double) amount;
      return is_target (goal, *target) || so_fail (error, SO_ERROR_CHANGE, _("“%s” is no goal: write an amount above 0"), bare);
    default:
      if (g_ascii_string_to_unsigned (bare, 10, 1, 1000000, &count, NULL))
        return *target = (double) count, TRUE;
      return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no goal: write a whole number above 0"), bare);
    }
}
