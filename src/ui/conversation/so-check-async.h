/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-checks.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What speaks against a draft, read on the worker thread after everything that was asked of it before. */
void so_check_async (SoStudio *studio, const char *draft_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* Bits 1 << SoCheck, or -1. *@words (may be NULL): what a model wrote that stands nowhere, a sentence a line, or NULL; free with g_free(). */
int so_check_finish (GAsyncResult *result, char **words, GError **error);

G_END_DECLS
