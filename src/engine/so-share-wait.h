/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-bell.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Waits until the hub of @link has something new for this computer, by @bell where that works, else by asking; until @waiting is cancelled; or some
 * minutes. Blocking. */
gboolean so_share_wait (SoStudio *studio, SoHubClient *client, const SoHubLink *link, SoHubBell *bell, GCancellable *waiting, GError **error);

G_END_DECLS
