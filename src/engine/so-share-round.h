/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-client.h"
#include "so-share-verbs.h"

G_BEGIN_DECLS

/* Says what waits, asks until nothing is new, and works out what follows from it. Blocking. Nothing is held while the hub is spoken to, and what is
 * written is written in small pieces, so that nobody who works here waits. @progress may be NULL. */
gboolean so_share_round (SoStudio *studio, SoHubClient *client, SoShareProgress progress, gpointer data, GCancellable *cancellable, GError **error);

/* Only the second half of it: what others have changed is here, and nothing is said. Does nothing where the studio is not shared. Blocking. */
gboolean so_share_catch_up (SoStudio *studio, SoHubClient *client, GCancellable *cancellable, GError **error);

G_END_DECLS
