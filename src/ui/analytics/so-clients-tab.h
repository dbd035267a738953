/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-overview.h"

G_BEGIN_DECLS

/**
 * SoClientsTab: what a studio that works by the project counts: its tasks, and with whom it writes, the busiest first; a row opens the person.
 */
#define SO_TYPE_CLIENTS_TAB (so_clients_tab_get_type ())
G_DECLARE_FINAL_TYPE (SoClientsTab, so_clients_tab, SO, CLIENTS_TAB, AdwBin)

GtkWidget *so_clients_tab_new (void);
/* @overview: has clients. */
void so_clients_tab_show (SoClientsTab *self, const SoOverview *overview);

G_END_DECLS
