/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A change of the window's size leaves the focus where it was. Where one folds, all that stands in it is out of sight
 * between two frames, and GTK gives the focus to whatever comes first: a button, or a person's name, into which the
 * next key would be typed. It is given back as soon as what had it is seen again, unless the owner did something since.
 * Main thread.
 */
void so_focus_kept_watch (GtkWindow *window);

/* TRUE where the size changed just now and the focus is where it was before: nobody has to look for a place for it. */
gboolean so_focus_kept_is_there (GtkWindow *window);

G_END_DECLS
