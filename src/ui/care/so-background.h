/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-window.h"

G_BEGIN_DECLS

/* Studio OS without a window: it goes on to receive, to send what was approved and to notify, only where the owner chose that. */

/* For a window that is asked to close: TRUE where it was hidden instead, and its studio goes on. */
gboolean so_background_hides (SoWindow *window);
/* From now on a window of @application that is asked to close closes: Quit. */
void so_background_quit (GtkApplication *application);

/* The size is what it was when a window closed last, and is kept again with so_background_hides(). */
void so_background_watch_size (GtkWindow *window);

/* The preferences of it. */
GtkWidget *so_background_group_new (SoStudio *studio);

G_END_DECLS
