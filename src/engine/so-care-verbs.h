/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-care.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Care of the data without holding up the window or the verbs: each runs on a thread of its own. */

/* The whole studio as one file at @path: complete or absent afterwards. */
void so_studio_backup_async (SoStudio *studio, const char *path, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
gboolean so_studio_backup_finish (SoStudio *studio, GAsyncResult *result, GError **error);

/* Everything in open formats into the new or empty folder @folder. */
void so_studio_export_async (SoStudio *studio, const char *folder, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
gboolean so_studio_export_finish (SoStudio *studio, GAsyncResult *result, GError **error);

void so_studio_check_async (SoStudio *studio, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
SoCareReport *so_studio_check_finish (SoStudio *studio, GAsyncResult *result, GError **error);

/* Replaces the studio in @folder by the backup at @path; no SoStudio of that folder may be open.
 * A damaged backup changes nothing. The result has no source object. */
void so_studio_restore_async (const char *folder, const char *path, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean so_studio_restore_finish (GAsyncResult *result, GError **error);

G_END_DECLS
