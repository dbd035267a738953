/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-drafts.h"
#include "so-relay.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* One approved message on its way out. Blocking; only the holder of the lease calls this. */

typedef enum {
  SO_DISPATCH_IDLE,       /* nothing is due */
  SO_DISPATCH_ACCEPTED,
  SO_DISPATCH_NOT_SENT,   /* held, refused, lost or waiting for another try: its row says why */
} SoDispatch;

/* Claims the next message that is due and takes it as far as it gets. @next as in so_draft_claim(). FALSE only where
 * the studio could not be read or written. */
gboolean so_dispatch_next (SoStudio *studio, SoDispatch *result, gint64 *next, GError **error);

/* What the hub says of a draft of this computer that it was to send, in the caller's transaction. Nothing happens where that is known. */
gboolean so_dispatch_told (SoStudio *studio, SoDb *db, const SoDraft *draft, const SoRelayReport *report, GError **error);

/* Asks the providers of all that may have been sent whether it was; who cannot say leaves it to the owner. */
gboolean so_dispatch_reconcile (SoStudio *studio, GError **error);

/* Pure: ms to wait after the @attempts-th try that was not accepted, or -1: give up. */
gint64 so_dispatch_retry_delay (guint attempts);

/* Stores what was sent as a message of its thread, in the caller's transaction; marked as practice where it went
 * nowhere. @remote_id may be NULL. */
gboolean so_dispatch_store_sent (SoDb *db, const SoDraft *draft, const char *remote_id, GError **error);

/* The provider has shown @tag, that of an attempt, with its own id of the message: what may have been sent was. In the caller's
 * transaction; nothing happens where the draft is not one of those, or the tag nobody's. */
gboolean so_dispatch_prove (SoDb *db, const char *tag, const char *remote_id, GError **error);

/* When the customer last wrote in a thread: ms, 0 for never, -1 on error. */
gint64 so_dispatch_newest_inbound (SoDb *db, const char *thread_id, GError **error);

G_END_DECLS
