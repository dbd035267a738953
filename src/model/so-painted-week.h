/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SoPaintedWeek: hours of a week as they are painted into a grid: each minute is in or out. What is painted fills whole cells of the grid; hours that begin
 * at an odd minute keep it where nobody paints over them. Pure.
 */
typedef struct {
  guint8 on[7][24 * 60];   /* Monday first */
} SoPaintedWeek;

typedef enum { SO_PAINTED_NOT, SO_PAINTED_PARTLY, SO_PAINTED_ALL } SoPainted;

/* From [["09:00-12:00"], …] as in so-hours.h; a span past midnight goes on in the next day. SO_ERROR_CHANGE where it is none. */
gboolean so_painted_week_read (SoPaintedWeek *week, const char *hours, GError **error);
/* In that form; what goes on past midnight ends there, and begins again. Free with g_free(). */
char *so_painted_week_write (const SoPaintedWeek *week);

/* The same from and to [{"day": 0, "start": 1080, "end": 1260}]. */
gboolean so_painted_week_read_windows (SoPaintedWeek *week, const char *windows, GError **error);
char *so_painted_week_write_windows (const SoPaintedWeek *week);

/* All minutes from @from to @to (not part of it) of the days @first to @last, in any order of these two. */
void so_painted_week_fill (SoPaintedWeek *week, guint first, guint last, guint from, guint to, gboolean on);
SoPainted so_painted_week_look (const SoPaintedWeek *week, guint day, guint from, guint to);
/* The next span of @day at or after @from: *@start and *@end; FALSE where there is none. */
gboolean so_painted_week_next (const SoPaintedWeek *week, guint day, guint from, guint *start, guint *end);

G_END_DECLS
