/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-setup-item.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Accounts and their secrets: the one place that writes into the key ring. Blocking, some ask a server; pages call them by
 * so_studio_job_async(). Errors are sentences for the owner. */

/* Connects @account (its id and transport are given here) with its @secret (NULL: it has none). Its settings are looked at first; where
 * the key ring does not take the secret there is no account. Its id; free with g_free(). */
char *so_studio_add_account (SoStudio *studio, const SoAccount *account, const char *secret, GError **error);

/* Another secret in place of the one that is refused now. */
gboolean so_studio_renew_account (SoStudio *studio, const char *id, const char *secret, GError **error);

/* Asks the provider about each prerequisite: SoSetupItem. What is wrong stands beside the account afterwards. NULL where nobody could
 * be asked. */
GPtrArray *so_studio_check_account (SoStudio *studio, const char *id, GError **error);

/* Its secrets go, its messages stay. */
gboolean so_studio_remove_account (SoStudio *studio, const char *id, GError **error);

/* TRUE where this version can move messages of a channel. */
gboolean so_studio_can_connect (SoChannelKind channel);

G_END_DECLS
