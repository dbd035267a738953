/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft-state.h"

G_BEGIN_DECLS

#define SO_DRAFT_AT_HUB "hub"   /* the reason of a draft that is SENDING by the hub */
#define SO_DRAFT_HUB_LOST "hub_lost"   /* of one that is UNKNOWN because the hub that had it is no more, or was restored */

/* An answer on its way from a proposal to the customer. Free with so_draft_free(). */
typedef struct {
  gint64 n;
  char *id;
  char *thread_id;
  char *contact_id;
  char *contact_name;
  char *channel;          /* nick */
  char *account_id;       /* or NULL */
  SoDraftState state;
  char *text;
  char *proposed;         /* the text as it was proposed, or NULL where the owner wrote it */
  char *origin;           /* "knowledge", "owner", "rule", "model", "sequence", "trial" */
  char *sources;          /* JSON array of {"kind","id","title"}; or NULL */
  char *reason;           /* why held, failed or discarded, as a nick; or NULL */
  char *detail;           /* the same in words for the owner, or NULL */
  char *reply_to;         /* id of the message it answers, or NULL */
  char *template;         /* JSON of a provider's template, or NULL */
  char *hint;             /* what the owner asked to be changed, or NULL */
  char *standing_id;      /* the standing approval it came from, or NULL */
  char *batch_id;         /* approved together with others, or NULL */
  char *acknowledged;     /* nicks of warnings that the owner has seen, or NULL */
  char *cc;               /* of a mail, who else gets it: "Ana <ana@example.org>, ben@example.org" (so-address-list.h); or NULL */
  char *bcc;              /* the same, unseen by the others; or NULL */
  char *via;              /* id of another conversation with the same person, through which it leaves; NULL: its own */
  char *home;             /* what the computer is called by which it leaves since it was approved, "" where that is not known; NULL: this one */
  gboolean asks;          /* queued here, and the hub has not said yet that nobody else sends it */
  gint64 basis_at;        /* sent_at of the newest inbound message it knew, 0 if none */
  gint64 not_before;      /* ms: end of the undo window, or the scheduled time; 0 */
  guint attempts;
  gint64 created_at;
  gint64 updated_at;
} SoDraft;

void so_draft_free (SoDraft *draft);
/* TRUE while the hub has it, and sends it by itself. */
gboolean so_draft_is_handed (const SoDraft *draft);
/* Id of the conversation through which it leaves: @via, or its own. */
const char *so_draft_get_way (const SoDraft *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoDraft, so_draft_free)

G_END_DECLS
