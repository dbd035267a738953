/* SPDX-License-Identifier: MIT */
/* A media process that hangs, ends, lies or floods: each is stopped, and there is an answer. */
#include "so-media-read.h"

#include "so-test-sound.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define GRACE 1500

static const char *peer;

static const struct {
  const char *word, *verdict, *sentence;
  double seconds;       /* that play; -1: more than that */
} peers[] = {
  { "hang", "slow", "This recording took too long to read, so it can't be played. Open it in another program.", 0 },
  { "hang-later", "slow", "This recording took too long to read – playing the first 0:01.", 1 },
  { "crash", "crashed", "This recording is damaged – playing the first 0:01.", 1 },
  { "ends", "crashed", "This recording is damaged – playing the first 0:01.", 1 },
  { "garbage", "crashed", "This recording is damaged – playing the first 0:01.", 1 },
  { "lies", "damaged", "This recording is damaged – playing the first 0:01.", 1 },
  { "stays", "whole", NULL, 1 },
  { "slow", "slow", NULL, -1 },
  { "flood", "crashed", NULL, 4 * 3600 },
};

static void
assert_no_child (void)
{
  /* GLib's own thread waits for it, so it may be one moment more. */
  siginfo_t info;

  for (gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC; waitid (P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0;)
    g_assert_cmpint (g_get_monotonic_time (), <, end);
  g_assert_cmpint (errno, ==, ECHILD);
}

static void
test_peer (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  int fd = so_test_sound_open (peers[i].word, strlen (peers[i].word));
  g_autoptr (GError) error = NULL;
  g_autoptr (SoSound) sound = so_media_read (peer, fd, g_str_has_prefix (peers[i].word, "hang") || g_str_equal (peers[i].word, "slow") ? GRACE : 60000, NULL, &error);
  g_autofree char *sentence = NULL;

  close (fd);
  g_assert_no_error (error);
  sentence = so_sound_dup_sentence (sound);
  g_test_message ("%s: %s, %g s, %s", peers[i].word, so_verdict_nick (sound->verdict), so_sound_get_seconds (sound), sentence);
  g_assert_cmpstr (so_verdict_nick (sound->verdict), ==, peers[i].verdict);
  if (peers[i].seconds >= 0)
    g_assert_cmpfloat_with_epsilon (so_sound_get_seconds (sound), peers[i].seconds, 1.01);
  g_assert_cmpuint (sound->pcm ? g_bytes_get_size (sound->pcm) : 0, ==, sound->frames * sound->channels * 2);
  if (peers[i].sentence || sound->verdict == SO_VERDICT_WHOLE)
    g_assert_cmpstr (sentence, ==, peers[i].sentence);
  assert_no_child ();
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (50000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GThread) thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_autoptr (GError) error = NULL;
  int fd = so_test_sound_open ("hang", 4);

  g_assert_null (so_media_read (peer, fd, 600000, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (g_steal_pointer (&thread));
  close (fd);
  assert_no_child ();
  g_clear_error (&error);
  fd = so_test_sound_open ("hang", 4);
  g_assert_null (so_media_read (peer, fd, 600000, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close (fd);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  peer = argv[1];
  for (guint i = 0; i < G_N_ELEMENTS (peers); i++)
    {
      g_autofree char *path = g_strconcat ("/media/peers/", peers[i].word, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_peer);
    }
  g_test_add_func ("/media/peers/cancelled", test_cancelled);
  return g_test_run ();
}
