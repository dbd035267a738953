/* SPDX-License-Identifier: MIT */
#include "so-sound-lane.h"

#include <string.h>

#define HEAD 44
#define NOISE 150             /* of 32767: about 47 dB below the loudest */
#define WINDOWS_A_SECOND 10   /* how finely a pause is looked for */

static int
sample_at (const SoSound *sound, int lane, guint64 frame)
{
  const gint16 *pcm = g_bytes_get_data (sound->pcm, NULL);
  int sum = 0;

  if (lane >= 0)
    return pcm[frame * sound->channels + (guint) lane];
  for (guint i = 0; i < sound->channels; i++)
    sum += pcm[frame * sound->channels + i];
  return sum / (int) sound->channels;
}

static void
put (guint8 *at, guint32 value, guint bytes)
{
  for (guint i = 0; i < bytes; i++)
    at[i] = (guint8) (value >> (8 * i));
}

static void
write_head (guint8 *wav, guint32 bytes)
{
  memcpy (wav, "RIFF....WAVEfmt ", 16);
  put (wav + 4, HEAD - 8 + bytes, 4);
  put (wav + 16, 16, 4);
  put (wav + 20, 1, 2);                      /* plain samples */
  put (wav + 22, 1, 2);
  put (wav + 24, SO_LANE_RATE, 4);
  put (wav + 28, SO_LANE_RATE * 2, 4);
  put (wav + 32, 2, 2);
  put (wav + 34, 16, 2);
  memcpy (wav + 36, "data", 4);
  put (wav + 40, bytes, 4);
}

GBytes *
so_sound_lane_wav (const SoSound *sound, int lane, guint64 from, guint64 frames)
{
  guint times = SO_LANE_RATE / sound->rate;
  guint64 end = MIN (from + frames, sound->frames);
  gsize bytes = (gsize) (end - from) * times * 2;
  guint8 *wav = g_malloc (HEAD + bytes), *at = wav + HEAD;

  write_head (wav, (guint32) bytes);
  for (guint64 i = from; i < end; i++)
    {
      int now = sample_at (sound, lane, i), next = i + 1 < end ? sample_at (sound, lane, i + 1) : now;

      /* Between two samples of a slower sound on the straight line. */
      for (guint k = 0; k < times; k++, at += 2)
        put (at, (guint16) (gint16) (now + (next - now) * (int) k / (int) times), 2);
    }
  return g_bytes_new_take (wav, HEAD + bytes);
}

static guint64
loudness (const SoSound *sound, int lane, guint64 from, guint64 frames)
{
  guint64 sum = 0;

  for (guint64 i = from; i < from + frames; i++)
    sum += (guint64) ABS (sample_at (sound, lane, i));
  return sum;
}

guint64
so_sound_lane_cut (const SoSound *sound, int lane, guint64 from, guint64 most)
{
  guint64 window = MAX (sound->rate / WINDOWS_A_SECOND, 1), best = from + most, least = G_MAXUINT64;

  if (sound->frames - from <= most)
    return sound->frames;
  for (guint64 at = from + most - most / 3; at + window <= from + most; at += window)
    {
      guint64 loud = loudness (sound, lane, at, window);

      if (loud <= least)
        least = loud, best = at + window / 2;
    }
  return best;
}

gboolean
so_sound_lane_is_silent (const SoSound *sound, int lane)
{
  for (guint64 i = 0; i < sound->frames; i++)
    if (ABS (sample_at (sound, lane, i)) > NOISE)
      return FALSE;
  return TRUE;
}
