/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-insight.h"
#include "so-store.h"

G_BEGIN_DECLS

/* Keeps what the rules, or a model, read: it takes the place of what the same one read before, and stands beside the other's. What the
 * owner has decided about a finding stays; a detail that the person has already, or that is somebody else's number or address, is no
 * finding. Id, thread, contact and state of findings are worked out here. Twice is the same as once. */
gboolean so_insight_keep (SoDb *db, const SoInsight *insight, const char *country, GError **error);
/* The model's newest answer is of no use; what it said before, if anything, stands with that remark. */
gboolean so_insight_keep_fault (SoDb *db, const char *thread_id, const char *model, const char *fault, GError **error);

/* What to show of a conversation: the model's reading where it is the newer one, else the rules'; what is to be done and what was found
 * out about its person by both. A remark about the model's answer is there in either case. NULL where nobody has looked yet (no error). */
SoInsight *so_insight_load (SoDb *db, const char *thread_id, GError **error);
/* Both, each with its own findings: SoInsight. */
GPtrArray *so_insight_list (SoDb *db, const char *thread_id, GError **error);
/* When the newest message that was read was sent, ms; 0: nobody has looked. */
gint64 so_insight_newest_at (SoDb *db, const char *thread_id);
/* The conversation of a person that was looked at last, or NULL. Free with g_free(). */
char *so_insight_thread_of (SoDb *db, const char *contact_id);

SoFinding *so_finding_find (SoDb *db, const char *id, GError **error);
gboolean so_finding_set_state (SoDb *db, const char *id, SoFindingState state, GError **error);

G_END_DECLS
