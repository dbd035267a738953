/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-db.h"

G_BEGIN_DECLS

/* What an import changed of rows that were there before it: kept on this computer with what stood there, so that taking the import
 * back puts that in place again. What came with the import as a row of its own has its id (import_id) instead. */

/* Sets @field of a row to @value (NULL: empty) and remembers what stood there. @table and @field are names of ours, never input.
 * @batch NULL: nothing is remembered. */
gboolean so_batch_set (SoDb *db, const char *batch, const char *table, const char *id, const char *field, const char *value, GError **error);

/* The value of a sensitive field where nothing is known; with @batch it is taken away again. */
gboolean so_batch_set_sensitive (SoDb *db, const char *batch, const char *contact_id, const char *name, const char *value, GError **error);

/* Puts all of it back where nobody has changed it since, and forgets it. */
gboolean so_batch_put_back (SoDb *db, const char *batch, GError **error);

/* Forgets what is remembered of a person, who is erased. */
gboolean so_batch_forget (SoDb *db, const char *contact_id, GError **error);

G_END_DECLS
