/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-peaks.h"
#include "so-verdict.h"

G_BEGIN_DECLS

/* SoSound: a recording as it is played and drawn: plain samples, whatever file they were in. Immutable; any thread may have it. */
typedef struct {
  SoVerdict verdict;
  SoSoundKind kind;
  guint rate;           /* 8000 or 16000; 0 where there is no sound */
  guint channels;       /* 1 or 2 */
  guint64 frames;       /* samples of each channel: the exact length */
  GBytes *pcm;          /* 16 bits as this computer has them, the channels side by side; NULL where there is no sound */
  SoPeaks *peaks;       /* NULL where there is no sound */
} SoSound;

SoSound *so_sound_new (void);
SoSound *so_sound_ref (SoSound *self);
void so_sound_unref (SoSound *self);

double so_sound_get_seconds (const SoSound *self);

/* What to tell the owner, or NULL where all is well; free with g_free(). */
char *so_sound_dup_sentence (const SoSound *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoSound, so_sound_unref)

G_END_DECLS
