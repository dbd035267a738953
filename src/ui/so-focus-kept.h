/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on it is remembered what had the focus of @window. Main thread. */
void so_focus_kept_watch (GtkWindow *window);

/* Who had the focus until it went out of sight for a moment, and is there again, as when a window folds: GTK gives it to whatever comes first then.
 * NULL where nobody lost it in the last second. */
GtkWidget *so_focus_kept (GtkWindow *window);

G_END_DECLS
