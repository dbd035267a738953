/* SPDX-License-Identifier: MIT */
#include "so-report-words.h"

#include "so-day.h"

/* What both days have in common is said once. */
static void
test_period (void)
{
  static const struct {
    const char *first, *words;
  } rows[] = {
    { "2026-11-16", "16 – 22 November 2026" }, { "2026-11-30", "30 November – 6 December 2026" }, { "2026-12-28", "28 December 2026 – 3 January 2027" }, { "2024-02-26", "26 February – 3 March 2024" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = NULL;
      int first;

      g_assert_true (so_day_parse (rows[i].first, &first));
      words = so_report_words_period (first, first + 6);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* A change says its sign, and a chance is no change. */
static void
test_change (void)
{
  SoReportFigure figure = { .changed = TRUE, .change = 0.27 };
  g_autofree char *more = so_report_words_change (&figure), *less = NULL, *points = NULL, *same = NULL;

  figure.change = -0.2;
  less = so_report_words_change (&figure);
  figure.points = TRUE, figure.change = 0.01;
  points = so_report_words_change (&figure);
  figure.change = 0.004;
  same = so_report_words_change (&figure);
  g_assert_cmpstr (more, ==, "+27 %");
  g_assert_cmpstr (less, ==, "−20 %");
  g_assert_cmpstr (points, ==, "+1 point");
  g_assert_cmpstr (same, ==, "unchanged");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/insights/report-words/period", test_period);
  g_test_add_func ("/insights/report-words/change", test_change);
  return g_test_run ();
}
