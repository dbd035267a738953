/* SPDX-License-Identifier: MIT */
/* Where a sound is: to the sample after every pause, seek and change of speed, and what is said of it. */
#include "so-play-clock.h"

#define S G_USEC_PER_SEC

static void
test_walk (void)
{
  SoPlayClock clock;

  so_play_clock_init (&clock, 8000, 80000, 8000);
  g_assert_cmpuint (so_play_clock_get (&clock, 100 * S), ==, 8000);
  so_play_clock_play (&clock, 100 * S);
  g_assert_cmpuint (so_play_clock_get (&clock, 101 * S), ==, 16000);
  so_play_clock_set_speed (&clock, 2, 101 * S);
  g_assert_cmpuint (so_play_clock_get (&clock, 102 * S), ==, 32000);
  so_play_clock_pause (&clock, 102 * S);
  so_play_clock_set_speed (&clock, 0.5, 110 * S);
  g_assert_cmpuint (so_play_clock_get (&clock, 120 * S), ==, 32000);
  so_play_clock_play (&clock, 120 * S);
  g_assert_cmpuint (so_play_clock_get (&clock, 121 * S), ==, 36000);
  so_play_clock_seek (&clock, 70000, 121 * S);
  g_assert_false (so_play_clock_is_over (&clock, 123 * S));
  g_assert_true (so_play_clock_is_over (&clock, 124 * S));
  g_assert_cmpuint (so_play_clock_get (&clock, 999 * S), ==, 80000);
  so_play_clock_play (&clock, 1000 * S);
  g_assert_cmpuint (so_play_clock_get (&clock, 1002 * S), ==, 8000);
  so_play_clock_skip (&clock, -5, 1002 * S);
  g_assert_cmpuint (so_play_clock_get (&clock, 1002 * S), ==, 0);
  so_play_clock_skip (&clock, 4.5, 1002 * S);
  g_assert_cmpuint (so_play_clock_get (&clock, 1002 * S), ==, 36000);
  so_play_clock_skip (&clock, 1e9, 1002 * S);
  g_assert_true (so_play_clock_is_over (&clock, 1002 * S));
  /* A clock that went back moves nothing. */
  so_play_clock_seek (&clock, 10, 1002 * S);
  g_assert_cmpuint (so_play_clock_get (&clock, 1001 * S), ==, 10);
}

/* Many small steps come to the same as one: nothing is lost in rounding. */
static void
test_drift (void)
{
  SoPlayClock clock;
  gint64 now = 0;
  double should = 0, speed = 1;

  so_play_clock_init (&clock, 16000, G_MAXUINT32, 0);
  so_play_clock_play (&clock, now);
  for (guint i = 0; i < 100000; i++)
    {
      gint64 step = g_test_rand_int_range (1, 50000);

      now += step;
      should += (double) step * 16000 * speed / S;
      speed = so_play_speed_step (speed, g_test_rand_int_range (-1, 2));
      so_play_clock_set_speed (&clock, speed, now);
    }
  g_assert_cmpfloat_with_epsilon (clock.at, should, 0.5);
}

static void
test_speeds (void)
{
  double speed = 0.5;
  guint n = 1;

  for (double next; (next = so_play_speed_step (speed, 1)) != speed; n++)
    {
      g_assert_cmpfloat (so_play_speed_step (next, -1), ==, speed);
      speed = next;
    }
  g_assert_cmpuint (n, ==, 7);
  g_assert_cmpfloat (speed, ==, 2);
  g_assert_cmpfloat (so_play_speed_step (0.5, -1), ==, 0.5);
  g_assert_cmpfloat (so_play_speed_step (1.3, 1), ==, 1.5);
}

static void
test_resume (void)
{
  g_assert_cmpuint (so_play_resume (40000, 80000, 8000), ==, 40000);
  g_assert_cmpuint (so_play_resume (23999, 80000, 8000), ==, 0);
  g_assert_cmpuint (so_play_resume (64001, 80000, 8000), ==, 0);
  g_assert_cmpuint (so_play_resume (90000, 80000, 8000), ==, 0);
}

static void
test_segment (void)
{
  static const gint64 starts[] = { 100, 200, 200, 500 };

  for (gint64 ms = 0; ms < 600; ms++)
    {
      int found = so_play_segment (starts, G_N_ELEMENTS (starts), ms), should = -1;

      for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
        if (starts[i] <= ms)
          should = i;
      g_assert_cmpint (found, ==, should);
    }
  g_assert_cmpint (so_play_segment (NULL, 0, 5), ==, -1);
}

static void
test_words (void)
{
  static const struct { double now, all; const char *words; } rows[] = {
    { 72.9, 270, "1 minute 12 of 4 minutes 30" }, { 0, 1, "0 seconds of 1 second" }, { 59.99, 3600, "59 seconds of 1 hour 0 minutes" },
    { 7325, 7385, "2 hours 2 minutes of 2 hours 3 minutes" }, { -1, 60, "0 seconds of 1 minute 0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = so_play_words (rows[i].now, rows[i].all);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/play-clock/walk", test_walk);
  g_test_add_func ("/media/play-clock/drift", test_drift);
  g_test_add_func ("/media/play-clock/speeds", test_speeds);
  g_test_add_func ("/media/play-clock/resume", test_resume);
  g_test_add_func ("/media/play-clock/segment", test_segment);
  g_test_add_func ("/media/play-clock/words", test_words);
  return g_test_run ();
}
