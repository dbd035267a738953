/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-sound.h"

G_BEGIN_DECLS

/* One voice of a sound as programs that write down speech want it. Pure. */
#define SO_LANE_RATE 16000
#define SO_LANE_MIXED -1      /* instead of a channel: all of them */

/* @frames from @from on as a WAV file, 16 bits, mono, SO_LANE_RATE. @lane: a channel, or SO_LANE_MIXED. */
GBytes *so_sound_lane_wav (const SoSound *sound, int lane, guint64 from, guint64 frames);

/* Where a piece that begins at @from and has at most @most frames ends best: where nobody speaks, in its last third; or where the sound ends. */
guint64 so_sound_lane_cut (const SoSound *sound, int lane, guint64 from, guint64 most);

/* TRUE where there is nothing but the noise of the line: who is asked to write that down makes something up. */
gboolean so_sound_lane_is_silent (const SoSound *sound, int lane);

G_END_DECLS
