/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-log-entry.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * so_decision_csv_save: the decisions of @filter (NULL: all), newest first, as CSV (RFC 4180, UTF-8, one line of names first).
 *
 * A text that a spreadsheet would take for a formula ("=1+1", "+49…", "-", "@", a tab) has an apostrophe before it, as a
 * spreadsheet itself would write it. The file gets its name when it is whole: a write that fails leaves what was there.
 * Blocking. @rows (may be NULL): how many were written. SO_ERROR_CHANGE where it cannot be written.
 */
gboolean so_decision_csv_save (SoStudio *studio, const SoLogFilter *filter, const char *path, guint *rows,
                               GCancellable *cancellable, GError **error);

/* The same on a thread of its own; strings are copied. */
void so_decision_csv_save_async (SoStudio *studio, const SoLogFilter *filter, const char *path, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean so_decision_csv_save_finish (SoStudio *studio, GAsyncResult *result, guint *rows, GError **error);

G_END_DECLS
