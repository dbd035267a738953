/* SPDX-License-Identifier: MIT */
#include "so-period.h"

#include "so-time.h"

#define HOUR G_GINT64_CONSTANT (3600000)

static gint64
local (GTimeZone *zone, const char *text)
{
  gint64 ms;

  g_assert_true (so_time_parse (text, zone, &ms));
  return ms;
}

static void
assert_days (const SoPeriod *period, const char *first, const char *last)
{
  g_autofree char *from = so_day_format (period->first), *to = so_day_format (period->last);

  g_assert_cmpstr (from, ==, first);
  g_assert_cmpstr (to, ==, last);
}

/* Monday, the 30th of March 2026, a day after the clock went forward. */
static void
test_kinds (void)
{
  static const struct { SoPeriodKind kind; guint week_start; const char *first, *last, *before_first, *before_last; int hours; } rows[] = {
    { SO_PERIOD_TODAY, 0, "2026-03-30", "2026-03-30", "2026-03-29", "2026-03-29", 24 },
    { SO_PERIOD_WEEK, 0, "2026-03-30", "2026-04-05", "2026-03-23", "2026-03-23", 168 },
    { SO_PERIOD_WEEK, 6, "2026-03-29", "2026-04-04", "2026-03-22", "2026-03-23", 167 },
    { SO_PERIOD_WEEK, 5, "2026-03-28", "2026-04-03", "2026-03-21", "2026-03-23", 167 },
    { SO_PERIOD_MONTH, 0, "2026-03-01", "2026-03-31", "2026-02-01", "2026-02-28", 31 * 24 - 1 },
    { SO_PERIOD_30_DAYS, 0, "2026-03-01", "2026-03-30", "2026-01-30", "2026-02-28", 30 * 24 - 1 },
    { SO_PERIOD_12_WEEKS, 0, "2026-01-06", "2026-03-30", "2025-10-14", "2026-01-05", 84 * 24 - 1 },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  gint64 now = local (zone, "2026-03-30T15:20:30");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoPeriod period = so_period_get (rows[i].kind, now, zone, rows[i].week_start), before = so_period_before (&period, now, zone);

      g_test_message ("%s, %u", so_period_nick (rows[i].kind), rows[i].week_start);
      assert_days (&period, rows[i].first, rows[i].last);
      assert_days (&before, rows[i].before_first, rows[i].before_last);
      g_assert_cmpint (period.to - period.from, ==, rows[i].hours * HOUR);
      g_assert_cmpint (before.to, <=, period.from);
      g_assert_true (so_period_is_running (&period, now));
    }
}

/* As far as it has gone: the same time of its course. */
static void
test_running (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  gint64 now = local (zone, "2026-11-25T15:20:30");
  SoPeriod week = so_period_get (SO_PERIOD_WEEK, now, zone, 0), before = so_period_before (&week, now, zone), month, whole;

  g_assert_cmpint (before.from, ==, local (zone, "2026-11-16T00:00"));
  g_assert_cmpint (before.to, ==, local (zone, "2026-11-18T15:20:30"));
  /* A week that is over is compared with a whole one. */
  whole = so_period_before (&before, now, zone);
  g_assert_cmpint (whole.to, ==, local (zone, "2026-11-16T00:00"));
  /* The 31st of March has no day of February beside it. */
  now = local (zone, "2026-03-31T10:00");
  month = so_period_get (SO_PERIOD_MONTH, now, zone, 0);
  before = so_period_before (&month, now, zone);
  g_assert_cmpint (before.to, ==, local (zone, "2026-03-01T00:00"));
  g_assert_false (so_period_is_running (&month, month.to));
  g_assert_true (so_period_is_running (&month, month.to - 1));
}

/* A week ends with Sunday, 24:00 by the clock there: it has 169 hours where that is put back. */
static void
test_week_ends (void)
{
  static const struct { const char *zone, *day; int hours; const char *ends; } rows[] = {
    { "Europe/Berlin", "2026-10-25T12:00", 169, "2026-10-26T00:00" }, { "America/New_York", "2026-11-01T12:00", 169, "2026-11-02T00:00" },
    { "America/New_York", "2026-03-08T12:00", 167, "2026-03-09T00:00" }, { "Asia/Kolkata", "2026-10-25T12:00", 168, "2026-10-26T00:00" },
    { "Australia/Lord_Howe", "2026-04-05T12:00", 168, "2026-04-06T00:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (rows[i].zone);
      gint64 now = local (zone, rows[i].day);
      SoPeriod week = so_period_get (SO_PERIOD_WEEK, now, zone, 0);

      g_test_message ("%s", rows[i].zone);
      g_assert_cmpint (week.to, ==, local (zone, rows[i].ends));
      g_assert_cmpint ((week.to - week.from) / HOUR, ==, rows[i].hours);
      g_assert_true (so_period_is_running (&week, week.to - 1));
      g_assert_false (so_period_is_running (&week, week.to));
    }
}

static void
test_names (void)
{
  SoPeriodKind kind;

  for (guint i = 0; i < SO_N_PERIODS; i++)
    {
      g_assert_true (so_period_parse (so_period_nick (i), &kind));
      g_assert_cmpint (kind, ==, i);
      g_assert_nonnull (so_period_label (i));
    }
  g_assert_false (so_period_parse ("year", &kind));
  g_assert_false (so_period_parse (NULL, &kind));
  for (guint i = 0; i < 7; i++)
    g_assert_cmpuint (so_week_start_parse (so_week_start_nick (i)), ==, i);
  g_assert_cmpuint (so_week_start_parse ("someday"), ==, 0);
  g_assert_cmpuint (so_week_start_parse (NULL), ==, 0);
}

static void
test_week_numbers (void)
{
  static const struct { const char *text, *monday; } rows[] = {
    { "2026-W47", "2026-11-16" }, { "2026-W01", "2025-12-29" }, { "2026-W53", "2026-12-28" }, { "2025-W53", NULL }, { "2026-W00", NULL }, { "2026-W54", NULL },
    { "2026-47", NULL }, { "2026-W7", NULL }, { "2026-W4x", NULL }, { "", NULL }, { "99999W47", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *day = NULL, *again = NULL;
      int monday;

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (so_period_parse_week (rows[i].text, &monday), ==, rows[i].monday != NULL);
      if (!rows[i].monday)
        continue;
      day = so_day_format (monday);
      again = so_period_format_week (monday + 6);
      g_assert_cmpstr (day, ==, rows[i].monday);
      g_assert_cmpstr (again, ==, rows[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/insights/period/kinds", test_kinds);
  g_test_add_func ("/insights/period/running", test_running);
  g_test_add_func ("/insights/period/week-ends", test_week_ends);
  g_test_add_func ("/insights/period/names", test_names);
  g_test_add_func ("/insights/period/week-numbers", test_week_numbers);
  return g_test_run ();
}
