/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-week-source.h"
#include "so-window.h"

G_BEGIN_DECLS

/**
 * SoStudioWeek: the weeks of a studio for its Schedule page. What belongs to a series is asked about before it is moved: that one, or all that follow.
 */
#define SO_TYPE_STUDIO_WEEK (so_studio_week_get_type ())
G_DECLARE_FINAL_TYPE (SoStudioWeek, so_studio_week, SO, STUDIO_WEEK, GObject)

SoWeekSource *so_studio_week_new (SoWindow *window);

G_END_DECLS
