/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* Whether this studio is shared with other computers, what that means, how it fares, and whether all is the same here and at the hub. Hidden where
 * there is no hub. */
#define SO_TYPE_SHARE_GROUP (so_share_group_get_type ())
G_DECLARE_FINAL_TYPE (SoShareGroup, so_share_group, SO, SHARE_GROUP, AdwPreferencesGroup)

/* Once. */
void so_share_group_set_studio (SoShareGroup *self, SoStudio *studio);

G_END_DECLS
