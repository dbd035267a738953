/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-booking.h"
#include "so-verb.h"

G_BEGIN_DECLS

/* What the owner can do with a booking, by its state: one list for all places that show bookings. */
typedef struct {
  const char *label;       /* translated */
  SoVerb verb;
  const char *argument;    /* or NULL */
} SoBookingChoice;

#define SO_BOOKING_CHOICES 7

/* How many there are; @choices has room for SO_BOOKING_CHOICES. */
guint so_booking_choices (const SoBooking *booking, SoBookingChoice *choices);

/* "Trial · number 2 on the waitlist · owes 8 €": what is special, or "". @rank: of who waits, from 1; 0: not known. @currency: of the studio. Free with g_free(). */
char *so_booking_words (const SoBooking *booking, guint rank, const char *currency);

G_END_DECLS
