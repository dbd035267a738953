/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-approval.h"
#include "so-draft.h"
#include "so-identity.h"
#include "so-store.h"

G_BEGIN_DECLS

/* Drafts, approvals, attempts. Every change of state goes through so_draft_state_step(). */

typedef struct {
  const char *thread_id;
  const char *text;
  const char *origin;       /* "knowledge", "owner", … */
  const char *sources;      /* JSON array or NULL */
  const char *reply_to;     /* message id or NULL */
  const char *account_id;   /* through which it goes; NULL: the one that answers there */
  gboolean generating;      /* there is no text yet: it is being written, and belongs to nobody's list */
} SoDraftNew;

/* There is one that answers this very message of the conversation, whatever became of it. */
gboolean so_draft_is_reply (SoDb *db, const char *thread_id, const char *message_id);
/* A new draft: PROPOSED, EDITED where the origin is "owner", or GENERATING. Its id; free with g_free(). */
char *so_draft_add (SoDb *db, const SoDraftNew *values, GError **error);

/* What is proposed here goes when the step that is being recorded is undone, unless somebody has done something with it since. */
gboolean so_draft_set_undoable (SoDb *db, const char *id, GError **error);

/* Numbers of drafts, newest first; @states is a bit set of 1 << SoDraftState, 0 for all. @thread_id may be NULL. */
GArray *so_draft_numbers (SoDb *db, guint states, const char *thread_id, GError **error);
/* The same, those that changed last first. */
GArray *so_draft_numbers_by_change (SoDb *db, guint states, GError **error);
SoDraft *so_draft_load (SoDb *db, gint64 n, GError **error);
SoDraft *so_draft_find (SoDb *db, const char *id, GError **error);
/* The draft of a thread that the owner still has to decide on, or NULL without an error. */
SoDraft *so_draft_of_thread (SoDb *db, const char *thread_id, GError **error);

/* The owner's words: they know every message that is there now (basis_at). */
gboolean so_draft_set_text (SoDb *db, const char *id, const char *text, GError **error);

/* The draft is a provider's template from now on (JSON, see so-template-form.h), of which its text is what the customer will read; NULL: it
 * is that text and nothing else. Another text makes it that, too. */
gboolean so_draft_set_template (SoDb *db, const char *id, const char *template, GError **error);

/* Who else gets it, as so-address-list.h writes it; NULL: nobody. What was waved through is looked at anew. */
gboolean so_draft_set_copies (SoDb *db, const char *id, const char *cc, const char *bcc, GError **error);

/* Moves a draft by @event. @reason (nick) and @detail (words) are kept, or cleared where NULL.
 * SO_ERROR_CHANGE, in words, where the state does not allow it. */
gboolean so_draft_step (SoDb *db, const char *id, SoDraftEvent event, const char *reason, const char *detail, GError **error);

/* Approves: writes the immutable record with its hash, and queues until @not_before. */
gboolean so_draft_approve (SoDb *db, const char *id, const SoApprovalNote *note, gint64 not_before, GError **error);
/* The same for a later time: scheduled until @at. */
gboolean so_draft_schedule (SoDb *db, const char *id, const SoApprovalNote *note, gint64 at, GError **error);
/* Drafts approved together have one countdown and are called back together. */
gboolean so_draft_set_batch (SoDb *db, const char *id, const char *batch_id, GError **error);

/* FALSE with SO_ERROR_CHANGE where what would be sent is not what was approved. */
gboolean so_draft_verify_approval (SoDb *db, const char *id, GError **error);

/* How many drafts the owner has approved since @since (ms) and not taken back. */
guint so_draft_count_approved (SoDb *db, gint64 since);

/* Claims the next queued draft that is due at @now: state SENDING and an attempt row. NULL without
 * an error where none is. @next (may be NULL) gets the ms at which the next one is due, 0 if none. */
SoDraft *so_draft_claim (SoDb *db, gint64 now, gint64 *next, char **attempt_id, GError **error);
/* Id of the draft's newest attempt, or NULL; free with g_free(). */
/* *@started_at (may be NULL): ms when it began. */
char *so_draft_last_attempt (SoDb *db, const char *id, gint64 *started_at);
/* The newest one before @attempt_id of which it is said that it was not sent, or may have been; NULL: none. Free with g_free(). */
char *so_draft_judged_attempt (SoDb *db, const char *id, const char *attempt_id);
/* The draft that an attempt was made for, or NULL without an error; free with so_draft_free(). */
SoDraft *so_draft_of_attempt (SoDb *db, const char *attempt_id);
/* What the provider said of an attempt. Not cancellable: it happened. */
gboolean so_draft_finish (SoDb *db, const char *draft_id, const char *attempt_id, SoDraftEvent outcome,
                          const char *provider_id, const char *reason, const char *detail, GError **error);
/* The hub has a draft that is SENDING, and sends it by itself; @detail says how it stands. Changes nothing where it is not (any more). */
gboolean so_draft_hand_over (SoDb *db, const char *id, const char *detail, GError **error);
/* How many of an account are there. */
guint so_draft_count_handed (SoDb *db, const char *account_id);
/* Nobody can tell what becomes of those of an account, or became: they are UNKNOWN, and the owner alone says what they are (SO_DRAFT_HUB_LOST). */
gboolean so_draft_lose_handed (SoDb *db, const char *account_id, const char *detail, GError **error);
/* TRUE where an attempt was made here, whatever became of its draft. */
gboolean so_draft_attempt_is_known (SoDb *db, const char *attempt_id);
/* A queued draft waits until then: a retry. Not before it is over does a later message to the same person go. */
gboolean so_draft_set_not_before (SoDb *db, const char *id, gint64 not_before, GError **error);

/* After a crash, with the lease held: drafts found SENDING, but those that the hub has, become UNKNOWN, those still in the undo window at closing
 * become HELD (app_was_closed); @held NULL leaves them queued (studioctl). How many of both. */
gboolean so_draft_recover (SoDb *db, guint *unknown, guint *held, GError **error);

/* Numbers of those that are in @state and leave by this computer (so-share-claim.h), oldest first. */
GArray *so_draft_numbers_here (SoDb *db, SoDraftState state, GError **error);
/* Moves every draft of those that is in @from by @event; how many. */
gboolean so_draft_move_all (SoDb *db, SoDraftState from, SoDraftEvent event, const char *reason, const char *detail, guint *moved,
                            GError **error);
/* What a model had begun to write in that conversation ends by @event. */
gboolean so_draft_end_generating (SoDb *db, const char *thread_id, SoDraftEvent event, const char *reason, GError **error);
/* Held drafts of @reason go on at once: what they waited for is there. How many. */
gboolean so_draft_release (SoDb *db, const char *reason, guint *released, GError **error);
/* Proposals made before @before that nobody touched are closed; how many. */
gboolean so_draft_expire (SoDb *db, gint64 before, guint *expired, GError **error);
/* How many drafts that are scheduled or wait for the morning are due at @now and how many are held as offline; *@next: ms of the next of the former, 0 if none. */
gboolean so_draft_count_releasable (SoDb *db, gint64 now, guint *due, guint *offline, gint64 *next, GError **error);
/* Scheduled drafts whose time has come are queued. */
gboolean so_draft_release_scheduled (SoDb *db, gint64 now, GError **error);

/* Recipient of a thread's answers: kind and value of the person's identity on that channel. */
SoIdentity *so_draft_recipient (SoDb *db, const char *thread_id, GError **error);

G_END_DECLS
