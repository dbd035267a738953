/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-consent.h"
#include "so-store.h"

G_BEGIN_DECLS

/* The ledger of who wants to be written to, for what. It only grows; the newest entry of a number or address holds.
 *
 * What a customer withdrew by a word ("STOP") on a channel only a word of theirs gives back there: the carriers deliver
 * nothing before that, whatever the owner was told. A person who withdrew anything anywhere gets no advertising anywhere. */

/* Stores an entry; one with the id of another is that one (a message that is told twice). While so_undo_begin() records, undo
 * appends what held before. @consent: its id may be NULL; its time becomes that of the newest entry at least, unless it is a word. */
gboolean so_consent_record (SoDb *db, const SoConsent *consent, GError **error);

/* What the customer herself wrote: @word of @message_id, at @at (ms), on @channel. TRUE also where it is known already. */
gboolean so_consent_heed (SoDb *db, const SoIdentity *identity, const char *country, SoChannelKind channel, SoConsentState state,
                          const char *word, const char *message_id, gint64 at, GError **error);

/* Undo: what held before the entry @id holds again, unless something newer was entered. For so-undo.c. */
gboolean so_consent_take_back (SoDb *db, const char *id, const char *before, GError **error);

/* What holds for a number or address, on @channel (NULL: apart from what was said on one). */
SoConsentState so_consent_state (SoDb *db, const char *identity_id, SoPurpose purpose, const char *channel);

/* TRUE where nothing may be sent to @identity of @contact_id on @channel. */
gboolean so_consent_blocks (SoDb *db, const SoIdentity *identity, const char *contact_id, SoChannelKind channel);
/* The same of one identity, by its id. */
gboolean so_consent_blocks_identity (SoDb *db, const char *identity_id, SoChannelKind channel);
/* TRUE where the person gets no advertising. */
gboolean so_consent_blocks_advertising (SoDb *db, const char *contact_id);

/* The word that keeps SMS from this number of @contact_id: "CANCEL"; NULL where none does. @contact_id NULL: anybody's. Free with g_free(). */
char *so_consent_stop_word (SoDb *db, const char *identity_id, const char *channel);
/* The same for whom a conversation is with, on its channel. */
char *so_consent_stop_word_of_thread (SoDb *db, const char *thread_id);

/* SoConsent values of a person, newest first. */
GPtrArray *so_consent_list (SoDb *db, const char *contact_id, GError **error);

/* The id of the identity of @contact_id that is written as @value, or NULL. Free with g_free(). */
char *so_consent_identity (SoDb *db, const char *contact_id, const char *value, const char *country);

/* SQL that is 1 where nothing may be sent to identity @i on @channel (an expression). */
#define SO_CONSENT_NEWEST(where) \
  "coalesce ((SELECT k.state FROM consent k WHERE " where " AND k.purpose = 'service'" \
  " ORDER BY k.at DESC, k.how = 'word' AND k.state = 'withdrawn' DESC, k.n DESC LIMIT 1) = 'withdrawn', 0)"
#define SO_CONSENT_BLOCKED(i, c) \
  "(" SO_CONSENT_NEWEST ("k.identity_id = " i " AND k.channel IN ('', " c ")") \
  " OR " SO_CONSENT_NEWEST ("k.identity_id = " i " AND k.channel = " c " AND k.how = 'word'") ")"

G_END_DECLS
