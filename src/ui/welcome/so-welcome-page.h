/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* The first start: make a studio, or look at one that was made up. */
#define SO_TYPE_WELCOME_PAGE (so_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (SoWelcomePage, so_welcome_page, SO, WELCOME_PAGE, AdwBin)

GtkWidget *so_welcome_page_new (SoWindow *window);

G_END_DECLS
