/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-bookings.h"

G_BEGIN_DECLS

/* The method of an approval, and the approver of those that follow from it. */
#define SO_WAITLIST_CHAIN "chain"

/* Places that become free, and who waits for them. */

/* Offers that are over lapse; what is free then is offered to who waits: in order, or to all, as the rules say, and until the cut-off (@by_hand: also after it). Ids of the
 * bookings to which a place is offered now; none where nothing is to be done. NULL with @error. */
GStrv so_waitlist_offer (SoDb *db, const char *session_id, gboolean by_hand, gint64 now, GError **error);
/* How many offers are over and have not lapsed yet. */
guint so_waitlist_n_over (SoDb *db, gint64 now);
/* Whoever approved an offer may have let the place go on to who waits next, with the same words (so-waitlist-chain.h). @booking_id: whose offer that was. */
gboolean so_waitlist_chain_set (SoDb *db, const char *booking_id, GError **error);
gboolean so_waitlist_chain_stop (SoDb *db, const char *session_id, GError **error);
/* The conversation in which the offer that was approved so stands; NULL where nothing goes on: it was never approved so, called back, or stopped. Free with g_free(). */
char *so_waitlist_chain_thread (SoDb *db, const char *session_id);

/* The draft that offers a place in a session and waits to be approved; NULL: none does. Free with g_free(). */
char *so_waitlist_open_offer (SoDb *db, const char *session_id);
/* The booking that a draft offers a place for; NULL: it is no offer. Free with g_free(). */
char *so_waitlist_offered_by (SoDb *db, const char *draft_id);
/* The same of what was last written in a conversation: what somebody says next is an answer to it. */
char *so_waitlist_offered_last (SoDb *db, const char *thread_id);

/* Puts who waits at @place (1: first). */
gboolean so_waitlist_move (SoDb *db, const char *booking_id, int place, GError **error);

G_END_DECLS
