/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* What may go out by itself: a switch, the words and the counters of each kind, and one switch that pauses all. */
#define SO_TYPE_STANDING_GROUP (so_standing_group_get_type ())
G_DECLARE_FINAL_TYPE (SoStandingGroup, so_standing_group, SO, STANDING_GROUP, AdwPreferencesGroup)

GtkWidget *so_standing_group_new (SoStudio *studio);

G_END_DECLS
