/* SPDX-License-Identifier: MIT */
#include "so-report.h"

#include "so-growth.h"

#include <string.h>

const SoMetric so_report_metrics[] = {
  SO_METRIC_MESSAGES_IN, SO_METRIC_LEADS, SO_METRIC_RESPONSE_RATE, SO_METRIC_RESPONSE_MEDIAN, SO_METRIC_LEAD_CONVERSION, SO_METRIC_NEW_CUSTOMERS, SO_METRIC_CALLS, SO_METRIC_CALLS_MISSED,
  SO_METRIC_CALL_CONVERSION, SO_METRIC_BOOKINGS_MADE, SO_METRIC_APPOINTMENTS, SO_METRIC_NO_SHOW_RATE, SO_METRIC_CANCELLATION_RATE, SO_METRIC_CUSTOMERS, SO_METRIC_RETENTION, SO_METRIC_REVENUE,
  SO_N_METRICS,
};

const SoMetric so_report_columns[] = {
  SO_METRIC_MESSAGES_IN, SO_METRIC_LEADS, SO_METRIC_CALLS, SO_METRIC_BOOKINGS_MADE, SO_METRIC_CUSTOMERS, SO_METRIC_RETENTION, SO_METRIC_REVENUE, SO_N_METRICS,
};

void
so_report_free (SoReport *report)
{
  g_free (report->zone);
  g_free (report->currency);
  g_free (report->studio);
  g_array_unref (report->past);
  g_ptr_array_unref (report->advice);
  g_free (report);
}

guint
so_report_first_past (const SoReport *report)
{
  for (guint i = 0; i < report->past->len; i++)
    for (const SoMetric *metric = so_report_metrics; *metric < SO_N_METRICS; metric++)
      if (g_array_index (report->past, SoReportPast, i).values[*metric].value > 0)
        return i;
  return report->past->len ? report->past->len - 1 : 0;
}

static SoReportValue
value_of (const SoFigures *figures, SoMetric metric)
{
  SoReportValue value = { 0 };

  value.known = so_metric_value (figures, metric, &value.value, &value.n);
  return value;
}

static void
add_figures (SoReport *report, const SoOverview *overview)
{
  for (SoMetric i = 0; i < SO_N_METRICS; i++)
    {
      SoReportFigure *figure = &report->figures[i];
      SoGrowth growth = { 0 };

      if (so_metric_is_now (i))
        continue;
      figure->now = value_of (overview->figures, i);
      figure->before = value_of (overview->previous, i);
      figure->changed = so_growth (overview->previous, overview->figures, i, &growth);
      figure->change = growth.change;
      figure->points = growth.points;
    }
  for (SoGoal i = 0; i < SO_N_GOALS; i++)
    report->goals[i].known = so_goal_value (overview->figures, i, &report->goals[i].value, &report->goals[i].n);
}

static void
add_past (SoReport *report, const SoOverview *overview, guint week_start)
{
  for (guint i = 0; i < overview->weeks->len; i++)
    {
      const SoPeriodFigures *week = overview->weeks->pdata[i];
      SoReportWeek name = so_report_week_of (week->period.first, week_start);
      SoReportPast past = { .first = week->period.first };

      memcpy (past.label, name.label, sizeof past.label);
      for (SoMetric m = 0; m < SO_N_METRICS; m++)
        if (!so_metric_is_now (m))
          past.values[m] = value_of (week->figures, m);
      if (past.first <= report->first)
        g_array_append_val (report->past, past);
    }
}

/* Who waits now has waited for no report of some weeks ago. */
static void
add_advice (SoReport *report, const SoOverview *overview, gboolean fresh)
{
  g_autoptr (GPtrArray) all = so_advice_list (overview);

  while (all->len)
    {
      SoAdvice *advice = g_ptr_array_steal_index (all, 0);

      if (report->advice->len < SO_ADVICE_MOST && (fresh || advice->kind != SO_ADVICE_HOT_LEADS))
        g_ptr_array_add (report->advice, advice);
      else
        so_advice_free (advice);
    }
}

SoReport *
so_report_new (const SoOverview *overview, const SoReportWeek *week, gboolean fresh)
{
  SoReport *report = g_new0 (SoReport, 1);

  memcpy (report->label, week->label, sizeof report->label);
  report->first = week->first;
  report->last = week->first + 6;
  report->zone = g_strdup (overview->zone);
  report->currency = g_strdup (overview->currency);
  report->running = so_period_is_running (&overview->period, overview->now);
  report->past = g_array_new (FALSE, FALSE, sizeof (SoReportPast));
  report->advice = g_ptr_array_new_with_free_func ((GDestroyNotify) so_advice_free);
  add_figures (report, overview);
  add_past (report, overview, overview->week_start);
  add_advice (report, overview, fresh);
  return report;
}
