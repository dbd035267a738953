/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-week-source.h"
#include "so-window.h"

G_BEGIN_DECLS

/**
 * SoMadeUpWeek: a week from a file of JSON, which it writes again in its own form at once and after every change, so that a test can look at what was stored. "win.undo" of the
 * window takes its last change back, "win.sync" reads the file again. Where the file has "refuse", that is why nothing can be moved to a Sunday.
 */
#define SO_TYPE_MADE_UP_WEEK (so_made_up_week_get_type ())
G_DECLARE_FINAL_TYPE (SoMadeUpWeek, so_made_up_week, SO, MADE_UP_WEEK, GObject)

/* From the file that SO_WEEK_FILE (the environment) names. */
SoWeekSource *so_made_up_week_new (SoWindow *window);

G_END_DECLS
