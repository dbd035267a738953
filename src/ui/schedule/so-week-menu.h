/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* All that can be done with the class of @block, each with a digit: for who cannot drag. */
void so_week_menu_present (GtkWidget *block);

G_END_DECLS
