/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE   /* memmem() */
#include "so-sound-cut.h"

#include "so-mpeg-frame.h"
#include "so-wave-head.h"

#include <string.h>

#define WAV_SIZE_UNKNOWN 0xffffffff

static guint32
u32_big (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/* Who writes a WAV while it is still being said puts 0 or the largest number for the size of the sound. */
static gboolean
wav_is_cut (const guint8 *bytes, gsize length)
{
  gsize size;
  const guint8 *data = so_wave_find (bytes, length, "data", &size);

  return !data || (size && size != WAV_SIZE_UNKNOWN && data + size > bytes + length);
}

static gsize
find (const guint8 *bytes, gsize at, gsize length, const char *mark)
{
  const guint8 *found = at < length ? memmem (bytes + at, length - at, mark, strlen (mark)) : NULL;

  return found ? (gsize) (found - bytes) : length;
}

static gboolean
ogg_is_cut (const guint8 *bytes, gsize length)
{
  for (gsize at = 0; (at = find (bytes, at, length, "OggS")) < length;)
    {
      gsize segments, body = 0;

      if (at + 27 > length)
        return TRUE;
      segments = bytes[at + 26];
      if (at + 27 + segments > length)
        return TRUE;
      for (gsize i = 0; i < segments; i++)
        body += bytes[at + 27 + i];
      at += 27 + segments + body;
      if (at > length)
        return TRUE;
    }
  return FALSE;
}

/* What the first frame promises, where it is one of Xing's or LAME's; 0 where it is not. */
static guint32
promised_frames (const guint8 *bytes, gsize length, const SoMpegFrame *first)
{
  gsize at = SO_MPEG_HEAD + (first->samples == 1152 ? (first->channels == 2 ? 32 : 17) : (first->channels == 2 ? 17 : 9));

  if (at + 12 > length || (memcmp (bytes + at, "Xing", 4) && memcmp (bytes + at, "Info", 4)) || !(bytes[at + 7] & 1))
    return 0;
  return u32_big (bytes + at + 8);
}

static gboolean
mp3_is_cut (const guint8 *bytes, gsize length)
{
  gsize at = so_mpeg_tag_size (bytes, length);
  guint32 promised = 0, frames = 0;
  SoMpegFrame frame;

  while (at + SO_MPEG_HEAD <= length)
    {
      if (!so_mpeg_frame_read (bytes + at, length - at, &frame))
        {
          at++;
          continue;
        }
      if (at + frame.size > length)
        return TRUE;
      if (frames++ == 0)
        promised = promised_frames (bytes + at, length - at, &frame);
      at += frame.size;
    }
  /* What is left is too little for a head, and may be the beginning of one. */
  return frames < promised || (frames && at < length && bytes[at] == 0xff);
}

gboolean
so_sound_is_cut (SoSoundKind kind, const guint8 *bytes, gsize length)
{
  switch (kind)
    {
    case SO_SOUND_WAV_PCM:
    case SO_SOUND_WAV_MULAW:
    case SO_SOUND_WAV_ALAW:
      return wav_is_cut (bytes, length);
    case SO_SOUND_OPUS:
    case SO_SOUND_VORBIS:
      return ogg_is_cut (bytes, length);
    case SO_SOUND_MP3:
      return mp3_is_cut (bytes, length);
    default:
      return FALSE;
    }
}
