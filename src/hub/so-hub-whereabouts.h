/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-call.h"

G_BEGIN_DECLS

/**
 * SoHubWhereabouts: which conversation each computer of a studio looks at, and who holds which draft. In memory only: it is of this moment, and who
 * does not say it again within SO_HUB_WHEREABOUTS_SECONDS is not there any more. Of the server's thread.
 */
#define SO_HUB_WHEREABOUTS_CALL "/sync/v1/presence"
#define SO_HUB_WHEREABOUTS_SECONDS 45

SoHubWhereabouts *so_hub_whereabouts_new (void);
void so_hub_whereabouts_free (SoHubWhereabouts *self);

/* Handler of SoupServer; @data is the hub. */
void so_hub_on_whereabouts (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data);

/* A computer that was shut out is nowhere, and hears nothing more. */
void so_hub_whereabouts_forget (SoHub *hub, const char *device);
/* Who waits is answered. */
void so_hub_whereabouts_close (SoHub *hub);

G_END_DECLS
