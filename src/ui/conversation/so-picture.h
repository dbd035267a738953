/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A picture of a conversation: read on a thread, never more than a screen of it, an icon where it
 * is none or too large to be one. @label is what screen readers say. */
GtkWidget *so_picture_new (const char *path, const char *label);
/* The same for whoever draws it themselves, on a thread: upright, neither side longer than @most pixels; small ones are not blown up. Yours. */
GdkTexture *so_picture_load (const char *path, int most, GError **error);

G_END_DECLS
