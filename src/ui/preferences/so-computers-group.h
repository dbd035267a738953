/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoComputersGroup: the studio's computers, with what each may and when it was seen; who may lets others in and shuts them out here. Hidden without a
 * hub, or where the hub is too old to say.
 */
#define SO_TYPE_COMPUTERS_GROUP (so_computers_group_get_type ())
G_DECLARE_FINAL_TYPE (SoComputersGroup, so_computers_group, SO, COMPUTERS_GROUP, AdwPreferencesGroup)

/* Once. */
void so_computers_group_set_studio (SoComputersGroup *self, SoStudio *studio);

G_END_DECLS
