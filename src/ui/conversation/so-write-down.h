/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The sound of a message put into words because the owner asks for it, and not because it has just come. */

/* TRUE where somebody is chosen to do it; @widget is in a window. */
gboolean so_write_down_can (GtkWidget *widget);

/* Puts @message_id into the queue, and says so in the window of @widget. */
void so_write_down (GtkWidget *widget, const char *message_id);

G_END_DECLS
