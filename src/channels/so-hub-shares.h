/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-hub-link.h"

G_BEGIN_DECLS

/* What one account is told by an event: a request of a provider may be about several. */
typedef struct {
  const SoAccount *account;  /* borrowed */
  GBytes *body;              /* its part of the request; NULL: the account is only asked to look what is new, as by Gmail and Twilio */
} SoHubShare;
void so_hub_share_free (gpointer share);

/* TRUE where somebody in this version reads what @provider says of @kind: only then its body is worth fetching. Pure. */
gboolean so_hub_is_read (const char *provider, const char *kind);

/**
 * so_hub_shares: whose @news is, by the ids in it: WhatsApp's phone_number_id, the id of an Instagram account or a page, Twilio's account
 * and number, the mailbox. An account that names no id has those that nobody else has, where it is the only one of its channel. Pure.
 *
 * Adds to @shares (SoHubShare). FALSE where not all of it is somebody's: *@reason says why, what is somebody's is in @shares all the same.
 */
gboolean so_hub_shares (const GPtrArray *accounts, const SoHubNews *news, GPtrArray *shares, SoHubAside *reason);

G_END_DECLS
