/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* SoHealthPage: whether all that the studio needs is there and works, with one thing to do about each fault. A subpage of the preferences. */
#define SO_TYPE_HEALTH_PAGE (so_health_page_get_type ())
G_DECLARE_FINAL_TYPE (SoHealthPage, so_health_page, SO, HEALTH_PAGE, AdwNavigationPage)

AdwNavigationPage *so_health_page_new (SoStudio *studio);

G_END_DECLS
