/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-week-ghost.h"
#include "so-week-problems.h"

G_BEGIN_DECLS

/* What the week says, in the owner's language. Pure; free with g_free() but where it says borrowed. */

/* "Monday", "Mon". Borrowed. */
const char *so_week_words_day (guint day);
const char *so_week_words_short_day (guint day);
/* "18:05". */
char *so_week_words_time (guint minute);
/* "18:05–19:00". */
char *so_week_words_span (guint start, guint minutes);

/* "Salsa, Tuesday 18:05, Studio A, Mia": its name for who does not see it. What it has none of is left out. */
char *so_week_words_name (const SoWeek *week, const char *title, const SoWeekPlace *place);
/* "Tuesday 18:05–19:00, Studio A, Mia". */
char *so_week_words_place (const SoWeek *week, const SoWeekPlace *place);
/* "Studio A", "Studio A, Mia": what its column does not say. */
char *so_week_words_where (const SoWeek *week, const SoWeekPlace *place, SoWeekLanes lanes);
/* "8 of 12 booked", or "8 booked"; of one place "Booked" or "Free". */
char *so_week_words_booked (const SoWeekSession *session);
/* The same, or why it does not take place: "Cancelled", "Closed". */
char *so_week_words_standing (const SoWeekSession *session);

/* "Studio A has Ballet from 18:00 to 19:00". */
char *so_week_words_problem (const SoWeek *week, const SoWeekProblem *problem);
/* All of @problems that are about @id (NULL: any), each once, with ". " between; NULL where there are none. */
char *so_week_words_problems (const SoWeek *week, const GPtrArray *problems, const char *id);

/* "23 – 29 November 2026" for "2026-11-23", "28 December 2026 – 3 January 2027"; "" where @monday is NULL or no date. */
char *so_week_words_dates (const char *monday);
/* The same where there is little room: "23 – 29 Nov", "30 Nov – 6 Dec". */
char *so_week_words_dates_short (const char *monday);
/* "23", the day of the month, or "". */
char *so_week_words_date (const char *monday, guint day);
/* "2026-11-30" for "2026-11-23" and 1; NULL where @monday is NULL or no date. */
char *so_week_words_week_after (const char *monday, int weeks);

G_END_DECLS
