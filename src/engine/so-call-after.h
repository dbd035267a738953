/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-calls.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * What follows from a call that is over. Nothing of it leaves by itself.
 *
 * A missed call and a voicemail make a task, "Call Priya S. back", one for each person however often they called. It is done by itself once somebody of the studio has spoken with
 * them, or written to them, since; and so is what turns out to have been answered. An answer is proposed where they can be written to.
 *
 * What was said is read as what is written: it is understood by the rules at once, and then read as a whole (so-analyst.h, so-call-reading.h).
 *
 * A quarter of an hour after its end a booking is linked to it, where that is sure (so_call_link_booking()).
 */

/* In the transaction that stores a piece of it (so_call_take()). Not for what is past, and on the computer whose account it is alone. */
gboolean so_call_after (SoStudio *studio, SoDb *db, const SoCallTaken *taken, GError **error);

/* What was said in a call or voice note is written down now, or anew: in the transaction that stores it (so_transcript_put()). Does nothing where all of that is known, what was
 * imported is concerned, or its message is not there yet. */
gboolean so_call_after_words (SoStudio *studio, SoDb *db, const char *message_id, GError **error);

/* Tasks that are done by now; *@n: how many. For so_catch_up(). */
gboolean so_call_after_pass (SoDb *db, guint *n, GError **error);

/* The halves of the job "call-booking"; its target is the message of a call. */
gboolean so_call_booking_work (SoStudio *studio, const char *message_id, GCancellable *cancellable, char **result, GError **error);

G_END_DECLS
