/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-client.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * so_share_files_round: brings to the hub what shared rows name and only this computer has, and fetches what is missing here, one file after the other,
 * until nothing is left that can be done now. What somebody looks at comes first (so_transfers_wish()), what waits to be sent next, then the newest;
 * what is brought begins with the smallest. No transaction is open while the hub is spoken to. What was broken off begins anew with that file.
 *
 * @patient (may be NULL): while a file is brought, it is one that may be cancelled by so_share_patience_end(), and goes on later. @moved (may be NULL):
 * how many came or went.
 */
typedef struct _SoSharePatience SoSharePatience;
SoSharePatience *so_share_patience_new (void);
void so_share_patience_free (SoSharePatience *patience);
/* Something is wanted at once. Any thread. */
void so_share_patience_end (SoSharePatience *patience);

gboolean so_share_files_round (SoStudio *studio, SoHubClient *client, SoSharePatience *patient, guint *moved, GCancellable *cancellable, GError **error);

G_END_DECLS
