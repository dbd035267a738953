/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-week-grid.h"
#include "so-week-source.h"

G_BEGIN_DECLS

/**
 * SoWeekTable: the grid of a week with what stands around it (days, hours, the line that says where a class is carried), and what is done with its
 * classes: it tells the source, and the window what became of it. It has the actions "schedule.…" that are about a class.
 *
 * Signals: "day" (guint: the name of a day was pressed), "refused" (what was shown is not what is stored: show the source's week again).
 */
#define SO_TYPE_WEEK_TABLE (so_week_table_get_type ())
G_DECLARE_FINAL_TYPE (SoWeekTable, so_week_table, SO, WEEK_TABLE, GtkBox)

/* Before the first week; NULL takes it away. */
void so_week_table_set_source (SoWeekTable *self, SoWeekSource *source);
void so_week_table_set_week (SoWeekTable *self, SoWeek *week);
/* Borrowed. */
SoWeekGrid *so_week_table_get_grid (SoWeekTable *self);
/* There is little room. */
void so_week_table_set_narrow (SoWeekTable *self, gboolean narrow);
/* The plane becomes higher or lower now: the hour in the middle stays there. */
void so_week_table_keep_middle (SoWeekTable *self);
/* Leaves what is carried or suggested where it was. FALSE where there was nothing. */
gboolean so_week_table_leave (SoWeekTable *self);

G_END_DECLS
