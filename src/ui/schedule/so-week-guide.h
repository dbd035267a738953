/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-week-source.h"

G_BEGIN_DECLS

/**
 * SoWeekGuide: what stands in the place of a week that nobody has made yet: the five steps to it, which of them are done, and which comes next.
 */
#define SO_TYPE_WEEK_GUIDE (so_week_guide_get_type ())
G_DECLARE_FINAL_TYPE (SoWeekGuide, so_week_guide, SO, WEEK_GUIDE, AdwBin)

/* @source may be NULL. */
void so_week_guide_set_source (SoWeekGuide *self, SoWeekSource *source);
/* What is done may have changed. */
void so_week_guide_update (SoWeekGuide *self);

G_END_DECLS
