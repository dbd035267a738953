/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-contact.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoMergedGroup: who was merged into a person, each to be taken apart again, and merging with one more.
 */
#define SO_TYPE_MERGED_GROUP (so_merged_group_get_type ())
G_DECLARE_FINAL_TYPE (SoMergedGroup, so_merged_group, SO, MERGED_GROUP, AdwPreferencesGroup)

void so_merged_group_show (SoMergedGroup *self, SoStudio *studio, const SoContact *contact);

G_END_DECLS
