/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A list view whose rows are conversations. @ticked: ids of those that are chosen with others; it is the page's. */
GtkListView *so_thread_view_new (GHashTable *ticked);
/* After @ticked has changed. */
/* After the list has taken the focus: its chosen row has it once that is laid out; a screen reader wants the row that the keys
 * are about. */
void so_thread_view_focus_row (GtkListView *view);
void so_thread_view_show_ticked (GtkListView *view);

G_END_DECLS
