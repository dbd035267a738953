/* SPDX-License-Identifier: MIT */
/* A report as JSON: written once, read for ever, also by other versions. */
#include "so-config.h"

#include "so-report.h"

#include "so-day.h"
#include "so-error.h"
#include "so-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define VERSION 1
#define MOST_PAST 60

/* Writing ------------------------------------------------------------------------------------------------- */

static void
set_number (JsonObject *object, const char *name, gboolean known, double value)
{
  if (known && value == floor (value) && fabs (value) < 1e15)
    json_object_set_int_member (object, name, (gint64) value);
  else if (known && isfinite (value))
    json_object_set_double_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}

static JsonObject *
write_value (const SoReportValue *value)
{
  JsonObject *object = json_object_new ();

  set_number (object, "value", value->known, value->value);
  json_object_set_int_member (object, "n", value->n);
  return object;
}

static JsonObject *
write_figure (const SoReportFigure *figure)
{
  JsonObject *object = write_value (&figure->now);

  set_number (object, "before", figure->before.known, figure->before.value);
  json_object_set_int_member (object, "n_before", figure->before.n);
  set_number (object, "change", figure->changed, figure->change);
  json_object_set_boolean_member (object, "points", figure->points);
  return object;
}

static JsonObject *
write_past (const SoReportPast *past)
{
  JsonObject *object = json_object_new (), *figures = json_object_new ();
  g_autofree char *from = so_day_format (past->first);

  json_object_set_string_member (object, "week", past->label);
  json_object_set_string_member (object, "from", from);
  for (const SoMetric *metric = so_report_metrics; *metric < SO_N_METRICS; metric++)
    json_object_set_object_member (figures, so_metric_nick (*metric), write_value (&past->values[*metric]));
  json_object_set_object_member (object, "figures", figures);
  return object;
}

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

static JsonObject *
write_advice (const SoAdvice *advice)
{
  JsonObject *object = json_object_new ();

  set_text (object, "kind", so_advice_nick (advice->kind));
  set_text (object, "title", advice->title);
  set_text (object, "detail", advice->detail);
  set_text (object, "action", so_advice_action_nick (advice->action));
  set_text (object, "target", advice->target);
  set_text (object, "contact_id", advice->contact);
  set_number (object, "value", TRUE, advice->value);
  set_number (object, "before", TRUE, advice->before);
  json_object_set_int_member (object, "n", advice->n);
  json_object_set_int_member (object, "n_before", advice->n_before);
  return object;
}

char *
so_report_write (const SoReport *report)
{
  JsonObject *object = json_object_new (), *figures = json_object_new (), *goals = json_object_new ();
  JsonArray *weeks = json_array_new (), *advice = json_array_new ();
  g_autofree char *from = so_day_format (report->first), *to = so_day_format (report->last);

  json_object_set_int_member (object, "version", VERSION);
  json_object_set_string_member (object, "from", from);
  json_object_set_string_member (object, "to", to);
  json_object_set_string_member (object, "currency", report->currency);
  for (SoMetric i = 0; i < SO_N_METRICS; i++)
    if (!so_metric_is_now (i))
      json_object_set_object_member (figures, so_metric_nick (i), write_figure (&report->figures[i]));
  for (SoGoal i = 0; i < SO_N_GOALS; i++)
    json_object_set_object_member (goals, so_goal_nick (i), write_value (&report->goals[i]));
  for (guint i = 0; i < report->past->len; i++)
    json_array_add_object_element (weeks, write_past (&g_array_index (report->past, SoReportPast, i)));
  for (guint i = 0; i < report->advice->len; i++)
    json_array_add_object_element (advice, write_advice (report->advice->pdata[i]));
  json_object_set_object_member (object, "figures", figures);
  json_object_set_object_member (object, "goals", goals);
  json_object_set_array_member (object, "weeks", weeks);
  json_object_set_array_member (object, "advice", advice);
  return so_json_write_object (object);
}

/* Reading: another computer may have written it, so nothing in it is trusted. --------------------------------- */

static gboolean
read_number (JsonObject *object, const char *name, double *value)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  *value = node && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : 0;
  return node && JSON_NODE_HOLDS_VALUE (node) && isfinite (*value);
}

static guint
read_count (JsonObject *object, const char *name)
{
  return object ? (guint) CLAMP (so_json_int (object, name), 0, G_MAXINT32) : 0;
}

static SoReportValue
read_value (JsonObject *object, const char *value, const char *n)
{
  SoReportValue found = { .n = read_count (object, n) };

  found.known = read_number (object, value, &found.value);
  return found;
}

