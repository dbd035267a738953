/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-db.h"

G_BEGIN_DECLS

/**
 * Who sends, where a studio is shared: one computer asks the hub for each draft that was approved, and only who was told yes sends it. The
 * account says which computer that is (account.home); what the hub sends goes by the computer on which it was approved.
 *
 * A draft that is claimed is its claimer's: what others say of it counts for nothing until it is given back (so-hub-claims.c).
 */

/* How long a claim is good for after it was asked for, by so_elapsed(); then it is asked for anew. The hub takes none for lost before
 * SO_HUB_CLAIM_GRACE_MS, so that nobody looks whether something left while it may still do so. */
#define SO_SHARE_LEASE_MS 60000
/* Tests; 0: as it is. */
void so_share_claim_set_lease (gint64 ms);
/* Gives a connection the function so_is_fresh(ASKED). @handle: an sqlite3 *. */
int so_share_claim_register (gpointer handle);

/* Drafts that leave by this computer, in SQL: for queries of the table draft itself. */
#define SO_DRAFT_IS_HERE "(home IS NULL OR home IS (SELECT device FROM hub_link))"
/* Of draft d: nobody else sends it. The hub has said so a moment ago, and has said nothing else since. */
#define SO_DRAFT_IS_OURS_TO_SEND \
  "(NOT EXISTS (SELECT 1 FROM sync_link) OR EXISTS (SELECT 1 FROM sync_answer a, sync_link l WHERE a.id = d.id AND a.command = 'claim'" \
  " AND a.answer ->> 'who' = l.dev || ' ' || l.run AND a.answer ->> 'epoch' = l.epoch AND a.answer ->> 'ok' = 1 AND so_is_fresh (a.answer ->> 'asked')" \
  " AND d.claim = l.dev || ' ' || l.run))"

/* Which device sends what goes by that account and is approved here: NULL where the studio is not shared. Free with g_free(). */
char *so_share_home_of (SoDb *db, const char *account_id);

/* All that is here becomes this computer's, when sharing begins; and is nobody's when it ends. */
gboolean so_share_claim_begin (SoDb *db, GError **error);
gboolean so_share_claim_end (SoDb *db, GError **error);

/* A process has begun that may send: what was told an earlier one is worth nothing, as this may be a copy of its folder. */
gboolean so_share_claim_renew (SoDb *db, GError **error);
/* Gives back what does not leave after all, and asks for what is to leave now. Only while the hub can be reached: what a run asks and does not live
 * to hear of is in doubt for the next one. Something is to be told afterwards. */
gboolean so_share_claim_settle (SoDb *db, GError **error);
/* Whether it would do something now. */
gboolean so_share_claim_is_due (SoDb *db);
/* When (ms) it will be, because a message is due then; 0: nothing is. */
gint64 so_share_claim_next (SoDb *db);
/* A draft that does not leave, or not any more: it is everybody's again. */
gboolean so_share_claim_release (SoDb *db, const char *draft_id, GError **error);

G_END_DECLS
