/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-painted-week.h"

G_BEGIN_DECLS

/**
 * SoPaintGrid: a week of half hours that is painted: with the pointer, from where it was pressed to where it is; or by keys: arrows go, Space paints or clears, and with Shift the arrows
 * paint from where one began. What is painted is told by "changed".
 */
#define SO_TYPE_PAINT_GRID (so_paint_grid_get_type ())
G_DECLARE_FINAL_TYPE (SoPaintGrid, so_paint_grid, SO, PAINT_GRID, GtkWidget)

/* @label: what it is for who does not see it: "Hours of Mia". @inside, @outside: "there", "not there". */
GtkWidget *so_paint_grid_new (const char *label, const char *inside, const char *outside);
/* Not told by "changed". */
void so_paint_grid_set_week (SoPaintGrid *self, const SoPaintedWeek *week);
/* Borrowed. */
const SoPaintedWeek *so_paint_grid_get_week (SoPaintGrid *self);

/* "Monday 18:00: there. 9:00–12:00, 14:00–20:00"; free with g_free(). */
char *so_paint_grid_dup_words (SoPaintGrid *self);

G_END_DECLS
