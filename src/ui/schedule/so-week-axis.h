/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-week-grid.h"

G_BEGIN_DECLS

/**
 * SoWeekAxis: what stands still beside a grid that is scrolled: over it the days, rooms or teachers, at its start the hours. Signal "day" (guint): the
 * name of a day was pressed. Screen readers have all of it in the names of the classes.
 */
#define SO_TYPE_WEEK_AXIS (so_week_axis_get_type ())
G_DECLARE_FINAL_TYPE (SoWeekAxis, so_week_axis, SO, WEEK_AXIS, GtkWidget)

/* Horizontal: over it. @scrolled holds @grid; both live as long as the axis. */
GtkWidget *so_week_axis_new (GtkOrientation orientation, SoWeekGrid *grid, GtkScrolledWindow *scrolled);

G_END_DECLS
