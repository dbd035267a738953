/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-studio.h"
#include "so-thread.h"

G_BEGIN_DECLS

/**
 * SoWindowBar: over the place where answers are written: what the channel still takes, and for how long; where it takes only a
 * template, the way to one. Hidden where there is nothing to say.
 */
#define SO_TYPE_WINDOW_BAR (so_window_bar_get_type ())
G_DECLARE_FINAL_TYPE (SoWindowBar, so_window_bar, SO, WINDOW_BAR, GtkWidget)

/* As it is now; again after a minute, or when something changed. @thread may be NULL. */
void so_window_bar_show (SoWindowBar *self, SoStudio *studio, const SoThread *thread);
/* Asks which of the studio's own numbers answers here, where there is more than one. */
void so_window_bar_choose_sender (SoWindowBar *self);

G_END_DECLS
