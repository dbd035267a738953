/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-about.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-day.h"
#include "so-error.h"
#include "so-file.h"
#include "so-json.h"
#include "so-paper-report.h"
#include "so-report-files.h"
#include "so-weekly.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define MOST 1000

/* Weekly reports: one of them in any form, those that are kept, and the owner's goals. */

/* "value": 1200 as {"amount": 1200, "currency": "EUR"}. */
static void
say_money (JsonObject *object, const char *name, const char *currency)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;
  JsonObject *money;

  if (!node || !JSON_NODE_HOLDS_VALUE (node))
    return;
  money = json_object_new ();
  json_object_set_int_member (money, "amount", (gint64) json_node_get_double (node));
  json_object_set_string_member (money, "currency", currency);
  json_object_set_object_member (object, name, money);
}

static JsonObject *
describe_goal (const SoReport *report, SoGoal goal)
{
  const SoReportValue *value = &report->goals[goal];
  JsonObject *object = json_object_new ();

  so_ctl_json_set (object, "goal", so_goal_nick (goal));
  so_ctl_json_set (object, "unit", so_unit_nick (so_goal_unit (goal)));
  if (value->known)
    json_object_set_double_member (object, "value", value->value);
  else
    json_object_set_null_member (object, "value");
  json_object_set_int_member (object, "n", value->n);
  if (report->targets[goal] > 0)
    json_object_set_double_member (object, "target", report->targets[goal]);
  else
    json_object_set_null_member (object, "target");
  if (report->targets[goal] > 0 && value->known)
    json_object_set_double_member (object, "progress", so_goal_progress (goal, value->value, report->targets[goal]));
  else
    json_object_set_null_member (object, "progress");
  if (so_goal_unit (goal) == SO_UNIT_MONEY)
    {
      say_money (object, "value", report->currency);
      say_money (object, "target", report->currency);
    }
  so_ctl_json_set (object, "definition", so_goal_definition (goal));
  return object;
}

static void
say_all_money (const SoReport *report, JsonObject *figures, JsonArray *weeks)
{
  for (SoMetric i = 0; i < SO_N_METRICS; i++)
    {
      if (so_metric_unit (i) != SO_UNIT_MONEY)
        continue;
      say_money (so_json_object (figures, so_metric_nick (i)), "value", report->currency);
      say_money (so_json_object (figures, so_metric_nick (i)), "before", report->currency);
      for (guint w = 0; w < json_array_get_length (weeks); w++)
        say_money (so_json_object (so_json_object (so_json_element (weeks, w), "figures"), so_metric_nick (i)), "value", report->currency);
    }
}

/* What is kept of it, and what is of today. */
static JsonNode *
describe (const SoReport *report)
{
  g_autofree char *kept = so_report_write (report);
  JsonNode *node = so_json_parse (kept, -1, 0, NULL);
  JsonObject *object = so_json_root (node), *figures = so_json_object (object, "figures");
  JsonArray *goals = json_array_new ();

  so_ctl_json_set (object, "week", report->label);
  so_ctl_json_set (object, "zone", report->zone);
  so_ctl_json_set (object, "studio", report->studio);
  so_ctl_json_set_time (object, "made_at", report->made_at);
  json_object_set_boolean_member (object, "running", report->running);
  for (SoMetric i = 0; i < SO_N_METRICS; i++)
    if (!so_metric_is_now (i))
      so_ctl_json_set (so_json_object (figures, so_metric_nick (i)), "unit", so_unit_nick (so_metric_unit (i)));
  say_all_money (report, figures, so_json_array (object, "weeks"));
  for (SoGoal i = 0; i < SO_N_GOALS; i++)
    json_array_add_object_element (goals, describe_goal (report, i));
  json_object_set_array_member (object, "goals", goals);
  return node;
}

