/* SPDX-License-Identifier: MIT */
#include "so-report-due.h"

#include "so-day.h"
#include "so-time.h"

#define MONDAY 0
#define SATURDAY 5
#define SUNDAY 6
#define BERLIN "Europe/Berlin"

static gint64
at (const char *text)
{
  gint64 ms = 0;

  g_assert_true (so_time_parse (text, NULL, &ms));
  return ms;
}

/* "2026-W46 2026-W47" of what is due. */
static char *
due (const char *now, const char *zone_name, guint start, const char *first, const char *const *made)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  g_autoptr (GArray) weeks = so_report_due (at (now), zone, start, first ? at (first) : 0, made);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < weeks->len; i++)
    g_string_append_printf (text, "%s%s", i ? " " : "", g_array_index (weeks, SoReportWeek, i).label);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

#define MADE(...) ((const char *const[]) { __VA_ARGS__, NULL })
#define ASSERT_DUE(expected, ...) \
  G_STMT_START \
    { \
      g_autofree char *found_ = due (__VA_ARGS__); \
      g_assert_cmpstr (found_, ==, expected); \
    } \
  G_STMT_END

static void
assert_week (const char *date, guint start, const char *label, const char *first)
{
  SoReportWeek week, again;
  g_autofree char *begins = NULL;
  int day = 0;

  g_assert_true (so_day_parse (date, &day));
  week = so_report_week_of (day, start);
  begins = so_day_format (week.first);
  g_assert_cmpstr (week.label, ==, label);
  g_assert_cmpstr (begins, ==, first);
  g_assert_true (so_report_week_parse (label, start, &again));
  g_assert_cmpint (again.first, ==, week.first);
}

static void
test_names (void)
{
  assert_week ("2026-11-16", MONDAY, "2026-W47", "2026-11-16");
  assert_week ("2026-11-22", MONDAY, "2026-W47", "2026-11-16");
  assert_week ("2026-11-22", SUNDAY, "2026-W48", "2026-11-22");
  assert_week ("2026-11-21", SUNDAY, "2026-W47", "2026-11-15");
  assert_week ("2026-11-21", SATURDAY, "2026-W48", "2026-11-21");
  assert_week ("2026-11-20", SATURDAY, "2026-W47", "2026-11-14");
  /* A year whose first days are of the last one's week 53, and one whose last days are of the next one's week 1. */
  assert_week ("2027-01-03", MONDAY, "2026-W53", "2026-12-28");
  assert_week ("2024-12-30", MONDAY, "2025-W01", "2024-12-30");
}

/* Whatever the week begins with, names follow each other without a gap over thirty years. */
static void
test_every_name_once (void)
{
  for (guint start = 0; start < 7; start++)
    {
      SoReportWeek last = so_report_week_of (10000, start);

      for (int day = last.first, end = day + 7 * 1600; day < end; day++)
        {
          SoReportWeek week = so_report_week_of (day, start), again;

          g_assert_cmpint (week.first, <=, day);
          g_assert_cmpint (week.first, >, day - 7);
          g_assert_cmpint (g_strcmp0 (week.label, last.label) > 0, ==, week.first == last.first + 7);
          g_assert_true (so_report_week_parse (week.label, start, &again));
          g_assert_cmpint (again.first, ==, week.first);
          last = week;
        }
    }
}

static void
test_no_names (void)
{
  static const char *const bad[] = { "", "2026", "2026-47", "2026-W00", "2026-W54", "2025-W53", "2026-w47", "2026-W4x", "2026-W471", "0000-W01", "9999-W01", "-026-W01", "2026-W-1" };
  SoReportWeek week;

  g_assert_false (so_report_week_parse (NULL, MONDAY, &week));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (so_report_week_parse (bad[i], MONDAY, &week));
  g_assert_true (so_report_week_parse ("2026-W53", SUNDAY, &week));
}

