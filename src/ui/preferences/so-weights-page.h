/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoWeightsPage: what every signal of the lead score counts, for the owner to change. Kept a moment after she has typed, or at the latest
 * when the page is left; everybody is scored anew then.
 */
#define SO_TYPE_WEIGHTS_PAGE (so_weights_page_get_type ())
G_DECLARE_FINAL_TYPE (SoWeightsPage, so_weights_page, SO, WEIGHTS_PAGE, AdwNavigationPage)

AdwNavigationPage *so_weights_page_new (SoStudio *studio);

/* The row that opens it. */
GtkWidget *so_weights_page_group (SoStudio *studio);

G_END_DECLS
