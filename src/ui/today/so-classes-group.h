/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* The next classes of today and tomorrow, with how many have booked; Enter opens the schedule. Not there where there is none. */
#define SO_TYPE_CLASSES_GROUP (so_classes_group_get_type ())
G_DECLARE_FINAL_TYPE (SoClassesGroup, so_classes_group, SO, CLASSES_GROUP, AdwPreferencesGroup)

SoClassesGroup *so_classes_group_new (SoStudio *studio);
/* Reads them anew, on a thread of its own; one question at a time. */
void so_classes_group_refresh (SoClassesGroup *self);

G_END_DECLS
