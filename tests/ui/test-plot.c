/* SPDX-License-Identifier: MIT */
/* Charts without a display: ticks that people count by, words of numbers, shapes that do not run into each other, the files that are made of them. */
#include "so-plot-file.h"

#include <locale.h>
#include <math.h>
#include <string.h>

/* Ticks ------------------------------------------------------------------------------------------------ */

static void
test_ticks (void)
{
  static const struct {
    double low, high;
    guint most;
    SoAxisUnit unit;
    double first, last, step;
  } rows[] = {
    { 0, 10, 5, SO_AXIS_COUNT, 0, 10, 2 },
    { 0, 11, 5, SO_AXIS_COUNT, 0, 15, 5 },
    { 0, 1, 5, SO_AXIS_COUNT, 0, 1, 1 },          /* no half a message */
    { 0, 0, 5, SO_AXIS_COUNT, 0, 1, 1 },          /* nothing has an axis, too */
    { 0, 987654, 4, SO_AXIS_COUNT, 0, 1000000, 500000 },
    { -3, 7, 5, SO_AXIS_COUNT, -4, 8, 2 },
    { 3, 7, 5, SO_AXIS_COUNT, 0, 8, 2 },          /* bars begin at nothing */
    { 0, 0.3, 3, SO_AXIS_RATE, 0, 0.3, 0.1 },
    { 0, 100, 4, SO_AXIS_SECONDS, 0, 120, 30 },   /* half minutes, not 25 s */
    { 0, 5000, 5, SO_AXIS_SECONDS, 0, 5400, 1800 },
    { 0, 400000, 4, SO_AXIS_SECONDS, 0, 518400, 172800 },   /* whole days */
    { 0, 50, 5, SO_AXIS_MONEY, 0, 100, 100 },     /* whole euros */
    { 0, 123456, 4, SO_AXIS_MONEY, 0, 150000, 50000 },
    { NAN, INFINITY, 5, SO_AXIS_COUNT, 0, 1, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoAxis axis = so_axis_make (rows[i].low, rows[i].high, rows[i].most, rows[i].unit);

      g_assert_cmpfloat_with_epsilon (axis.low, rows[i].first, 1e-9);
      g_assert_cmpfloat_with_epsilon (axis.step, rows[i].step, 1e-9);
      g_assert_cmpfloat_with_epsilon (axis.high, rows[i].last, 1e-9);
      g_assert_cmpfloat_with_epsilon (so_axis_tick (&axis, axis.n - 1), axis.high, 1e-9);
    }
}

/* Whatever the numbers: all have a place, one tick is exactly 0, and there are not too many. */
static void
test_any_ticks (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      double low = -pow (10, g_test_rand_double_range (-2, 9)) * g_test_rand_int_range (0, 2), high = pow (10, g_test_rand_double_range (-2, 9));
      guint most = (guint) g_test_rand_int_range (1, 9), zeros = 0;
      SoAxis axis = so_axis_make (low, high, most, (SoAxisUnit) g_test_rand_int_range (SO_AXIS_COUNT, SO_AXIS_SCORE + 1));

      g_assert_cmpfloat (axis.low, <=, low + 1e-6 * axis.step);
      g_assert_cmpfloat (axis.high, >=, high - 1e-6 * axis.step);
      g_assert_cmpuint (axis.n, <=, most + 3);
      for (guint k = 0; k < axis.n; k++)
        zeros += so_axis_tick (&axis, k) == 0;
      g_assert_cmpuint (zeros, ==, 1);
      g_assert_cmpfloat (so_axis_place (&axis, axis.high), ==, 1);
    }
}

