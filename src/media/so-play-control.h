/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-sound.h"

G_BEGIN_DECLS

/**
 * SoPlayControl: a SoPlayer on a thread of its own, for whoever must not wait: a loudspeaker that wakes up takes seconds, a seek tens of milliseconds. It is told what is
 * wished, and only the last wish counts: a drag over the waveform seeks as often as the loudspeaker can follow, and ends where the drag does.
 */
typedef struct _SoPlayControl SoPlayControl;

/* How it stands. Of a wish that is not the last one nothing is said. */
typedef struct {
  guint64 frame;        /* that is heard */
  gint64 at;            /* when that was, µs of the monotonic clock */
  gboolean over;        /* it was played to its end */
  char *problem;        /* why nothing is heard, as a sentence; NULL: all is well */
} SoPlayReport;

/* Called in the main context in which the control was made: after each wish, and while it plays 25 times a second. */
typedef void (*SoPlayTold) (const SoPlayReport *report, gpointer data);

/* @sink as in so_player_new(). The thread begins with the first wish. */
SoPlayControl *so_play_control_new (const char *sink, SoPlayTold told, gpointer data);
/* Nothing is told any more. Waits for the loudspeaker to be let go, but no longer than a second. */
void so_play_control_free (SoPlayControl *self);

/* @sound from @frame on, at @speed; not @playing: it stands still there. NULL: nothing. */
void so_play_control_wish (SoPlayControl *self, SoSound *sound, guint64 frame, double speed, gboolean playing);
/* It stands still where it is. */
void so_play_control_pause (SoPlayControl *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoPlayControl, so_play_control_free)

G_END_DECLS
