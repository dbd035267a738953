/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* In a demonstration a call and an appointment that nobody made come when she wants to see what follows: "demo.call", another kind of call each
 * time, and "demo.appointment". */
void so_demo_tries_install_actions (GtkWidgetClass *window_class);
/* FALSE in a studio of her own: there the menu has none of it. */
void so_demo_tries_allow (GtkWidget *window, gboolean allow);

G_END_DECLS
