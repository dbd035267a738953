/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/* People for another program: those whom @query finds (NULL: all) into the file @path, as vCard 4.0 where that ends in ".vcf", else as CSV.
 * What is written is imported again as it was. *@count may be NULL. Blocking. */
gboolean so_exchange_people_save (SoStudio *studio, const char *query, const char *path, guint *count, GCancellable *cancellable, GError **error);

/* The same on a thread of its own. */
void so_exchange_people_save_async (SoStudio *studio, const char *query, const char *path, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean so_exchange_people_save_finish (SoStudio *studio, GAsyncResult *result, guint *count, GError **error);

/* The bytes of a kept picture, or NULL where it is gone or larger than an import takes. */
GBytes *so_exchange_photo (SoStore *store, const char *sha256);

G_END_DECLS
