/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* Where the data lies, and its care: backup, restore, check, export, imports. */
#define SO_TYPE_DATA_PAGE (so_data_page_get_type ())
G_DECLARE_FINAL_TYPE (SoDataPage, so_data_page, SO, DATA_PAGE, AdwPreferencesPage)

GtkWidget *so_data_page_new (SoStudio *studio);

G_END_DECLS
