/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-contact.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* SoFollowUpGroup: which follow-ups run with a person, what comes next and when, and a button that stops them. */
#define SO_TYPE_FOLLOW_UP_GROUP (so_follow_up_group_get_type ())
G_DECLARE_FINAL_TYPE (SoFollowUpGroup, so_follow_up_group, SO, FOLLOW_UP_GROUP, AdwPreferencesGroup)

/* @thread_id: the conversation beside it, in which more can be begun; or NULL. */
void so_follow_up_group_show (SoFollowUpGroup *self, SoStudio *studio, const SoContact *contact, const char *thread_id);
/* Looks again. */
void so_follow_up_group_refresh (SoFollowUpGroup *self);

G_END_DECLS
