/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-account.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Connects an account: what the provider wants to know, then whether everything is in place, point by point. */
#define SO_TYPE_ACCOUNT_DIALOG (so_account_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SoAccountDialog, so_account_dialog, SO, ACCOUNT_DIALOG, AdwDialog)

AdwDialog *so_account_dialog_new (SoStudio *studio, SoChannelKind channel);
/* Only another secret for the account there is. */
AdwDialog *so_account_dialog_new_renewal (SoStudio *studio, const SoAccount *account);

G_END_DECLS
