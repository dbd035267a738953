/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-week-ghost.h"

G_BEGIN_DECLS

/* The places of a class that a grid shows, and their widgets, which are its children. For the grid alone; it begins with zeroes. */
typedef struct {
  GPtrArray *places;   /* SoWeekGhost, or NULL */
  GPtrArray *blocks;   /* in the same order, or NULL */
  char *of;            /* id of the class */
  gboolean choosing;   /* one of them; else they are only seen */
} SoWeekGhosts;

void so_week_ghosts_clear (SoWeekGhosts *self);
/* @places: SoWeekGhost, kept. The blocks have no place yet. */
void so_week_ghosts_fill (SoWeekGhosts *self, GtkWidget *grid, const SoWeek *week, SoWeekLanes lanes, const SoWeekSession *session, GPtrArray *places, gboolean choosing);

guint so_week_ghosts_get_n (const SoWeekGhosts *self);
/* Where it is. Borrowed. */
const SoWeekPlace *so_week_ghosts_place (const SoWeekGhosts *self, guint at);
/* The one at that point of @grid, or G_MAXUINT. */
guint so_week_ghosts_at (const SoWeekGhosts *self, GtkWidget *grid, double x, double y);

G_END_DECLS
