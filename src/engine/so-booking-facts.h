/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-booking.h"
#include "so-session.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Who comes to what, as pages show it. Few rows, read at once. */

/* SoBooking of a session: who has a place by name, then who waits in order, then the others. */
GPtrArray *so_studio_list_roster (SoStudio *studio, const char *session_id);
/* NULL where no series has it any more. */
SoSession *so_studio_find_session (SoStudio *studio, const char *session_id);

/* Until when somebody is booked for what comes after a session of a series: NULL, to the end of its term; else a day (free with g_free()). */
char *so_studio_dup_enrolment_end (SoStudio *studio, const SoSession *session);

/* The draft that offers a free place of the session and waits to be approved, and its words; both NULL where none does. TRUE where an approved offer goes on to
 * who waits next. Free both with g_free(). */
gboolean so_studio_find_offer (SoStudio *studio, const char *session_id, char **draft_id, char **text);

/* A booking and the session that it is of, or was; free with so_booked_free(). */
typedef struct {
  SoBooking *booking;
  SoSession *session;      /* NULL: no series has it any more */
} SoBooked;

void so_booked_free (SoBooked *booked);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoBooked, so_booked_free)

/* SoBooked of a person, the newest session first. */
GPtrArray *so_studio_list_booked (SoStudio *studio, const char *contact_id, guint limit);
/* Credits of a person that are good today. */
int so_studio_count_credits (SoStudio *studio, const char *contact_id);

G_END_DECLS
