/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "so-test-sound.h"

#include <gst/app/gstappsrc.h>
#include <gst/audio/audio.h>
#include <gst/gst.h>
#include <math.h>
#include <sys/mman.h>
#include <unistd.h>

static const struct {
  const char *kind, *encoder;
} encoders[] = {
  { "wav", "audio/x-raw,format=S16LE ! wavenc" },
  { "wav-float", "audio/x-raw,format=F32LE ! wavenc" },
  { "wav-24", "audio/x-raw,format=S24LE ! wavenc" },
  { "wav-mulaw", "mulawenc ! wavenc" },
  { "wav-alaw", "alawenc ! wavenc" },
  { "mp3-32", "lamemp3enc target=bitrate bitrate=32 cbr=true" },
  { "mp3-128", "lamemp3enc target=bitrate bitrate=128 cbr=true" },
  { "mp3-vbr", "lamemp3enc target=quality quality=6" },
  { "mp3-vbr-xing", "lamemp3enc target=quality quality=6 ! xingmux" },
  { "opus", "audioresample ! opusenc ! oggmux" },
  { "vorbis", "audioconvert ! vorbisenc ! oggmux" },
};

const char *const so_test_sound_kinds[] = {
  "wav", "wav-float", "wav-24", "wav-mulaw", "wav-alaw", "mp3-32", "mp3-128", "mp3-vbr", "mp3-vbr-xing", "opus", "vorbis", NULL
};

/* A chirp of 200 to 1700 Hz each 7.3 seconds, and its loudness goes up and down each 1.7. */
gint16
so_test_sound_sample (guint rate, guint channel, guint64 at)
{
  double t = (double) at / rate + channel * 3.1, chirp = fmod (t, 7.3), loud = 0.6 + 0.4 * sin (2 * G_PI * t / 1.7);

  if (channel && at / rate % 2)
    return 0;
  return (gint16) (12000 * loud * sin (2 * G_PI * (200 * chirp + 1500 / 7.3 / 2 * chirp * chirp)));
}

static void
feed (GstElement *source, guint rate, guint channels, guint64 frames)
{
  for (guint64 at = 0; at < frames;)
    {
      guint64 n = MIN (frames - at, rate);
      gint16 *samples = g_new (gint16, n * channels);
      GstBuffer *buffer;

      for (guint64 i = 0; i < n; i++)
        for (guint c = 0; c < channels; c++)
          samples[i * channels + c] = so_test_sound_sample (rate, c, at + i);
      buffer = gst_buffer_new_wrapped (samples, n * channels * sizeof *samples);
      GST_BUFFER_PTS (buffer) = gst_util_uint64_scale (at, GST_SECOND, rate);
      GST_BUFFER_DURATION (buffer) = gst_util_uint64_scale (n, GST_SECOND, rate);
      gst_app_src_push_buffer (GST_APP_SRC (source), buffer);
      at += n;
    }
  gst_app_src_end_of_stream (GST_APP_SRC (source));
}

static const char *
encoder_of (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (encoders); i++)
    if (g_str_equal (encoders[i].kind, kind))
      return encoders[i].encoder;
  g_error ("no kind of sound %s", kind);
}

GBytes *
so_test_sound_file (const char *kind, guint rate, guint channels, guint64 frames)
{
  int fd = memfd_create ("sound", MFD_CLOEXEC);
  g_autofree char *text = g_strdup_printf (
    "appsrc name=in format=time max-bytes=0 caps=audio/x-raw,format=%s,layout=interleaved,rate=%u,channels=%u ! audioconvert ! %s ! filesink location=/proc/self/fd/%d",
    GST_AUDIO_NE (S16), rate, channels, encoder_of (kind), fd);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = NULL, source = NULL;
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) end = NULL;
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!gst_is_initialized ())
    gst_init (NULL, NULL);
  pipeline = gst_parse_launch (text, &error);
  g_assert_no_error (error);
  source = gst_bin_get_by_name (GST_BIN (pipeline), "in");
  bus = gst_element_get_bus (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  feed (source, rate, channels, frames);
  end = gst_bus_timed_pop_filtered (bus, 120 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_nonnull (end);
  g_assert_cmpint (GST_MESSAGE_TYPE (end), ==, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  file = g_mapped_file_new_from_fd (fd, FALSE, &error);
  g_assert_no_error (error);
  bytes = g_mapped_file_get_bytes (file);
  close (fd);
  return g_bytes_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

int
so_test_sound_open (gconstpointer bytes, gsize length)
{
  int fd = memfd_create ("sound", MFD_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, bytes, length), ==, (gssize) length);
  return fd;
}
