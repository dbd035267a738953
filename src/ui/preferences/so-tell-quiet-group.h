/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoTellQuietGroup: the hours and days on which the owner is not notified (so-tell-quiet.h).
 */
#define SO_TYPE_TELL_QUIET_GROUP (so_tell_quiet_group_get_type ())
G_DECLARE_FINAL_TYPE (SoTellQuietGroup, so_tell_quiet_group, SO, TELL_QUIET_GROUP, AdwPreferencesGroup)

GtkWidget *so_tell_quiet_group_new (SoStudio *studio);

G_END_DECLS
