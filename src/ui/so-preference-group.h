/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A further group at the end of @page (AdwPreferencesPage), which has it then. @title, @description: NULL for none. */
AdwPreferencesGroup *so_preference_group_add (GtkWidget *page, const char *title, const char *description);

G_END_DECLS
