/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A popover for one use: it goes when it is closed. @name is for screen readers; @data (freed with
 * @destroy) is kept with it. */
GtkWidget *so_popover_new (GtkWidget *parent, const char *name, GtkWidget *child, gpointer data, GDestroyNotify destroy);

/* The @data of the popover that @widget is in. */
gpointer so_popover_data (GtkWidget *widget);
void so_popover_close (GtkWidget *widget);

G_END_DECLS
