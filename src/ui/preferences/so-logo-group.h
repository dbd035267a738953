/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* The studio's logo: a file is chosen, made small, and kept with the studio. */
#define SO_TYPE_LOGO_GROUP (so_logo_group_get_type ())
G_DECLARE_FINAL_TYPE (SoLogoGroup, so_logo_group, SO, LOGO_GROUP, AdwPreferencesGroup)

GtkWidget *so_logo_group_new (SoStudio *studio);

G_END_DECLS
