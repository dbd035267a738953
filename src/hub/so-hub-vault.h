/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel.h"
#include "so-hub-config.h"
#include "so-hub-senders.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SoHubVault: secrets of accounts that were handed over to the hub. They are in its database, sealed by the key "vault.key" of the folder
 * "secrets" (or systemd's credential of that name), which is made when the first account comes: who has the database alone cannot read them.
 * Hubs that share a database share that key. Any thread.
 */
typedef struct _SoHubVault SoHubVault;

/* @config is borrowed. */
SoHubVault *so_hub_vault_new (SoHubConfig *config);
void so_hub_vault_free (SoHubVault *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubVault, so_hub_vault_free)

/* Sets @sender->sealed: an object of texts, {"token": …}. @secrets is not kept. */
gboolean so_hub_vault_seal (SoHubVault *self, SoHubSender *sender, JsonObject *secrets, GError **error);
/* A new adapter of the account, for the calling thread. SO_ERROR_SIGN_IN where its secrets cannot be read here (any more): it has to be handed over again. */
SoChannel *so_hub_vault_open (SoHubVault *self, const SoHubSender *sender, GError **error);

G_END_DECLS
