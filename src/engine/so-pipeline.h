/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-settings.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What happens to messages on their way in. Blocking; only the holder of the lease calls this. */

/* Pulls one account, a few pages: each page with its messages, the drafts for them and the new cursor is one transaction. What the
 * provider says against it is kept with the account and returned; a cancelled pull says nothing and goes on where it was. *@more (may be
 * NULL) where there is more than that. */
gboolean so_pipeline_pull (SoStudio *studio, const SoAccount *account, guint *received, gboolean *more, GCancellable *cancellable, GError **error);

G_END_DECLS
