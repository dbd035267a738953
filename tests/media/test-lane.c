/* SPDX-License-Identifier: MIT */
#include "so-sound-lane.h"

#include <string.h>

static SoSound *
make_sound (guint rate, guint channels, guint64 frames, int (*sample) (guint64 frame, guint channel))
{
  SoSound *sound = so_sound_new ();
  gint16 *pcm = g_new (gint16, frames * channels);

  for (guint64 i = 0; i < frames; i++)
    for (guint k = 0; k < channels; k++)
      pcm[i * channels + k] = (gint16) sample (i, k);
  sound->rate = rate;
  sound->channels = channels;
  sound->frames = frames;
  sound->pcm = g_bytes_new_take (pcm, frames * channels * sizeof (gint16));
  return sound;
}

static int
ramp (guint64 frame, guint channel)
{
  return channel ? -(int) frame * 100 : (int) frame * 100;
}

static guint
number (const guint8 *at, guint bytes)
{
  guint value = 0;

  for (guint i = 0; i < bytes; i++)
    value |= (guint) at[i] << (8 * i);
  return value;
}

static int
sample (GBytes *wav, guint i)
{
  return (gint16) number ((const guint8 *) g_bytes_get_data (wav, NULL) + 44 + 2 * i, 2);
}

/* A slower sound is drawn out; a faster one stays as it is; the head says what is there. */
static void
test_wav (void)
{
  g_autoptr (SoSound) slow = make_sound (8000, 2, 100, ramp), fast = make_sound (16000, 1, 100, ramp);
  g_autoptr (GBytes) left = so_sound_lane_wav (slow, 0, 10, 5), right = so_sound_lane_wav (slow, 1, 10, 5), mixed = so_sound_lane_wav (slow, SO_LANE_MIXED, 0, 100);
  g_autoptr (GBytes) same = so_sound_lane_wav (fast, 0, 90, 50);
  const guint8 *head = g_bytes_get_data (left, NULL);
  static const int expected[] = { 1000, 1050, 1100, 1150, 1200, 1250, 1300, 1350, 1400, 1400 };

  g_assert_cmpint (memcmp (head, "RIFF", 4) | memcmp (head + 8, "WAVEfmt ", 8) | memcmp (head + 36, "data", 4), ==, 0);
  g_assert_cmpuint (g_bytes_get_size (left), ==, 44 + 20);
  g_assert_cmpuint (number (head + 4, 4), ==, 36 + 20);
  g_assert_cmpuint (number (head + 22, 2), ==, 1);
  g_assert_cmpuint (number (head + 24, 4), ==, 16000);
  g_assert_cmpuint (number (head + 28, 4), ==, 32000);
  g_assert_cmpuint (number (head + 40, 4), ==, 20);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_cmpint (sample (left, i), ==, expected[i]);
      g_assert_cmpint (sample (right, i), ==, -expected[i]);
    }
  for (guint i = 0; i < 200; i++)
    g_assert_cmpint (sample (mixed, i), ==, 0);
  g_assert_cmpuint (g_bytes_get_size (same), ==, 44 + 20);
  g_assert_cmpint (sample (same, 9), ==, 9900);
}

/* Somebody speaks all the time, but for the 130th to the 140th tenth of a second. */
static int
speech (guint64 frame, guint channel)
{
  guint64 tenth = frame / 800;

  return tenth >= 130 && tenth < 140 ? (int) (frame % 3) : frame % 2 ? 9000 : -9000;
}

static void
test_cut (void)
{
  g_autoptr (SoSound) sound = make_sound (8000, 1, 8000 * 40, speech);
  guint64 cut = so_sound_lane_cut (sound, 0, 0, 8000 * 15);

  g_assert_cmpuint (cut, >=, 8000 * 13);
  g_assert_cmpuint (cut, <=, 8000 * 14);
  g_assert_cmpuint (so_sound_lane_cut (sound, 0, 8000 * 30, 8000 * 15), ==, 8000 * 40);
  /* All of it comes to pieces that are not too long, and none is empty. */
  for (guint64 from = 0, end; from < sound->frames; from = end)
    {
      end = so_sound_lane_cut (sound, 0, from, 8000 * 3);
      g_assert_cmpuint (end, >, from);
      g_assert_cmpuint (end - from, <=, 8000 * 3);
    }
}

static int
line_noise (guint64 frame, guint channel)
{
  return channel && frame == 77 ? 2000 : (int) (frame % 100) - 50;
}

static void
test_silent (void)
{
  g_autoptr (SoSound) sound = make_sound (8000, 2, 100, line_noise);

  g_assert_true (so_sound_lane_is_silent (sound, 0));
  g_assert_false (so_sound_lane_is_silent (sound, 1));
  g_assert_false (so_sound_lane_is_silent (sound, SO_LANE_MIXED));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lane/wav", test_wav);
  g_test_add_func ("/lane/cut", test_cut);
  g_test_add_func ("/lane/silent", test_silent);
  return g_test_run ();
}
