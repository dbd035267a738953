/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-sound.h"

G_BEGIN_DECLS

/**
 * SoPlayer: plays the plain samples of a SoSound, faster or slower at the pitch that they have. No decoder is in it: what it gets is already
 * read by the media process. To be used from one thread.
 */
typedef struct _SoPlayer SoPlayer;

/* @sink: where it is heard, in the words of gst_parse_launch(); NULL: the loudspeaker. NULL with SO_ERROR_CHANGE where this computer cannot
 * play sound; the message says what it lacks. @sound has some sound. */
SoPlayer *so_player_new (SoSound *sound, const char *sink, GError **error);
void so_player_free (SoPlayer *self);

/* It stands still at the beginning until then. FALSE where the loudspeaker is not there. */
gboolean so_player_play (SoPlayer *self);
void so_player_pause (SoPlayer *self);

/* To exactly this sample, at @speed, 0.5 to 2. Goes on playing where it was. */
gboolean so_player_seek (SoPlayer *self, guint64 frame, double speed);

/* The sample that is heard now. */
guint64 so_player_get_frame (SoPlayer *self);

/* TRUE from the end of the sound to the next seek. *@failed: it ended because the loudspeaker went away. */
gboolean so_player_is_over (SoPlayer *self, gboolean *failed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoPlayer, so_player_free)

G_END_DECLS
