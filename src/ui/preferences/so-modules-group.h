/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* A switch for each page that a studio may do without. */
#define SO_TYPE_MODULES_GROUP (so_modules_group_get_type ())
G_DECLARE_FINAL_TYPE (SoModulesGroup, so_modules_group, SO, MODULES_GROUP, AdwPreferencesGroup)

GtkWidget *so_modules_group_new (SoStudio *studio);

G_END_DECLS
