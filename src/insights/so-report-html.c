/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-report-files.h"

#include "so-report-words.h"

#include <glib/gi18n-lib.h>

#define BAR_WIDTH 28
#define BAR_GAP 12
#define BAR_HEIGHT 90

static const char style[] =
  ":root{color-scheme:light dark;--ink:#1e1e1e;--paper:#fff;--dim:#5e5c64;--line:#ddd;--trough:#e6e6e6;--good:#1b7340;--bad:#b3261e;--bar:#99c1f1;--now:#1c71d8}"
  "@media screen and (prefers-color-scheme:dark){:root{--ink:#f2f2f2;--paper:#222226;--dim:#b5b3bc;--line:#46464d;--trough:#46464d;--good:#78e9ab;--bad:#ff938c;--bar:#1a5fb4;--now:#78aeed}"
  ".logo{background:#fff;border-radius:6px;padding:6px}}"
  "body{font:15px/1.45 system-ui,'Cantarell','Segoe UI',sans-serif;color:var(--ink);background:var(--paper);margin:0;overflow-wrap:anywhere}"
  "main{max-width:44rem;margin:0 auto;padding:2rem 1.2rem}"
  "h1{font-size:1.7rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .6rem}p{margin:.3rem 0}"
  ".sub,.foot,small{color:var(--dim)}.logo{max-height:64px;max-width:240px;display:block;margin-bottom:1rem}"
  "table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:.35rem .5rem;border-bottom:1px solid var(--line);vertical-align:top}"
  "th{font-weight:600}td.n,th.n{text-align:end;font-variant-numeric:tabular-nums}td.n,.weeks tbody th{white-space:nowrap}td.words{white-space:normal}table{overflow-wrap:normal}"
  ".good{color:var(--good)}.bad{color:var(--bad)}.wide{overflow-x:auto}"
  "ol{padding-inline-start:1.4rem}li{margin:.6rem 0}li strong,li small{display:block}"
  ".meter{background:var(--trough);border-radius:4px;height:8px;overflow:hidden;min-width:7rem}.meter i{display:block;height:8px;background:var(--now)}"
  "figure{margin:0 0 .8rem}svg{max-width:100%;height:auto;fill:var(--dim)}rect{fill:var(--bar)}rect.now{fill:var(--now)}"
  "@media (max-width:30rem){main{padding:1rem .8rem}th,td{padding:.3rem .2rem;font-size:.82rem}.n small{font-size:.7rem}}"
  "@media print{.meter,rect{print-color-adjust:exact}main{padding:0}h2{break-after:avoid}tr,li,figure{break-inside:avoid}}";

