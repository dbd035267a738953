/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-contact.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Who sent a person to the studio, and whom they sent. */
#define SO_TYPE_REFERRAL_GROUP (so_referral_group_get_type ())
G_DECLARE_FINAL_TYPE (SoReferralGroup, so_referral_group, SO, REFERRAL_GROUP, AdwPreferencesGroup)

void so_referral_group_show (SoReferralGroup *self, SoStudio *studio, const SoContact *contact);

G_END_DECLS
