/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-sound-decode.h"

#include "so-media-wire.h"
#include "so-mpeg-frame.h"
#include "so-sound-cut.h"

#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>
#include <gst/audio/audio.h>
#include <gst/gst.h>

#define CHUNK (16 * 1024)
/* How often it is looked whether something went wrong, while no sound comes. */
#define LOOK (20 * GST_MSECOND)

typedef struct {
  SoSoundKind kind;
  const guint8 *bytes;          /* what is left to read; of the thread that feeds, once it runs */
  gsize left;
  int fed;                      /* atomic: nothing is left */
  GByteArray *pieces;
  GstCaps *caps;                /* of the sound, once it is known */
  guint rate, channels;
  guint64 frames;
  SoSoundDecoded decoded;
  gpointer data;
} Decoding;

gboolean
so_sound_decode_init (const char **missing)
{
  static const char *const names[] = {
    "coreelements", "app", "wavparse", "mulaw", "alaw", "audioparsers", "mpg123", "ogg", "opus", "vorbis", "audioconvert", "audioresample",
  };

  /* No list of all that is installed, no cache file of it, and no code that is made while it runs. */
  g_setenv ("GST_REGISTRY_DISABLE", "yes", TRUE);
  g_setenv ("ORC_CODE", "backup", TRUE);
  gst_init (NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/libgst%s.so", GST_PLUGINS, names[i]);
      g_autoptr (GstPlugin) plugin = gst_plugin_load_file (path, NULL);

      if (!plugin)
        return *missing = names[i], FALSE;
    }
  return TRUE;
}

static const char *
decoders (SoSoundKind kind)
{
  switch (kind)
    {
    case SO_SOUND_WAV_PCM:
      return "wavparse";
    case SO_SOUND_WAV_MULAW:
      return "wavparse ! mulawdec";
    case SO_SOUND_WAV_ALAW:
      return "wavparse ! alawdec";
    case SO_SOUND_MP3:
      return "mpegaudioparse ! mpg123audiodec";
    case SO_SOUND_OPUS:
      /* What it was made of 16000 times a second, or less often, is not first made into 48000. */
      return "oggdemux ! opusdec ! audio/x-raw,rate=16000";
    case SO_SOUND_VORBIS:
      return "oggdemux ! vorbisdec";
    default:
      return NULL;
    }
}

static void
on_need_data (GstAppSrc *source, guint n, gpointer data)
{
  Decoding *self = data;
  gsize size = MIN (self->left, CHUNK);

  if (!size)
    {
      g_atomic_int_set (&self->fed, TRUE);
      gst_app_src_end_of_stream (source);
      return;
    }
  gst_app_src_push_buffer (source, gst_buffer_new_wrapped_full (GST_MEMORY_FLAG_READONLY, (gpointer) self->bytes, size, 0, size, NULL, NULL));
  self->bytes += size;
  self->left -= size;
}

static GstElement *
make_pipeline (Decoding *self)
{
  GstAppSrcCallbacks callbacks = { .need_data = on_need_data };
  g_autofree char *text = g_strdup_printf ("appsrc name=in format=bytes ! %s ! audioconvert dithering=none ! audioresample "
    "! audio/x-raw,format=" GST_AUDIO_NE (S16) ",layout=interleaved,rate={8000,16000},channels=[1,2] ! appsink name=out sync=false max-buffers=8",
    decoders (self->kind));
  GstElement *pipeline = gst_parse_launch (text, NULL);
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "in");

  gst_app_src_set_size (GST_APP_SRC (source), self->left);
  gst_app_src_set_callbacks (GST_APP_SRC (source), &callbacks, self, NULL);
  return pipeline;
}

/* FALSE where the sound changes its shape on the way, as none that is whole does. */
static gboolean
take_caps (Decoding *self, GstCaps *caps)
{
  GstStructure *shape = gst_caps_get_structure (caps, 0);
  int rate = 0, channels = 0;

  if (self->caps)
    return gst_caps_is_equal (self->caps, caps);
  if (!gst_structure_get_int (shape, "rate", &rate) || !gst_structure_get_int (shape, "channels", &channels))
    return FALSE;
  self->caps = gst_caps_ref (caps);
  self->rate = rate;
  self->channels = channels;
  so_media_wire_write_format (self->pieces, rate, channels, self->kind);
  return TRUE;
}