static void
add (GString *html, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* All that comes in through %s is escaped here, and nowhere else. */
static void
add (GString *html, const char *format, ...)
{
  va_list args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_markup_vprintf_escaped (format, args);
  va_end (args);
  g_string_append (html, text);
}

static void
add_head (GString *html, const SoReport *report, GBytes *logo, const char *mime)
{
  const char *language = g_get_language_names ()[0];
  g_autofree char *two = g_strndup (language, 2), *week = so_report_words_week (report->label), *period = so_report_words_period (report->first, report->last);
  const char *studio = report->studio ? report->studio : _("Weekly Report");

  add (html, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", g_ascii_isupper (*two) ? "en" : two);
  g_string_append (html, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
  add (html, "<title>%s – %s</title>\n", studio, week);
  g_string_append_printf (html, "<style>%s</style>\n</head>\n<body>\n<main>\n", style);
  if (logo && mime)
    {
      g_autofree char *data = g_base64_encode (g_bytes_get_data (logo, NULL), g_bytes_get_size (logo));

      add (html, "<img class=\"logo\" alt=\"\" src=\"data:%s;base64,%s\">\n", mime, data);
    }
  add (html, "<h1 dir=\"auto\">%s</h1>\n<p class=\"sub\">%s · %s · %s</p>\n", studio, _("Weekly Report"), week, period);
}

static void
add_figures (GString *html, const SoReport *report)
{
  static const char *const moods[] = { "bad", "", "good" };

  add (html, "<h2>%s</h2>\n<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">%s</th><th scope=\"col\" class=\"n\">%s</th><th scope=\"col\" class=\"n\">%s</th><th scope=\"col\" class=\"n\">%s</th>"
       "<th scope=\"col\" class=\"n\">%s</th></tr></thead>\n<tbody>\n", _("The Week in Numbers"), _("Figure"), _("This week"), _("Week before"), _("Change"), "n");
  for (const SoMetric *metric = so_report_metrics; *metric < SO_N_METRICS; metric++)
    {
      const SoReportFigure *figure = &report->figures[*metric];
      g_autofree char *now = so_report_words_value (so_metric_unit (*metric), &figure->now, report->currency),
                      *before = so_report_words_value (so_metric_unit (*metric), &figure->before, report->currency), *change = so_report_words_change (figure);

      add (html, "<tr><th scope=\"row\" title=\"%s\">%s</th><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n words %s\">%s</td><td class=\"n\"><small>%u</small></td></tr>\n",
           _(so_metric_definition (*metric)), _(so_metric_label (*metric)), now, before, moods[so_report_words_mood (figure, *metric) + 1], change, figure->now.n);
    }
  g_string_append (html, "</tbody>\n</table></div>\n");
  add (html, "<p><small>%s</small></p>\n", _("n is on how many rows a number rests. No percentage and no change is said where there were fewer than five."));
}

static double
largest_of (const SoReport *report, SoMetric metric)
{
  double most = 0;

  for (guint i = 0; i < report->past->len; i++)
    most = MAX (most, g_array_index (report->past, SoReportPast, i).values[metric].value);
  return most;
}

static void
add_bar (GString *html, const SoReportPast *past, guint i, SoMetric metric, double most, const char *currency, gboolean last)
{
  const SoReportValue *value = &past->values[metric];
  guint x = i * (BAR_WIDTH + BAR_GAP), height = most > 0 ? (guint) (value->value / most * BAR_HEIGHT + 0.5) : 0;
  g_autofree char *said = so_report_words_value (so_metric_unit (metric), value, currency);

  add (html, "<g><title>%s: %s</title><rect x=\"%u\" y=\"%u\" width=\"%d\" height=\"%u\" rx=\"3\" class=\"%s\" fill=\"%s\"/>", past->label, said, x, BAR_HEIGHT - height + 16, BAR_WIDTH, MAX (height, 1),
       last ? "now" : "past", last ? "#1c71d8" : "#99c1f1");
  add (html, "<text x=\"%u\" y=\"%u\" text-anchor=\"middle\">%s</text><text x=\"%u\" y=\"%d\" text-anchor=\"middle\">%s</text></g>\n", x + BAR_WIDTH / 2, BAR_HEIGHT - height + 12, said,
       x + BAR_WIDTH / 2, BAR_HEIGHT + 30, past->label + (*past->label ? 5 : 0));
}

/* Where nothing ever was there is nothing to draw. */
static void
add_bars (GString *html, const SoReport *report, SoMetric metric)
{
  double most = largest_of (report, metric);
  guint from = so_report_first_past (report), width = (report->past->len - from) * (BAR_WIDTH + BAR_GAP) + 16;

  if (most <= 0)
    return;
  add (html, "<figure><figcaption><strong>%s</strong></figcaption>\n<svg role=\"img\" aria-label=\"%s\" viewBox=\"-8 0 %u %d\" width=\"%u\" font-size=\"10\" font-family=\"inherit\">\n",
       _(so_metric_label (metric)), _(so_metric_label (metric)), width, BAR_HEIGHT + 36, width);
  for (guint i = from; i < report->past->len; i++)
    add_bar (html, &g_array_index (report->past, SoReportPast, i), i - from, metric, most, report->currency, i + 1 == report->past->len);
  g_string_append (html, "</svg></figure>\n");
}

static void
add_past (GString *html, const SoReport *report)
{
  add (html, "<h2>%s</h2>\n", _("Week by Week"));
  add_bars (html, report, SO_METRIC_LEADS);
  add_bars (html, report, SO_METRIC_BOOKINGS_MADE);
  add (html, "<div class=\"wide weeks\"><table>\n<thead><tr><th scope=\"col\">%s</th>", _("Week"));
  for (const SoMetric *metric = so_report_columns; *metric < SO_N_METRICS; metric++)
    add (html, "<th scope=\"col\" class=\"n\">%s</th>", _(so_metric_label (*metric)));
  g_string_append (html, "</tr></thead>\n<tbody>\n");
  for (guint i = report->past->len; i > so_report_first_past (report); i--)
    {
      const SoReportPast *past = &g_array_index (report->past, SoReportPast, i - 1);

      add (html, "<tr><th scope=\"row\">%s</th>", past->label);
      for (const SoMetric *metric = so_report_columns; *metric < SO_N_METRICS; metric++)
        {
          g_autofree char *value = so_report_words_value (so_metric_unit (*metric), &past->values[*metric], report->currency);

          add (html, "<td class=\"n\">%s</td>", value);
        }
      g_string_append (html, "</tr>\n");
    }
  g_string_append (html, "</tbody>\n</table></div>\n");
}

static void
add_advice (GString *html, const SoReport *report)
{
  add (html, "<h2>%s</h2>\n", _("What to Do"));
  if (!report->advice->len)
    add (html, "<p>%s</p>\n", _("Nothing stands out this week."));
  g_string_append (html, "<ol>\n");
  for (guint i = 0; i < report->advice->len; i++)
    {
      const SoAdvice *advice = report->advice->pdata[i];

      add (html, "<li><strong dir=\"auto\">%s</strong><small dir=\"auto\">%s</small></li>\n", advice->title, advice->detail ? advice->detail : "");
    }
  g_string_append (html, "</ol>\n");
}

static void
add_goals (GString *html, const SoReport *report)
{
  add (html, "<h2>%s</h2>\n<table>\n<tbody>\n", _("Goals"));
  for (SoGoal i = 0; i < SO_N_GOALS; i++)
    {
      g_autofree char *said = so_report_words_goal (report, i);
      double done = report->goals[i].known ? so_goal_progress (i, report->goals[i].value, report->targets[i]) : 0;

      add (html, "<tr><th scope=\"row\" title=\"%s\">%s</th><td>%s</td>", _(so_goal_definition (i)), _(so_goal_label (i)), said);
      if (report->targets[i] > 0)
        g_string_append_printf (html, "<td><div class=\"meter\"><i style=\"width:%d%%\"></i></div></td></tr>\n", (int) (done * 100 + 0.5));
      else
        g_string_append (html, "<td></td></tr>\n");
    }
  g_string_append (html, "</tbody>\n</table>\n");
}

char *
so_report_html (const SoReport *report, GBytes *logo, const char *mime)
{
  GString *html = g_string_new (NULL);
  g_autofree char *foot = so_report_words_foot (report);

  add_head (html, report, logo, mime);
  add_figures (html, report);
  add_advice (html, report);
  add_goals (html, report);
  add_past (html, report);
  add (html, "<p class=\"foot\">%s</p>\n</main>\n</body>\n</html>\n", foot);
  return g_string_free_and_steal (html);
}

char *
so_report_file_name (const SoReport *report, const char *ending)
{
  return g_strdup_printf ("weekly-report-%s.%s", report->label, ending);
}
