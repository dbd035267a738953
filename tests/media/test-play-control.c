/* SPDX-License-Identifier: MIT */
/* The player on a thread of its own: whoever wishes never waits, only the last wish counts, and what is told is true. */
#define _GNU_SOURCE
#include "so-play-control.h"

#include "so-test-sound.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define RATE 16000
#define SILENT "fakesink sync=true"
/* What a wish may take of the thread that wishes, µs, on a machine that is loaded. */
#define AT_ONCE (100 * G_TIME_SPAN_MILLISECOND)

typedef struct {
  guint n;
  guint64 frame;
  gboolean over;
  char *problem;
} Heard;

static void
on_told (const SoPlayReport *report, gpointer data)
{
  Heard *heard = data;

  g_assert_cmpint (report->at, <=, g_get_monotonic_time ());
  heard->n++;
  heard->frame = report->frame;
  heard->over = report->over;
  g_set_str (&heard->problem, report->problem);
}

static SoSound *
make_sound (guint64 frames)
{
  SoSound *sound = so_sound_new ();
  gint16 *pcm = g_new (gint16, frames);

  for (guint64 i = 0; i < frames; i++)
    pcm[i] = so_test_sound_sample (RATE, 0, i);
  sound->rate = RATE;
  sound->channels = 1;
  sound->frames = frames;
  sound->pcm = g_bytes_new_take (pcm, frames * 2);
  return sound;
}

#define wait_until(is_so) \
  for (gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC; !(is_so); g_main_context_iteration (NULL, FALSE) ? (void) 0 : g_usleep (500)) \
    g_assert_cmpint (g_get_monotonic_time (), <, end)

static void
wish (SoPlayControl *control, SoSound *sound, guint64 frame, double speed, gboolean playing)
{
  gint64 start = g_get_monotonic_time ();

  so_play_control_wish (control, sound, frame, speed, playing);
  g_assert_cmpint (g_get_monotonic_time () - start, <, AT_ONCE);
}

static void
test_plays (void)
{
  g_autoptr (SoSound) sound = make_sound (2 * RATE);
  Heard heard = { 0 };
  g_autoptr (SoPlayControl) control = so_play_control_new (SILENT, on_told, &heard);

  wish (control, sound, RATE, 2, TRUE);
  wait_until (heard.frame > RATE);
  wait_until (heard.over);
  g_assert_cmpuint (heard.frame, ==, 2 * RATE);
  g_assert_null (heard.problem);
  /* After the end it goes on from anywhere. */
  wish (control, sound, RATE / 2, 1, TRUE);
  wait_until (!heard.over && heard.frame > RATE / 2);
  g_assert_cmpuint (heard.frame, <, 2 * RATE);
}

static void
test_stands_still (void)
{
  g_autoptr (SoSound) sound = make_sound (30 * RATE);
  Heard heard = { 0 };
  g_autoptr (SoPlayControl) control = so_play_control_new (SILENT, on_told, &heard);
  guint before;

  wish (control, sound, 7 * RATE, 1, FALSE);
  wait_until (heard.n);
  g_assert_cmpuint (heard.frame, ==, 7 * RATE);
  wish (control, sound, 7 * RATE, 1, TRUE);
  wait_until (heard.frame > 7 * RATE);
  before = heard.n;
  so_play_control_pause (control);
  wait_until (heard.n > before);
  /* It is told once that it stands, and no more: what is idle costs nothing. */
  before = heard.n;
  for (gint64 end = g_get_monotonic_time () + 300 * G_TIME_SPAN_MILLISECOND; g_get_monotonic_time () < end; g_usleep (1000))
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (heard.n, <=, before + 1);
}

