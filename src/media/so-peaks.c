/* SPDX-License-Identifier: MIT */
#include "so-peaks.h"

struct _SoPeaks {
  guint channels;
  guint each;           /* frames of one peak */
  guint have;           /* frames in the last one */
  GArray *peaks;        /* SoPeak, the channels side by side */
};

SoPeaks *
so_peaks_new (guint rate, guint channels)
{
  SoPeaks *self;

  g_return_val_if_fail (rate && rate % SO_PEAKS_PER_SECOND == 0 && channels >= 1 && channels <= 2, NULL);

  self = g_new0 (SoPeaks, 1);
  self->channels = channels;
  self->each = rate / SO_PEAKS_PER_SECOND;
  self->peaks = g_array_new (FALSE, TRUE, sizeof (SoPeak));
  return self;
}

void
so_peaks_free (SoPeaks *self)
{
  if (!self)
    return;
  g_array_unref (self->peaks);
  g_free (self);
}

SoPeaks *
so_peaks_copy (const SoPeaks *self)
{
  SoPeaks *copy = g_new (SoPeaks, 1);

  *copy = *self;
  copy->peaks = g_array_copy (self->peaks);
  return copy;
}

static void
widen (SoPeak *peak, SoPeak other, gboolean first)
{
  peak->low = first ? other.low : MIN (peak->low, other.low);
  peak->high = first ? other.high : MAX (peak->high, other.high);
}

void
so_peaks_add (SoPeaks *self, const gint16 *samples, gsize frames)
{
  for (gsize i = 0; i < frames; i++)
    {
      SoPeak *peaks;

      if (self->have == 0)
        g_array_set_size (self->peaks, self->peaks->len + self->channels);
      peaks = &g_array_index (self->peaks, SoPeak, self->peaks->len - self->channels);
      for (guint c = 0; c < self->channels; c++)
        {
          gint8 sample = samples[i * self->channels + c] >> 8;

          widen (&peaks[c], (SoPeak) { sample, sample }, self->have == 0);
        }
      self->have = (self->have + 1) % self->each;
    }
}

gsize
so_peaks_get_n (const SoPeaks *self)
{
  return self->peaks->len / self->channels;
}

SoPeak
so_peaks_get (const SoPeaks *self, guint channel, gsize from, gsize to)
{
  SoPeak all = { 0, 0 };

  g_return_val_if_fail (channel < self->channels, all);

  to = MIN (to, so_peaks_get_n (self));
  for (gsize i = from; i < to; i++)
    widen (&all, g_array_index (self->peaks, SoPeak, i * self->channels + channel), i == from);
  return all;
}
