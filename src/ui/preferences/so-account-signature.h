/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-account.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What stands below the mails of an account, of several lines. It is kept when the owner leaves it. */
#define SO_TYPE_ACCOUNT_SIGNATURE (so_account_signature_get_type ())
G_DECLARE_FINAL_TYPE (SoAccountSignature, so_account_signature, SO, ACCOUNT_SIGNATURE, AdwPreferencesRow)

GtkWidget *so_account_signature_new (SoStudio *studio, const SoAccount *account);

G_END_DECLS
