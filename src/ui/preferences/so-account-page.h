/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* One account: how it fares, what is set up, and what can be done with it. */
#define SO_TYPE_ACCOUNT_PAGE (so_account_page_get_type ())
G_DECLARE_FINAL_TYPE (SoAccountPage, so_account_page, SO, ACCOUNT_PAGE, AdwNavigationPage)

/* NULL where there is no such account. It leaves its dialog when the account goes. */
GtkWidget *so_account_page_new (SoStudio *studio, const char *account_id);

G_END_DECLS
