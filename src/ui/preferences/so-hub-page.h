/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-hub-verbs.h"

G_BEGIN_DECLS

/* The studio's hub: joining it, how far it was read, the addresses to give to providers, and what could be given to no account. */
#define SO_TYPE_HUB_PAGE (so_hub_page_get_type ())
G_DECLARE_FINAL_TYPE (SoHubPage, so_hub_page, SO, HUB_PAGE, AdwNavigationPage)

GtkWidget *so_hub_page_new (SoStudio *studio);

G_END_DECLS
