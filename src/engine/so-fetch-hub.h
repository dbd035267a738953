/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-channel.h"
#include "so-hub-client.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* The hub, as far as it fetched files of messages while this computer was off. Zero before; so_fetch_hub_clear() after. Asked for when it is needed. */
typedef struct {
  gboolean looked;
  SoHubClient *client;     /* NULL: there is none, or it cannot be asked */
} SoFetchHub;
void so_fetch_hub_clear (SoFetchHub *hub);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SoFetchHub, so_fetch_hub_clear)

/* What @remote of @account names to @path, which is new. FALSE without an error where the hub has not fetched it, or there is no hub. Blocking. */
gboolean so_fetch_hub_get (SoFetchHub *hub, SoStudio *studio, const SoAccount *account, const char *remote, const char *path, char **mime,
                           SoChannelProgress progress, gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
