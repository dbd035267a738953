/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-contact.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* SoTrialGroup: the trial classes of a person, what became of them, and a line to book one. */
#define SO_TYPE_TRIAL_GROUP (so_trial_group_get_type ())
G_DECLARE_FINAL_TYPE (SoTrialGroup, so_trial_group, SO, TRIAL_GROUP, AdwPreferencesGroup)

void so_trial_group_show (SoTrialGroup *self, SoStudio *studio, const SoContact *contact);

G_END_DECLS
