/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times as people say them, in the studio's zone and this computer's language. Milliseconds in; free with g_free(). */

/* The zone from now on: a class at 18:00 in Berlin is at 18:00 wherever the owner's laptop is. NULL: this computer's. */
void so_age_set_zone (GTimeZone *zone);

/* For a list: "12:40", "Yesterday", "Tue", "3 Nov", "3 Nov 2024". */
char *so_age_dup_short (gint64 ms, gint64 now);
/* "12:40". */
char *so_age_dup_time (gint64 ms);
/* Between days of a conversation: "Today", "Yesterday", "Tuesday, 3 November", with the year where it is not this one. */
char *so_age_dup_day (gint64 ms);
/* For something to come: "today 19:00", "tomorrow 8:00", "Mon 8:00", "3 Nov 8:00". */
char *so_age_dup_coming (gint64 ms, gint64 now);

/* To the second, for a record: "Today, 12:40:03", "Tuesday, 3 November, 12:40:03". */
char *so_age_dup_moment (gint64 ms);

gboolean so_age_same_day (gint64 a, gint64 b);

G_END_DECLS
