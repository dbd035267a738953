/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-period.h"

G_BEGIN_DECLS

/**
 * Which weekly reports are due. A week is seven days of the calendar, as the clock on the studio's wall has them at this moment (so-day.h): an hour that is skipped
 * or comes twice, and a zone that was changed, move no day from one week to another. It is over at the last midnight.
 * Its name is that of the ISO week in which its Thursday is ("2026-W47"), on whichever day it begins: so each name is there once, and none is left out.
 *
 * @week_start: 0 is Monday (so_week_start_parse()).
 */
#define SO_REPORT_LABEL 16

typedef struct {
  int first;                       /* the last of its days is first + 6 */
  char label[SO_REPORT_LABEL];     /* "2026-W47" */
} SoReportWeek;

/* The week that @day is in. */
SoReportWeek so_report_week_of (int day, guint week_start);
/* FALSE where @label (may be NULL) names no week. */
gboolean so_report_week_parse (const char *label, guint week_start, SoReportWeek *week);
/* Its first moment, and the first one after it, in ms. */
gint64 so_report_week_begin (const SoReportWeek *week, GTimeZone *zone);
gint64 so_report_week_end (const SoReportWeek *week, GTimeZone *zone);

/* So far back a report is made later than it was due. */
#define SO_REPORT_MOST_WEEKS 12

/**
 * so_report_due: the weeks that are over and have no report yet, the oldest first. SoReportWeek; free with g_array_unref().
 *
 * None from before the studio's first data at @first_data (ms; 0: it has none, and nothing is due), none from before the oldest report that it has, as after an
 * import of what is years old or with a clock that was set back, and at most SO_REPORT_MOST_WEEKS. @made: names of those that were made, in any order, or NULL.
 */
GArray *so_report_due (gint64 now, GTimeZone *zone, guint week_start, gint64 first_data, const char *const *made);

/* When the week of @now is over, in ms. */
gint64 so_report_next (gint64 now, GTimeZone *zone, guint week_start);

G_END_DECLS
