/* SPDX-License-Identifier: MIT */
#include "so-knowledge-base.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-hit.h"
#include "so-id.h"
#include "so-knowledge-private.h"
#include "so-search-index.h"
#include "so-search-query.h"
#include "so-undo.h"

#include <string.h>

#define COLUMNS "n, id, category, question, answer, language, quotable, updated_at, version"

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
  entry->version = so_stmt_int (row, 8);
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

gboolean
so_knowledge_index (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT n, question, answer, updated_at, deleted_at IS NULL FROM knowledge WHERE id = ?", "t", id);
  g_autoptr (GError) inner = NULL;

  if (!row)
    return FALSE;
  if (!so_stmt_next (row, &inner))
    return inner ? g_propagate_error (error, g_steal_pointer (&inner)), FALSE : TRUE;
  if (so_stmt_int (row, 4))
    so_search_index_put (db, SO_HIT_KNOWLEDGE, so_stmt_int (row, 0), so_stmt_int (row, 3), so_stmt_text (row, 2), NULL, so_stmt_text (row, 1),
                         "xall xknowledge");
  else
    so_search_index_remove (db, SO_HIT_KNOWLEDGE, so_stmt_int (row, 0));
  return TRUE;
}

gboolean
so_knowledge_went_back (SoDb *db, const char *table, const char *id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET version = version + 1, updated_at = ? WHERE id = ?", table);

  return so_db_run (db, error, sql, "it", so_now (), id) && (strcmp (table, "knowledge") || so_knowledge_index (db, id, error));
}

/* It comes to be as a deleted row that is brought back: so undoing takes it away again. */
static gboolean
insert (SoDb *db, const char *id, const SoKnowledge *entry, const char *category, GError **error)
{
  gint64 now = so_now ();

  return so_db_run (db, error, "INSERT INTO knowledge (id, category, question, answer, language, quotable, created_at, updated_at, deleted_at)"
                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?7)", "tttttii", id, category, entry->question, entry->answer, entry->language,
                    (gint64) entry->quotable, now) &&
         so_undo_set (db, "knowledge", id, "deleted_at", error, "t", NULL);
}

static gboolean
update (SoDb *db, const char *id, const SoKnowledge *entry, const char *category, GError **error)
{
  return keep_version (db, id, error) && so_undo_set (db, "knowledge", id, "category", error, "t", category) &&
         so_undo_set (db, "knowledge", id, "question", error, "t", entry->question) &&
         so_undo_set (db, "knowledge", id, "answer", error, "t", entry->answer) &&
         so_undo_set (db, "knowledge", id, "language", error, "t", entry->language) &&
         so_undo_set (db, "knowledge", id, "quotable", error, "i", (gint64) entry->quotable) &&
         so_undo_set (db, "knowledge", id, "deleted_at", error, "t", NULL) &&
         so_db_run (db, error, "UPDATE knowledge SET version = version + 1, updated_at = ? WHERE id = ?", "it", so_now (), id);
}

static gboolean
is_unchanged (SoDb *db, const char *id, const SoKnowledge *entry, const char *category)
{
  return so_db_int (db, 0, "SELECT 1 FROM knowledge WHERE id = ? AND category IS ? AND question IS ? AND answer IS ? AND language IS ?"
                    " AND quotable IS ? AND deleted_at IS NULL", "ttttti", id, category, entry->question, entry->answer, entry->language,
                    (gint64) entry->quotable) != 0;
}

char *
so_knowledge_save (SoDb *db, const SoKnowledge *entry, GError **error)
{
  const char *category = entry->category ? entry->category : "other";
  g_autofree char *id = entry->id ? g_strdup (entry->id) : so_id_new ();
  gboolean known = entry->id && so_db_int (db, 0, "SELECT 1 FROM knowledge WHERE id = ?", "t", id);

  if (!entry->question || !*entry->question || !entry->answer || !*entry->answer)
    return so_fail (error, SO_ERROR_CHANGE, "An entry needs a question and an answer."), NULL;
  if (known && is_unchanged (db, id, entry, category))
    return g_steal_pointer (&id);
  if (!(known ? update (db, id, entry, category, error) : insert (db, id, entry, category, error)) || !so_knowledge_index (db, id, error) ||
      !so_event_log (db, "owner", known ? "knowledge.changed" : "knowledge.added", "knowledge", id, NULL, error))
    return NULL;
  return g_steal_pointer (&id);
}

gboolean
so_knowledge_delete (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoKnowledge) entry = so_knowledge_find (db, id, error);

  return entry && so_undo_set (db, "knowledge", id, "deleted_at", error, "i", so_now ()) && so_knowledge_index (db, id, error) &&
         so_event_log (db, "owner", "knowledge.removed", "knowledge", id, NULL, error);
}

/* Older wordings ---------------------------------------------------------------------------------- */

static gpointer
read_version (SoStmt *row)
{
  SoKnowledgeVersion *version = g_new0 (SoKnowledgeVersion, 1);

  version->id = so_stmt_dup (row, 0);
  version->question = so_stmt_dup (row, 1);
  version->answer = so_stmt_dup (row, 2);
  version->created_at = so_stmt_int (row, 3);
  return version;
}

GPtrArray *
so_knowledge_versions (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT id, question, answer, created_at FROM knowledge_version WHERE knowledge_id = ?"
                                        " ORDER BY n DESC", "t", id);

  return so_stmt_all (row, read_version, (GDestroyNotify) so_knowledge_version_free, error);
}

gboolean
so_knowledge_restore (SoDb *db, const char *id, const char *version_id, GError **error)
{
  g_autoptr (SoKnowledge) entry = so_knowledge_find (db, id, error);
  g_autoptr (GPtrArray) versions = entry ? so_knowledge_versions (db, id, error) : NULL;
  g_autofree char *saved = NULL;

  if (!versions)
    return FALSE;
  for (guint i = 0; i < versions->len; i++)
    {
      const SoKnowledgeVersion *version = g_ptr_array_index (versions, i);

      if (strcmp (version->id, version_id) != 0)
        continue;
      g_set_str (&entry->question, version->question);
      g_set_str (&entry->answer, version->answer);
      saved = so_knowledge_save (db, entry, error);
      return saved != NULL;
    }
  return so_fail (error, SO_ERROR_CHANGE, "This entry has no such version: list them first.");
}
