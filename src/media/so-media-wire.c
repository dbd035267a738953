/* SPDX-License-Identifier: MIT */
#include "so-media-wire.h"

#include <string.h>

#define FORMAT_SIZE 6
#define END_SIZE 2

static guint32
u32 (const guint8 *bytes)
{
  return bytes[0] | (guint32) bytes[1] << 8 | (guint32) bytes[2] << 16 | (guint32) bytes[3] << 24;
}

static guint
frame_size (const SoMediaWire *self)
{
  return 2 * self->channels;
}

/* May a piece with this head come now? */
static gboolean
take_head (SoMediaWire *self)
{
  self->left = u32 (self->head + 1);
  self->size = 0;
  switch (self->head[0])
    {
    case 'F':
      return self->left == FORMAT_SIZE && !self->rate;
    case 'S':
      return self->rate && self->left && self->left <= SO_MEDIA_WIRE_MOST && self->left % frame_size (self) == 0;
    case 'E':
      return self->left == END_SIZE;
    default:
      return FALSE;
    }
}

static gboolean
take_format (SoMediaWire *self)
{
  self->rate = u32 (self->piece);
  self->channels = self->piece[4];
  self->kind = self->piece[5];
  return (self->rate == 8000 || self->rate == 16000) && (self->channels == 1 || self->channels == 2) && so_sound_kind_plays (self->kind);
}

static gboolean
take_end (SoMediaWire *self)
{
  self->ended = TRUE;
  self->verdict = self->piece[0];
  self->kind = self->piece[1];
  /* What only we can know of it is not for it to say. */
  return self->verdict < SO_VERDICT_SLOW && self->kind < SO_SOUND_N_KINDS;
}

static gboolean
take_frames (SoMediaWire *self, const guint8 *bytes, gsize length)
{
  guint64 frames = self->frames + length / frame_size (self);

  if (frames > (guint64) self->rate * 3600 * SO_SOUND_MOST_HOURS)
    return FALSE;
  self->frames = frames;
  if (length && self->sound)
    self->sound (bytes, length, self->data);
  return TRUE;
}

/* Frames that are whole go on as they are; one that is cut in two is put together first. */
static gsize
take_sound (SoMediaWire *self, const guint8 *bytes, gsize length, gboolean *fine)
{
  gsize n = MIN (length, self->left), frame = frame_size (self);

  if (self->size == 0 && n >= frame)
    n -= n % frame, *fine = take_frames (self, bytes, n);
  else
    {
      n = MIN (n, frame - self->size);
      memcpy (self->piece + self->size, bytes, n);
      self->size += n;
      if (self->size == frame)
        self->size = 0, *fine = take_frames (self, self->piece, frame);
    }
  return n;
}

static gsize
take_piece (SoMediaWire *self, const guint8 *bytes, gsize length, gboolean *fine)
{
  gsize n = MIN (length, self->left);

  if (self->head[0] == 'S')
    n = take_sound (self, bytes, length, fine);
  else
    {
      memcpy (self->piece + self->size, bytes, n);
      self->size += n;
      if (n == self->left)
        *fine = self->head[0] == 'F' ? take_format (self) : take_end (self);
    }
  self->left -= n;
  if (self->left == 0)
    self->have = 0, self->size = 0;
  return n;
}

gboolean
so_media_wire_read (SoMediaWire *self, const guint8 *bytes, gsize length)
{
  gboolean fine = TRUE;

  while (length && fine)
    {
      gsize n = 1;

      if (self->ended)
        return FALSE;
      if (self->have == sizeof self->head)
        n = take_piece (self, bytes, length, &fine);
      else
        {
          self->head[self->have++] = *bytes;
          if (self->have == sizeof self->head)
            fine = take_head (self);
        }
      bytes += n;
      length -= n;
    }
  return fine;
}

static void
write_u32 (GByteArray *out, guint32 value)
{
  guint8 bytes[4] = { value, value >> 8, value >> 16, value >> 24 };

  g_byte_array_append (out, bytes, 4);
}

static void
write_head (GByteArray *out, char letter, gsize length)
{
  g_byte_array_append (out, (const guint8 *) &letter, 1);
  write_u32 (out, length);
}

void
so_media_wire_write_format (GByteArray *out, guint rate, guint channels, SoSoundKind kind)
{
  guint8 rest[2] = { channels, kind };

  write_head (out, 'F', FORMAT_SIZE);
  write_u32 (out, rate);
  g_byte_array_append (out, rest, sizeof rest);
}

void
so_media_wire_write_sound (GByteArray *out, gconstpointer samples, gsize bytes)
{
  g_return_if_fail (bytes && bytes <= SO_MEDIA_WIRE_MOST);

  write_head (out, 'S', bytes);
  g_byte_array_append (out, samples, bytes);
}

void
so_media_wire_write_end (GByteArray *out, SoVerdict verdict, SoSoundKind kind)
{
  guint8 bytes[END_SIZE] = { verdict, kind };

  write_head (out, 'E', sizeof bytes);
  g_byte_array_append (out, bytes, sizeof bytes);
}
