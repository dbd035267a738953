/* SPDX-License-Identifier: MIT */
#include "so-clock.h"

#define MINUTE G_GINT64_CONSTANT (60000)

static void
test_compare (void)
{
  static const struct {
    gint64 wall, awake, elapsed;   /* how far each clock went between the two readings, ms */
    SoClockVerdict verdict;
  } rows[] = {
    { 0, 0, 0, SO_CLOCK_FINE },
    { 2000, 2000, 2000, SO_CLOCK_FINE },
    { 60 * MINUTE, 60 * MINUTE, 60 * MINUTE, SO_CLOCK_FINE },                   /* idle for an hour is no sleep */
    { 10 * MINUTE, 0, 10 * MINUTE, SO_CLOCK_FINE },                             /* ten minutes are not more than ten */
    { 10 * MINUTE + 1, 0, 10 * MINUTE + 1, SO_CLOCK_SLEPT },
    { 8 * 60 * MINUTE, 2000, 8 * 60 * MINUTE, SO_CLOCK_SLEPT },                 /* the lid was closed over night */
    { 2 * MINUTE + 2000, 2000, 2000, SO_CLOCK_FINE },                           /* put right by the network: two minutes */
    { 2 * MINUTE + 2001, 2000, 2000, SO_CLOCK_CHANGED },
    { -2 * MINUTE + 2000, 2000, 2000, SO_CLOCK_FINE },
    { -2 * MINUTE + 1999, 2000, 2000, SO_CLOCK_CHANGED },
    { 24 * 60 * MINUTE, 2000, 2000, SO_CLOCK_CHANGED },                         /* somebody set tomorrow */
    { 0, 2000, 60 * MINUTE, SO_CLOCK_CHANGED },                                 /* asleep, and the clock set back meanwhile */
  };
  const SoClockReading before = { 1763722167000, 5000, 9000 };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoClockReading after = { before.wall + rows[i].wall, before.awake + rows[i].awake, before.elapsed + rows[i].elapsed };

      g_test_message ("row %u", i);
      g_assert_cmpint (so_clock_compare (&before, &after), ==, rows[i].verdict);
    }
}

static void
test_read (void)
{
  SoClockReading before, after;

  so_clock_read (&before);
  g_usleep (3000);
  so_clock_read (&after);
  g_assert_cmpint (after.awake, >, before.awake);
  g_assert_cmpint (after.elapsed, >, before.elapsed);
  g_assert_cmpint (ABS (after.wall - so_now ()), <, 1000);
  g_assert_cmpint (so_clock_compare (&before, &after), ==, SO_CLOCK_FINE);
  so_clock_pretend (11 * MINUTE, 0);
  so_clock_read (&after);
  g_assert_cmpint (so_clock_compare (&before, &after), ==, SO_CLOCK_SLEPT);
  so_clock_pretend (0, -5 * MINUTE);
  so_clock_read (&after);
  g_assert_cmpint (so_clock_compare (&before, &after), ==, SO_CLOCK_CHANGED);
  so_clock_pretend (0, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/clock/compare", test_compare);
  g_test_add_func ("/core/clock/read", test_read);
  return g_test_run ();
}
