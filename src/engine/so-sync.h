/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Reading accounts, as the owner sees it: in the process that sends for the studio, on the main thread. SoStudio::sync-changed tells. */

/* What she asked to be read, all accounts together. */
typedef struct {
  guint running;     /* accounts that are being read */
  guint received;    /* messages so far */
  guint failed;      /* accounts that could not be read; why stands with them */
} SoSync;

/* Minutes between two looks for mail, while she is somewhere else: 1 to 60. */
#define SO_SETTING_MAIL_MINUTES "sync.mail-minutes"

/* Reads now what would be read in a while. @account_id NULL: all. FALSE where another program or window sends for the studio. */
gboolean so_sync_now (SoStudio *studio, const char *account_id);
/* What has come stays, the rest comes with the next time. */
void so_sync_cancel (SoStudio *studio, const char *account_id);
/* TRUE while an account is read because she asked for it, or for the first time; *@received (may be NULL): messages so far. */
gboolean so_sync_is_running (SoStudio *studio, const char *account_id, guint *received);
void so_sync_get (SoStudio *studio, SoSync *sync);
/* When an account was read last without fault: ms, 0 for never. */
gint64 so_sync_last (SoStudio *studio, const SoAccount *account);
/* She looks at the studio, or somewhere else. */
void so_sync_set_in_front (SoStudio *studio, gboolean in_front);

G_END_DECLS
