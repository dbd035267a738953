/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* Where each kind of data goes, with the settings as they are now. */
#define SO_TYPE_ASSISTANT_PLACES (so_assistant_places_get_type ())
G_DECLARE_FINAL_TYPE (SoAssistantPlaces, so_assistant_places, SO, ASSISTANT_PLACES, AdwNavigationPage)

AdwNavigationPage *so_assistant_places_new (SoStudio *studio);

G_END_DECLS
