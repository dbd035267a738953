/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-sync-private.h"

G_BEGIN_DECLS

/**
 * Who sends a draft ("DEV RUN": as which computer, in which run of the program), decided once for all computers of a studio ("claim", so-share-claim.h). The answer is JSON: {"ok": 1 or 0, "who", "epoch"}, and
 * where it is no, "why": "claimed" by another one; "changed" by another one since the log that who asks has read; "doubt", where the one that had it
 * is the same computer before it was set back, or one that was removed: it may have sent it.
 */
gboolean so_hub_claim_decide (SoHubStore *store, const SoHubAsk *ask, char **answer, GError **error);

/* Whether @change of a draft counts: while it is claimed only what its claimer says does. */
gboolean so_hub_claim_allows (SoHubTurn *turn, const SoHubChange *change, gboolean *allowed, GError **error);

G_END_DECLS
