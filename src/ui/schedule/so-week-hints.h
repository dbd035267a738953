/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-week-grid.h"
#include "so-week-source.h"

G_BEGIN_DECLS

/**
 * SoWeekHints: while a class is carried, the places that somebody ranked are shown where they are: a digit or the pointer puts it into one of them. Found beside the window; where there
 * are none, or they cannot be found, nothing is shown, for nobody asked.
 */
#define SO_TYPE_WEEK_HINTS (so_week_hints_get_type ())
G_DECLARE_FINAL_TYPE (SoWeekHints, so_week_hints, SO, WEEK_HINTS, GObject)

/* The grid has to live as long. */
SoWeekHints *so_week_hints_new (SoWeekGrid *grid);
/* Once for each class that is taken up; again for the same one it does nothing. */
void so_week_hints_ask (SoWeekHints *self, SoWeekSource *source, const char *id);
void so_week_hints_leave (SoWeekHints *self);

G_END_DECLS
