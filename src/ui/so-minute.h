/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Calls @func (@widget) once a minute while the widget lives and can be seen: one timer for all who say how much time is
 * left, and none where nobody does. */
void so_minute_watch (GtkWidget *widget, void (*func) (GtkWidget *widget));

G_END_DECLS
