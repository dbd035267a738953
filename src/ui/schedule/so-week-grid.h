/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-week-ghost.h"
#include "so-week-layout.h"
#include "so-week-problems.h"

G_BEGIN_DECLS

/**
 * SoWeekGrid: the plane with the classes of a week, one child widget each, so that each has a focus, a name and a cached picture of its own. It shows
 * what it is given and moves nothing: SoWeekCarry does.
 *
 * Tab goes in and out of it, to the class that had the focus last; the arrow keys go from class to class. Signals: "relaid" (columns or hours are others,
 * or as large as they were not before), "edge" (int: -1 or 1; an arrow key led out of the one day that is shown), "shown-day" (guint: what was asked to have the focus is on another day),
 * "ghost" (guint: this one was chosen).
 */
#define SO_TYPE_WEEK_GRID (so_week_grid_get_type ())
G_DECLARE_FINAL_TYPE (SoWeekGrid, so_week_grid, SO, WEEK_GRID, GtkWidget)

GtkWidget *so_week_grid_new (void);

/* @problems: SoWeekProblem, taken over for as long as it is shown; @today: a day, or -1; @now: minutes after its midnight, or -1. Who had the focus keeps it. */
void so_week_grid_set_week (SoWeekGrid *self, SoWeek *week, GPtrArray *problems, int today, int now);
SoWeek *so_week_grid_get_week (SoWeekGrid *self);

/* @day: 0 to 6, or -1 for the whole week; @zoom: pixels of a minute. */
void so_week_grid_set_view (SoWeekGrid *self, SoWeekLanes lanes, int day, double zoom);
SoWeekLanes so_week_grid_get_lanes (SoWeekGrid *self);
int so_week_grid_get_day (SoWeekGrid *self);

/* Borrowed until the next "relaid"; NULL before there is a week. */
const SoWeekLayout *so_week_grid_get_layout (SoWeekGrid *self);

/* The class under that place of the widget, or NULL; @rect: where it is. Borrowed. */
const SoWeekSession *so_week_grid_session_at (SoWeekGrid *self, double x, double y, SoWeekRect *rect);
/* The class that has the focus, or had it last; NULL where none is shown. Borrowed. */
const SoWeekSession *so_week_grid_get_current (SoWeekGrid *self);
/* The focus goes to it. FALSE where it is not in the week. */
gboolean so_week_grid_choose (SoWeekGrid *self, const char *id);
/* Its widget, for a menu; or NULL. */
GtkWidget *so_week_grid_get_block (SoWeekGrid *self, const char *id);

/* What is carried: drawn at @place in the words of the class @id, with @problem (or NULL). The class itself is dimmed where it is not copied. @place NULL:
 * nothing is carried any more. */
void so_week_grid_show_carried (SoWeekGrid *self, const char *id, gboolean copied, const SoWeekPlace *place, const char *problem);

/* Places that @id could have (SoWeekGhost, kept), numbered; @choosing: the first one gets the focus. NULL: none any more, and the focus is with the class again. */
void so_week_grid_set_ghosts (SoWeekGrid *self, const char *id, GPtrArray *ghosts, gboolean choosing);
/* 0 where there is none to choose. */
guint so_week_grid_get_n_ghosts (SoWeekGrid *self);
/* Which of them is under that place of the widget; G_MAXUINT: none. */
guint so_week_grid_ghost_at (SoWeekGrid *self, double x, double y);
/* Where it is, by ids borrowed from the week. FALSE where there is none with that number. */
gboolean so_week_grid_get_ghost (SoWeekGrid *self, guint at, SoWeekPlace *place);

G_END_DECLS
