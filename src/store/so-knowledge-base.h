/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-knowledge.h"
#include "so-store.h"

G_BEGIN_DECLS

GArray *so_knowledge_numbers (SoDb *db, const char *query, GError **error);
SoKnowledge *so_knowledge_load (SoDb *db, gint64 n, GError **error);
SoKnowledge *so_knowledge_find (SoDb *db, const char *id, GError **error);
/* New where @entry->id is NULL; older wording is kept as a version. The id; free with g_free(). */
char *so_knowledge_save (SoDb *db, const SoKnowledge *entry, GError **error);
gboolean so_knowledge_delete (SoDb *db, const char *id, GError **error);

G_END_DECLS
