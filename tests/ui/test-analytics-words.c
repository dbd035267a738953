/* SPDX-License-Identifier: MIT */
/* What the page Analytics says of numbers: too few are said as they are, categories that did not come are left out, charts have the days of their period. */
#include "so-analytics-series.h"
#include "so-metric-words.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#define MONDAY 20773   /* 2026-11-16 */

static SoPeriodFigures *
make_stretch (int first, int last, guint in, guint out)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  SoPeriodFigures *stretch = g_new0 (SoPeriodFigures, 1);

  stretch->period = so_period_days (first, last, utc);
  stretch->figures = so_figures_new ();
  stretch->figures->in = in;
  stretch->figures->out = out;
  return stretch;
}

/* Wednesday of the second week, noon; of each day its number of messages. */
static SoOverview *
make_overview (int first, int last)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  SoOverview *overview = so_overview_new ();

  overview->now = ((gint64) MONDAY + 9) * 86400000 + 43200000;
  overview->period = so_period_days (first, last, utc);
  overview->currency = g_strdup ("EUR");
  /* It may have made them already. */
  g_clear_pointer (&overview->figures, so_figures_free);
  g_clear_pointer (&overview->previous, so_figures_free);
  overview->figures = so_figures_new ();
  overview->previous = so_figures_new ();
  for (int day = MONDAY + 9 - 29; day <= MONDAY + 9; day++)
    g_ptr_array_add (overview->days, make_stretch (day, day, (guint) (day - MONDAY + 30), 1));
  for (int week = 12; week >= 0; week--)
    g_ptr_array_add (overview->weeks, make_stretch (MONDAY + 7 - 7 * week, MONDAY + 13 - 7 * week, (guint) (100 + week), 2));
  return overview;
}

static void
assert_words (char *words, const char *expected)
{
  g_assert_cmpstr (words, ==, expected);
  g_free (words);
}

static void
test_values (void)
{
  g_autoptr (SoFigures) figures = so_figures_new ();

  figures->in = 1234;
  assert_words (so_metric_words_value (figures, SO_METRIC_MESSAGES_IN, "EUR"), "1234");
  /* Nobody waited: that is not 0 %. */
  assert_words (so_metric_words_value (figures, SO_METRIC_RESPONSE_RATE, "EUR"), "–");
  figures->waited = 4;
  figures->answered_in_day = 4;
  assert_words (so_metric_words_value (figures, SO_METRIC_RESPONSE_RATE, "EUR"), "–");
  figures->waited = 5;
  assert_words (so_metric_words_value (figures, SO_METRIC_RESPONSE_RATE, "EUR"), "80 %");
  figures->revenue = 12345;
  figures->priced = 3;
  assert_words (so_metric_words_value (figures, SO_METRIC_REVENUE, "EUR"), "123.45 €");
}

static void
test_change (void)
{
  g_autoptr (SoFigures) before = so_figures_new (), now = so_figures_new ();

  before->in = 3;
  now->in = 9;
  assert_words (so_metric_words_change (before, now, SO_METRIC_MESSAGES_IN), "n = 3");
  before->in = 10;
  now->in = 14;
  assert_words (so_metric_words_change (before, now, SO_METRIC_MESSAGES_IN), "+40 %");
  now->in = 7;
  assert_words (so_metric_words_change (before, now, SO_METRIC_MESSAGES_IN), "−30 %");
  now->in = 10;
  assert_words (so_metric_words_change (before, now, SO_METRIC_MESSAGES_IN), "unchanged");
  before->waited = now->waited = 10;
  before->answered_in_day = 5;
  now->answered_in_day = 7;
  assert_words (so_metric_words_change (before, now, SO_METRIC_RESPONSE_RATE), "+20 points");
}

static void
test_notes (void)
{
  g_autoptr (SoOverview) overview = make_overview (MONDAY, MONDAY + 6);

  overview->figures->in = 14;
  overview->previous->in = 10;
  assert_words (so_metric_words_note (overview, SO_METRIC_MESSAGES_IN), "+40 % · 10 before");
  overview->previous->in = 2;
  assert_words (so_metric_words_note (overview, SO_METRIC_MESSAGES_IN), "2 before");
  overview->figures->waited = 3;
  assert_words (so_metric_words_note (overview, SO_METRIC_RESPONSE_RATE), "Only 3 so far");
  assert_words (so_metric_words_note (overview, SO_METRIC_RESPONSE_MEDIAN), "Nothing known yet");
}

