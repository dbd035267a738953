/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* The channels of the studio, each with how it fares. */
#define SO_TYPE_ACCOUNTS_PAGE (so_accounts_page_get_type ())
G_DECLARE_FINAL_TYPE (SoAccountsPage, so_accounts_page, SO, ACCOUNTS_PAGE, AdwPreferencesPage)

GtkWidget *so_accounts_page_new (SoStudio *studio);

G_END_DECLS
