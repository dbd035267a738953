/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio-private.h"
#include "so-sync.h"

G_BEGIN_DECLS

/**
 * SoPuller: asks every account for what is new, again and again, each on a thread of its own and at its own pace (so-poll.h). It runs
 * only in the process that has the lease. Main thread.
 */
typedef struct _SoPuller SoPuller;
/* The one of an outbox (so-studio-private.h). */
SoPuller *so_outbox_get_puller (SoOutbox *outbox);

/* @received is called when an account brought messages. */
SoPuller *so_puller_new (SoStudio *studio, void (*received) (SoStudio *studio));
void so_puller_free (SoPuller *puller);

/* Does nothing where it runs already. */
void so_puller_start (SoPuller *puller);
/* Cancels what is under way and waits for its end, which is soon. */
void so_puller_stop (SoPuller *puller);

/* Something was sent: an answer may come at once. */
void so_puller_sent (SoPuller *puller);
void so_puller_set_in_front (SoPuller *puller, gboolean in_front);

/* As so_sync_now() and the like. */
gboolean so_puller_sync (SoPuller *puller, const char *account_id);
void so_puller_cancel (SoPuller *puller, const char *account_id);
gboolean so_puller_is_syncing (SoPuller *puller, const char *account_id, guint *received);
void so_puller_get_sync (SoPuller *puller, SoSync *sync);
gint64 so_puller_synced_at (SoPuller *puller, const char *account_id);

G_END_DECLS
