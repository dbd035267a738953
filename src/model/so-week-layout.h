/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-week.h"

G_BEGIN_DECLS

/**
 * SoWeekLayout: where everything of a week lies on a plane, and what lies at a place of it. Pure; pixels from the top left corner of the
 * plane. Days, and in them rooms or teachers, are columns from the start to the end of the line (from right to left where one reads so); time goes
 * down. Classes at one time in one column stand beside each other.
 */
typedef struct {
  SoWeekLanes lanes;
  int day;             /* 0 to 6: only this one; -1: the whole week */
  double zoom;         /* pixels of a minute; more than 0 */
  gboolean rtl;
  guint from, to;      /* minutes that have to be seen besides those of the classes and the opening hours; 0 and 0: none */
} SoWeekView;

typedef struct {
  guint day;
  const char *lane;    /* id, or NULL: those that are in none, or there are no lanes */
} SoWeekColumn;

typedef struct {
  double x, y, width, height;
} SoWeekRect;

typedef enum { SO_WEEK_UP, SO_WEEK_DOWN, SO_WEEK_LEFT, SO_WEEK_RIGHT } SoWeekDirection;

/* All columns of a week (SoWeekColumn), in reading order; the lanes are borrowed from @week. Free with g_array_unref(). */
GArray *so_week_columns (const SoWeek *week, SoWeekLanes lanes);
/* The column of a place, or G_MAXUINT. */
guint so_week_column_of (const GArray *columns, guint day, const char *lane);

typedef struct _SoWeekLayout SoWeekLayout;

SoWeekLayout *so_week_layout_new (SoWeek *week, const SoWeekView *view);
void so_week_layout_free (SoWeekLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoWeekLayout, so_week_layout_free)

/* The columns that are shown. Borrowed. */
const GArray *so_week_layout_get_columns (const SoWeekLayout *layout);
/* Narrower than this the words cannot be read. What is told of a width below means one that is at least so wide. */
int so_week_layout_get_min_width (const SoWeekLayout *layout);
int so_week_layout_get_height (const SoWeekLayout *layout);
/* First and last minute on the plane: whole hours. */
guint so_week_layout_get_from (const SoWeekLayout *layout);
guint so_week_layout_get_to (const SoWeekLayout *layout);

double so_week_layout_y (const SoWeekLayout *layout, guint minute);
void so_week_layout_column (const SoWeekLayout *layout, guint at, double width, SoWeekRect *rect);
/* FALSE where it is not on the plane. */
gboolean so_week_layout_session (const SoWeekLayout *layout, guint at, double width, SoWeekRect *rect);
/* The same for a place that nobody has yet: as wide as its column. */
gboolean so_week_layout_place (const SoWeekLayout *layout, const SoWeekPlace *place, double width, SoWeekRect *rect);

/* Where what was at @held would be if it was let go with its upper edge @above pixels over (x, y): in the column there, on the grid, within what is
 * shown. Its ids are borrowed from the week. */
void so_week_layout_drop (const SoWeekLayout *layout, const SoWeekPlace *held, double width, double x, double y, double above, SoWeekPlace *to);
/* The same with its end at @y: at least one step of the grid long, on its day. */
void so_week_layout_stretch (const SoWeekLayout *layout, const SoWeekPlace *held, double y, SoWeekPlace *to);

/* The class beside that one, for the arrow keys; G_MAXUINT where there is none in that direction. Left and right are those of the screen. */
guint so_week_layout_beside (const SoWeekLayout *layout, guint at, SoWeekDirection direction);

G_END_DECLS
