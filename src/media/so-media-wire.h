/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-verdict.h"

G_BEGIN_DECLS

/**
 * SoMediaWire: what the media process says, read piece by piece. Each piece is a letter, a length (32 bits, lowest byte first) and so many
 * bytes:
 *
 *     F  rate (32 bits), channels, kind     once, before the first sound
 *     S  samples of 16 bits as this computer has them, the channels side by side
 *     E  verdict, kind                      once, at the end
 *
 * That process has read a stranger's file, so it is trusted no more than the file: whatever else comes ends the reading. Pure.
 */
typedef void (*SoMediaWireSound) (gconstpointer samples, gsize bytes, gpointer data);

typedef struct {
  /* Set by who reads. Called with whole frames; @data of F is known then. */
  SoMediaWireSound sound;
  gpointer data;
  /* What is known. */
  guint rate;           /* 8000 or 16000; 0: nothing yet */
  guint channels;       /* 1 or 2 */
  guint64 frames;       /* that came */
  gboolean ended;
  SoVerdict verdict;
  SoSoundKind kind;
  /* Of the piece that is being read. */
  guint8 head[5];
  guint have;           /* bytes of the head */
  gsize left;           /* bytes of the piece that are still to come */
  guint8 piece[8];      /* of F and E, or a frame of S that is cut in two */
  guint size;           /* bytes in it */
} SoMediaWire;

#define SO_MEDIA_WIRE_MOST (64 * 1024)

/* FALSE where that was not what it may say: nothing more may be read. */
gboolean so_media_wire_read (SoMediaWire *self, const guint8 *bytes, gsize length);

/* Pieces, added to @out. At most SO_MEDIA_WIRE_MOST bytes of sound in one. */
void so_media_wire_write_format (GByteArray *out, guint rate, guint channels, SoSoundKind kind);
void so_media_wire_write_sound (GByteArray *out, gconstpointer samples, gsize bytes);
void so_media_wire_write_end (GByteArray *out, SoVerdict verdict, SoSoundKind kind);

G_END_DECLS
