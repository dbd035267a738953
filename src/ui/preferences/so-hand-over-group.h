/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* The accounts by which the hub can send: a switch each. Hidden where there is none. */
#define SO_TYPE_HAND_OVER_GROUP (so_hand_over_group_get_type ())
G_DECLARE_FINAL_TYPE (SoHandOverGroup, so_hand_over_group, SO, HAND_OVER_GROUP, AdwPreferencesGroup)

/* Once. */
void so_hand_over_group_set_studio (SoHandOverGroup *self, SoStudio *studio);
/* Asks whether the hub shall send by all of them, and hands them over where the owner wants it. Nothing where there are none. */
void so_hand_over_group_offer (SoHandOverGroup *self);

G_END_DECLS