static void
test_words (void)
{
  static const struct {
    double value;
    SoAxisUnit unit;
    const char *words, *small;
  } rows[] = {
    { 0, SO_AXIS_COUNT, "0", "0" },
    { 12, SO_AXIS_COUNT, "12", "12" },
    { -3, SO_AXIS_COUNT, "−3", "−3" },
    { -0.2, SO_AXIS_COUNT, "0", "0" },
    { 12000, SO_AXIS_COUNT, "12000", "12k" },
    { 12500, SO_AXIS_COUNT, "12500", "12.5k" },
    { 0.824, SO_AXIS_RATE, "82 %", "82 %" },
    { 1, SO_AXIS_RATE, "100 %", "100 %" },
    { 59.4, SO_AXIS_SECONDS, "59 s", "59 s" },
    { 270, SO_AXIS_SECONDS, "4 min 30 s", "4 min 30 s" },
    { 300, SO_AXIS_SECONDS, "5 min", "5 min" },
    { 3840, SO_AXIS_SECONDS, "1 h 04 min", "1 h 04 min" },
    { 7200, SO_AXIS_SECONDS, "2 h", "2 h" },
    { 190000, SO_AXIS_SECONDS, "2 d 4 h", "2 d 4 h" },
    { 1550, SO_AXIS_MONEY, "15.50 €", "15.50 €" },
    { -1500, SO_AXIS_MONEY, "−15 €", "−15 €" },
    { 7.25, SO_AXIS_SCORE, "7.2", "7.2" },
    { NAN, SO_AXIS_COUNT, "–", "–" },
    { NAN, SO_AXIS_MONEY, "–", "–" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = so_axis_format (rows[i].value, rows[i].unit, "EUR"), *small = so_axis_format_short (rows[i].value, rows[i].unit, "EUR");

      g_assert_cmpstr (words, ==, rows[i].words);
      g_assert_cmpstr (small, ==, rows[i].small);
    }
}

/* Shapes ----------------------------------------------------------------------------------------------- */

/* Seven px a letter, as a font of fixed width. */
static double
count_letters (const char *text, gpointer data)
{
  return 7.0 * (double) g_utf8_strlen (text, -1);
}

static const SoPlotFont font = { count_letters, NULL, 14 };

static SoChartData *
make_days (guint n, guint lines)
{
  SoChartData *series = so_chart_data_new ("Messages per Day", "Day", SO_AXIS_COUNT, NULL);

  so_chart_data_add_line (series, "Received");
  if (lines > 1)
    so_chart_data_add_line (series, "Sent");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = g_strdup_printf ("%u Nov", i + 1);

      so_chart_data_add_point (series, label, NULL, (double) (i * 7 % 23), i == 2 ? NAN : (double) (i * 5 % 17));
    }
  return series;
}

static SoChartData *
make_hours (void)
{
  SoChartData *series = so_chart_data_new ("When They Write", "Hour", SO_AXIS_COUNT, NULL);
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };

  for (guint i = 0; i < 7; i++)
    so_chart_data_add_line (series, days[i]);
  for (guint hour = 0; hour < 24; hour++)
    {
      g_autofree char *label = g_strdup_printf ("%02u", hour);
      double values[7];

      for (guint i = 0; i < 7; i++)
        values[i] = hour * i % 19;
      so_chart_data_add_values (series, label, NULL, values);
    }
  return series;
}

/* Where a text begins and ends. */
static void
span_of (const SoShape *shape, double *start, double *end)
{
  double width = count_letters (shape->text, NULL);

  *start = shape->x - shape->align * width;
  *end = *start + width;
}

static void
assert_apart (const SoShape *a, const SoShape *b)
{
  double a_start, a_end, b_start, b_end;

  span_of (a, &a_start, &a_end);
  span_of (b, &b_start, &b_end);
  if (fabs (a->y - b->y) < font.height - 0.5 && a_start < b_end - 0.5 && b_start < a_end - 0.5)
    g_error ("“%s” (%.0f–%.0f, %.0f) is over “%s” (%.0f–%.0f, %.0f)", a->text, a_start, a_end, a->y, b->text, b_start, b_end, b->y);
}

static void
assert_fits (const SoPlot *plot)
{
  for (guint i = 0; i < plot->shapes->len; i++)
    {
      const SoShape *shape = &g_array_index (plot->shapes, SoShape, i);
      double start = MIN (shape->x, shape->x + shape->width), end = MAX (shape->x, shape->x + shape->width);

      if (shape->kind == SO_SHAPE_TEXT)
        span_of (shape, &start, &end);
      g_assert_cmpfloat (start, >=, -0.51);
      g_assert_cmpfloat (end, <=, plot->width + 0.51);
      g_assert_cmpfloat (shape->y, >=, -0.51);
      g_assert_cmpfloat (shape->y + (shape->kind == SO_SHAPE_TEXT ? font.height : MAX (shape->height, 0)), <=, plot->height + 0.51);
      for (guint k = 0; k < i && shape->kind == SO_SHAPE_TEXT; k++)
        if (g_array_index (plot->shapes, SoShape, k).kind == SO_SHAPE_TEXT)
          assert_apart (&g_array_index (plot->shapes, SoShape, k), shape);
    }
}

/* At every width that a window has, in both directions: all is inside, and no text is over another. */
static void
test_fits (void)
{
  g_autoptr (SoChartData) hours = make_hours ();

  for (guint n = 0; n <= 84; n += n < 3 ? 1 : 9)
    for (double width = 240; width < 1700; width *= 1.23)
      for (guint kind = 0; kind <= SO_PLOT_HEAT; kind++)
        for (guint rtl = 0; rtl < 2; rtl++)
          {
            g_autoptr (SoChartData) days = make_days (n, 1 + n % 2);
            SoChartData *series = kind == SO_PLOT_HEAT ? hours : days;
            g_autoptr (SoPlot) plot = so_plot_new ((SoPlotKind) kind, series, width, rtl, &font);

            assert_fits (plot);
            g_assert_cmpuint (plot->cells->len, ==, so_chart_data_n_points (series) * plot->rows);
            g_assert_cmpfloat (plot->height, ==, so_plot_height ((SoPlotKind) kind, series, width, &font));
          }
}

