/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* What the other computers are called: this computer's copy of what the hub says of them (table computer). */

/* FALSE where somebody's change stands in place of ours and it is not known whose: the hub is to be asked. Cheap. */
gboolean so_share_knows_names (SoDb *db);
/* @computers: SoComputer. Who is not among them is not asked for again. */
gboolean so_share_keep_names (SoDb *db, const GPtrArray *computers, GError **error);

G_END_DECLS
