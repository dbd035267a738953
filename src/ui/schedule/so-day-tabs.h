/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* SoDayTabs: a button for each day of the week. Signal "day" (guint): another one was chosen by the owner. */
#define SO_TYPE_DAY_TABS (so_day_tabs_get_type ())
G_DECLARE_FINAL_TYPE (SoDayTabs, so_day_tabs, SO, DAY_TABS, GtkBox)

/* @monday: "2026-11-23" or NULL; @brief: without the date, where there is little room. */
void so_day_tabs_set_week (SoDayTabs *self, const char *monday, gboolean brief);
void so_day_tabs_set_day (SoDayTabs *self, guint day);

G_END_DECLS
