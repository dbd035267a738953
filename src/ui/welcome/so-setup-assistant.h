/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* Setting: "warm" (also where nothing is kept), "plain" or "formal". */
#define SO_ASSISTANT_TONE "assistant.tone"
/* The owner's own words on how it speaks, for a language model. */
#define SO_ASSISTANT_VOICE "assistant.voice"

/* How much the assistant does: in the set-up and in Preferences. Signal "changed". */
#define SO_TYPE_SETUP_ASSISTANT (so_setup_assistant_get_type ())
G_DECLARE_FINAL_TYPE (SoSetupAssistant, so_setup_assistant, SO, SETUP_ASSISTANT, AdwPreferencesPage)

GtkWidget *so_setup_assistant_new (SoStudio *studio);
void so_setup_assistant_save (SoSetupAssistant *self);

G_END_DECLS
