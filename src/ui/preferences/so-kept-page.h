/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* SoKeptPage: for how long each kind of data is kept. Says how much a shorter time erases before it holds. */
#define SO_TYPE_KEPT_PAGE (so_kept_page_get_type ())
G_DECLARE_FINAL_TYPE (SoKeptPage, so_kept_page, SO, KEPT_PAGE, AdwNavigationPage)

AdwNavigationPage *so_kept_page_new (SoStudio *studio);
/* "Messages: 1 year · Spam and Bin: 3 months", or that all is kept. Free with g_free(). */
char *so_kept_page_dup_summary (SoStudio *studio);

G_END_DECLS
