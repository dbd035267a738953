/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-db.h"

G_BEGIN_DECLS

/* Filling the search index. Rows are collected during a transaction and written at its end in the
 * order of their numbers: FTS5 writes a segment of its own for each row that goes backwards. */

/* Puts (or replaces) the row @n of @kind (SoHitKind). @when: ms. @meta: marks such as "xinmail xhasimage". */
void so_search_index_put (SoDb *db, int kind, gint64 n, gint64 when, const char *body, const char *who,
                          const char *title, const char *meta);
void so_search_index_remove (SoDb *db, int kind, gint64 n);

gboolean so_search_index_flush (SoDb *db, GError **error);
void so_search_index_forget (SoDb *db);

G_END_DECLS
