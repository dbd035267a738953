/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Days as numbers, 0 is 1970-01-01, and minutes after midnight: of a clock on the wall, which an hour that is skipped or comes twice does not
 * move. From 1970 to 2199. */
#define SO_DAY_NONE G_MININT
#define SO_DAY_MINUTES (24 * 60)

/* "2026-11-24" and nothing else; FALSE where @text (may be NULL) is none. */
gboolean so_day_parse (const char *text, int *day);
/* "2026-11-24"; free with g_free(). */
char *so_day_format (int day);
/* "2026-11-24T18:00"; FALSE where it is none. */
gboolean so_day_parse_time (const char *text, int *day, int *minute);
char *so_day_format_time (int day, int minute);

/* 0 is Monday. */
int so_day_weekday (int day);
/* The Monday of that week. */
int so_day_monday (int day);
/* Which day it is at @ms in @zone (NULL: UTC), and in *@minute (may be NULL) how late. */
int so_day_of (gint64 ms, GTimeZone *zone, int *minute);
/* When it is so late there, in ms; where the clock skips that minute, the first one after it. */
gint64 so_day_at (int day, int minute, GTimeZone *zone);

G_END_DECLS
