/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-db.h"
#include "so-events.h"

G_BEGIN_DECLS

/* Sets one field of one row, and while so_undo_begin() records, remembers what stood there.
 * @table and @field are names of ours, never input. @types: "t" or "i", for the value. */
gboolean so_undo_set (SoDb *db, const char *table, const char *id, const char *field, GError **error,
                      const char *types, ...);

G_END_DECLS