static GBytes *
make (SoCtl *ctl, const SoReport *report, const char *format, GError **error)
{
  g_autoptr (GBytes) logo = so_studio_dup_logo (ctl->studio);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (!strcmp (format, "pdf"))
    return so_paper_report (report, logo, error);
  if (!strcmp (format, "html"))
    text = so_report_html (report, logo, "image/png");
  else if (!strcmp (format, "csv"))
    text = so_report_csv (report);
  else
    {
      g_autofree char *bare = so_json_write (node = describe (report), TRUE);

      text = g_strconcat (bare, "\n", NULL);
    }
  return g_bytes_new_take (g_steal_pointer (&text), strlen (text));
}

static gboolean
put (GBytes *bytes, const char *path, GError **error)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  if (path)
    return so_file_write (path, data, size, error);
  return fwrite (data, 1, size, stdout) == size || so_fail (error, SO_ERROR_CHANGE, "The report could not be written: %s", g_strerror (errno));
}

gboolean
so_ctl_report_week (SoCtl *ctl, GError **error)
{
  static const char *const formats[] = { "json", "csv", "html", "pdf", NULL };
  g_autofree char *week = NULL, *format = NULL, *path = NULL;
  const GOptionEntry entries[] = {
    { "week", 0, 0, G_OPTION_ARG_STRING, &week }, { "format", 0, 0, G_OPTION_ARG_STRING, &format }, { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path }, { NULL },
  };
  g_autoptr (SoReport) report = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!so_ctl_parse (ctl, entries, 0, 0, error))
    return FALSE;
  if (format && !g_strv_contains (formats, format))
    return so_ctl_misused (error, "“%s” is no format: json, csv, html or pdf", format);
  if (ctl->json && format && strcmp (format, "json") && !path)
    return so_ctl_misused (error, "--json leaves no place for %s on standard output: name a file with -o", format);
  report = so_ctl_open (ctl, error) ? so_weekly_read (ctl->studio, week, so_ctl_cancellable (), error) : NULL;
  bytes = report ? make (ctl, report, format ? format : "json", error) : NULL;
  return bytes && put (bytes, path, error);
}

gboolean
so_ctl_report_list (SoCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (SoCtlList) list = NULL;

  if (!so_ctl_parse (ctl, NULL, 0, 0, error) || !so_ctl_open (ctl, error))
    return FALSE;
  kept = so_weekly_list (ctl->studio, MOST);
  list = so_ctl_list_new (ctl, "week from to zone made_at");
  for (guint i = 0; i < kept->len; i++)
    {
      const SoWeeklyReport *report = kept->pdata[i];
      JsonObject *object = json_object_new ();
      g_autofree char *from = so_day_format (report->first_day), *to = so_day_format (report->first_day + 6);

      so_ctl_json_set (object, "week", report->label);
      so_ctl_json_set (object, "from", from);
      so_ctl_json_set (object, "to", to);
      so_ctl_json_set (object, "zone", report->zone);
      so_ctl_json_set_time (object, "made_at", report->created_at);
      so_ctl_list_add (list, object);
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_report_goals (SoCtl *ctl, GError **error)
{
  g_autoptr (SoReport) report = NULL;
  g_autoptr (SoCtlList) list = NULL;
  SoGoal goal;

  if (!so_ctl_parse (ctl, NULL, 0, 2, error))
    return FALSE;
  if (ctl->args[0] && (!ctl->args[1] || !so_goal_parse (ctl->args[0], &goal)))
    return so_ctl_misused (error, "report goals takes one of calls, conversion, revenue, retention and efficiency with a number, or with none");
  if (!so_ctl_open (ctl, error) || (ctl->args[0] && !so_weekly_set_target (ctl->studio, goal, so_ctl_arg (ctl, 1), error)) ||
      !(report = so_weekly_read (ctl->studio, NULL, so_ctl_cancellable (), error)))
    return FALSE;
  list = so_ctl_list_new (ctl, "goal value target progress");
  for (SoGoal i = 0; i < SO_N_GOALS; i++)
    so_ctl_list_add (list, describe_goal (report, i));
  return so_ctl_list_print (g_steal_pointer (&list));
}
