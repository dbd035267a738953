/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-overview.h"

G_BEGIN_DECLS

/* Four numbers of today, each a button that opens what it counts; what they count stands behind the button beside their title. */
#define SO_TYPE_TODAY_TILES (so_today_tiles_get_type ())
G_DECLARE_FINAL_TYPE (SoTodayTiles, so_today_tiles, SO, TODAY_TILES, AdwPreferencesGroup)

SoTodayTiles *so_today_tiles_new (void);
/* @overview: of today. */
void so_today_tiles_show (SoTodayTiles *self, const SoOverview *overview);

G_END_DECLS
