/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-booking-policy.h"
#include "so-booking.h"
#include "so-schedules.h"

G_BEGIN_DECLS

/* Who comes to which session, by the rules of the studio (so-booking-policy.h) and the class. */

/* The rules for a class: the studio's, and what the class says instead. */
gboolean so_booking_policy_load (SoDb *db, const SoClassKind *kind, SoBookingPolicy *policy, GError **error);

/* Books a session, or puts the person on its waitlist where it is full or others wait: look at the state. One credit is used where there is one; a make-up needs one. A trial is
 * one of so-trials.h as well. @anyway: also where the rules say no, and beyond the places there are. The id (yours). */
char *so_booking_add (SoDb *db, const char *session_id, const char *contact_id, SoBookingKind kind, gboolean anyway, gint64 now, GError **error);
/* The same of one session of many (so-enrolments.h): at any time before it begins. */
char *so_booking_add_ahead (SoDb *db, const char *session_id, const char *contact_id, gint64 now, GError **error);
/* It does not come: late or not by the rules at @now. Of who waits nothing is lost. */
gboolean so_booking_cancel (SoDb *db, const char *id, gint64 now, GError **error);
/* What the roll says: attended, late, no-show, excused, or booked again. Credits, what is owed and the trial follow. */
gboolean so_booking_call (SoDb *db, const char *id, SoBookingState state, gint64 now, GError **error);
/* What is owed is not asked for, and a lost credit is given back. */
gboolean so_booking_waive (SoDb *db, const char *id, const char *why, gint64 now, GError **error);
/* An offer is taken, or somebody who waits is let in by hand; not where there is no place, unless @anyway. */
gboolean so_booking_accept (SoDb *db, const char *id, gboolean anyway, GError **error);

SoBooking *so_booking_find (SoDb *db, const char *id, GError **error);
/* The one that a trial of so-trials.h was made with; NULL: none. Free with g_free(). */
char *so_booking_of_trial (SoDb *db, const char *trial_id);
/* SoBooking of a session: who has a place by name, then who waits in order, then the others. */
GPtrArray *so_booking_roster (SoDb *db, const char *session_id, GError **error);
/* The same of a person, the newest session first. */
GPtrArray *so_booking_list (SoDb *db, const char *contact_id, guint limit, GError **error);

/* The trials of who has booked a session are when it is, and are off when it does not take place. */
gboolean so_booking_settle_trials (SoDb *db, const char *session_id, gint64 starts_at, gboolean takes_place, GError **error);

/* Ids of the sessions from the day before @now (ms) on that somebody has booked, or waits for. */
GStrv so_booking_sessions (SoDb *db, gint64 now, GError **error);
/* Of these, those with somebody who waits, or to whom a place is offered. */
GStrv so_booking_waiting (SoDb *db, gint64 now, GError **error);
/* In which conversation that person is written to; NULL: none. Free with g_free(). */
char *so_booking_thread (SoDb *db, const char *contact_id);
/* What follows by itself is done by one computer of a studio: this one? */
gboolean so_booking_is_here (SoDb *db);

/* Places that nobody has and that are offered to nobody; below 0 where too many have booked. */
int so_booking_free_places (const SoSession *session);

/* SoSession in which the one of a booking can be made up for: of its style and level, with a free place, after @now (ms) and as long as the rules say. */
GPtrArray *so_booking_suggest (SoDb *db, const char *id, gint64 now, GError **error);

/* Sets the state and what follows from it; for so-waitlist.c. */
gboolean so_booking_set_state (SoDb *db, const SoBooking *booking, SoBookingState state, GError **error);

G_END_DECLS
