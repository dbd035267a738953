/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-bookings.h"

G_BEGIN_DECLS

/* Places that become free, and who waits for them. */

/* Offers that are over lapse; what is free then is offered to who waits: in order, or to all, as the rules say, and until the cut-off (@by_hand: also after it). Ids of the
 * bookings to which a place is offered now; none where nothing is to be done. NULL with @error. */
GStrv so_waitlist_offer (SoDb *db, const char *session_id, gboolean by_hand, gint64 now, GError **error);
/* How many offers are over and have not lapsed yet. */
guint so_waitlist_n_over (SoDb *db, gint64 now);
/* Puts who waits at @place (1: first). */
gboolean so_waitlist_move (SoDb *db, const char *booking_id, int place, GError **error);

G_END_DECLS
