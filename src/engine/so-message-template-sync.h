/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Asks the provider for the account's templates. Blocking; what it said, or why not, stands beside the account afterwards. *@n (may
 * be NULL): how many there are. SO_ERROR_GIVE_UP where accounts of that kind have none. */
gboolean so_studio_sync_templates (SoStudio *studio, const char *account_id, guint *n, GError **error);

typedef struct _SoChannel SoChannel;   /* so-channel.h, which pages do not know */

/* The same while its account is pulled: once a day, on the open @channel. A failure is written down, never passed on. */
void so_message_template_sync_daily (SoStudio *studio, const SoAccount *account, SoChannel *channel, GCancellable *cancellable);

G_END_DECLS
