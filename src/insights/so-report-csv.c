/* SPDX-License-Identifier: MIT */
#include "so-report-files.h"

#include "so-csv-guard.h"
#include "so-day.h"
#include "so-money.h"

static void
add_cell (GString *csv, const char *text)
{
  g_autofree char *guarded = so_csv_guard (text);

  if (csv->len && csv->str[csv->len - 1] != '\n')
    g_string_append_c (csv, ',');
  g_string_append_c (csv, '"');
  for (const char *c = guarded; *c; c++)
    g_string_append_printf (csv, *c == '"' ? "\"\"" : "%c", *c);
  g_string_append_c (csv, '"');
}

/* Numbers as they are, so that they can be summed. */
static void
add_number (GString *csv, gboolean known, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (csv, ",%s", known ? g_ascii_formatd (text, sizeof text, "%.10g", number) : "");
}

/* Money in whole units: what stands beside "EUR" is euros. An average of cents has parts of them. */
static void
add_amount (GString *csv, const SoReportValue *value, SoUnit unit, const char *currency)
{
  add_number (csv, value->known, unit == SO_UNIT_MONEY ? so_money_whole (value->value, currency) : value->value);
}

static void
end_row (GString *csv)
{
  g_string_append (csv, "\r\n");
}

static void
add_header (GString *csv, const char *const *names)
{
  for (; *names; names++)
    add_cell (csv, *names);
  end_row (csv);
}

static void
add_figures (GString *csv, const SoReport *report)
{
  static const char *const names[] = { "week", "from", "to", "metric", "unit", "value", "n", "before", "n_before", "change", NULL };
  g_autofree char *from = so_day_format (report->first), *to = so_day_format (report->last);

  add_header (csv, names);
  for (SoMetric i = 0; i < SO_N_METRICS; i++)
    {
      const SoReportFigure *figure = &report->figures[i];

      if (so_metric_is_now (i))
        continue;
      add_cell (csv, report->label);
      add_cell (csv, from);
      add_cell (csv, to);
      add_cell (csv, so_metric_nick (i));
      add_cell (csv, so_metric_unit (i) == SO_UNIT_MONEY ? report->currency : so_unit_nick (so_metric_unit (i)));
      add_amount (csv, &figure->now, so_metric_unit (i), report->currency);
      add_number (csv, TRUE, figure->now.n);
      add_amount (csv, &figure->before, so_metric_unit (i), report->currency);
      add_number (csv, TRUE, figure->before.n);
      add_number (csv, figure->changed, figure->change);
      end_row (csv);
    }
}

static void
add_weeks (GString *csv, const SoReport *report)
{
  add_cell (csv, "week");
  add_cell (csv, "from");
  for (const SoMetric *metric = so_report_metrics; *metric < SO_N_METRICS; metric++)
    add_cell (csv, so_metric_nick (*metric));
  end_row (csv);
  for (guint i = 0; i < report->past->len; i++)
    {
      const SoReportPast *past = &g_array_index (report->past, SoReportPast, i);
      g_autofree char *from = so_day_format (past->first);

      add_cell (csv, past->label);
      add_cell (csv, from);
      for (const SoMetric *metric = so_report_metrics; *metric < SO_N_METRICS; metric++)
        add_amount (csv, &past->values[*metric], so_metric_unit (*metric), report->currency);
      end_row (csv);
    }
}

static void
add_advice (GString *csv, const SoReport *report)
{
  static const char *const names[] = { "advice", "detail", "action", NULL };

  add_header (csv, names);
  for (guint i = 0; i < report->advice->len; i++)
    {
      const SoAdvice *advice = report->advice->pdata[i];

      add_cell (csv, advice->title);
      add_cell (csv, advice->detail);
      add_cell (csv, so_advice_action_nick (advice->action));
      end_row (csv);
    }
}

static void
add_goals (GString *csv, const SoReport *report)
{
  static const char *const names[] = { "goal", "value", "n", "target", NULL };

  add_header (csv, names);
  for (SoGoal i = 0; i < SO_N_GOALS; i++)
    {
      add_cell (csv, so_goal_nick (i));
      add_amount (csv, &report->goals[i], so_goal_unit (i), report->currency);
      add_number (csv, TRUE, report->goals[i].n);
      add_amount (csv, &(SoReportValue) { report->targets[i] > 0, report->targets[i], 0 }, so_goal_unit (i), report->currency);
      end_row (csv);
    }
}

char *
so_report_csv (const SoReport *report)
{
  GString *csv = g_string_new (NULL);

  add_figures (csv, report);
  end_row (csv);
  add_weeks (csv, report);
  end_row (csv);
  add_advice (csv, report);
  end_row (csv);
  add_goals (csv, report);
  return g_string_free_and_steal (csv);
}
