/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel.h"
#include "so-draft-facts.h"
#include "so-studio.h"
#include "so-thread.h"

G_BEGIN_DECLS

/* One message that is next: whether it may go, and all that its channel needs of it. For so-dispatch.c alone. */
/* Read in the transaction that claims it. */
typedef struct {
  SoDraft *draft;
  char *attempt_id;
  gint64 tried_at;        /* ms, of one that may have been sent */
  SoThread *thread;
  SoIdentity *recipient;
  SoAccount *account;     /* through which it goes; NULL: nobody's practice account */
  char *transport;
  char *reply_to;         /* remote id */
  GStrv references;       /* remote ids of the conversation, the newest last; of mail */
  GPtrArray *files;       /* SoDraftFile */
  GPtrArray *cc, *bcc;    /* SoIdentity, or NULL */
  SoChannel *channel;
  gboolean demo;
  gboolean by_person;     /* the record of the approval says so */
  char *hash, *approver, *instead, *answers;   /* of outgoing.approved, as the next three */
  GStrv knows;
  gint64 approved_at;
  gboolean anyway;
  SoApproved approved;
  SoOutgoing outgoing;    /* borrows from the rest */
  GArray *out_files;      /* SoOutgoingFile */
  /* Why it does not go after all. */
  SoDraftEvent event;     /* HOLD, or UNDO where it has to be approved again */
  const char *reason;
  char *detail;
  gint64 until;           /* ms, when it is over; 0: nobody knows */
  gboolean answered;      /* somebody else of the studio has answered the same message */
  gboolean stopped;       /* the provider delivers nothing to the recipient, who said STOP */
  SoIdentity *alias;      /* how the provider writes the recipient, where that is another way */
} SoClaim;
void so_claim_clear (SoClaim *claim);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SoClaim, so_claim_clear)

/* FALSE and no error: nothing to send now; claim->draft says whether something was put aside. @next as in so_draft_claim(). */
gboolean so_claim_next (SoStudio *studio, SoClaim *claim, gint64 *next, GError **error);
/* The same of one that may have been sent, by its number. FALSE and no error where there is nothing to ask, or nobody. */
gboolean so_claim_unknown (SoStudio *studio, gint64 n, SoClaim *claim, GError **error);
/* TRUE where it goes by the account that it was approved for; what has none goes by the practice channel, whatever the owner did with that. */
gboolean so_claim_is_of_account (const SoClaim *claim);

G_END_DECLS
