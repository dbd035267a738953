/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-contact.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Who lives with a person, in which role, and to whom is written what is for a student. */
#define SO_TYPE_HOUSEHOLD_GROUP (so_household_group_get_type ())
G_DECLARE_FINAL_TYPE (SoHouseholdGroup, so_household_group, SO, HOUSEHOLD_GROUP, AdwPreferencesGroup)

void so_household_group_show (SoHouseholdGroup *self, SoStudio *studio, const SoContact *contact);

G_END_DECLS
