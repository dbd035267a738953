/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-player.h"

#include "so-error.h"

#include <glib/gi18n-lib.h>
#include <gst/app/gstappsrc.h>
#include <gst/audio/audio.h>
#include <gst/gst.h>

/* What is handed on at once: a 25th of a second, so that a seek has little to throw away. */
#define PIECES 25

struct _SoPlayer {
  SoSound *sound;
  GstElement *pipeline;
  GstBus *bus;
  GMutex mutex;         /* of at: the thread that feeds, and the one that seeks */
  guint64 at;           /* the next sample that is handed on */
  guint32 seek;         /* the number of the last seek; 0: none yet */
  gboolean over, failed;
};

static guint64
to_frame (const SoPlayer *self, GstClockTime time)
{
  return gst_util_uint64_scale_round (time, self->sound->rate, GST_SECOND);
}

static GstClockTime
to_time (const SoPlayer *self, guint64 frame)
{
  return gst_util_uint64_scale_round (frame, GST_SECOND, self->sound->rate);
}

static gboolean
on_seek (GstAppSrc *source, guint64 offset, gpointer data)
{
  SoPlayer *self = data;

  g_mutex_lock (&self->mutex);
  self->at = MIN (to_frame (self, offset), self->sound->frames);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

static guint64
take_piece (SoPlayer *self, guint64 *n)
{
  guint64 at;

  g_mutex_lock (&self->mutex);
  at = self->at;
  *n = MIN (self->sound->rate / PIECES, self->sound->frames - at);
  self->at += *n;
  g_mutex_unlock (&self->mutex);
  return at;
}

static void
on_need_data (GstAppSrc *source, guint hint, gpointer data)
{
  SoPlayer *self = data;
  guint frame_size = 2 * self->sound->channels;
  guint64 n, at = take_piece (self, &n);
  g_autoptr (GBytes) bytes = NULL;
  GstBuffer *buffer;

  if (!n)
    {
      gst_app_src_end_of_stream (source);
      return;
    }
  bytes = g_bytes_new_from_bytes (self->sound->pcm, at * frame_size, n * frame_size);
  buffer = gst_buffer_new_wrapped_bytes (bytes);
  GST_BUFFER_PTS (buffer) = to_time (self, at);
  GST_BUFFER_DURATION (buffer) = to_time (self, at + n) - to_time (self, at);
  gst_app_src_push_buffer (source, buffer);
}

/* Without scaletempo another speed would only change the time that is written on the samples. */
static GstElement *
make_pipeline (SoPlayer *self, const char *sink, GError **error)
{
  GstAppSrcCallbacks callbacks = { .need_data = on_need_data, .seek_data = on_seek };
  g_autofree char *text = g_strdup_printf ("appsrc name=in format=time stream-type=seekable max-time=40000000 caps=audio/x-raw,format=%s,layout=interleaved,"
    "rate=%u,channels=%u ! scaletempo ! audioconvert ! audioresample ! %s", GST_AUDIO_NE (S16), self->sound->rate, self->sound->channels, sink);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch_full (text, NULL, GST_PARSE_FLAG_FATAL_ERRORS, &problem), source = NULL;

  if (!pipeline)
    return so_fail (error, SO_ERROR_CHANGE, _("This computer cannot play sound: %s"), problem->message), NULL;
  source = gst_bin_get_by_name (GST_BIN (pipeline), "in");
  gst_app_src_set_duration (GST_APP_SRC (source), to_time (self, self->sound->frames));
  gst_app_src_set_callbacks (GST_APP_SRC (source), &callbacks, self, NULL);
  return g_steal_pointer (&pipeline);
}

SoPlayer *
so_player_new (SoSound *sound, const char *sink, GError **error)
{
  g_autoptr (SoPlayer) self = NULL;

  g_return_val_if_fail (sound->pcm, NULL);

  if (!gst_init_check (NULL, NULL, NULL))
    return so_fail (error, SO_ERROR_CHANGE, _("This computer cannot play sound: %s"), "GStreamer"), NULL;
  self = g_new0 (SoPlayer, 1);
  self->sound = so_sound_ref (sound);
  g_mutex_init (&self->mutex);
  self->pipeline = make_pipeline (self, sink ? sink : "autoaudiosink", error);
  if (!self->pipeline)
    return NULL;
  self->bus = gst_element_get_bus (self->pipeline);
  gst_element_set_state (self->pipeline, GST_STATE_PAUSED);
  return g_steal_pointer (&self);
}

void
so_player_free (SoPlayer *self)
{
  if (!self)
    return;
  if (self->pipeline)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_object (&self->bus);
  g_clear_object (&self->pipeline);
  so_sound_unref (self->sound);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

gboolean
so_player_play (SoPlayer *self)
{
  return gst_element_set_state (self->pipeline, GST_STATE_PLAYING) != GST_STATE_CHANGE_FAILURE;
}

void
so_player_pause (SoPlayer *self)
{
  gst_element_set_state (self->pipeline, GST_STATE_PAUSED);
}

/* Another speed is a seek too: changing it at once is answered with yes and does nothing here. */
gboolean
so_player_seek (SoPlayer *self, guint64 frame, double speed)
{
  GstEvent *event;

  g_return_val_if_fail (speed >= 0.5 && speed <= 2, FALSE);

  /* It can be told where to go only once it is ready, which takes as long as a loudspeaker needs to wake up. */
  if (gst_element_get_state (self->pipeline, NULL, NULL, 2 * GST_SECOND) == GST_STATE_CHANGE_FAILURE)
    return FALSE;
  self->over = self->failed = FALSE;
  event = gst_event_new_seek (speed, GST_FORMAT_TIME, GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE, GST_SEEK_TYPE_SET,
                              to_time (self, MIN (frame, self->sound->frames)), GST_SEEK_TYPE_NONE, 0);
  self->seek = gst_event_get_seqnum (event);
  return gst_element_send_event (self->pipeline, event);
}

guint64
so_player_get_frame (SoPlayer *self)
{
  gint64 time = 0;

  if (so_player_is_over (self, NULL) || !gst_element_query_position (self->pipeline, GST_FORMAT_TIME, &time) || time < 0)
    return self->over ? self->sound->frames : 0;
  return MIN (to_frame (self, time), self->sound->frames);
}

/* An end that came before the last seek is none any more. */
static void
take_message (SoPlayer *self, GstMessage *message)
{
  gboolean end = GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS;

  if (end && self->seek && gst_message_get_seqnum (message) != self->seek)
    return;
  self->over = TRUE;
  self->failed |= !end;
}

gboolean
so_player_is_over (SoPlayer *self, gboolean *failed)
{
  for (GstMessage *message; (message = gst_bus_pop_filtered (self->bus, GST_MESSAGE_EOS | GST_MESSAGE_ERROR)); gst_message_unref (message))
    take_message (self, message);
  if (failed)
    *failed = self->failed;
  return self->over;
}
