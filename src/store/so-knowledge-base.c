/* SPDX-License-Identifier: MIT */
#include "so-knowledge-base.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-hit.h"
#include "so-id.h"
#include "so-search-index.h"
#include "so-search-query.h"

#define COLUMNS "n, id, category, question, answer, language, quotable, updated_at"

GArray *
so_knowledge_numbers (SoDb *db, const char *query, GError **error)
{
  g_autofree char *match = query ? so_search_query_words (query) : NULL;

  if (!match)
    return so_db_numbers (db, error, "SELECT n FROM knowledge WHERE deleted_at IS NULL ORDER BY category, question, n", "");
  return so_db_numbers (db, error,
    "SELECT k.n FROM knowledge k JOIN search_doc d ON d.kind = ?2 AND d.ref = k.n WHERE k.deleted_at IS NULL"
    " AND d.doc IN (SELECT rowid FROM search WHERE search MATCH ?1) ORDER BY k.category, k.question, k.n", "ti", match, (gint64) SO_HIT_KNOWLEDGE);
}

static SoKnowledge *
one (SoStmt *row, GError **error)
{
  SoKnowledge *entry;

  if (!row)
    return NULL;
  if (!so_stmt_next (row, NULL))
    return so_fail (error, SO_ERROR_CHANGE, "There is no such entry in what the studio knows."), NULL;
  entry = g_new0 (SoKnowledge, 1);
  entry->n = so_stmt_int (row, 0);
  entry->id = so_stmt_dup (row, 1);
  entry->category = so_stmt_dup (row, 2);
  entry->question = so_stmt_dup (row, 3);
  entry->answer = so_stmt_dup (row, 4);
  entry->language = so_stmt_dup (row, 5);
  entry->quotable = so_stmt_int (row, 6) != 0;
  entry->updated_at = so_stmt_int (row, 7);
  return entry;
}

SoKnowledge *
so_knowledge_load (SoDb *db, gint64 n, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT " COLUMNS " FROM knowledge WHERE n = ?", "i", n);

  return one (row, error);
}

SoKnowledge *
so_knowledge_find (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT " COLUMNS " FROM knowledge WHERE id = ? AND deleted_at IS NULL", "t", id);

  return one (row, error);
}

/* The wording that is about to be replaced. */
static gboolean
keep_version (SoDb *db, const char *id, GError **error)
{
  g_autofree char *version = so_id_new ();

  return so_db_run (db, error, "INSERT INTO knowledge_version (id, knowledge_id, question, answer, created_at)"
                    " SELECT ?, id, question, answer, ? FROM knowledge WHERE id = ?", "tit", version, so_now (), id);
}

char *
so_knowledge_save (SoDb *db, const SoKnowledge *entry, GError **error)
{
  g_autofree char *id = entry->id ? g_strdup (entry->id) : so_id_new ();
  gint64 now = so_now ();

  if (!entry->question || !*entry->question || !entry->answer || !*entry->answer)
    return so_fail (error, SO_ERROR_CHANGE, "An entry needs a question and an answer."), NULL;
  if (!keep_version (db, id, error) ||
      !so_db_run (db, error,
        "INSERT INTO knowledge (id, category, question, answer, language, quotable, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET category = excluded.category, question = excluded.question, answer = excluded.answer,"
        " language = excluded.language, quotable = excluded.quotable, updated_at = excluded.updated_at, deleted_at = NULL",
        "tttttiii", id, entry->category ? entry->category : "other", entry->question, entry->answer, entry->language,
        (gint64) entry->quotable, now, now))
    return NULL;
  so_search_index_put (db, SO_HIT_KNOWLEDGE, so_db_int (db, 0, "SELECT n FROM knowledge WHERE id = ?", "t", id), now,
                       entry->answer, NULL, entry->question, "xall xknowledge");
  return g_steal_pointer (&id);
}

gboolean
so_knowledge_delete (SoDb *db, const char *id, GError **error)
{
  so_search_index_remove (db, SO_HIT_KNOWLEDGE, so_db_int (db, 0, "SELECT n FROM knowledge WHERE id = ?", "t", id));
  if (!so_db_run (db, error, "UPDATE knowledge SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL", "it", so_now (), id))
    return FALSE;
  return so_db_changes (db) > 0 || so_fail (error, SO_ERROR_CHANGE, "There is no such entry in what the studio knows.");
}