static void
write_samples (Decoding *self, const guint8 *bytes, gsize length)
{
  gsize most = (gsize) self->rate * 3600 * SO_SOUND_MOST_HOURS - self->frames;

  length = MIN (length / (2 * self->channels), most) * 2 * self->channels;
  self->frames += length / (2 * self->channels);
  for (gsize n; length; bytes += n, length -= n)
    {
      n = MIN (length, SO_MEDIA_WIRE_MOST);
      so_media_wire_write_sound (self->pieces, bytes, n);
    }
}

static gboolean
take_sample (Decoding *self, GstSample *sample)
{
  GstMapInfo map;
  gboolean fine;

  if (!take_caps (self, gst_sample_get_caps (sample)) || !gst_buffer_map (gst_sample_get_buffer (sample), &map, GST_MAP_READ))
    return FALSE;
  write_samples (self, map.data, map.size);
  gst_buffer_unmap (gst_sample_get_buffer (sample), &map);
  fine = self->decoded (self->pieces, self->data);
  g_byte_array_set_size (self->pieces, 0);
  return fine;
}

/* Everything was read, and whatever came of it is there: one thread does it all. An Ogg of heads alone ends so, without a word. */
static gboolean
is_over (Decoding *self, GstPad *source)
{
  return g_atomic_int_get (&self->fed) && gst_pad_get_task_state (source) != GST_TASK_STARTED;
}

/* TRUE at the end of the sound, FALSE where something goes wrong on the way. */
static gboolean
run (Decoding *self, GstPad *source, GstAppSink *sink, GstBus *bus)
{
  for (;;)
    {
      gboolean over = is_over (self, source);
      g_autoptr (GstSample) sample = gst_app_sink_try_pull_sample (sink, LOOK);
      g_autoptr (GstMessage) wrong = NULL;

      if (sample && !take_sample (self, sample))
        return FALSE;
      if (self->rate && self->frames == (guint64) self->rate * 3600 * SO_SOUND_MOST_HOURS)
        return TRUE;
      if (sample)
        continue;
      wrong = gst_bus_pop_filtered (bus, GST_MESSAGE_ERROR);
      if (wrong || gst_app_sink_is_eos (sink))
        return !wrong;
      if (over)
        return FALSE;
    }
}

static SoVerdict
judge (const Decoding *self, gboolean finished, gboolean cut)
{
  if (self->rate && self->frames == (guint64) self->rate * 3600 * SO_SOUND_MOST_HOURS)
    return SO_VERDICT_LONG;
  if (!self->frames)
    return finished && !cut ? SO_VERDICT_EMPTY : SO_VERDICT_DAMAGED;
  if (cut)
    return SO_VERDICT_CUT;
  return finished ? SO_VERDICT_WHOLE : SO_VERDICT_DAMAGED;
}

SoVerdict
so_sound_decode (SoSoundKind kind, const guint8 *bytes, gsize length, SoSoundDecoded decoded, gpointer data)
{
  gsize tag = MIN (so_mpeg_tag_size (bytes, length), length);
  g_autoptr (GByteArray) pieces = g_byte_array_new ();
  Decoding self = { .kind = kind, .bytes = bytes + tag, .left = length - tag, .pieces = pieces, .decoded = decoded, .data = data };
  g_autoptr (GstElement) pipeline = make_pipeline (&self);
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "in");
  g_autoptr (GstPad) pad = gst_element_get_static_pad (source, "src");
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "out");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  gboolean finished;

  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  finished = run (&self, pad, GST_APP_SINK (sink), bus);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  gst_clear_caps (&self.caps);
  return judge (&self, finished, so_sound_is_cut (kind, bytes, length));
}
