/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft-verbs.h"

G_BEGIN_DECLS

/* Approved once for the chain: the owner approves the offer of a free place in its own words, and lets it go on to who waits next, one after the other, until the cut-off or
 * until she stops it. Each has their own time to answer. A yes books, a no or silence lets it go on.
 *
 * Every offer is a draft of its own with an approval of its own, of its very text and recipient; that of those that follow says that the chain approved it, and not a person. What
 * is to be looked at by one stays a proposal: to whom other words would go (another language), who never wrote, waits for an answer, wrote with a person a short while ago, is not to be
 * written to by a machine, or of whom anything else speaks against it (so-checks.h). */

/* SO_VERB_WAITLIST_CHAIN, SO_VERB_WAITLIST_STOP */
gboolean so_waitlist_chain_verb_begin (SoVerbCall *call, GError **error);
gboolean so_waitlist_chain_verb_stop (SoVerbCall *call, GError **error);

/* Approves the offers that follow. *@n: how many. */
gboolean so_waitlist_chain_pass (SoStudio *studio, SoDb *db, gint64 now, guint *n, GError **error);

/* Somebody wrote: *@answered where that was a yes or a no to an offer of such a chain, which is done then. */
gboolean so_waitlist_chain_hear (SoDb *db, const char *thread_id, const char *message_id, gboolean *answered, GError **error);

/* Whether the chain approved a draft; and before it leaves: whether it still goes on, and the place is still offered. */
gboolean so_waitlist_chain_made (SoDb *db, const char *draft_id);
gboolean so_waitlist_chain_goes_on (SoDb *db, const char *draft_id);

G_END_DECLS
