/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * so_when_parse: a time to come as people write it: "tue 9", "tomorrow 14:30", "in 2 hours", "9am",
 * "3 nov 8:00", "2026-11-24 10:00", "next week", also in German ("morgen 9", "di 14 uhr", "in 3 tagen").
 *
 * A day without a time is 8:00; a time without a day is the next such time. @zone: NULL for this
 * computer's. FALSE where @text is no time, or one that is over.
 */
gboolean so_when_parse (const char *text, gint64 now, GTimeZone *zone, gint64 *when);

/* The next Saturday, Monday… (1 Monday to 7 Sunday) after today at @hour. */
gint64 so_when_weekday (gint64 now, GTimeZone *zone, int weekday, int hour);
/* @days from today at @hour. */
gint64 so_when_day (gint64 now, GTimeZone *zone, int days, int hour);

G_END_DECLS
