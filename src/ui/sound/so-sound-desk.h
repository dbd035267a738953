/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-sound.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoSoundDesk: the recordings of a studio that are looked at, and the one that is heard. There is one for each studio: so only one sound plays at a time, and it goes on
 * when the page that shows it is left. Sounds are read one or two at a time on other threads, and kept in memory as long as somebody looks, and a little longer. Main thread.
 *
 * SoSoundDesk::read (sha256): it was read, or more of it, or it could not be.
 * SoSoundDesk::changed (sha256): it plays now, stands still, or has leapt; "": all have another speed.
 */
#define SO_TYPE_SOUND_DESK (so_sound_desk_get_type ())
G_DECLARE_FINAL_TYPE (SoSoundDesk, so_sound_desk, SO, SOUND_DESK, GObject)

/* Borrowed from the studio. */
SoSoundDesk *so_sound_desk_of (SoStudio *studio);
/* Before the studio goes: what is heard ends, and how far it was is kept. */
void so_sound_desk_stop (SoStudio *studio);

/* Somebody looks at @sha256: it is read, unless it was. Each look has an end: the last one stops the reading. */
void so_sound_desk_look (SoSoundDesk *self, const char *sha256);
void so_sound_desk_look_away (SoSoundDesk *self, const char *sha256);

/* Borrowed; NULL: it was not read yet, or cannot be, which *@problem (borrowed; may be NULL) says then. */
SoSound *so_sound_desk_get_sound (SoSoundDesk *self, const char *sha256, const char **problem);

/* Borrowed: what came of one that is read at this moment, to be drawn (its samples are NULL); NULL: nothing yet, or it is read. SoSoundDesk::read tells of each more. */
SoSound *so_sound_desk_get_so_far (SoSoundDesk *self, const char *sha256);

/* From where it was left, once it is read; whatever else plays ends. */
void so_sound_desk_play (SoSoundDesk *self, const char *sha256);
void so_sound_desk_pause (SoSoundDesk *self);
/* The one that plays or played last; NULL: none. */
const char *so_sound_desk_get_sha256 (SoSoundDesk *self);
/* TRUE of the one that plays, or will as soon as it is read. */
gboolean so_sound_desk_is_playing (SoSoundDesk *self, const char *sha256);

/* Where it is: of one that does not play, where it begins when it does. */
guint64 so_sound_desk_get_frame (SoSoundDesk *self, const char *sha256);
void so_sound_desk_seek (SoSoundDesk *self, const char *sha256, guint64 frame);

/* Of all that is played. */
double so_sound_desk_get_speed (SoSoundDesk *self);
void so_sound_desk_set_speed (SoSoundDesk *self, double speed);

/* Why nothing is heard although it was to play; NULL: all is well. Borrowed. */
const char *so_sound_desk_get_problem (SoSoundDesk *self);

G_END_DECLS
