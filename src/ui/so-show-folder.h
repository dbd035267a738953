/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows the folder at @path in the desktop's program for folders. Where it has none, or refuses, the dialog that @widget is in says so: a button that does
 * nothing would be pressed again and again. */
void so_show_folder (GtkWidget *widget, const char *path);

G_END_DECLS
