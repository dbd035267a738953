/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-bookings.h"

G_BEGIN_DECLS

/* Somebody comes to all sessions of a series: each is a booking of its own, by the same rules for places and credits, so that single ones can be cancelled and made up for. */
typedef struct {
  guint booked, waiting;   /* a place; on the waitlist, where it is full */
  guint known;             /* had booked it already, or waited */
  guint cancelled;         /* by so_booking_leave() */
} SoEnrolled;

/* From the session @session_id on to @until ("2026-12-18"), or as long as the term goes where @until is NULL; not what is cancelled or closed, and however far ahead. SO_ERROR_CHANGE, and
 * nothing done, where there is neither, or nothing to book. */
gboolean so_booking_enrol (SoDb *db, const char *session_id, const char *contact_id, const char *until, gint64 now, SoEnrolled *enrolled, GError **error);
/* What they have booked of that series from the session on is cancelled; ids of these sessions (yours), at which somebody may wait. */
GStrv so_booking_leave (SoDb *db, const char *session_id, const char *contact_id, gint64 now, SoEnrolled *enrolled, GError **error);

G_END_DECLS