/* All eight there are, the largest first, none that is nothing; shares from five messages on. */
static void
test_categories (void)
{
  g_autoptr (SoOverview) overview = make_overview (MONDAY, MONDAY + 6);
  g_autoptr (SoChartData) few = NULL, none = NULL, all = NULL;

  none = so_analytics_categories (overview);
  g_assert_cmpuint (so_chart_data_n_points (none), ==, 0);
  overview->figures->categories[2] = 3;
  overview->figures->categories[5] = 1;
  overview->figures->classified = 4;
  few = so_analytics_categories (overview);
  g_assert_cmpuint (so_chart_data_n_points (few), ==, 2);
  g_assert_cmpstr (so_chart_data_label (few, 0), ==, so_category_label (2));
  g_assert_null (so_chart_data_note (few, 0));
  for (guint i = 0; i < SO_N_CATEGORIES; i++)
    overview->figures->categories[i] = i + 1;
  overview->figures->classified = SO_N_CATEGORIES * (SO_N_CATEGORIES + 1) / 2;
  all = so_analytics_categories (overview);
  g_assert_cmpuint (so_chart_data_n_points (all), ==, SO_N_CATEGORIES);
  g_assert_cmpfloat (so_chart_data_value (all, 0, 0), ==, SO_N_CATEGORIES);
  g_assert_cmpstr (so_chart_data_note (all, 0), ==, "22 %");
}

/* Of a period its days; of one day the week before it, too; of many weeks the weeks. */
static void
test_days (void)
{
  static const struct {
    int first, last;
    guint points;
    double first_value;
  } rows[] = {
    { MONDAY, MONDAY + 6, 7, 30 },
    { MONDAY + 9, MONDAY + 9, 7, 33 },
    { MONDAY - 20, MONDAY + 9, 30, 10 },
    { MONDAY - 74, MONDAY + 9, 13, 112 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoOverview) overview = make_overview (rows[i].first, rows[i].last);
      g_autoptr (SoChartData) messages = so_analytics_messages (overview);

      g_assert_cmpuint (so_chart_data_n_points (messages), ==, rows[i].points);
      g_assert_cmpfloat (so_chart_data_value (messages, 0, 0), ==, rows[i].first_value);
    }
}

/* The heat map begins with the day on which the studio's weeks begin. */
static void
test_hours (void)
{
  g_autoptr (SoOverview) overview = make_overview (MONDAY, MONDAY + 6);
  g_autoptr (SoChartData) hours = NULL;

  overview->week_start = 6;
  overview->figures->hours[6][18] = 7;
  hours = so_analytics_message_hours (overview);
  g_assert_cmpuint (so_chart_data_n_lines (hours), ==, 7);
  g_assert_cmpuint (so_chart_data_n_points (hours), ==, 24);
  g_assert_cmpstr (so_chart_data_line (hours, 0), ==, "Sun");
  g_assert_cmpfloat (so_chart_data_value (hours, 0, 18), ==, 7);
}

/* A stage that more people came into than there are new leads is no share of them. */
static void
test_funnel (void)
{
  g_autoptr (SoOverview) overview = make_overview (MONDAY, MONDAY + 6);
  g_autoptr (SoChartData) funnel = NULL;

  overview->figures->leads = 10;
  overview->figures->moved[SO_STAGE_CONTACTED] = 5;
  overview->figures->moved[SO_STAGE_CONVERTED] = 20;
  funnel = so_analytics_funnel (overview);
  g_assert_cmpuint (so_chart_data_n_points (funnel), ==, 5);
  g_assert_null (so_chart_data_note (funnel, 0));
  g_assert_cmpstr (so_chart_data_note (funnel, 1), ==, "50 %");
  g_assert_null (so_chart_data_note (funnel, 4));
}

/* Thirteen weeks, the newest first, each number in its own unit. */
static void
test_weeks (void)
{
  g_autoptr (SoOverview) overview = make_overview (MONDAY, MONDAY + 6);
  g_autoptr (SoChartData) weeks = so_analytics_weeks (overview);
  g_autofree char *first = so_chart_data_format (weeks, 0, 0), *rate = NULL;

  g_assert_cmpuint (so_chart_data_n_points (weeks), ==, 13);
  g_assert_cmpstr (first, ==, "100");
  g_assert_true (isnan (so_chart_data_value (weeks, 3, 0)));
  g_assert_cmpint (so_chart_data_get_line_unit (weeks, 3), ==, SO_AXIS_RATE);
  rate = so_chart_data_format (weeks, 3, 0);
  g_assert_cmpstr (rate, ==, "–");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/analytics/values", test_values);
  g_test_add_func ("/ui/analytics/change", test_change);
  g_test_add_func ("/ui/analytics/notes", test_notes);
  g_test_add_func ("/ui/analytics/categories", test_categories);
  g_test_add_func ("/ui/analytics/days", test_days);
  g_test_add_func ("/ui/analytics/hours", test_hours);
  g_test_add_func ("/ui/analytics/funnel", test_funnel);
  g_test_add_func ("/ui/analytics/weeks", test_weeks);
  return g_test_run ();
}