/* A long name is cut, its number is not. */
static void
test_long_names (void)
{
  g_autoptr (SoChartData) series = so_chart_data_new ("Categories", "Category", SO_AXIS_COUNT, NULL);
  g_autoptr (SoPlot) plot = NULL;
  gboolean found = FALSE;

  so_chart_data_add_line (series, "Messages");
  so_chart_data_add_point (series, "Questions about prices, packages, memberships and gift cards", NULL, 1234.0);
  so_chart_data_set_note (series, 0, "35 %");
  plot = so_plot_new (SO_PLOT_LIST, series, 260, FALSE, &font);
  assert_fits (plot);
  for (guint i = 0; i < plot->shapes->len; i++)
    found |= !g_strcmp0 (g_array_index (plot->shapes, SoShape, i).text, "1234 · 35 %");
  g_assert_true (found);
}

/* The point that is pressed is the one that is drawn there, mirrored or not; a gap has its cell, too. */
static void
test_find (void)
{
  g_autoptr (SoChartData) series = make_days (30, 2);

  for (guint rtl = 0; rtl < 2; rtl++)
    {
      g_autoptr (SoPlot) plot = so_plot_new (SO_PLOT_BARS, series, 600, rtl, &font);

      for (guint i = 0; i < plot->cells->len; i++)
        {
          const SoPlotCell *cell = &g_array_index (plot->cells, SoPlotCell, i);

          g_assert_cmpint (so_plot_find (plot, cell->x + cell->width / 2, cell->y + 5), ==, (int) i);
        }
      g_assert_cmpint (so_plot_find (plot, -1, 20), ==, -1);
      g_assert_cmpint (g_array_index (plot->cells, SoPlotCell, 0).x < g_array_index (plot->cells, SoPlotCell, 29).x, ==, !rtl);
    }
}

static guint
count (const SoPlot *plot, SoShapeKind kind, SoInk ink)
{
  guint n = 0;

  for (guint i = 0; i < plot->shapes->len; i++)
    n += g_array_index (plot->shapes, SoShape, i).kind == kind && g_array_index (plot->shapes, SoShape, i).ink == ink;
  return n;
}

/* The second line looks otherwise without any colour; a gap breaks it, and 0 draws no bar. */
static void
test_lines (void)
{
  g_autoptr (SoChartData) series = make_days (10, 2);
  g_autoptr (SoPlot) bars = so_plot_new (SO_PLOT_BARS, series, 600, FALSE, &font);
  g_autoptr (SoPlot) lines = so_plot_new (SO_PLOT_LINES, series, 600, FALSE, &font);

  /* One of the legend; 10 points without the first, which is 0, and for the second line without the gap. */
  g_assert_cmpuint (count (bars, SO_SHAPE_RECT, SO_INK_FIRST), ==, 1 + 9);
  g_assert_cmpuint (count (bars, SO_SHAPE_HOLLOW, SO_INK_SECOND), ==, 1 + 8);
  g_assert_cmpuint (count (lines, SO_SHAPE_SEGMENT, SO_INK_FIRST), ==, 1 + 9);
  g_assert_cmpuint (count (lines, SO_SHAPE_DASHED, SO_INK_SECOND), ==, 1 + 7);
  g_assert_cmpuint (count (lines, SO_SHAPE_RING, SO_INK_SECOND), ==, 1 + 9);
}

/* Files ------------------------------------------------------------------------------------------------ */

static void
test_csv (void)
{
  g_autoptr (SoChartData) series = so_chart_data_new ("Revenue", "Week, from", SO_AXIS_MONEY, "EUR");
  g_autofree char *text = NULL;

  so_chart_data_add_line (series, "Revenue \"net\"");
  so_chart_data_add_line (series, "=Expected");
  so_chart_data_add_point (series, "12 Nov", "Thursday, 12 November", 123450.0, NAN);
  so_chart_data_add_point (series, "19 Nov", NULL, 0.0, 200.0);
  text = so_plot_file_csv (series);
  g_assert_cmpstr (text, ==, "\"Week, from\",\"Revenue \"\"net\"\"\",'=Expected\r\n\"Thursday, 12 November\",1234.50,\r\n19 Nov,0,2\r\n");
}

