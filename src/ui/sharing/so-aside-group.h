/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* Changes of a shared studio that could not be applied on this computer, or not told from it, each with the reason. Hidden where there are none. */
#define SO_TYPE_ASIDE_GROUP (so_aside_group_get_type ())
G_DECLARE_FINAL_TYPE (SoAsideGroup, so_aside_group, SO, ASIDE_GROUP, AdwPreferencesGroup)

/* Reads them anew. */
void so_aside_group_show (SoAsideGroup *self, SoStudio *studio);

G_END_DECLS
