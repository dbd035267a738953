/* SPDX-License-Identifier: MIT */
#include "so-metric-words.h"

#include "so-growth.h"

#include <glib/gi18n.h>
#include <math.h>

SoAxisUnit
so_metric_words_axis (SoMetric metric, double *value)
{
  switch ((int) so_metric_unit (metric))
    {
    case SO_UNIT_SHARE:
      return SO_AXIS_RATE;
    case SO_UNIT_MINUTES:
      *value *= 60;
      return SO_AXIS_SECONDS;
    case SO_UNIT_SECONDS:
      return SO_AXIS_SECONDS;
    case SO_UNIT_MONEY:
      return SO_AXIS_MONEY;
    case SO_UNIT_RATIO:
    case SO_UNIT_RATING:
      return SO_AXIS_SCORE;
    default:
      return SO_AXIS_COUNT;
    }
}

static char *
format (double value, SoMetric metric, const char *currency)
{
  SoAxisUnit unit = so_metric_words_axis (metric, &value);

  if (so_metric_unit (metric) == SO_UNIT_RATING)
    /* Translators: how satisfied callers were */
    return g_strdup_printf (_("%.1f of 10"), value);
  /* "2.35 bookings per call" */
  if (so_metric_unit (metric) == SO_UNIT_RATIO)
    return g_strdup_printf ("%.2f", value);
  return so_axis_format (value, unit, currency);
}

char *
so_metric_words_value (const SoFigures *figures, SoMetric metric, const char *currency)
{
  double value;

  return so_metric_value (figures, metric, &value, NULL) ? format (value, metric, currency) : g_strdup ("–");
}

char *
so_metric_words_change (const SoFigures *before, const SoFigures *now, SoMetric metric)
{
  SoGrowth growth;
  g_autofree char *number = NULL;

  if (!so_growth (before, now, metric, &growth))
    /* Translators: on how few rows a number rests: too few to say percent */
    return g_strdup_printf (_("n = %u"), MIN (growth.n_before, growth.n_now));
  /* Translators: how a number changed from one week to the next */
  if (fabs (growth.change) < 0.005)
    return g_strdup (_("unchanged"));
  number = so_axis_format (fabs (growth.change) * 100, SO_AXIS_COUNT, NULL);
  if (growth.points)
    /* Translators: a sign and how many points of percent a share changed by: "+4 points" */
    return g_strdup_printf (ngettext ("%s%s point", "%s%s points", (gulong) lround (fabs (growth.change) * 100)), growth.change < 0 ? "−" : "+", number);
  /* Translators: a sign and percent: "+40 %" */
  return g_strdup_printf (_("%s%s %%"), growth.change < 0 ? "−" : "+", number);
}

/* Too few for a share, or nothing that could be divided by. */
static char *
dup_missing (SoMetric metric, guint n)
{
  if (so_metric_unit (metric) == SO_UNIT_SHARE && n)
    /* Translators: below as many no percentage is shown */
    return g_strdup_printf (ngettext ("Only %u so far", "Only %u so far", n), n);
  return g_strdup (_("Nothing known yet"));
}

char *
so_metric_words_note (const SoOverview *overview, SoMetric metric)
{
  SoGrowth growth;
  double value;
  guint n = 0;
  g_autofree char *before = NULL, *change = NULL;

  if (so_metric_is_now (metric))
    return g_strdup (_("Now"));
  if (!so_metric_value (overview->figures, metric, &value, &n))
    return dup_missing (metric, n);
  if (!so_metric_value (overview->previous, metric, &value, NULL))
    return g_strdup ("");
  before = so_metric_words_value (overview->previous, metric, overview->currency);
  if (!so_growth (overview->previous, overview->figures, metric, &growth))
    /* Translators: what a number was in the period before */
    return g_strdup_printf (_("%s before"), before);
  change = so_metric_words_change (overview->previous, overview->figures, metric);
  /* Translators: how a number changed, and what it was in the period before: "+40 % · 30 before" */
  return g_strdup_printf (_("%s · %s before"), change, before);
}

static char *
format_day (int day, const char *pattern)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc ((gint64) day * 86400);

  return g_date_time_format (time, pattern);
}

char *
so_metric_words_day (int day)
{
  /* Translators: g_date_time_format(): a day below a chart, "12 Nov" */
  return format_day (day, _("%-d %b"));
}

char *
so_metric_words_long_day (int day)
{
  /* Translators: g_date_time_format(): a day in full, "Thursday, 12 November" */
  return format_day (day, _("%A, %-d %B"));
}
