/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*SoTagChanged) (const char *tag, gboolean on, gpointer user_data);

/* Tags to tick, and an entry for a new one. @owner (a GObject) is kept until it is closed. */
void so_tags_popover_present (GtkWidget *parent, const char *const *has, const char *const *all,
                              SoTagChanged changed, gpointer owner);

G_END_DECLS
