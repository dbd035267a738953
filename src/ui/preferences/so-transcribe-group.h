/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* Who writes down what is said in calls and voice notes, where the sound goes for that, and a try. */
#define SO_TYPE_TRANSCRIBE_GROUP (so_transcribe_group_get_type ())
G_DECLARE_FINAL_TYPE (SoTranscribeGroup, so_transcribe_group, SO, TRANSCRIBE_GROUP, AdwPreferencesGroup)

GtkWidget *so_transcribe_group_new (SoStudio *studio);

G_END_DECLS
