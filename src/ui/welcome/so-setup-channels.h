/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What can be connected, said as it is. Signal "import": the owner wants to import instead. */
#define SO_TYPE_SETUP_CHANNELS (so_setup_channels_get_type ())
G_DECLARE_FINAL_TYPE (SoSetupChannels, so_setup_channels, SO, SETUP_CHANNELS, AdwPreferencesPage)

GtkWidget *so_setup_channels_new (void);

G_END_DECLS
