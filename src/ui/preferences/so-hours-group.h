/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* The opening hours: a line of spans for each day of the week, and the days on which it is closed all the same. */
#define SO_TYPE_HOURS_GROUP (so_hours_group_get_type ())
G_DECLARE_FINAL_TYPE (SoHoursGroup, so_hours_group, SO, HOURS_GROUP, AdwPreferencesGroup)

GtkWidget *so_hours_group_new (SoStudio *studio);

G_END_DECLS
