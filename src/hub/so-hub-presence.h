/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-call.h"

G_BEGIN_DECLS

/**
 * SoHubPresence: which conversation each computer of a studio looks at, and who holds which draft. In memory only: it is of this moment, and who
 * does not say it again within SO_HUB_PRESENCE_SECONDS is not there any more. Of the server's thread.
 */
#define SO_HUB_PRESENCE_CALL "/sync/v1/presence"
#define SO_HUB_PRESENCE_SECONDS 45

SoHubPresence *so_hub_presence_new (void);
void so_hub_presence_free (SoHubPresence *self);

/* Handler of SoupServer; @data is the hub. */
void so_hub_on_presence (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data);

/* A computer that was shut out is nowhere, and hears nothing more. */
void so_hub_presence_forget (SoHub *hub, const char *device);
/* Who waits is answered. */
void so_hub_presence_close (SoHub *hub);

G_END_DECLS
