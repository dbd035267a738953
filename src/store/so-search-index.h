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

/* Text as the index holds it: folded, and split where a script has no spaces. Free with g_free(). */
char *so_search_index_prepare (const char *text, gboolean for_query);
/* Appends the digits of a normalised number to @words, with and without country code: so that it is found as it is dialled
 * at home. "+49151234567" → "49151234567 151234567". */
void so_search_index_add_phone (GString *words, const char *normal);

gboolean so_search_index_flush (SoDb *db, GError **error);
void so_search_index_forget (SoDb *db);

G_END_DECLS
