/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-call-entry.h"
#include "so-contact.h"
#include "so-draft.h"
#include "so-identity.h"
#include "so-log-entry.h"
#include "so-store.h"
#include "so-thread.h"
#include "so-transcript.h"

G_BEGIN_DECLS

/* One row by its id, as a page shows it: an indexed read, quick enough for the main thread. NULL
 * where there is none, or it cannot be read; that is no news to the owner, who has the lists for it. */
SoThread *so_lookup_thread (SoStore *store, const char *id);
SoContact *so_lookup_contact (SoStore *store, const char *id);
/* The call that a message is, as a telephone service told of it. */
SoCallEntry *so_lookup_call_of (SoStore *store, const char *message_id);
/* What was decided about a draft, and all that happened to it (SoLogTime). */
SoLogEntry *so_lookup_decision (SoStore *store, const char *draft_id);
GPtrArray *so_lookup_decision_times (SoStore *store, const char *draft_id);
SoDraft *so_lookup_draft (SoStore *store, const char *id);
/* The draft of a thread that the owner still has to decide on. */
SoDraft *so_lookup_draft_of_thread (SoStore *store, const char *thread_id);
/* Tags of a thread, and all tags in use. */
GStrv so_lookup_tags_of_thread (SoStore *store, const char *thread_id);
GStrv so_lookup_tags (SoStore *store);
/* Sources by which people have come, the most frequent first. */
GStrv so_lookup_lead_sources (SoStore *store);
SoAccount *so_lookup_account (SoStore *store, const char *id);
/* TRUE where messages of this channel can leave the computer. */
gboolean so_lookup_is_connected (SoStore *store, SoChannelKind channel);
/* TRUE where what is answered in @thread can: it has come by an account that is still there, or is a call of somebody who can be written to. */
gboolean so_lookup_is_answerable (SoStore *store, const SoThread *thread);
/* To whom a draft goes (yours), or NULL. */
SoIdentity *so_lookup_recipient (SoStore *store, const SoDraft *draft);
/* The account that answers @thread now (yours), or NULL; and all that could (SoAccount). */
char *so_lookup_sender (SoStore *store, const char *thread_id);
GPtrArray *so_lookup_senders (SoStore *store, const char *thread_id);
/* When the customer last wrote through the account that answers @thread, ms: what its window counts from; 0: never. */
gint64 so_lookup_heard_at (SoStore *store, const SoThread *thread);
/* FALSE where the studio was copied or restored, and the owner has not said yet that this is the active copy. */
gboolean so_lookup_is_active_copy (SoStore *store);
/* What was said in a call or voice note, as it is shown; *@host (yours): where the sound was sent for it, NULL: nowhere. A long one takes a while: not on the main thread. */
SoTranscript *so_lookup_transcript (SoStore *store, const char *message_id, char **host);
/* The message (yours) of a thread with the recording that came after that of @after, NULL: the newest; *@sha256 (yours): its file. */
char *so_lookup_recording (SoStore *store, const char *thread_id, const char *after, char **sha256);

G_END_DECLS
