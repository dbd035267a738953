/* SPDX-License-Identifier: MIT */
#include "so-mpeg-frame.h"

#include <string.h>

#define LAYER_III 1
#define TAG_HEAD 10
#define TAG_HAS_FOOTER 0x10

/* ISO 11172-3 and 13818-3, in kb/s; 0 is "free", which says no size, 15 is wrong. */
static const guint16 bit_rates[2][16] = {
  { 0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0 },         /* MPEG 2 and 2.5 */
  { 0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0 },     /* MPEG 1 */
};
/* By the two bits of the version: 2.5, none, 2, 1. */
static const guint16 rates[4][4] = {
  { 11025, 12000, 8000, 0 }, { 0, 0, 0, 0 }, { 22050, 24000, 16000, 0 }, { 44100, 48000, 32000, 0 },
};

gboolean
so_mpeg_frame_read (const guint8 *bytes, gsize length, SoMpegFrame *frame)
{
  guint version, bit_rate, rate;
  gboolean one;

  if (length < SO_MPEG_HEAD || bytes[0] != 0xff || (bytes[1] & 0xe0) != 0xe0 || ((bytes[1] >> 1) & 3) != LAYER_III)
    return FALSE;
  version = (bytes[1] >> 3) & 3;
  one = version == 3;
  bit_rate = bit_rates[one][bytes[2] >> 4];
  rate = rates[version][(bytes[2] >> 2) & 3];
  if (!bit_rate || !rate)
    return FALSE;
  *frame = (SoMpegFrame) {
    .size = (one ? 144 : 72) * bit_rate * 1000 / rate + ((bytes[2] >> 1) & 1),
    .samples = one ? 1152 : 576, .rate = rate, .channels = (bytes[3] >> 6) == 3 ? 1 : 2,
  };
  return TRUE;
}

gsize
so_mpeg_tag_size (const guint8 *bytes, gsize length)
{
  gsize size = 0;

  if (length < TAG_HEAD || memcmp (bytes, "ID3", 3))
    return 0;
  for (guint i = 6; i < TAG_HEAD; i++)
    {
      if (bytes[i] & 0x80)
        return 0;
      size = size << 7 | bytes[i];
    }
  return TAG_HEAD + size + (bytes[5] & TAG_HAS_FOOTER ? TAG_HEAD : 0);
}
