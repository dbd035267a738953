/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoPlayerView: a recording with its shape, to be played: a call, a voicemail or a voice note. What is heard belongs to the studio (SoSoundDesk) and not to this
 * widget: one sound plays at a time, and goes on when its row is scrolled away or made anew.
 *
 * Keys, wherever in it the focus is: Space plays and pauses, Left and Right go 5 seconds, with Shift 1 second, Home and End to the ends, < and > change the speed. Time runs
 * from left to right in every language, as in other players.
 */
#define SO_TYPE_PLAYER_VIEW (so_player_view_get_type ())
G_DECLARE_FINAL_TYPE (SoPlayerView, so_player_view, SO, PLAYER_VIEW, AdwBin)

GtkWidget *so_player_view_new (void);

/* @studio NULL: that of the window in which it is. @sha256: the file, or NULL: there is nothing to play, and so_player_view_set_why() says why. It is read once the widget is
 * seen. @message_id: of the call or the voice note, or NULL. */
void so_player_view_set_sound (SoPlayerView *self, SoStudio *studio, const char *sha256, const char *message_id);

/* Why there is nothing to play, as a sentence; NULL: "There is no recording." */
void so_player_view_set_why (SoPlayerView *self, const char *why);

/* Under which name and type the file is opened in another program; both may be NULL. */
void so_player_view_set_file (SoPlayerView *self, const char *name, const char *mime);

/* As Space does. */
void so_player_view_toggle (SoPlayerView *self);

G_END_DECLS
