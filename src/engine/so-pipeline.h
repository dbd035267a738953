/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-settings.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What happens to messages on their way in. Blocking; only the holder of the lease calls this. */

/* Pulls one account once: messages, drafts for them and the new cursor are one transaction. What the
 * provider says against it is kept with the account and returned. */
gboolean so_pipeline_pull (SoStudio *studio, const SoAccount *account, guint *received, GError **error);

G_END_DECLS
