/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft.h"
#include "so-guard.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What the guard says of a draft that is stored. */

/* SoGuardFinding: of what a model wrote, as far as it stands in the draft still; the owner's own words are her own. Empty for drafts that no
 * model wrote. */
GPtrArray *so_draft_guard (SoStudio *studio, SoDb *db, const SoDraft *draft);

G_END_DECLS
