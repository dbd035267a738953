/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* Who answers, the rules alone or a language model: provider, address, key, model, private mode, and the ways to the pages of agents,
 * of a try, and of where data goes. */
#define SO_TYPE_ASSISTANT_GROUP (so_assistant_group_get_type ())
G_DECLARE_FINAL_TYPE (SoAssistantGroup, so_assistant_group, SO, ASSISTANT_GROUP, AdwPreferencesGroup)

GtkWidget *so_assistant_group_new (SoStudio *studio);

G_END_DECLS
