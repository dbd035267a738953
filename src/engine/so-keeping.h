/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-kept.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * Erases what the owner wants to be kept no longer (so-kept.h), once a day, as a person is erased: here, on the other computers of the studio and at the hub, and for good.
 * A little at a time, so that nothing waits for it. A folder that was copied and not confirmed erases nothing.
 */

/* For so_catch_up(): what is due, for some seconds at most. */
gboolean so_keeping_pass (SoStudio *studio, GError **error);
/* All of it now. @erased: how many of each kind. Blocking. */
gboolean so_keeping_run (SoStudio *studio, gint64 erased[SO_N_KEPT], GError **error);

/* How many would be erased if that kind were kept for @months (0: nothing ever). Blocking: reads all messages once. -1 on error. */
gint64 so_keeping_count (SoStudio *studio, SoKept kind, guint months, GError **error);
/* The same on a thread of its own. */
void so_keeping_count_async (SoStudio *studio, SoKept kind, guint months, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gint64 so_keeping_count_finish (SoStudio *studio, GAsyncResult *result, GError **error);

/* For so-verb.c: saves a setting of so_kept_setting(). What it makes too old is erased with the next pass. */
gboolean so_keeping_has_setting (const char *key);
gboolean so_keeping_save (SoDb *db, const char *key, const char *value, GError **error);
/* A short read; 0: for ever. */
guint so_studio_get_months_kept (SoStudio *studio, SoKept kind);

G_END_DECLS
