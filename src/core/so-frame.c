/* SPDX-License-Identifier: MIT */
#include "so-frame.h"

#include <string.h>

/* RFC 6455, 1.3: the same for everybody. */
#define NOBODYS_KEY "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

#define LAST 0x80
#define RESERVED 0x70
#define MASKED 0x80
#define TWO_BYTES 126

/* What the head says about its own length, once its first two bytes are there. */
static guint
head_size (const SoFrameReader *self)
{
  return 2 + ((self->head[1] & ~MASKED) == TWO_BYTES ? 2 : 0) + (self->masked ? 4 : 0);
}

static guint
payload_size (const SoFrameReader *self)
{
  guint size = self->head[1] & ~MASKED;

  return size == TWO_BYTES ? (guint) self->head[2] << 8 | self->head[3] : size;
}

/* 0, or the code: by the first two bytes, so that nothing of a wrong frame is waited for. */
static guint
check_kind (const SoFrameReader *self)
{
  guint kind = self->head[0] & 0x0f, size = self->head[1] & ~MASKED;
  gboolean message = kind == SO_FRAME_TEXT || kind == SO_FRAME_BINARY;

  if ((self->head[0] & RESERVED) || ((self->head[1] & MASKED) != 0) != self->masked)
    return SO_FRAME_WRONG;
  if (!message && kind != SO_FRAME_CLOSE && kind != SO_FRAME_PING && kind != SO_FRAME_PONG)
    return SO_FRAME_WRONG;
  if (!message && (size > SO_FRAME_SHORT || !(self->head[0] & LAST)))
    return SO_FRAME_WRONG;
  if (!(self->head[0] & LAST))
    return SO_FRAME_NOT_ASKED;
  return size > TWO_BYTES ? SO_FRAME_LARGE : 0;
}

static guint
take_head_byte (SoFrameReader *self, guint8 byte)
{
  guint wrong = 0;

  self->head[self->have++] = byte;
  if (self->have == 2)
    wrong = check_kind (self);
  if (wrong || self->have < 2 || self->have < head_size (self))
    return wrong;
  self->kind = self->head[0] & 0x0f;
  /* A length that has a shorter form. */
  if ((self->head[1] & ~MASKED) == TWO_BYTES && payload_size (self) < TWO_BYTES)
    return SO_FRAME_WRONG;
  return payload_size (self) > self->most && self->kind < SO_FRAME_CLOSE ? SO_FRAME_LARGE : 0;
}

guint
so_frame_read (SoFrameReader *self, const guint8 *data, gsize length, gsize *used)
{
  gsize at = 0;

  for (;;)
    {
      gboolean whole_head = self->have >= 2 && self->have >= head_size (self);
      guint wrong;

      if (whole_head && self->size == payload_size (self))
        {
          self->bytes[self->size] = 0;
          self->have = 0;
          *used = at;
          return SO_FRAME_WHOLE;
        }
      if (at == length)
        break;
      if (whole_head)
        {
          guint8 key = self->masked ? self->head[self->have - 4 + self->size % 4] : 0;

          self->bytes[self->size++] = data[at++] ^ key;
          continue;
        }
      if (!self->have)
        self->size = 0;
      wrong = take_head_byte (self, data[at++]);
      if (wrong)
        {
          *used = at;
          return wrong;
        }
    }
  *used = at;
  return SO_FRAME_MORE;
}

void
so_frame_write (GByteArray *out, SoFrameKind kind, const void *bytes, gsize size, const guint8 *mask)
{
  const guint8 *from = bytes;
  guint8 head[4] = { LAST | kind, (mask ? MASKED : 0) | MIN (size, TWO_BYTES), size >> 8, size & 0xff };

  g_assert (size <= SO_FRAME_MOST);
  g_byte_array_append (out, head, size < TWO_BYTES ? 2 : 4);
  if (mask)
    g_byte_array_append (out, mask, 4);
  for (gsize i = 0; i < size; i++)
    {
      guint8 byte = from[i] ^ (mask ? mask[i % 4] : 0);

      g_byte_array_append (out, &byte, 1);
    }
}

void
so_frame_write_close (GByteArray *out, guint code, const guint8 *mask)
{
  guint8 bytes[2] = { code >> 8, code & 0xff };

  so_frame_write (out, SO_FRAME_CLOSE, bytes, sizeof bytes, mask);
}

char *
so_frame_accept (const char *key)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize size = sizeof digest;

  g_checksum_update (sum, (const guchar *) key, (gssize) strlen (key));
  g_checksum_update (sum, (const guchar *) NOBODYS_KEY, (gssize) strlen (NOBODYS_KEY));
  g_checksum_get_digest (sum, digest, &size);
  return g_base64_encode (digest, size);
}
