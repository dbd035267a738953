/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-contact.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What was noted about a person, each note with its day: written, changed and taken away. */
#define SO_TYPE_NOTE_GROUP (so_note_group_get_type ())
G_DECLARE_FINAL_TYPE (SoNoteGroup, so_note_group, SO, NOTE_GROUP, AdwPreferencesGroup)

void so_note_group_show (SoNoteGroup *self, SoStudio *studio, const SoContact *contact);

G_END_DECLS
