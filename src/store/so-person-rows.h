/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* Everything that is kept of one person, as it is stored: for a copy that they may have. */

typedef struct {
  const char *table;
  char *rows;         /* a JSON array of objects, a column each; times in ms */
} SoPersonRows;

/* SoPersonRows of all tables in which something of theirs is, also what came with whom is shown as them. SO_ERROR_CHANGE where there is no
 * such person. */
GPtrArray *so_person_rows (SoDb *db, const char *contact_id, GError **error);

/* How much that is. */
typedef struct {
  guint messages, conversations, files, notes, drafts, tasks;
  guint waiting;      /* approved messages to them that have not left */
} SoPersonCounts;
gboolean so_person_count (SoDb *db, const char *contact_id, SoPersonCounts *counts, GError **error);

G_END_DECLS
