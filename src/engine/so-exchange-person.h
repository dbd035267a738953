/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-person-rows.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Everything that is kept of one person into the new or empty folder @folder: person.html to read, person.json for programs, and their files.
 * A folder that was made and could not be filled is gone again. Blocking. */
gboolean so_exchange_person (SoStudio *studio, const char *contact_id, const char *folder, GCancellable *cancellable, GError **error);

/* The same, and so_exchange_erase(), on a thread of its own. */
void so_exchange_person_async (SoStudio *studio, const char *contact_id, const char *folder, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
gboolean so_exchange_person_finish (SoStudio *studio, GAsyncResult *result, GError **error);
void so_exchange_erase_async (SoStudio *studio, const char *contact_id, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean so_exchange_erase_finish (SoStudio *studio, GAsyncResult *result, GError **error);

/* How much of them there is; asked on the calling thread, which takes an index or two. */
gboolean so_exchange_person_count (SoStudio *studio, const char *contact_id, SoPersonCounts *counts, GError **error);

G_END_DECLS
