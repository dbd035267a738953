/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-calls.h"
#include "so-store.h"

G_BEGIN_DECLS

/* Answers in writing to calls that nobody took. They are proposals, as all others, and never leave by themselves. */

/* Proposes one, in the transaction that stores the call, where the caller can be written to (so_way_list()) and nothing else waits to be sent there: what the studio's knowledge answers
 * to what was said in a voicemail, else the template called "Missed call" or "Voicemail", else our own words. Nothing where it is about a matter for a person, or drafts are off. Once
 * for each call; what was said may come later and makes it a better one. */
gboolean so_call_answer_propose (SoDb *db, const SoCall *call, GError **error);

/* Somebody has spoken with them: what was only proposed is. */
gboolean so_call_answer_withdraw (SoDb *db, const char *thread_id, GError **error);

/* Our own words, in the language of the customer or English; with variables of so-fill.h. Static. */
const char *so_call_answer_text (gboolean voicemail, const char *language);

G_END_DECLS
