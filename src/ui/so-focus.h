/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The focus goes to @list; where that is hidden, to what its stack shows in its place, such as the button of an empty page. A hidden
 * list would take it, and no key would arrive there. FALSE where there is nothing. */
gboolean so_focus_list (gpointer list);

/* The focus goes into @pane. FALSE where it is out of sight, or nothing in it takes it. */
gboolean so_focus_pane (GtkWidget *pane);

/* What had the focus in @scrolled went, and GTK gave it to the frame around: it goes to the first thing inside, or where the frame is out of
 * sight, of the dialog. Where there is nothing to focus, it stays, and the arrow keys scroll. */
void so_focus_enter (GtkWidget *scrolled);

G_END_DECLS
