/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* Where the studio is: its address, and a link to a map. */
#define SO_TYPE_PLACE_GROUP (so_place_group_get_type ())
G_DECLARE_FINAL_TYPE (SoPlaceGroup, so_place_group, SO, PLACE_GROUP, AdwPreferencesGroup)

GtkWidget *so_place_group_new (SoStudio *studio);

/* What stands in the rows. Borrowed. */
const char *so_place_group_get_address (SoPlaceGroup *self);
const char *so_place_group_get_map (SoPlaceGroup *self);
/* Who shows it saves what it says: the rows have no button of their own for that. */
void so_place_group_leave_saving (SoPlaceGroup *self);

G_END_DECLS
