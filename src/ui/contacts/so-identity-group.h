/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-contact.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoIdentityGroup: by which numbers and addresses a person is reached. One that is somebody else's after all is taken out here.
 */
#define SO_TYPE_IDENTITY_GROUP (so_identity_group_get_type ())
G_DECLARE_FINAL_TYPE (SoIdentityGroup, so_identity_group, SO, IDENTITY_GROUP, AdwPreferencesGroup)

void so_identity_group_show (SoIdentityGroup *self, SoStudio *studio, const SoContact *contact);

G_END_DECLS