/* Sunday 24:00 on the wall: 23:00 UTC in winter. */
static void
test_midnight (void)
{
  ASSERT_DUE ("2026-W46", "2026-11-22T22:59:59.999Z", BERLIN, MONDAY, "2026-11-10T12:00:00Z", NULL);
  ASSERT_DUE ("2026-W46 2026-W47", "2026-11-22T23:00:00Z", BERLIN, MONDAY, "2026-11-10T12:00:00Z", NULL);
  ASSERT_DUE ("2026-W47", "2026-11-23T09:00:00Z", BERLIN, MONDAY, "2026-11-10T12:00:00Z", MADE ("2026-W46"));
  ASSERT_DUE ("", "2026-11-29T22:59:59Z", BERLIN, MONDAY, "2026-11-10T12:00:00Z", MADE ("2026-W47", "2026-W46"));
  /* Where the week begins on Sunday, it was over a day before. */
  ASSERT_DUE ("2026-W47", "2026-11-21T23:00:00Z", BERLIN, SUNDAY, "2026-11-15T12:00:00Z", NULL);
  ASSERT_DUE ("", "2026-11-21T22:59:59Z", BERLIN, SUNDAY, "2026-11-15T12:00:00Z", NULL);
}

/* Three weeks off: each once, the oldest first. Longer than the limit: what is older is left out. */
static void
test_catching_up (void)
{
  const char *const *made = MADE ("2026-W43", "2026-W42");

  ASSERT_DUE ("2026-W44 2026-W45 2026-W46", "2026-11-17T08:00:00Z", BERLIN, MONDAY, "2020-01-01T00:00:00Z", made);
  ASSERT_DUE ("2026-W38 2026-W39 2026-W40 2026-W41 2026-W42 2026-W43 2026-W44 2026-W45 2026-W46 2026-W47 2026-W48 2026-W49", "2026-12-08T08:00:00Z", BERLIN, MONDAY,
              "2020-01-01T00:00:00Z", MADE ("2026-W20"));
  /* One that is missing in the middle, as where two computers did not know of each other. */
  ASSERT_DUE ("2026-W44", "2026-11-17T08:00:00Z", BERLIN, MONDAY, "2020-01-01T00:00:00Z", MADE ("2026-W46", "2026-W43", "2026-W45"));
}

static void
test_first_data (void)
{
  ASSERT_DUE ("", "2026-11-24T08:00:00Z", BERLIN, MONDAY, NULL, NULL);
  ASSERT_DUE ("", "2026-11-24T08:00:00Z", BERLIN, MONDAY, "2026-11-23T08:00:00Z", NULL);
  /* Sunday, one minute before midnight, is a week's data; a minute later is the next one's. */
  ASSERT_DUE ("2026-W47", "2026-11-24T08:00:00Z", BERLIN, MONDAY, "2026-11-22T22:59:00Z", NULL);
  ASSERT_DUE ("", "2026-11-24T08:00:00Z", BERLIN, MONDAY, "2026-11-22T23:00:00Z", NULL);
  /* What is imported later and older than the oldest report makes none. */
  ASSERT_DUE ("", "2026-11-24T08:00:00Z", BERLIN, MONDAY, "2019-01-01T00:00:00Z", MADE ("2026-W47"));
}

static gint64
hours_of (const char *label, const char *zone_name)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  SoReportWeek week;

  g_assert_true (so_report_week_parse (label, MONDAY, &week));
  return (so_report_week_end (&week, zone) - so_report_week_begin (&week, zone)) / (60 * 60 * 1000);
}

static void
test_summer_time (void)
{
  g_assert_cmpint (hours_of ("2026-W13", BERLIN), ==, 167);
  g_assert_cmpint (hours_of ("2026-W43", BERLIN), ==, 169);
  g_assert_cmpint (hours_of ("2026-W44", BERLIN), ==, 168);
  /* 29 March: midnight is 22:00 UTC from that day on. 25 October: 23:00 again. */
  ASSERT_DUE ("", "2026-03-29T21:59:59Z", BERLIN, MONDAY, "2026-03-24T12:00:00Z", NULL);
  ASSERT_DUE ("2026-W13", "2026-03-29T22:00:00Z", BERLIN, MONDAY, "2026-03-24T12:00:00Z", NULL);
  ASSERT_DUE ("", "2026-10-25T22:59:59Z", BERLIN, MONDAY, "2026-10-20T12:00:00Z", NULL);
  ASSERT_DUE ("2026-W43", "2026-10-25T23:00:00Z", BERLIN, MONDAY, "2026-10-20T12:00:00Z", NULL);
  /* Here the clock skips the midnight itself: Sunday, 29 March 2026 began at one. */
  ASSERT_DUE ("", "2026-03-28T21:59:59Z", "Asia/Beirut", SUNDAY, "2026-03-24T12:00:00Z", NULL);
  ASSERT_DUE ("2026-W13", "2026-03-28T22:00:00Z", "Asia/Beirut", SUNDAY, "2026-03-24T12:00:00Z", NULL);
}

