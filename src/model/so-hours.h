/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SoHours: when the studio is open: the one model of it, for notices, timers and answers. Pure. All times are UTC
 * milliseconds; hours of a day are those of the zone, also on the two days a year that have 23 or 25 of them.
 *
 *     { "zone": "Europe/Berlin",
 *       "week": [ ["09:00-12:00", "14:00-20:00"], [], [], [], ["18:00-02:00"], [], [] ],
 *       "closures": [ { "from": "2026-12-24", "to": "2027-01-01", "label": "Christmas" },
 *                     { "from": "2026-11-27T14:00", "to": "2026-11-27T18:00" } ] }
 *
 * week: Monday first. A span that ends before it begins ends on the next day; "00:00-24:00" is the whole day. A closure
 * by date has its last day in it.
 */
typedef struct {
  guint from;          /* minutes after midnight, 0 to 1439 */
  guint to;            /* more than from; up to 2880: past midnight */
} SoHoursSpan;

typedef struct {
  char *from;          /* "2026-12-24" or "2026-12-24T14:00", in the zone */
  char *to;
  char *label;         /* for people, or NULL */
  gint64 from_at;      /* the same in ms; to_at is the first ms after it */
  gint64 to_at;
} SoHoursClosure;

typedef struct {
  char *zone;          /* IANA name as written, or NULL: the one given to so_hours_parse() */
  GTimeZone *tz;
  GArray *week[7];     /* SoHoursSpan, sorted; 0 = Monday */
  GPtrArray *closures; /* SoHoursClosure */
} SoHours;

#define SO_HOURS_NEVER (-1)

/* NULL with SO_ERROR_CHANGE, a sentence that names the place. @zone counts where the text names none. */
SoHours *so_hours_parse (const char *json, GTimeZone *zone, GError **error);
/* In the form above; free with g_free(). */
char *so_hours_write (const SoHours *hours);
void so_hours_free (SoHours *hours);

/* "09:00-12:00" or "9:00 – 12:00" or "18:00-02:00"; FALSE where it is none. */
gboolean so_hours_span_parse (const char *text, SoHoursSpan *span);
/* "18:00-02:00"; free with g_free(). */
char *so_hours_span_format (const SoHoursSpan *span);

gboolean so_hours_is_open (const SoHours *hours, gint64 at);
/* When it opens next; @at itself while it is open. SO_HOURS_NEVER where it does not within three years. */
gint64 so_hours_next_open (const SoHours *hours, gint64 at);
/* Name of the closed period around @at: when it began, "2026-11-21T20:00:00Z", or "always"; NULL while open. Free with g_free(). */
char *so_hours_dup_period (const SoHours *hours, gint64 at);

/* Minutes of @from to @to during which it was open; 0 where @to is not later. */
gint64 so_hours_minutes_between (const SoHours *hours, gint64 from, gint64 to);
/* The same for whoever asks often, of times from @from to @to: worked out once. What is asked for beyond these counts as closed. */
typedef struct _SoHoursLine SoHoursLine;
SoHoursLine *so_hours_line_new (const SoHours *hours, gint64 from, gint64 to);
void so_hours_line_free (SoHoursLine *line);
gint64 so_hours_line_minutes (const SoHoursLine *line, gint64 from, gint64 to);
/* When @minutes of open time will have passed since @from: Friday 16:50 + 30 is Monday 9:20 with hours 9 to 17.
 * SO_HOURS_NEVER as above. */
gint64 so_hours_add_minutes (const SoHours *hours, gint64 from, gint64 minutes);

/* The name of the label of the closure around @at, or NULL. Borrowed. */
const SoHoursClosure *so_hours_closure_at (const SoHours *hours, gint64 at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHours, so_hours_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHoursLine, so_hours_line_free)

G_END_DECLS
