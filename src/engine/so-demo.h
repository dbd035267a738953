/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

typedef struct {
  guint contacts, threads, messages, drafts, knowledge;
} SoDemoCounts;

/* Fills an empty studio with a deterministic demonstration: same kind, weeks and seed, same
 * content. It is marked as a demo and can never send. Times end now, or at SO_DEMO_NOW (ms) in the
 * environment for tests. SO_ERROR_CHANGE where the studio is not empty. */
gboolean so_demo_fill (SoStudio *studio, const char *kind, guint weeks, guint seed, SoDemoCounts *counts, GError **error);

void so_demo_fill_async (SoStudio *studio, const char *kind, guint weeks, guint seed, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data);
gboolean so_demo_fill_finish (SoStudio *studio, GAsyncResult *result, GError **error);

G_END_DECLS