/* It is Monday in Berlin and Sunday in Honolulu: a report that was made stays the only one of its week, and the next is due on the new wall. */
static void
test_zone_changed (void)
{
  const char *const *made = MADE ("2026-W47");

  ASSERT_DUE ("", "2026-11-23T06:00:00Z", "Pacific/Honolulu", MONDAY, "2026-11-18T12:00:00Z", NULL);
  ASSERT_DUE ("", "2026-11-23T06:00:00Z", "Pacific/Honolulu", MONDAY, "2026-11-18T12:00:00Z", made);
  ASSERT_DUE ("", "2026-11-30T09:59:59Z", "Pacific/Honolulu", MONDAY, "2026-11-18T12:00:00Z", made);
  ASSERT_DUE ("2026-W48", "2026-11-30T10:00:00Z", "Pacific/Honolulu", MONDAY, "2026-11-18T12:00:00Z", made);
  ASSERT_DUE ("2026-W48", "2026-11-29T10:00:00Z", "Pacific/Kiritimati", MONDAY, "2026-11-18T12:00:00Z", made);
  /* The same of a week that begins on another day from now on. */
  ASSERT_DUE ("", "2026-11-24T06:00:00Z", BERLIN, SUNDAY, "2026-11-18T12:00:00Z", made);
}

static void
test_clock_set_back (void)
{
  const char *const *made = MADE ("2026-W45", "2026-W46", "2026-W47");

  ASSERT_DUE ("", "2026-11-16T08:00:00Z", BERLIN, MONDAY, "2020-01-01T00:00:00Z", made);
  ASSERT_DUE ("2026-W43", "2026-10-27T08:00:00Z", BERLIN, MONDAY, "2026-10-20T00:00:00Z", MADE ("2026-W45"));
  ASSERT_DUE ("2026-W48", "2026-11-30T08:00:00Z", BERLIN, MONDAY, "2020-01-01T00:00:00Z", made);
  /* It was years ahead once: what was made then is in nobody's way. */
  ASSERT_DUE ("2026-W48", "2026-11-30T08:00:00Z", BERLIN, MONDAY, "2020-01-01T00:00:00Z", MADE ("2026-W46", "2026-W47", "2031-W03", "2031-W04"));
  /* A clock of 1970 fails nothing. */
  ASSERT_DUE ("", "1970-01-08T08:00:00Z", BERLIN, MONDAY, "2020-01-01T00:00:00Z", made);
}

static void
test_next (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (BERLIN);

  g_assert_cmpint (so_report_next (at ("2026-11-22T22:59:59Z"), zone, MONDAY), ==, at ("2026-11-22T23:00:00Z"));
  g_assert_cmpint (so_report_next (at ("2026-11-22T23:00:00Z"), zone, MONDAY), ==, at ("2026-11-29T23:00:00Z"));
  g_assert_cmpint (so_report_next (at ("2026-03-25T08:00:00Z"), zone, MONDAY), ==, at ("2026-03-29T22:00:00Z"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/insights/report-due/names", test_names);
  g_test_add_func ("/insights/report-due/every-name-once", test_every_name_once);
  g_test_add_func ("/insights/report-due/no-names", test_no_names);
  g_test_add_func ("/insights/report-due/midnight", test_midnight);
  g_test_add_func ("/insights/report-due/catching-up", test_catching_up);
  g_test_add_func ("/insights/report-due/first-data", test_first_data);
  g_test_add_func ("/insights/report-due/summer-time", test_summer_time);
  g_test_add_func ("/insights/report-due/zone-changed", test_zone_changed);
  g_test_add_func ("/insights/report-due/clock-set-back", test_clock_set_back);
  g_test_add_func ("/insights/report-due/next", test_next);
  return g_test_run ();
}
