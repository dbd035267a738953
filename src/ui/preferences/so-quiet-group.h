/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* The hours in which SMS and advertising may leave. */
#define SO_TYPE_QUIET_GROUP (so_quiet_group_get_type ())
G_DECLARE_FINAL_TYPE (SoQuietGroup, so_quiet_group, SO, QUIET_GROUP, AdwPreferencesGroup)

GtkWidget *so_quiet_group_new (SoStudio *studio);

G_END_DECLS
