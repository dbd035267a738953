/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-sound-kind.h"

G_BEGIN_DECLS

/* How reading a recording ended. Whatever the file is, one of these is the answer. Pure. */
typedef enum {
  SO_VERDICT_WHOLE,
  SO_VERDICT_CUT,         /* the file ends before the recording does */
  SO_VERDICT_LONG,        /* there is more than is played */
  SO_VERDICT_EMPTY,       /* a recording without any sound */
  SO_VERDICT_NOT_SOUND,   /* something else under the name of a recording */
  SO_VERDICT_UNSUPPORTED, /* sound of a kind that is not played here */
  SO_VERDICT_DAMAGED,
  SO_VERDICT_LARGE,       /* a file larger than any recording: it was not looked at */
  SO_VERDICT_SLOW,        /* it took too long, and was stopped */
  SO_VERDICT_CRASHED,     /* it ended the media process */
  SO_VERDICT_N
} SoVerdict;

/* The longest that is played, and the largest file that is looked at. */
#define SO_SOUND_MOST_HOURS 4
#define SO_SOUND_MOST_BYTES (256 * 1024 * 1024)

/* What to tell the owner, in her language; NULL where all is well. @seconds: how much is played. Free with g_free(). */
char *so_verdict_sentence (SoVerdict verdict, SoSoundKind kind, double seconds);

/* "whole", "cut", ...: as it is stored and printed. */
const char *so_verdict_nick (SoVerdict verdict);

G_END_DECLS
