/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hours.h"

G_BEGIN_DECLS

/* The fixed words of standing approvals, with their {placeholders} filled from the studio's own data. Pure. */

typedef struct {
  const char *name;          /* of the contact: the first word of it goes in; or NULL */
  const char *studio;
  const char *phone;
  const char *answer;        /* of the studio's own entry, unchanged */
  const SoHours *hours;
  gint64 now;
} SoStandingValues;

/* {time}, {hours}, {answer}, {name}, {studio}, {phone}; "{name|there}" has a fallback. NULL where something is not known: its
 * name into *@missing (may be NULL; free with g_free()). Free with g_free(). */
char *so_standing_fill (const char *text, const SoStandingValues *values, char **missing);

/* The first placeholder of @text that so_standing_fill() does not know, or NULL. Free with g_free(). */
char *so_standing_unknown_placeholder (const char *text);

/* "9 AM", "9:30 AM tomorrow", "9 AM on Monday": as one says it at @now, in @language ("de", NULL: English). Free with g_free(). */
char *so_standing_time (GTimeZone *tz, gint64 now, gint64 at, const char *language);
/* "Monday–Friday 9:00–17:00, Saturday 10:00–14:00". Free with g_free(). */
char *so_standing_hours (const SoHours *hours, const char *language);

/* Language of a text by its words or its letters: "hi" for Devanagari, "other" for letters of none that is known here, NULL where
 * it is too short to tell. Static. */
const char *so_standing_language (const char *text);

G_END_DECLS
