/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Keyboard and looks: of this person at this computer, not of the studio. */
#define SO_TYPE_INTERFACE_PAGE (so_interface_page_get_type ())
G_DECLARE_FINAL_TYPE (SoInterfacePage, so_interface_page, SO, INTERFACE_PAGE, AdwPreferencesPage)

GtkWidget *so_interface_page_new (void);

G_END_DECLS
