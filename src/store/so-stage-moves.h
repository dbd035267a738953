/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-lead.h"
#include "so-store.h"

G_BEGIN_DECLS

/* Who stood where on the board, and since when. contact.stage_at follows from the moves and the stage that holds, so that it is the same on
 * every computer of the studio. Moves belong to the undo step that is being recorded. */

/* Moves a person, with a row of the history. @reason: why they are lost, a nick of so-lost-reason.h or own words; forgotten of any other
 * stage. The owner has to give one, who imports need not. Where they stand there already, for that reason, nothing happens.
 * @actor: "owner", "attendance", "rule", "import". */
gboolean so_stage_move (SoDb *db, const char *contact_id, const char *stage, const char *reason, const char *actor, GError **error);

/* The history of a person, newest first: SoStageMove. */
GPtrArray *so_stage_moves (SoDb *db, const char *contact_id, GError **error);

/* Works out anew since when a person is in their stage. */
gboolean so_stage_settle (SoDb *db, const char *contact_id, GError **error);

G_END_DECLS
