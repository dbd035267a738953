/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoNeedsGroup: what waits for the owner, a row for each, and Enter goes there: answers to approve, what is urgent or was brought to her, what could not be sent, voicemails that nobody
 * has heard, accounts. Kept true by itself. Where there is none of it, it says so.
 */
#define SO_TYPE_NEEDS_GROUP (so_needs_group_get_type ())
G_DECLARE_FINAL_TYPE (SoNeedsGroup, so_needs_group, SO, NEEDS_GROUP, AdwPreferencesGroup)

AdwPreferencesGroup *so_needs_group_new (SoStudio *studio);

G_END_DECLS