static void
read_figures (SoReport *report, JsonObject *figures)
{
  for (SoMetric i = 0; figures && i < SO_N_METRICS; i++)
    {
      JsonObject *object = so_json_object (figures, so_metric_nick (i));

      report->figures[i].now = read_value (object, "value", "n");
      report->figures[i].before = read_value (object, "before", "n_before");
      report->figures[i].changed = read_number (object, "change", &report->figures[i].change);
      report->figures[i].points = object && json_object_get_boolean_member_with_default (object, "points", FALSE);
    }
}

static void
read_weeks (SoReport *report, JsonArray *weeks)
{
  for (guint i = 0; weeks && i < MIN (json_array_get_length (weeks), MOST_PAST); i++)
    {
      JsonObject *object = so_json_element (weeks, i), *figures = object ? so_json_object (object, "figures") : NULL;
      SoReportPast past = { 0 };

      if (!figures || !so_day_parse (so_json_string (object, "from"), &past.first))
        continue;
      g_strlcpy (past.label, so_json_string (object, "week") ? so_json_string (object, "week") : "", sizeof past.label);
      for (SoMetric m = 0; m < SO_N_METRICS; m++)
        past.values[m] = read_value (so_json_object (figures, so_metric_nick (m)), "value", "n");
      g_array_append_val (report->past, past);
    }
}

static guint
find_nick (const char *nick, const char *(*name) (guint i), guint n)
{
  guint i = 0;

  while (i < n && g_strcmp0 (nick, name (i)))
    i++;
  return i;
}

static const char *
advice_nick (guint i)
{
  return so_advice_nick (i);
}

static const char *
action_nick (guint i)
{
  return so_advice_action_nick (i);
}

static void
read_advice (SoReport *report, JsonArray *array)
{
  for (guint i = 0; array && i < json_array_get_length (array) && report->advice->len < SO_ADVICE_MOST; i++)
    {
      JsonObject *object = so_json_element (array, i);
      guint kind = object ? find_nick (so_json_string (object, "kind"), advice_nick, SO_N_ADVICES) : SO_N_ADVICES;
      guint action = object ? find_nick (so_json_string (object, "action"), action_nick, SO_N_ADVICE_ACTIONS) : SO_N_ADVICE_ACTIONS;
      SoAdvice *advice;

      if (kind == SO_N_ADVICES || action == SO_N_ADVICE_ACTIONS || !so_json_string (object, "title"))
        continue;
      advice = g_new0 (SoAdvice, 1);
      advice->kind = kind;
      advice->action = action;
      advice->title = g_strdup (so_json_string (object, "title"));
      advice->detail = g_strdup (so_json_string (object, "detail"));
      advice->target = g_strdup (so_json_string (object, "target"));
      advice->contact = g_strdup (so_json_string (object, "contact_id"));
      read_number (object, "value", &advice->value);
      read_number (object, "before", &advice->before);
      advice->n = read_count (object, "n");
      advice->n_before = read_count (object, "n_before");
      g_ptr_array_add (report->advice, advice);
    }
}

SoReport *
so_report_read (const SoWeeklyReport *kept, GError **error)
{
  g_autoptr (JsonNode) node = so_json_parse (kept->content, -1, 0, NULL);
  JsonObject *object = node ? so_json_root (node) : NULL, *goals = object ? so_json_object (object, "goals") : NULL;
  SoReport *report;

  if (!object || !so_json_object (object, "figures"))
    return so_fail (error, SO_ERROR_CHANGE, _("The report of the week %s is damaged"), kept->label), NULL;
  report = g_new0 (SoReport, 1);
  g_strlcpy (report->label, kept->label, sizeof report->label);
  report->first = kept->first_day;
  report->last = kept->first_day + 6;
  report->zone = g_strdup (kept->zone);
  report->currency = g_strdup (so_json_string (object, "currency") ? so_json_string (object, "currency") : "EUR");
  report->made_at = kept->created_at;
  report->past = g_array_new (FALSE, FALSE, sizeof (SoReportPast));
  report->advice = g_ptr_array_new_with_free_func ((GDestroyNotify) so_advice_free);
  read_figures (report, so_json_object (object, "figures"));
  for (SoGoal i = 0; goals && i < SO_N_GOALS; i++)
    report->goals[i] = read_value (so_json_object (goals, so_goal_nick (i)), "value", "n");
  read_weeks (report, so_json_array (object, "weeks"));
  read_advice (report, so_json_array (object, "advice"));
  return report;
}
