/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft.h"
#include "so-store.h"

G_BEGIN_DECLS

/* What the owner's decisions tell of the studio's knowledge. In the transaction of the decision. */

/* Keeps how far @draft is from what was proposed; where much was changed, its question goes to the list of unanswered ones. */
gboolean so_learn_approved (SoDb *db, const SoDraft *draft, GError **error);
/* Where the facts were wrong, its question goes there too. @reason: a nick. */
gboolean so_learn_discarded (SoDb *db, const SoDraft *draft, const char *reason, GError **error);

/* TRUE where @distance characters of @proposed are as good as another answer. Pure. */
gboolean so_learn_is_much (const char *proposed, const char *text, guint distance);

G_END_DECLS
