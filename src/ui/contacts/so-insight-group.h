/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-contact.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoInsightGroup: what a conversation says, as the rules or a model read it: summary, outcome, how content the customer seems, each
 * with her own words, which lead to the message. What is to be done becomes a task by a button, what was found out about her is
 * entered or dismissed by one; nothing of it happens by itself.
 */
#define SO_TYPE_INSIGHT_GROUP (so_insight_group_get_type ())
G_DECLARE_FINAL_TYPE (SoInsightGroup, so_insight_group, SO, INSIGHT_GROUP, AdwPreferencesGroup)

/* @thread_id NULL: the conversation of @contact that was read last. Cheap where nothing has changed. */
void so_insight_group_show (SoInsightGroup *self, SoStudio *studio, const SoContact *contact, const char *thread_id);

G_END_DECLS
