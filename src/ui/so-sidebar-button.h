/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows the window's sidebar; there only where the sidebar is folded away. For the start of every
 * page's header bar. */
#define SO_TYPE_SIDEBAR_BUTTON (so_sidebar_button_get_type ())
G_DECLARE_FINAL_TYPE (SoSidebarButton, so_sidebar_button, SO, SIDEBAR_BUTTON, GtkToggleButton)

G_END_DECLS
