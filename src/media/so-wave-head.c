/* SPDX-License-Identifier: MIT */
#include "so-wave-head.h"

#include <string.h>

#define LEAST_RATE 1000
#define MOST_RATE 384000
#define MOST_CHANNELS 64
#define MOST_BYTES 8   /* of a sample */

static guint
u16 (const guint8 *bytes)
{
  return bytes[0] | (guint) bytes[1] << 8;
}

static gsize
u32 (const guint8 *bytes)
{
  return u16 (bytes) | (gsize) u16 (bytes + 2) << 16;
}

const guint8 *
so_wave_find (const guint8 *bytes, gsize length, const char *name, gsize *size)
{
  for (gsize at = 12; at + 8 <= length; at += 8 + *size + (*size & 1))
    {
      *size = u32 (bytes + at + 4);
      if (!memcmp (bytes + at, name, 4))
        return bytes + at + 8;
    }
  return NULL;
}

gboolean
so_wave_is_sane (const guint8 *bytes, gsize length)
{
  gsize size = 0, rate;
  const guint8 *format = so_wave_find (bytes, length, "fmt ", &size);
  guint channels, frame;

  if (!format || format + SO_WAVE_FORMAT > bytes + length)
    return TRUE;
  channels = u16 (format + 2);
  rate = u32 (format + 4);
  frame = u16 (format + 12);
  return channels >= 1 && channels <= MOST_CHANNELS && rate >= LEAST_RATE && rate <= MOST_RATE && frame >= channels && frame <= channels * MOST_BYTES;
}
