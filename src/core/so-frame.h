/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The frames of a WebSocket (RFC 6455), as a hub and its computers need them: each message is short and comes in one piece. A message in parts
 * is refused, so that nobody can make us put one together. Pure; nothing but one frame is kept. */

typedef enum {
  SO_FRAME_TEXT = 1,
  SO_FRAME_BINARY = 2,
  SO_FRAME_CLOSE = 8,
  SO_FRAME_PING = 9,
  SO_FRAME_PONG = 10,
} SoFrameKind;

/* What may be in a frame at all; those that are not messages have at most SO_FRAME_SHORT. */
#define SO_FRAME_MOST 1024
#define SO_FRAME_SHORT 125

/* Why it ends, as a close frame says it. */
enum {
  SO_FRAME_AWAY = 1001,
  SO_FRAME_WRONG = 1002,
  SO_FRAME_NOT_ASKED = 1003,   /* a message where none is taken, or one in parts */
  SO_FRAME_POLICY = 1008,
  SO_FRAME_LARGE = 1009,
};

typedef struct {
  gboolean masked;             /* what a client sends is, what a server sends is not */
  guint most;                  /* bytes in a message; at most SO_FRAME_MOST */
  /* Of the frame that is being read. */
  guint8 head[8];
  guint have, size;            /* bytes of the head and of @bytes that have come, and that belong to it */
  SoFrameKind kind;
  guint8 bytes[SO_FRAME_MOST + 1];
} SoFrameReader;

/* A text or whatever else may come in a frame; *@used of @data were read. SO_FRAME_MORE: nothing whole yet. SO_FRAME_WHOLE: kind, size and
 * bytes (with a 0 behind them) are those of a frame, until the next call. Else the code to close with, and nothing more may be read. */
#define SO_FRAME_MORE 0
#define SO_FRAME_WHOLE 1
guint so_frame_read (SoFrameReader *reader, const guint8 *data, gsize length, gsize *used);

/* Adds a frame to @out; @mask: four random bytes of a client, NULL of a server. @size is at most SO_FRAME_MOST. */
void so_frame_write (GByteArray *out, SoFrameKind kind, const void *bytes, gsize size, const guint8 *mask);
/* One that ends it with @code. */
void so_frame_write_close (GByteArray *out, guint code, const guint8 *mask);

/* What a server says to the Sec-WebSocket-Key @key of a client; free with g_free(). */
char *so_frame_accept (const char *key);

G_END_DECLS
