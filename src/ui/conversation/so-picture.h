/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A picture of a conversation: read on a thread, never more than a screen of it, an icon where it
 * is none or too large to be one. @label is what screen readers say. */
GtkWidget *so_picture_new (const char *path, const char *label);

G_END_DECLS
