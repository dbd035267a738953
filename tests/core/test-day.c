/* SPDX-License-Identifier: MIT */
#include "so-day.h"

static void
test_text (void)
{
  static const char *const wrong[] = { "", "2026-11-4", "2026-13-01", "2026-02-29", "1969-12-31", "2200-01-01", "2026-11-24 ", "26-11-24", "２026-11-24", "2026/11/24" };
  static const char *const wrong_times[] = { "2026-11-24", "2026-11-24T24:00", "2026-11-24T18:60", "2026-11-24 18:00", "2026-11-24T18:00Z", "2026-11-24T18:0" };
  int day = 0, minute = 0;

  g_assert_true (so_day_parse ("1970-01-01", &day));
  g_assert_cmpint (day, ==, 0);
  g_assert_true (so_day_parse ("2199-12-31", &day));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (so_day_parse (wrong[i], &day));
  g_assert_false (so_day_parse (NULL, &day));
  for (guint i = 0; i < G_N_ELEMENTS (wrong_times); i++)
    g_assert_false (so_day_parse_time (wrong_times[i], &day, &minute));
  for (int i = 0; i < 84005; i += 7)
    {
      g_autofree char *text = so_day_format (i), *time = so_day_format_time (i, i % 1440);
      int again, later;

      g_assert_true (so_day_parse (text, &again));
      g_assert_cmpint (again, ==, i);
      g_assert_true (so_day_parse_time (time, &again, &later));
      g_assert_cmpint (later, ==, i % 1440);
      g_assert_cmpint (so_day_weekday (i), ==, 3);   /* 1970 began on a Thursday */
      g_assert_cmpint (so_day_monday (i), ==, i - 3);
    }
  g_assert_cmpint (so_day_weekday (-4), ==, 6);
}

/* An hour that the clock skips or has twice: the day and the minute stay what they are. */
static void
test_clock (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  int spring = 0, autumn = 0, minute = 0;

  g_assert_true (so_day_parse ("2027-03-28", &spring) && so_day_parse ("2026-10-25", &autumn));
  g_assert_cmpint (so_day_at (spring, 18 * 60, zone) - so_day_at (spring - 1, 18 * 60, zone), ==, 23 * 3600 * 1000);
  g_assert_cmpint (so_day_at (autumn, 18 * 60, zone) - so_day_at (autumn - 1, 18 * 60, zone), ==, 25 * 3600 * 1000);
  g_assert_cmpint (so_day_of (so_day_at (autumn, 1100, zone), zone, &minute), ==, autumn);
  g_assert_cmpint (minute, ==, 1100);
  g_assert_cmpint (so_day_of (so_day_at (spring, 150, zone), zone, &minute), ==, spring);
  g_assert_cmpint (minute, ==, 180);   /* 2:30 is not there: it is 3:00 */
  g_assert_cmpint (so_day_at (spring, 1440 + 30, zone), ==, so_day_at (spring + 1, 30, zone));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/day/text", test_text);
  g_test_add_func ("/core/day/clock", test_clock);
  return g_test_run ();
}
