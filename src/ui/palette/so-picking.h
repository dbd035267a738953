/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Up and Down move through @list while the caret stays in @entry. */
void so_picking_attach (GtkWidget *entry, GtkListBox *list);

/* Selects the first row that is shown; FALSE where there is none. */
gboolean so_picking_select_first (GtkListBox *list);

G_END_DECLS
