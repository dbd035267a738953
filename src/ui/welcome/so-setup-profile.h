/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-kind.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* The second step: logo, address, opening hours, and what is offered at which price. */
#define SO_TYPE_SETUP_PROFILE (so_setup_profile_get_type ())
G_DECLARE_FINAL_TYPE (SoSetupProfile, so_setup_profile, SO, SETUP_PROFILE, AdwPreferencesPage)

GtkWidget *so_setup_profile_new (SoStudio *studio, const SoKind *kind);

/* Stores all of it, and the answers that follow from it; what is wrong with one is the error, and the rest is stored. */
void so_setup_profile_save_async (SoSetupProfile *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean so_setup_profile_save_finish (SoStudio *studio, GAsyncResult *result, GError **error);

G_END_DECLS
