/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoSuggestionBar: one line above the draft: what could be done about the message that waits, and the button that does it where
 * a draft does not do so already. Hidden where nothing waits or nothing was understood.
 */
#define SO_TYPE_SUGGESTION_BAR (so_suggestion_bar_get_type ())
G_DECLARE_FINAL_TYPE (SoSuggestionBar, so_suggestion_bar, SO, SUGGESTION_BAR, GtkWidget)

/* NULL for none. It looks again by itself when something changed. */
void so_suggestion_bar_set_thread (SoSuggestionBar *self, SoStudio *studio, const char *thread_id);
/* What its button would do; nothing where there is none. */
void so_suggestion_bar_do (SoSuggestionBar *self);

G_END_DECLS
