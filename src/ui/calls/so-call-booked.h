/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-booking-facts.h"

G_BEGIN_DECLS

/* Bookings of who called, in words. Free with g_free(). */

/* "Salsa, tomorrow 19:00". */
char *so_call_booked_words (const SoBooked *booked);
/* "Next: Salsa, tomorrow 19:00"; NULL: they come to nothing. */
char *so_call_booked_dup_next (SoStudio *studio, const char *contact_id);

G_END_DECLS
