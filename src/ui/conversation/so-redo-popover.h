/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @hint: what to change, "" for another version. */
typedef void (*SoHintChosen) (const char *hint, gpointer user_data);

/* One line: what to change in a draft. ↑ and ↓ recall what was asked before (@hints, newest first). @owner (a GObject) is
 * kept until it is closed. */
void so_redo_popover_show (GtkWidget *parent, GStrv hints, SoHintChosen chosen, gpointer owner);

G_END_DECLS
