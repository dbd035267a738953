/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-knowledge.h"
#include "so-store.h"

G_BEGIN_DECLS

GArray *so_knowledge_numbers (SoDb *db, const char *query, GError **error);
SoKnowledge *so_knowledge_load (SoDb *db, gint64 n, GError **error);
SoKnowledge *so_knowledge_find (SoDb *db, const char *id, GError **error);
/* New where @entry->id is NULL; older wording is kept as a version. Undoable. The id; free with g_free(). */
char *so_knowledge_save (SoDb *db, const SoKnowledge *entry, GError **error);
gboolean so_knowledge_delete (SoDb *db, const char *id, GError **error);

/* Wordings of an entry that were replaced, newest first: SoKnowledgeVersion. */
GPtrArray *so_knowledge_versions (SoDb *db, const char *id, GError **error);
/* The entry says what it said in @version_id; what it says now becomes a version. Undoable. */
gboolean so_knowledge_restore (SoDb *db, const char *id, const char *version_id, GError **error);

/* The entries in which the most of @words stand, and the rarest, best first: their numbers. Each of @words is a list of
 * words that mean the same, "fee cost* price*", where * is any ending; one that stands in the question counts double.
 * At most @limit. Quick also where there are thousands. */
GArray *so_knowledge_candidates (SoDb *db, const char *const *words, guint limit, GError **error);
/* Entries that may be quoted: how many there are, and the categories in use. */
gint64 so_knowledge_count_quotable (SoDb *db);
GStrv so_knowledge_categories (SoDb *db, GError **error);
/* Quotable entries of one category, the first @limit. */
GArray *so_knowledge_of_category (SoDb *db, const char *category, guint limit, GError **error);

G_END_DECLS
