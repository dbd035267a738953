/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/* What became of what may have been sent, and what time alone changes: snoozed conversations wake, proposals that nobody wanted for two weeks go, answers are
 * late, follow-ups are due, the owner is told by mail. Only the holder of the lease calls this. Blocking. */
gboolean so_catch_up (SoStudio *studio, GError **error);

G_END_DECLS
