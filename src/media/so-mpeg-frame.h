/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The head of a frame of MPEG audio, layer III: what an MP3 is made of. Pure. */
typedef struct {
  guint size;       /* bytes, with the head */
  guint samples;    /* of each channel: 1152 or 576 */
  guint rate;       /* Hz */
  guint channels;
} SoMpegFrame;

#define SO_MPEG_HEAD 4

/* FALSE where @bytes do not begin a frame whose size is known. */
gboolean so_mpeg_frame_read (const guint8 *bytes, gsize length, SoMpegFrame *frame);

/* How many bytes of an ID3v2 tag stand in front of the sound, with a footer; 0 where there is none. */
gsize so_mpeg_tag_size (const guint8 *bytes, gsize length);

G_END_DECLS
