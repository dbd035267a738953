/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hours.h"

G_BEGIN_DECLS

/* Stretches of the clock on the wall, in minutes since 1970 (day × 1440 + minute, so-day.h): when somebody is there, when the studio is open. */
typedef struct {
  gint64 from, to;   /* to: the first minute after it */
} SoSpan;

GArray *so_spans_new (void);
void so_spans_add (GArray *spans, gint64 from, gint64 to);
/* Sorts them; what overlaps or touches becomes one. */
void so_spans_join (GArray *spans);
/* Takes [@from, @to) out of joined ones. */
void so_spans_cut (GArray *spans, gint64 from, gint64 to);
/* Whether all of [@from, @to) is in one of the joined @spans. */
gboolean so_spans_cover (const GArray *spans, gint64 from, gint64 to);

/* The week of @hours from @first to @last (days, both part of it), joined; a night that begins before is in it. Closures are left out of account. */
GArray *so_spans_of_hours (const SoHours *hours, int first, int last);

G_END_DECLS
