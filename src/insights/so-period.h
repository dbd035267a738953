/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-day.h"

G_BEGIN_DECLS

/* Stretches of whole days by the studio's clock, of which numbers are shown. Pure. */
typedef enum {
  SO_PERIOD_TODAY,
  SO_PERIOD_WEEK,       /* the running one, from the day on which weeks begin */
  SO_PERIOD_MONTH,      /* the running one, from the first */
  SO_PERIOD_30_DAYS,    /* today and the 29 before */
  SO_PERIOD_12_WEEKS,   /* today and the 83 before */
  SO_PERIOD_DAYS,       /* any */
  SO_N_PERIODS,
} SoPeriodKind;

typedef struct {
  SoPeriodKind kind;
  int first, last;      /* days (so-day.h), both part of it */
  gint64 from, to;      /* the same in ms; to is the first ms after it: the midnight with which its last day ends, an hour earlier or later where the clock changes */
} SoPeriod;

/* "today", "week", "month", "30days", "12weeks", "days": in JSON and on the command line. FALSE where @nick (may be NULL) is none. */
const char *so_period_nick (SoPeriodKind kind);
gboolean so_period_parse (const char *nick, SoPeriodKind *kind);
/* For people, in English: translate with gettext. */
const char *so_period_label (SoPeriodKind kind);

/* The period of that kind that is running at @now (ms), to the end of its last day. @week_start: 0 is Monday. Of SO_PERIOD_DAYS it is today. */
SoPeriod so_period_get (SoPeriodKind kind, gint64 now, GTimeZone *zone, guint week_start);
/* Any days; where @last is before @first, that one day. */
SoPeriod so_period_days (int first, int last, GTimeZone *zone);
/* The whole week in which @day is. */
SoPeriod so_period_week_of (int day, GTimeZone *zone, guint week_start);

/* The one of the same kind before it: yesterday, last week, last month, as many days before. While @period is still running at @now it ends at the same
 * time of its course (day and minute by the clock), so that equal stretches are compared; of a longer month before a shorter one, not after its own end. */
SoPeriod so_period_before (const SoPeriod *period, gint64 now, GTimeZone *zone);
/* TRUE while it is running at @now. */
gboolean so_period_is_running (const SoPeriod *period, gint64 now);

/* Monday is 0. "monday" … "sunday": the setting SO_SETTING_WEEK_START. What is none (may be NULL) is Monday. */
guint so_week_start_parse (const char *nick);
const char *so_week_start_nick (guint week_start);
/* "2026-W47" as its Monday; FALSE where @text is none. Where weeks do not begin on Monday, the week meant is the one with the Thursday of it. */
gboolean so_period_parse_week (const char *text, int *monday);
char *so_period_format_week (int day);

#define SO_SETTING_WEEK_START "week.start"

G_END_DECLS
