/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why somebody comes. */
typedef enum { SO_BOOKING_REGULAR, SO_BOOKING_TRIAL, SO_BOOKING_MAKE_UP, SO_N_BOOKING_KINDS } SoBookingKind;

/* What became of it.
 *
 *     waiting → offered → booked → attended, late, no-show, excused
 *                  ↓         ↓
 *               lapsed   cancelled, late-cancelled        (waiting and offered: only cancelled)
 */
typedef enum {
  SO_BOOKING_BOOKED, SO_BOOKING_WAITING, SO_BOOKING_OFFERED, SO_BOOKING_ATTENDED, SO_BOOKING_LATE, SO_BOOKING_NO_SHOW, SO_BOOKING_EXCUSED,
  SO_BOOKING_CANCELLED, SO_BOOKING_LATE_CANCELLED, SO_BOOKING_LAPSED, SO_N_BOOKING_STATES,
} SoBookingState;

/* "regular", "trial", "make-up"; "booked" … "lapsed": as they are stored. */
const char *so_booking_kind_nick (SoBookingKind kind);
const char *so_booking_state_nick (SoBookingState state);
/* For people, in English: translate with gettext. */
const char *so_booking_kind_label (SoBookingKind kind);
const char *so_booking_state_label (SoBookingState state);
/* FALSE where @nick (may be NULL) is none. */
gboolean so_booking_kind_parse (const char *nick, SoBookingKind *kind);
gboolean so_booking_state_parse (const char *nick, SoBookingState *state);

/* Whether it takes a place: somebody else cannot have it. An offer does while it is open. */
gboolean so_booking_has_place (SoBookingState state);
/* Whether somebody who called the roll says so. */
gboolean so_booking_is_roll (SoBookingState state);

typedef struct {
  char *id, *root, *original;   /* of which session */
  char *contact_id, *contact;   /* id and name */
  SoBookingKind kind;
  SoBookingState state;
  int place;                    /* on the waitlist, in order */
  gint64 offered_until;         /* ms */
  int owed;                     /* minor units of the studio's currency */
  gint64 waived_at;             /* ms; 0: not */
  char *waived_for;             /* why, or NULL */
  char *trial_id;               /* so-trial.h, or NULL */
  int credit;                   /* 0: none was used for it; 1: one was; 2: and was given back */
  gint64 created_at;            /* ms */
} SoBooking;

void so_booking_free (SoBooking *booking);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoBooking, so_booking_free)

/* One line of the ledger of credits. */
typedef struct {
  char *id, *contact_id;
  int amount;
  char *why;                    /* "bought", "used", "returned", "make-up", "adjusted", "undone" */
  char *booking_id, *expires_on, *note;   /* or NULL; expires_on: the last day on which it is good */
  gint64 created_at;
} SoCredit;

void so_credit_free (SoCredit *credit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoCredit, so_credit_free)

G_END_DECLS
