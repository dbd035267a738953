/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-sync-private.h"

G_BEGIN_DECLS

/* From when on a claim is taken for lost whose computer cannot say what it did. One is good for SO_SHARE_LEASE_MS and is asked for anew then: so what may
 * leave after somebody was told that it did not, is what a computer began in time and ended after all that. */
#define SO_HUB_CLAIM_GRACE_MS (15 * 60 * 1000)
/* Tests; 0: as it is. */
void so_hub_claim_set_grace (gint64 ms);

/**
 * so_hub_claim_decide: who sends a draft ("DEV RUN": as which computer, in which run of the program), decided once for all computers of a studio ("claim",
 * so-share-claim.h). The answer is JSON: {"ok": 1 or 0, "who", "epoch"}, and where it is no, "why": "claimed" by another one; "changed" by another one since
 * the log that who asks has read; "doubt", where the one that had it is the same computer before it was set back, or one that was removed: it may have sent
 * it; "later", where that will be so.
 */
gboolean so_hub_claim_decide (SoHubStore *store, const SoHubAsk *ask, char **answer, GError **error);

/* Whether @change of a draft counts: while it is claimed only what its claimer says does, and once it left nobody says that it did not. */
gboolean so_hub_claim_allows (SoHubTurn *turn, const SoHubChange *change, gboolean *allowed, GError **error);

G_END_DECLS