/* A yen has no hundredths, a dinar has a thousand parts. */
static void
test_csv_currencies (void)
{
  static const struct {
    const char *currency, *cells;
  } rows[] = {
    { "EUR", "1234.50,15" }, { "JPY", "123450,1500" }, { "KWD", "123.450,1.500" }, { NULL, "1234.50,15" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoChartData) series = so_chart_data_new ("Revenue", "Week", SO_AXIS_MONEY, rows[i].currency);
      g_autofree char *text = NULL, *whole = g_strdup_printf ("Week,Net,Expected\r\n12 Nov,%s\r\n", rows[i].cells);

      so_chart_data_add_line (series, "Net");
      so_chart_data_add_line (series, "Expected");
      so_chart_data_add_point (series, "12 Nov", NULL, 123450.0, 1500.0);
      text = so_plot_file_csv (series);
      g_assert_cmpstr (text, ==, whole);
    }
}

static void
on_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  g_string_append_len (data, text, (gssize) length);
  g_string_append_c (data, '|');
}

/* Well-formed, whatever the words are, in a language with a comma, too; the numbers are in it for screen readers. */
static void
test_svg (void)
{
  g_autoptr (SoChartData) series = so_chart_data_new ("Prices <& more>", "Day", SO_AXIS_COUNT, NULL);
  g_autoptr (SoPlot) plot = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *svg = NULL;
  GMarkupParser parser = { .text = on_text };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, words, NULL);
  g_autoptr (GError) error = NULL;

  so_chart_data_add_line (series, "A & B");
  so_chart_data_add_point (series, "<Mon>", NULL, 3.0);
  plot = so_plot_new (SO_PLOT_LINES, series, 333, FALSE, &font);
  svg = so_plot_file_svg (plot, series, &font);
  g_markup_parse_context_parse (context, svg, -1, &error);
  g_assert_no_error (error);
  g_assert_true (g_markup_parse_context_end_parse (context, &error));
  g_assert_nonnull (strstr (words->str, "Prices <& more>"));
  g_assert_nonnull (strstr (words->str, "<Mon>: 3"));
  g_assert_nonnull (strstr (svg, "<svg xmlns=\"http://www.w3.org/2000/svg\""));
  g_assert_null (strstr (svg, "nan"));
}

static void
test_png (void)
{
  g_autoptr (SoChartData) series = make_hours ();
  g_autoptr (SoPlot) plot = so_plot_new (SO_PLOT_HEAT, series, 400, FALSE, &font);
  g_autoptr (GBytes) png = so_plot_file_png (plot, series, 2);

  g_assert_cmpmem (g_bytes_get_data (png, NULL), 8, "\x89PNG\r\n\x1a\n", 8);
  g_assert_cmpuint (g_bytes_get_size (png), >, 2000);
}

static void
test_names (void)
{
  static const char *const rows[][2] = {
    { "Messages per Day", "messages-per-day.csv" }, { "Nachrichten/Tag (Ø)", "nachrichten-tag-ø.csv" }, { "../../etc", "etc.csv" }, { "…", "chart.csv" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoChartData) series = so_chart_data_new (rows[i][0], "Day", SO_AXIS_COUNT, NULL);
      g_autofree char *name = so_plot_file_name (series, "csv");

      g_assert_cmpstr (name, ==, rows[i][1]);
    }
}

static void
test_say (void)
{
  g_autoptr (SoChartData) series = make_days (3, 2);
  g_autofree char *second = so_chart_data_say (series, 1), *third = so_chart_data_say (series, 2), *lines = so_chart_data_say_lines (series, 1);

  g_assert_cmpstr (second, ==, "2 Nov: Received 7, Sent 5");
  g_assert_cmpstr (third, ==, "3 Nov: Received 14, Sent not known");
  g_assert_cmpstr (lines, ==, "2 Nov\nReceived 7\nSent 5");
  g_assert_false (so_chart_data_is_empty (series));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/chart/ticks", test_ticks);
  g_test_add_func ("/ui/chart/any-ticks", test_any_ticks);
  g_test_add_func ("/ui/chart/words", test_words);
  g_test_add_func ("/ui/chart/fits", test_fits);
  g_test_add_func ("/ui/chart/long-names", test_long_names);
  g_test_add_func ("/ui/chart/find", test_find);
  g_test_add_func ("/ui/chart/lines", test_lines);
  g_test_add_func ("/ui/chart/csv", test_csv);
  g_test_add_func ("/ui/chart/csv-currencies", test_csv_currencies);
  g_test_add_func ("/ui/chart/svg", test_svg);
  g_test_add_func ("/ui/chart/png", test_png);
  g_test_add_func ("/ui/chart/names", test_names);
  g_test_add_func ("/ui/chart/say", test_say);
  return g_test_run ();
}
