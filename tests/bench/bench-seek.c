/* SPDX-License-Identifier: MIT */
/* How exactly a recording is sought: 300 random places in each kind of file, as they are heard, beside what reading all of it gives, and beside what was recorded (encoders of MP3 begin with some
 * silence of their own, which is in the file).
 *   bench-seek PROGRAM */
#define _GNU_SOURCE
#include "so-media-read.h"
#include "so-player.h"

#include "so-test-sound.h"

#include <math.h>
#include <sys/mman.h>
#include <unistd.h>

#define RATE 16000
#define SECONDS 40
#define SEEKS 300
#define PIECE (RATE / 10)
#define FAR (RATE / 10)         /* samples that are looked at to either side */

static SoSound *
read_kind (const char *program, const char *kind)
{
  g_autoptr (GBytes) file = so_test_sound_file (kind, RATE, 1, SECONDS * RATE);
  g_autoptr (GError) error = NULL;
  int fd = so_test_sound_open (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  SoSound *sound = so_media_read (program, fd, 60000, NULL, &error);

  close (fd);
  g_assert_no_error (error);
  g_assert_cmpuint (sound->rate, ==, RATE);
  return sound;
}

/* What is heard first after a seek to @frame. */
static void
hear (SoSound *sound, guint64 frame, gint16 *piece)
{
  int fd = memfd_create ("heard", MFD_CLOEXEC);
  g_autofree char *sink = g_strdup_printf ("filesink location=/proc/self/fd/%d sync=false buffer-mode=unbuffered", fd);
  g_autoptr (GError) error = NULL;
  SoPlayer *player = so_player_new (sound, sink, &error);

  g_assert_no_error (error);
  g_assert_true (so_player_seek (player, frame, 1) && so_player_play (player));
  while (!so_player_is_over (player, NULL))
    g_usleep (200);
  so_player_free (player);
  g_assert_cmpint (pread (fd, piece, PIECE * sizeof *piece, 0), ==, PIECE * sizeof *piece);
  close (fd);
}

/* How many samples @piece is from @frame of what was recorded. */
static int
shift_of (const gint16 *piece, const double *truth, gint64 frame)
{
  double best = -G_MAXDOUBLE;
  int shift = 0;

  for (int by = -FAR; by <= FAR; by++)
    {
      double sum = 0, power = 1;

      for (int i = 0; i < PIECE; i++)
        {
          sum += piece[i] * truth[frame + by + i];
          power += truth[frame + by + i] * truth[frame + by + i];
        }
      if (sum / sqrt (power) > best)
        best = sum / sqrt (power), shift = by;
    }
  return shift;
}

static void
measure (const char *program, const char *kind, const double *truth)
{
  g_autoptr (SoSound) sound = read_kind (program, kind);
  const gint16 *pcm = g_bytes_get_data (sound->pcm, NULL);
  guint differ = 0, most = 0;

  for (guint i = 0; i < SEEKS; i++)
    {
      gint64 frame = g_random_int_range (FAR, (int) sound->frames - PIECE - FAR);
      gint16 piece[PIECE];

      hear (sound, (guint64) frame, piece);
      differ += memcmp (piece, pcm + frame, sizeof piece) != 0;
      most = MAX (most, (guint) ABS (shift_of (piece, truth, frame)));
    }
  g_print ("%-13s %u seeks: %u begin at another sample than was asked for; from what was recorded at most %.1f ms\n", kind, SEEKS, differ, most * 1000.0 / RATE);
}

int
main (int argc, char *argv[])
{
  g_autofree double *truth = g_new (double, SECONDS * RATE + 2 * RATE);

  for (guint i = 0; i < SECONDS * RATE + 2 * RATE; i++)
    truth[i] = so_test_sound_sample (RATE, 0, i);
  for (guint i = 0; argc > 1 && so_test_sound_kinds[i]; i++)
    measure (argv[1], so_test_sound_kinds[i], truth);
  return argc > 1 ? 0 : 1;
}
