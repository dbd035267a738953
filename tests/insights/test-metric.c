/* SPDX-License-Identifier: MIT */
#include "so-metric.h"

#include <string.h>

static void
test_names (void)
{
  SoMetric found;

  for (SoMetric i = 0; i < SO_N_METRICS; i++)
    {
      const char *definition = so_metric_definition (i);

      g_assert_true (so_metric_parse (so_metric_nick (i), &found));
      g_assert_cmpint (found, ==, i);
      g_assert_nonnull (so_metric_label (i));
      g_assert_nonnull (so_unit_nick (so_metric_unit (i)));
      g_assert_true (definition && g_str_has_suffix (definition, "."));
      /* A share says what it is divided by. */
      if (so_metric_unit (i) == SO_UNIT_SHARE)
        g_assert_nonnull (strstr (definition, "divided by"));
    }
  g_assert_false (so_metric_parse ("happiness", &found));
  g_assert_false (so_metric_parse (NULL, &found));
}

/* Nothing is divided by nothing, and no share is said of fewer than five. */
static void
test_least (void)
{
  g_autoptr (SoFigures) figures = so_figures_new ();
  double value;
  guint n;

  for (SoMetric i = 0; i < SO_N_METRICS; i++)
    if (so_metric_unit (i) == SO_UNIT_SHARE || so_metric_unit (i) == SO_UNIT_RATING || so_metric_unit (i) == SO_UNIT_MONEY || so_metric_unit (i) == SO_UNIT_MINUTES)
      {
        g_test_message ("%s", so_metric_nick (i));
        g_assert_false (so_metric_value (figures, i, &value, &n));
        g_assert_cmpuint (n, ==, 0);
        g_assert_cmpfloat (value, ==, 0);
      }
  figures->waited = figures->answered_in_day = 4;
  g_assert_false (so_metric_value (figures, SO_METRIC_RESPONSE_RATE, &value, &n));
  g_assert_cmpuint (n, ==, 4);
  figures->waited = 5;
  g_assert_true (so_metric_value (figures, SO_METRIC_RESPONSE_RATE, &value, &n));
  g_assert_cmpfloat (value, ==, 0.8);
  g_assert_false (so_metric_value (figures, SO_METRIC_URGENT, &value, &n));
}

/* The three that are called conversion. */
static void
test_conversions (void)
{
  g_autoptr (SoFigures) figures = so_figures_new ();
  double leads, calls, bookings;
  guint n;

  figures->leads = 10;
  figures->leads_converted = 4;
  figures->calls.inbound = 20;
  figures->calls.booked = 5;
  figures->made = 30;
  g_assert_true (so_metric_value (figures, SO_METRIC_LEAD_CONVERSION, &leads, &n));
  g_assert_true (so_metric_value (figures, SO_METRIC_CALL_CONVERSION, &calls, &n));
  g_assert_true (so_metric_value (figures, SO_METRIC_BOOKINGS_PER_CALL, &bookings, &n));
  g_assert_cmpfloat (leads, ==, 0.4);
  g_assert_cmpfloat (calls, ==, 0.25);
  g_assert_cmpfloat (bookings, ==, 1.5);
  g_assert_cmpuint (n, ==, 20);
}

static void
test_bookings (void)
{
  static const struct { SoMetric metric; double value; guint n; } rows[] = {
    { SO_METRIC_APPOINTMENTS, 20, 20 }, { SO_METRIC_COMPLETED, 8, 8 }, { SO_METRIC_COMPLETION_RATE, 0.5, 16 }, { SO_METRIC_NO_SHOW_RATE, 0.2, 10 },
    { SO_METRIC_CANCELLED, 4, 4 }, { SO_METRIC_CANCELLATION_RATE, 0.2, 20 }, { SO_METRIC_WAITLISTED, 6, 6 }, { SO_METRIC_REVENUE, 9000, 6 },
    { SO_METRIC_REVENUE_AVERAGE, 1500, 6 }, { SO_METRIC_REVENUE_EXPECTED, 100, 1 }, { SO_METRIC_RETURNING, 5, 5 }, { SO_METRIC_RETENTION, 0.75, 8 },
  };
  g_autoptr (SoFigures) figures = so_figures_new ();
  double value;
  guint n;

  figures->bookings[SO_BOOKING_ATTENDED] = 6;
  figures->bookings[SO_BOOKING_LATE] = 2;
  figures->bookings[SO_BOOKING_NO_SHOW] = 2;
  figures->bookings[SO_BOOKING_EXCUSED] = figures->bookings[SO_BOOKING_LATE_CANCELLED] = 1;
  figures->bookings[SO_BOOKING_CANCELLED] = 2;
  figures->bookings[SO_BOOKING_BOOKED] = 6;
  figures->unmarked = 2;
  figures->bookings[SO_BOOKING_WAITING] = 3;
  figures->bookings[SO_BOOKING_OFFERED] = 2;
  figures->bookings[SO_BOOKING_LAPSED] = 1;
  figures->revenue = 9000;
  figures->priced = 6;
  figures->expected = 100;
  figures->expected_priced = 1;
  figures->customers = 7;
  figures->customers_new = 2;
  figures->before = 8;
  figures->kept = 6;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", so_metric_nick (rows[i].metric));
      g_assert_true (so_metric_value (figures, rows[i].metric, &value, &n));
      g_assert_cmpfloat (value, ==, rows[i].value);
      g_assert_cmpuint (n, ==, rows[i].n);
    }
}

