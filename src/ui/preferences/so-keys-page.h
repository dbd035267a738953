/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SoKeysPage: every action with its keys, by section; each can have another key, or that of the set again.
 */
#define SO_TYPE_KEYS_PAGE (so_keys_page_get_type ())
G_DECLARE_FINAL_TYPE (SoKeysPage, so_keys_page, SO, KEYS_PAGE, AdwNavigationPage)

GtkWidget *so_keys_page_new (GSettings *settings);

G_END_DECLS
