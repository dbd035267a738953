/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens a kept file with the program of the desktop for it, under the name it came with: files are kept
 * under their hash, which no program would know what to do with. @name and @mime may be NULL. */
void so_file_open (GtkWidget *parent, const char *path, const char *name, const char *mime);

/* @name without what a stranger may have put in it: folders, control characters, a hidden start. Free with g_free(). */
char *so_file_open_safe_name (const char *name, const char *mime);

G_END_DECLS
