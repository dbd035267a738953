/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-paper-report.h"

#include "so-paper.h"
#include "so-report-words.h"

#include <glib/gi18n-lib.h>

#define MOST_BARS 16
/* Points that stay together: what to do with the first line of on what it rests, a goal with its bar, a heading with the bars below it. */
#define ADVICE_KEPT 44
#define GOAL_KEPT 28
#define BARS_KEPT 160

static void
add_figures (SoPaper *paper, const SoReport *report)
{
  static const SoPaperStyle moods[] = { SO_PAPER_BAD, SO_PAPER_TEXT, SO_PAPER_GOOD };
  static const double widths[] = { 0.36, 0.14, 0.16, 0.26, 0.08 };
  const char *const header[] = { _("Figure"), _("This week"), _("Week before"), _("Change"), "n", NULL };

  so_paper_space (paper, 14);
  so_paper_text (paper, SO_PAPER_HEADING, _("The Week in Numbers"));
  so_paper_table (paper, G_N_ELEMENTS (widths), widths, TRUE, header);
  for (const SoMetric *metric = so_report_metrics; *metric < SO_N_METRICS; metric++)
    {
      const SoReportFigure *figure = &report->figures[*metric];
      SoUnit unit = so_metric_unit (*metric);
      g_autofree char *now = so_report_words_value (unit, &figure->now, report->currency), *before = so_report_words_value (unit, &figure->before, report->currency),
                      *change = so_report_words_change (figure), *n = g_strdup_printf ("%u", figure->now.n);
      const char *const cells[] = { _(so_metric_label (*metric)), now, before, change, n, NULL };
      const SoPaperStyle styles[] = { SO_PAPER_TEXT, SO_PAPER_STRONG, SO_PAPER_TEXT, moods[so_report_words_mood (figure, *metric) + 1], SO_PAPER_SMALL };

      so_paper_row (paper, cells, styles);
    }
  so_paper_text (paper, SO_PAPER_SMALL, _("n is on how many rows a number rests. No percentage and no change is said where there were fewer than five."));
}

static void
add_advice (SoPaper *paper, const SoReport *report)
{
  so_paper_space (paper, 14);
  so_paper_text (paper, SO_PAPER_HEADING, _("What to Do"));
  if (!report->advice->len)
    so_paper_text (paper, SO_PAPER_TEXT, _("Nothing stands out this week."));
  for (guint i = 0; i < report->advice->len; i++)
    {
      const SoAdvice *advice = report->advice->pdata[i];
      g_autofree char *title = g_strdup_printf ("%u. %s", i + 1, advice->title);

      so_paper_keep (paper, ADVICE_KEPT);
      so_paper_text (paper, SO_PAPER_STRONG, title);
      if (advice->detail)
        so_paper_text (paper, SO_PAPER_SMALL, advice->detail);
      so_paper_space (paper, 3);
    }
}

static void
add_goals (SoPaper *paper, const SoReport *report)
{
  so_paper_space (paper, 14);
  so_paper_text (paper, SO_PAPER_HEADING, _("Goals"));
  for (SoGoal i = 0; i < SO_N_GOALS; i++)
    {
      g_autofree char *said = so_report_words_goal (report, i), *line = g_strdup_printf ("%s: %s", _(so_goal_label (i)), said);

      so_paper_keep (paper, GOAL_KEPT);
      so_paper_text (paper, SO_PAPER_TEXT, line);
      if (report->targets[i] > 0 && report->goals[i].known)
        so_paper_meter (paper, so_goal_progress (i, report->goals[i].value, report->targets[i]));
    }
}

static void
add_bars (SoPaper *paper, const SoReport *report, SoMetric metric)
{
  guint n = MIN (report->past->len - so_report_first_past (report), MOST_BARS), from = report->past->len - n;
  double values[MOST_BARS], most = 0;
  g_autoptr (GStrvBuilder) said = g_strv_builder_new (), names = g_strv_builder_new ();
  g_auto (GStrv) said_words = NULL, name_words = NULL;

  for (guint i = 0; i < n; i++)
    {
      const SoReportPast *past = &g_array_index (report->past, SoReportPast, from + i);

      values[i] = past->values[metric].value;
      most = MAX (most, values[i]);
      g_strv_builder_take (said, so_report_words_value (so_metric_unit (metric), &past->values[metric], report->currency));
      g_strv_builder_add (names, *past->label ? past->label + 5 : "");
    }
  if (most <= 0)
    return;
  said_words = g_strv_builder_end (said);
  name_words = g_strv_builder_end (names);
  so_paper_space (paper, 4);
  so_paper_keep (paper, BARS_KEPT - 40);
  so_paper_text (paper, SO_PAPER_STRONG, _(so_metric_label (metric)));
  so_paper_bars (paper, n, values, (const char *const *) said_words, (const char *const *) name_words);
}

static void
add_past (SoPaper *paper, const SoReport *report)
{
  static const double widths[] = { 0.15, 0.125, 0.095, 0.09, 0.13, 0.14, 0.13, 0.14 };
  const char *header[G_N_ELEMENTS (widths) + 1] = { _("Week") };
  guint n = 1;

  for (const SoMetric *metric = so_report_columns; *metric < SO_N_METRICS; metric++)
    header[n++] = _(so_metric_label (*metric));
  so_paper_space (paper, 14);
  so_paper_keep (paper, BARS_KEPT);
  so_paper_text (paper, SO_PAPER_HEADING, _("Week by Week"));
  add_bars (paper, report, SO_METRIC_LEADS);
  add_bars (paper, report, SO_METRIC_BOOKINGS_MADE);
  so_paper_table (paper, n, widths, TRUE, header);
  for (guint i = report->past->len; i > so_report_first_past (report); i--)
    {
      const SoReportPast *past = &g_array_index (report->past, SoReportPast, i - 1);
      g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
      g_auto (GStrv) row = NULL;

      g_strv_builder_add (cells, past->label);
      for (const SoMetric *metric = so_report_columns; *metric < SO_N_METRICS; metric++)
        g_strv_builder_take (cells, so_report_words_value (so_metric_unit (*metric), &past->values[*metric], report->currency));
      row = g_strv_builder_end (cells);
      so_paper_row (paper, (const char *const *) row, NULL);
    }
}

GBytes *
so_paper_report (const SoReport *report, GBytes *logo, GError **error)
{
  const char *studio = report->studio ? report->studio : _("Weekly Report");
  g_autofree char *week = so_report_words_week (report->label), *period = so_report_words_period (report->first, report->last), *foot = so_report_words_foot (report);
  g_autofree char *title = g_strdup_printf ("%s – %s", studio, week), *below = g_strdup_printf ("%s · %s · %s", _("Weekly Report"), week, period);
  g_autoptr (SoPaper) paper = so_paper_new (title, logo);

  so_paper_text (paper, SO_PAPER_TITLE, studio);
  so_paper_text (paper, SO_PAPER_TEXT, below);
  add_figures (paper, report);
  add_advice (paper, report);
  add_goals (paper, report);
  add_past (paper, report);
  so_paper_space (paper, 10);
  so_paper_text (paper, SO_PAPER_SMALL, foot);
  return so_paper_finish (paper, error);
}
