/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-contact.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoScoreGroup: how likely somebody is to become a customer: the score with every point of it, what they wrote that says they want to
 * buy, and apart from that what a model thinks. Hidden where there is neither.
 */
#define SO_TYPE_SCORE_GROUP (so_score_group_get_type ())
G_DECLARE_FINAL_TYPE (SoScoreGroup, so_score_group, SO, SCORE_GROUP, AdwPreferencesGroup)

void so_score_group_show (SoScoreGroup *self, SoStudio *studio, const SoContact *contact);

G_END_DECLS
