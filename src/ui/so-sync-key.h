/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* Reading all accounts at the owner's word, and what came of it; and that she looks, so that they are read more often. */

/* "win.sync". */
void so_sync_key_install (GtkWidgetClass *window_class);
/* Of one studio at a time. */
void so_sync_key_watch (SoWindow *window, SoStudio *studio);

/* What came of it, for tests; free with g_free(). */
char *so_sync_key_words (guint received, guint failed);

G_END_DECLS
