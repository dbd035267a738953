/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-senders.h"
#include "so-hub-vault.h"

G_BEGIN_DECLS

/* A file that an event speaks of, and that the provider has: for so_channel_fetch() of that account. */
typedef struct {
  const SoHubSender *sender;   /* borrowed */
  char *remote;
} SoHubFind;
void so_hub_find_free (gpointer find);

/* What @event has for the accounts that were handed over, @senders (SoHubSender): adds to @finds (SoHubFind). What cannot be read has nothing; the
 * computers of the studio will say so. */
void so_hub_gather (SoHubVault *vault, const GPtrArray *senders, const SoHubEvent *event, GPtrArray *finds);

G_END_DECLS
