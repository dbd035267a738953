/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* "Continue set-up: step 3 of 6", for the top of the inbox. Not there when there is nothing to continue. */
#define SO_TYPE_SETUP_CARD (so_setup_card_get_type ())
G_DECLARE_FINAL_TYPE (SoSetupCard, so_setup_card, SO, SETUP_CARD, AdwBin)

GtkWidget *so_setup_card_new (SoWindow *window);

G_END_DECLS
