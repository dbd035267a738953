/* SPDX-License-Identifier: MIT */
/* What is heard: exactly the sample that was asked for, and at every speed the same pitch and the right length. */
#define _GNU_SOURCE
#include "so-player.h"

#include "so-error.h"
#include "so-test-sound.h"

#include <gst/gst.h>
#include <math.h>
#include <sys/mman.h>
#include <unistd.h>

#define RATE 16000

static SoSound *
make_sound (guint64 frames, gint16 (*sample) (guint64 at))
{
  SoSound *sound = so_sound_new ();
  gint16 *pcm = g_new (gint16, frames);

  for (guint64 i = 0; i < frames; i++)
    pcm[i] = sample (i);
  sound->rate = RATE;
  sound->channels = 1;
  sound->frames = frames;
  sound->pcm = g_bytes_new_take (pcm, frames * 2);
  return sound;
}

static gint16
chirp (guint64 at)
{
  return so_test_sound_sample (RATE, 0, at);
}

static gint16
tone (guint64 at)
{
  return (gint16) lrint (12000 * sin (2 * G_PI * 440 * at / RATE));
}

/* A player whose loudspeaker is the file @fd. */
static SoPlayer *
make_player (SoSound *sound, int fd)
{
  g_autofree char *sink = g_strdup_printf ("filesink location=/proc/self/fd/%d sync=false buffer-mode=unbuffered", fd);
  g_autoptr (GError) error = NULL;
  SoPlayer *player = so_player_new (sound, sink, &error);

  g_assert_no_error (error);
  return player;
}

static void
wait_until_over (SoPlayer *player)
{
  gboolean failed = TRUE;

  for (gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC; !so_player_is_over (player, &failed); g_usleep (500))
    g_assert_cmpint (g_get_monotonic_time (), <, end);
  g_assert_false (failed);
}

/* All that is heard from @frame on. */
static GBytes *
hear (SoSound *sound, guint64 frame, double speed)
{
  int fd = memfd_create ("heard", MFD_CLOEXEC);
  g_autoptr (GMappedFile) file = NULL;
  SoPlayer *player = make_player (sound, fd);

  g_assert_true (so_player_seek (player, frame, speed));
  g_assert_true (so_player_play (player));
  wait_until_over (player);
  g_assert_cmpuint (so_player_get_frame (player), ==, sound->frames);
  so_player_free (player);
  file = g_mapped_file_new_from_fd (fd, FALSE, NULL);
  close (fd);
  return g_mapped_file_get_bytes (file);
}

static void
test_seek (void)
{
  guint64 frames = 30 * RATE;
  g_autoptr (SoSound) sound = make_sound (frames, chirp);
  const gint16 *pcm = g_bytes_get_data (sound->pcm, NULL);

  for (guint i = 0; i < 60; i++)
    {
      guint64 frame = i == 0 ? 0 : i == 1 ? frames - 1 : (guint64) g_test_rand_int_range (0, frames);
      g_autoptr (GBytes) heard = hear (sound, frame, 1);

      g_assert_cmpmem (g_bytes_get_data (heard, NULL), g_bytes_get_size (heard), pcm + frame, (frames - frame) * 2);
    }
}

/* Seeks while it plays, one after the other on one player: the last one counts. */
static void
test_seek_again (void)
{
  guint64 frames = 30 * RATE;
  g_autoptr (SoSound) sound = make_sound (frames, chirp);
  const gint16 *pcm = g_bytes_get_data (sound->pcm, NULL);
  int fd = memfd_create ("heard", MFD_CLOEXEC);
  g_autoptr (SoPlayer) player = make_player (sound, fd);
  g_autofree gint16 *heard = g_new (gint16, 1000);

  g_assert_true (so_player_play (player));
  for (guint i = 0; i < 100; i++)
    g_assert_true (so_player_seek (player, (guint64) g_test_rand_int_range (0, frames), i % 2 ? 1 : 1.5));
  g_assert_true (so_player_seek (player, frames - 1000, 1));
  wait_until_over (player);
  g_assert_cmpint (pread (fd, heard, 2000, lseek (fd, 0, SEEK_END) - 2000), ==, 2000);
  g_assert_cmpmem (heard, 2000, pcm + frames - 1000, 2000);
  /* After the end it goes on from anywhere. */
  g_assert_true (so_player_seek (player, frames - 500, 1));
  wait_until_over (player);
  close (fd);
}

/* Hz, by the times at which it goes up through zero, from half a second after the beginning to half a second before the end. */
static double
pitch (const gint16 *pcm, gsize n)
{
  double first = -1, last = -1;
  guint crossings = 0;

  for (gsize i = RATE / 2; i + RATE / 2 < n; i++)
    if (pcm[i] < 0 && pcm[i + 1] >= 0)
      {
        last = i + (double) -pcm[i] / (pcm[i + 1] - pcm[i]);
        if (first < 0)
          first = last;
        else
          crossings++;
      }
  return crossings * RATE / (last - first);
}

static void
test_speeds (void)
{
  static const double speeds[] = { 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2 };
  g_autoptr (SoSound) sound = make_sound (10 * RATE, tone);

  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++)
    {
      g_autoptr (GBytes) heard = hear (sound, 0, speeds[i]);
      gsize size;
      const gint16 *pcm = g_bytes_get_data (heard, &size);
      double hz = pitch (pcm, size / 2), seconds = size / 2.0 / RATE;

      g_test_message ("speed %.2f: %.2f Hz, %.3f s", speeds[i], hz, seconds);
      g_assert_cmpfloat_with_epsilon (hz, 440, 440 * 0.005);
      g_assert_cmpfloat_with_epsilon (seconds, 10 / speeds[i], 0.1);
    }
}

static void
test_no_loudspeaker (void)
{
  g_autoptr (SoSound) sound = make_sound (100, tone);
  g_autoptr (GError) error = NULL;

  g_assert_null (so_player_new (sound, "nonesuchsink", &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/player/seek", test_seek);
  g_test_add_func ("/media/player/seek-again", test_seek_again);
  g_test_add_func ("/media/player/speeds", test_speeds);
  g_test_add_func ("/media/player/no-loudspeaker", test_no_loudspeaker);
  return g_test_run ();
}
