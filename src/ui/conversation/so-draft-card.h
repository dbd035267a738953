/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-draft-checks.h"
#include "so-draft.h"
#include "so-studio.h"
#include "so-verb.h"

G_BEGIN_DECLS

/**
 * SoDraftCard: the answer of a conversation, from proposal to approval: read it, approve it, or put
 * the caret in and change it. Without a draft it offers to write one.
 *
 * What is typed is saved by itself (half a second after the last key), and when the card goes.
 * Signal "approved" (thread id): it was accepted into the outbox. Signal "left": the caret left the editor.
 */
#define SO_TYPE_DRAFT_CARD (so_draft_card_get_type ())
G_DECLARE_FINAL_TYPE (SoDraftCard, so_draft_card, SO, DRAFT_CARD, AdwBin)

/* NULL for none. What was being written in another conversation is saved first. */
void so_draft_card_set_thread (SoDraftCard *self, SoStudio *studio, const char *thread_id, const char *contact_name);

/* The draft shown, or NULL. */
const SoDraft *so_draft_card_get_draft (SoDraftCard *self);
/* Id of the draft that was approved here last, whatever is shown now; or NULL. */
const char *so_draft_card_get_approved (SoDraftCard *self);
gboolean so_draft_card_is_editing (SoDraftCard *self);

/* What speaks against the draft. */
SoDraftChecks *so_draft_card_get_checks (SoDraftCard *self);

/* What follows an approval: the page reads it when "approved" comes. */
typedef enum {
  SO_DRAFT_THEN_ADVANCE,   /* as the setting says */
  SO_DRAFT_THEN_STAY,
  SO_DRAFT_THEN_DONE,      /* the conversation is put away, too */
} SoDraftThen;

SoDraftThen so_draft_card_get_then (SoDraftCard *self);
void so_draft_card_approve_then (SoDraftCard *self, SoDraftThen then);

/* Approves what is shown. Ignored right after the card changed, so that a key meant for the one
 * before does not send this one; where something speaks against it, the owner is led there first. */
void so_draft_card_approve (SoDraftCard *self);
/* Approves what was just typed. */
void so_draft_card_send (SoDraftCard *self);
/* Caret into the draft, or into an empty reply. */
void so_draft_card_edit (SoDraftCard *self);
/* An empty reply of the owner's own, whatever is proposed. */
void so_draft_card_reply (SoDraftCard *self);
/* The same, to everybody of the mail that it answers; elsewhere nobody else can get it. */
void so_draft_card_reply_all (SoDraftCard *self);
/* It leaves by the "next" or "previous" way to the same person (SO_VERB_WAY). */
void so_draft_card_way (SoDraftCard *self, const char *where);
/* Leaves the editor; the text is kept. FALSE where it was not open. */
gboolean so_draft_card_leave (SoDraftCard *self);
/* Asks what to change; without a draft one is made. */
void so_draft_card_redo (SoDraftCard *self);
/* Another text that the draft has had (SO_VERB_VERSION), or a variant of it (SO_VERB_REDO). */
void so_draft_card_change (SoDraftCard *self, SoVerb verb, const char *argument);
/* Asks for a reason, "1" to "8". */
void so_draft_card_discard (SoDraftCard *self);
/* Shows what it was made from. */
void so_draft_card_why (SoDraftCard *self);

G_END_DECLS
