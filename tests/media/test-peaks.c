/* SPDX-License-Identifier: MIT */
/* The shape of a sound against the plain minimum and maximum of its samples, however they come. */
#include "so-peaks.h"

static gint16
sample (guint i, guint channel)
{
  return (gint16) ((i * 7919u + channel * 104729u) % 65536u - 32768);
}

/* What is drawn of [from, to) peaks, counted anew. */
static SoPeak
counted (guint each, guint channel, gsize frames, gsize from, gsize to)
{
  SoPeak all = { 127, -128 };

  for (gsize i = from * each; i < MIN (to * each, frames); i++)
    {
      gint8 now = sample (i, channel) >> 8;

      all.low = MIN (all.low, now);
      all.high = MAX (all.high, now);
    }
  return all;
}

static void
check (guint rate, guint channels, gsize frames, guint step)
{
  g_autofree gint16 *samples = g_new (gint16, frames * channels);
  g_autoptr (SoPeaks) peaks = so_peaks_new (rate, channels);
  guint each = rate / SO_PEAKS_PER_SECOND, n = (frames + each - 1) / each;

  for (gsize i = 0; i < frames * channels; i++)
    samples[i] = sample (i / channels, i % channels);
  for (gsize at = 0; at < frames; at += step)
    so_peaks_add (peaks, samples + at * channels, MIN (step, frames - at));
  g_assert_cmpuint (so_peaks_get_n (peaks), ==, n);
  for (guint from = 0; from < n; from++)
    for (guint to = from + 1; to <= n + 2; to++)
      for (guint c = 0; c < channels; c++)
        {
          SoPeak is = so_peaks_get (peaks, c, from, to), should = counted (each, c, frames, from, to);

          g_assert_cmpint (is.low, ==, should.low);
          g_assert_cmpint (is.high, ==, should.high);
        }
}

static void
test_counted (void)
{
  static const guint steps[] = { 1, 7, 160, 161, 1000, 100000 };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    for (guint channels = 1; channels <= 2; channels++)
      {
        check (8000, channels, 1600, steps[i]);
        check (16000, channels, 3333, steps[i]);
      }
}

static void
test_nothing (void)
{
  g_autoptr (SoPeaks) peaks = so_peaks_new (8000, 2);
  SoPeak none = so_peaks_get (peaks, 1, 0, 100);

  g_assert_cmpuint (so_peaks_get_n (peaks), ==, 0);
  g_assert_cmpint (none.low, ==, 0);
  g_assert_cmpint (none.high, ==, 0);
  so_peaks_add (peaks, (const gint16[]) { 256, 512 }, 1);
  none = so_peaks_get (peaks, 1, 5, 3);
  g_assert_cmpint (none.high, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/peaks/counted", test_counted);
  g_test_add_func ("/media/peaks/nothing", test_nothing);
  return g_test_run ();
}
