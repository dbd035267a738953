/* SPDX-License-Identifier: MIT */
/* How fast recordings are read: a voicemail of 3 minutes and a voice note of 5, from a closed file to the whole waveform. And how long it takes from
 * a seek to the first sound from there, without what a loudspeaker takes itself.
 *   bench-media PROGRAM */
#include "so-media-read.h"
#include "so-player.h"

#include "so-test-sound.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <unistd.h>

#define RUNS 15

static const struct {
  const char *kind;
  guint rate, channels, minutes;
} files[] = {
  { "wav", 8000, 1, 3 }, { "wav-mulaw", 8000, 1, 3 }, { "wav-mulaw", 8000, 2, 3 }, { "mp3-32", 8000, 1, 3 }, { "mp3-128", 44100, 1, 3 },
  { "opus", 16000, 1, 3 }, { "opus", 16000, 1, 5 },
};

static int
compare (gconstpointer a, gconstpointer b)
{
  const gint64 *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static void
on_progress (SoSound *so_far, gpointer data)
{
  gint64 *first = data;

  *first = *first ? *first : g_get_monotonic_time ();
  so_sound_unref (so_far);
}

static void
measure (const char *program, guint i)
{
  g_autoptr (GBytes) file = so_test_sound_file (files[i].kind, files[i].rate, files[i].channels, (guint64) files[i].minutes * 60 * files[i].rate);
  gint64 took[RUNS], shown[RUNS];

  for (guint run = 0; run < RUNS; run++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SoSound) sound = NULL;
      int fd = so_test_sound_open (g_bytes_get_data (file, NULL), g_bytes_get_size (file));

      shown[run] = 0;
      took[run] = g_get_monotonic_time ();
      sound = so_media_read_shown (program, fd, SO_MEDIA_GRACE, on_progress, &shown[run], NULL, &error);
      shown[run] -= took[run];
      took[run] = g_get_monotonic_time () - took[run];
      close (fd);
      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (so_sound_get_seconds (sound), files[i].minutes * 60, 1);
    }
  qsort (took, RUNS, sizeof *took, compare);
  qsort (shown, RUNS, sizeof *shown, compare);
  g_print ("%-10s %5u Hz, %u channels, %u minutes: first of the waveform %3.0f ms, all of it median %4.0f ms, slowest %4.0f ms, %5.0f times as fast as it is played\n", files[i].kind, files[i].rate,
           files[i].channels, files[i].minutes, shown[RUNS / 2] / 1e3, took[RUNS / 2] / 1e3, took[RUNS - 1] / 1e3, files[i].minutes * 60e6 / took[RUNS / 2]);
}

/* Each 20 ms of it has a number of their own, which is heard as it is at this speed. */
#define SEEK_RATE 8000
#define SEEK_STEP (SEEK_RATE / 50)
#define SEEK_SECONDS 180
#define SEEKS 300

static SoSound *
numbered (void)
{
  SoSound *sound = so_sound_new ();
  gint16 *pcm = g_new (gint16, SEEK_SECONDS * SEEK_RATE);

  for (guint i = 0; i < SEEK_SECONDS * SEEK_RATE; i++)
    pcm[i] = (gint16) (i / SEEK_STEP);
  sound->rate = SEEK_RATE;
  sound->channels = 1;
  sound->frames = SEEK_SECONDS * SEEK_RATE;
  sound->pcm = g_bytes_new_take (pcm, SEEK_SECONDS * SEEK_RATE * 2);
  return sound;
}

/* What was heard before the seek is far from there. */
static void
listen_for (int pipe, gint16 number)
{
  gint16 heard = -1;

  while (heard < number || heard > number + 25)
    g_assert_cmpint (read (pipe, &heard, sizeof heard), ==, sizeof heard);
}

static void
measure_seeks (void)
{
  g_autoptr (SoSound) sound = numbered ();
  g_autoptr (GError) error = NULL;
  g_autofree char *sink = NULL;
  gint64 took[SEEKS];
  int pipe[2];
  SoPlayer *player;

  g_assert_true (g_unix_open_pipe (pipe, O_CLOEXEC, NULL));
  sink = g_strdup_printf ("fdsink fd=%d sync=true", pipe[1]);
  player = so_player_new (sound, sink, &error);
  g_assert_no_error (error);
  so_player_play (player);
  for (guint i = 0; i < SEEKS; i++)
    {
      /* Forward and back, at least ten seconds away. */
      guint second = i % 2 ? 20 + (guint) g_random_int_range (0, 60) : 100 + (guint) g_random_int_range (0, 60);

      took[i] = g_get_monotonic_time ();
      so_player_seek (player, (guint64) second * SEEK_RATE, 1);
      listen_for (pipe[0], (gint16) (second * 50));
      took[i] = g_get_monotonic_time () - took[i];
    }
  qsort (took, SEEKS, sizeof *took, compare);
  g_print ("seek to first sound, %u times: median %.1f ms, p99 %.1f ms, slowest %.1f ms\n", SEEKS, took[SEEKS / 2] / 1e3, took[SEEKS * 99 / 100] / 1e3, took[SEEKS - 1] / 1e3);
  close (pipe[0]);
  so_player_free (player);
  close (pipe[1]);
}

int
main (int argc, char *argv[])
{
  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (files); i++)
    measure (argv[1], i);
  signal (SIGPIPE, SIG_IGN);
  measure_seeks ();
  return argc > 1 ? 0 : 1;
}
