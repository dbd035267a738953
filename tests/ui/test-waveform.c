/* SPDX-License-Identifier: MIT */
/* Where a place in a waveform is in the sound, and back. */
#include "so-waveform.h"

static void
test_ends (void)
{
  g_assert_cmpuint (so_waveform_frame_at (0, 300, 480000), ==, 0);
  g_assert_cmpuint (so_waveform_frame_at (300, 300, 480000), ==, 480000);
  g_assert_cmpuint (so_waveform_frame_at (150, 300, 480000), ==, 240000);
  /* A drag that left it. */
  g_assert_cmpuint (so_waveform_frame_at (-20, 300, 480000), ==, 0);
  g_assert_cmpuint (so_waveform_frame_at (1e9, 300, 480000), ==, 480000);
  /* Nothing that could be divided by. */
  g_assert_cmpuint (so_waveform_frame_at (5, 0, 480000), ==, 0);
  g_assert_cmpuint (so_waveform_frame_at (5, 300, 0), ==, 0);
  g_assert_cmpfloat (so_waveform_x_of (5, 300, 0), ==, 0);
  g_assert_cmpfloat (so_waveform_x_of (900000, 300, 480000), ==, 300);
}

/* The place that was pressed is the place where it goes on, for the longest sounds too. */
static void
test_back (void)
{
  for (guint i = 0; i < 10000; i++)
    {
      double width = g_test_rand_double_range (1, 4000), x = g_test_rand_double_range (0, width);
      guint64 frames = (guint64) g_test_rand_int_range (16000, 4 * 3600 * 16000);
      double back = so_waveform_x_of (so_waveform_frame_at (x, width, frames), width, frames);

      g_assert_cmpfloat_with_epsilon (back, x, width / 16000.0 + 1e-6);
    }
}

/* A sound that is read has a place that it fills by half at least, and none that changes each moment. */
static void
test_horizon (void)
{
  double last = 0;
  guint changes = 0;

  for (double seconds = 0; seconds <= 4 * 3600; seconds += 0.1)
    {
      double horizon = so_waveform_horizon (seconds);

      g_assert_cmpfloat (horizon, >=, MAX (seconds, last));
      g_assert_cmpfloat (horizon, <=, MAX (2 * seconds, 15));
      changes += horizon > last;
      last = horizon;
    }
  g_assert_cmpuint (changes, <=, 12);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/waveform/ends", test_ends);
  g_test_add_func ("/ui/waveform/back", test_back);
  g_test_add_func ("/ui/waveform/horizon", test_horizon);
  return g_test_run ();
}