static void
test_answer_times (void)
{
  g_autoptr (SoFigures) figures = so_figures_new (), more = so_figures_new (), both = NULL;
  double median, p90;
  guint n;

  for (guint32 i = 10; i > 0; i--)
    g_array_append_val (figures->answer_minutes, i);
  so_figures_sort (figures);
  g_assert_true (so_metric_value (figures, SO_METRIC_RESPONSE_MEDIAN, &median, &n));
  g_assert_true (so_metric_value (figures, SO_METRIC_RESPONSE_P90, &p90, &n));
  g_assert_cmpfloat (median, ==, 5);
  g_assert_cmpfloat (p90, ==, 9);
  g_assert_cmpuint (n, ==, 10);
  for (guint32 i = 0; i < 100; i++)
    g_array_append_vals (more->answer_minutes, &(guint32) { 0 }, 1);
  both = so_figures_copy (figures);
  so_figures_add (both, more);
  g_assert_true (so_metric_value (both, SO_METRIC_RESPONSE_P90, &p90, &n));
  g_assert_cmpfloat (p90, ==, 0);
  g_assert_cmpuint (n, ==, 110);
  g_assert_cmpuint (figures->answer_minutes->len, ==, 10);
}

/* The room that the compiler leaves between two fields holds nothing. */
static gboolean
is_gap (gsize at)
{
#define AFTER(field) (G_STRUCT_OFFSET (SoFigures, field) + sizeof ((SoFigures *) NULL)->field)
  static const struct { gsize from, to; } gaps[] = {
    { AFTER (answered_in_day), G_STRUCT_OFFSET (SoFigures, leads) },   /* the pointer is no sum */
    { AFTER (moved), G_STRUCT_OFFSET (SoFigures, calls) },
    { AFTER (calls.reached), G_STRUCT_OFFSET (SoFigures, calls.talk) },
    { AFTER (calls.satisfaction), G_STRUCT_OFFSET (SoFigures, call_hours) },
    { AFTER (unmarked), G_STRUCT_OFFSET (SoFigures, revenue) },
    { AFTER (priced), G_STRUCT_OFFSET (SoFigures, expected) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (gaps); i++)
    if (at >= gaps[i].from && at < gaps[i].to)
      return TRUE;
  return FALSE;
}

/* Every field that is a sum is added, also one that somebody adds to the struct: where all are 1, all are 1 in the sum with nothing. */
static void
test_add (void)
{
  g_autoptr (SoFigures) figures = so_figures_new (), sum = so_figures_new ();
  GArray *minutes = figures->answer_minutes;

  for (gsize i = 0; i < G_STRUCT_OFFSET (SoFigures, now) / sizeof (guint32); i++)
    ((guint32 *) figures)[i] = 1;
  figures->answer_minutes = minutes;
  so_figures_add (sum, figures);
  for (gsize i = 0; i < G_STRUCT_OFFSET (SoFigures, now); i++)
    if (!is_gap (i) && ((const guint8 *) sum)[i] != ((const guint8 *) figures)[i])
      g_error ("Byte %" G_GSIZE_FORMAT " is not added", i);
}

static void
test_parts (void)
{
  g_autoptr (SoFigures) figures = so_figures_new ();
  double part, sum = 0;
  guint category, n;

  figures->classified = 20;
  figures->categories[0] = 7;
  figures->categories[1] = 13;
  figures->in = 5;
  figures->channels[SO_CHANNEL_MAIL].in = 2;
  figures->channels[SO_CHANNEL_CALL].in = 50;
  for (guint i = 0; i < SO_N_CATEGORIES; i++)
    {
      g_assert_true (so_category_share (figures, i, &part, &n));
      sum += part;
      g_assert_true (so_category_parse (so_category_nick (i), &category));
      g_assert_cmpuint (category, ==, i);
      g_assert_nonnull (so_category_label (i));
    }
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-9);
  g_assert_true (so_channel_share (figures, SO_CHANNEL_MAIL, &part, &n));
  g_assert_cmpfloat (part, ==, 0.4);
  g_assert_true (so_channel_share (figures, SO_CHANNEL_CALL, &part, &n));
  g_assert_cmpfloat (part, ==, 0);
  figures->in = 4;
  g_assert_false (so_channel_share (figures, SO_CHANNEL_MAIL, &part, &n));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/insights/metric/names", test_names);
  g_test_add_func ("/insights/metric/least", test_least);
  g_test_add_func ("/insights/metric/conversions", test_conversions);
  g_test_add_func ("/insights/metric/bookings", test_bookings);
  g_test_add_func ("/insights/metric/answer-times", test_answer_times);
  g_test_add_func ("/insights/metric/add", test_add);
  g_test_add_func ("/insights/metric/parts", test_parts);
  return g_test_run ();
}
