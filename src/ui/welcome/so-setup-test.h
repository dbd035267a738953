/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* The last step: a practice customer asks, the owner approves the first reply. Signal
 * "open-thread" with the id of the conversation. */
#define SO_TYPE_SETUP_TEST (so_setup_test_get_type ())
G_DECLARE_FINAL_TYPE (SoSetupTest, so_setup_test, SO, SETUP_TEST, AdwPreferencesPage)

GtkWidget *so_setup_test_new (SoStudio *studio);

G_END_DECLS
