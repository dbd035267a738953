/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on a scroll of `scrollable` (a text view, say) that is still moving ends where it is when it is taken out of sight. Main thread. */
void so_settle_attach (GtkWidget *scrollable);

G_END_DECLS
