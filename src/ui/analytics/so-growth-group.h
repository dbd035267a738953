/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-overview.h"

G_BEGIN_DECLS

/* How the last whole week was beside the one before it: a row for each number, with on how many it rests where that is too few for a percentage. */
#define SO_TYPE_GROWTH_GROUP (so_growth_group_get_type ())
G_DECLARE_FINAL_TYPE (SoGrowthGroup, so_growth_group, SO, GROWTH_GROUP, AdwBin)

SoGrowthGroup *so_growth_group_new (void);
void so_growth_group_show (SoGrowthGroup *self, const SoOverview *overview);

G_END_DECLS
