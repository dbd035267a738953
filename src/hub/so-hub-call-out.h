/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-sends.h"
#include "so-hub-vault.h"

G_BEGIN_DECLS

/* One order on its way to a provider: what is read of it before, and what came of it. Blocking. */
typedef struct {
  SoHubSend *send;
  SoHubSender *sender;     /* NULL: the account is not here (any more) */
  char *public_key;        /* NULL: its computer is not paired (any more) */

  SoHubSendState state;    /* what it is now */
  char *result;            /* JSON, of so_hub_send_finish() */
  gint64 not_before;
} SoHubCallOut;

void so_hub_call_out_free (SoHubCallOut *call);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubCallOut, so_hub_call_out_free)

/* Takes @send. */
SoHubCallOut *so_hub_call_out_new (SoHubStore *store, SoHubSend *send, GError **error);
/* Calls the provider, if exactly this order was signed by the computer that it is from. @place: where its files are. */
void so_hub_call_out_run (SoHubCallOut *call, SoHubVault *vault, const SoHubPlace *place);
/* Removes what a hub that was killed has left of attachments in its folder; nobody else may be at work there. */
void so_hub_call_out_tidy (const char *folder);
/* Looks whether one that may have been sent was: by what providers told since, in @place, and by asking them. TRUE: state and result say it. *@scanned: the
 * last event that was looked at, to go on from. */
gboolean so_hub_call_out_prove (SoHubCallOut *call, SoHubVault *vault, const SoHubPlace *place, gint64 *scanned);

G_END_DECLS
