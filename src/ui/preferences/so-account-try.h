/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-account.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* "Send a Test Message": where it goes, and what became of the last one. */
#define SO_TYPE_ACCOUNT_TRY (so_account_try_get_type ())
G_DECLARE_FINAL_TYPE (SoAccountTry, so_account_try, SO, ACCOUNT_TRY, AdwActionRow)

GtkWidget *so_account_try_new (SoStudio *studio, const SoAccount *account);

G_END_DECLS