/* All that is heard, to the sample. */
static void
test_last_wish (void)
{
  g_autoptr (SoSound) sound = make_sound (30 * RATE);
  const gint16 *pcm = g_bytes_get_data (sound->pcm, NULL);
  int fd = memfd_create ("heard", MFD_CLOEXEC);
  g_autofree char *sink = g_strdup_printf ("filesink location=/proc/self/fd/%d sync=false buffer-mode=unbuffered", fd);
  g_autofree gint16 *last = g_new (gint16, 1000);
  Heard heard = { 0 };
  g_autoptr (SoPlayControl) control = so_play_control_new (sink, on_told, &heard);

  for (guint i = 0; i < 500; i++)
    wish (control, sound, (guint64) g_test_rand_int_range (0, 30 * RATE), i % 2 ? 1 : 1.5, i % 3 > 0);
  wish (control, sound, 30 * RATE - 1000, 1, TRUE);
  wait_until (heard.over);
  g_assert_cmpint (pread (fd, last, 2000, lseek (fd, 0, SEEK_END) - 2000), ==, 2000);
  g_assert_cmpmem (last, 2000, pcm + 30 * RATE - 1000, 2000);
  close (fd);
}

/* Another sound, and none. */
static void
test_change (void)
{
  g_autoptr (SoSound) one = make_sound (30 * RATE), other = make_sound (RATE / 2);
  Heard heard = { 0 };
  g_autoptr (SoPlayControl) control = so_play_control_new (SILENT, on_told, &heard);
  guint before;

  wish (control, one, 0, 1, TRUE);
  wait_until (heard.frame > 0);
  wish (control, other, 0, 1, TRUE);
  wait_until (heard.over);
  g_assert_cmpuint (heard.frame, ==, other->frames);
  before = heard.n;
  wish (control, NULL, 0, 1, FALSE);
  wait_until (heard.n > before && heard.frame == 0);
}

static void
test_no_loudspeaker (void)
{
  g_autoptr (SoSound) sound = make_sound (RATE);
  Heard heard = { 0 };
  g_autoptr (SoPlayControl) control = so_play_control_new ("nonesuchsink", on_told, &heard);

  wish (control, sound, 0, 1, TRUE);
  wait_until (heard.problem);
  g_assert_nonnull (strstr (heard.problem, "nonesuchsink"));
  g_clear_pointer (&heard.problem, g_free);
}

/* A loudspeaker that cannot be opened says so, and is asked again the next time. */
static void
test_closed_loudspeaker (void)
{
  g_autoptr (SoSound) sound = make_sound (RATE);
  Heard heard = { 0 };
  g_autoptr (SoPlayControl) control = so_play_control_new ("filesink location=/nonesuch/folder/file", on_told, &heard);
  guint before;

  wish (control, sound, 0, 1, TRUE);
  wait_until (heard.problem);
  before = heard.n;
  g_clear_pointer (&heard.problem, g_free);
  wish (control, sound, 0, 1, TRUE);
  wait_until (heard.n > before && heard.problem);
  g_clear_pointer (&heard.problem, g_free);
}

/* Nothing is told after the end, and none is left behind. */
static void
test_free (void)
{
  g_autoptr (SoSound) sound = make_sound (30 * RATE);

  for (guint i = 0; i < 20; i++)
    {
      Heard heard = { 0 };
      SoPlayControl *control = so_play_control_new (SILENT, on_told, &heard);

      if (i)
        wish (control, sound, 0, 1, TRUE);
      for (guint j = 0; j < i; j++)
        g_usleep (1000);
      so_play_control_free (control);
      heard.n = G_MAXUINT - 1;
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_cmpuint (heard.n, ==, G_MAXUINT - 1);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/play-control/plays", test_plays);
  g_test_add_func ("/media/play-control/stands-still", test_stands_still);
  g_test_add_func ("/media/play-control/last-wish", test_last_wish);
  g_test_add_func ("/media/play-control/change", test_change);
  g_test_add_func ("/media/play-control/no-loudspeaker", test_no_loudspeaker);
  g_test_add_func ("/media/play-control/closed-loudspeaker", test_closed_loudspeaker);
  g_test_add_func ("/media/play-control/free", test_free);
  return g_test_run ();
}
