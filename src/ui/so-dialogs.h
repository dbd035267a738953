/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Actions of the window that open a dialog: win.import, win.preferences, win.shortcuts… */
void so_dialogs_install_actions (GtkWidgetClass *window_class);

G_END_DECLS
