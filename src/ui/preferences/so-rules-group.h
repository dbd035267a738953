/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The owner's own rules, with a switch each, and her follow-ups. */
#define SO_TYPE_RULES_GROUP (so_rules_group_get_type ())
G_DECLARE_FINAL_TYPE (SoRulesGroup, so_rules_group, SO, RULES_GROUP, AdwPreferencesGroup)

GtkWidget *so_rules_group_new (SoStudio *studio);
GtkWidget *so_rules_group_new_follow_ups (SoStudio *studio);

G_END_DECLS
