/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* The channels of the studio, each with how it fares. */
#define SO_TYPE_ACCOUNTS_GROUP (so_accounts_group_get_type ())
G_DECLARE_FINAL_TYPE (SoAccountsGroup, so_accounts_group, SO, ACCOUNTS_GROUP, AdwPreferencesGroup)

GtkWidget *so_accounts_group_new (SoStudio *studio);

G_END_DECLS
