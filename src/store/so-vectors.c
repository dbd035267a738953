/* SPDX-License-Identifier: MIT */
#include "so-vectors.h"

#include "so-clock.h"
#include "so-db.h"

#define QUOTABLE "k.deleted_at IS NULL AND k.quotable = 1"

gboolean
so_kept_vector_put (SoDb *db, const SoKeptVector *vector, GError **error)
{
  return so_db_run (db, error, "INSERT INTO vector (kind, target_id, model, dimensions, hash, version, body, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                    " ON CONFLICT (kind, target_id) DO UPDATE SET model = excluded.model, dimensions = excluded.dimensions, hash = excluded.hash,"
                    " version = excluded.version, body = excluded.body, created_at = excluded.created_at", "tttitibi", vector->kind, vector->target_id,
                    vector->model, (gint64) vector->dimensions, vector->hash, vector->version, vector->body, so_now ());
}

GBytes *
so_kept_vector_get (SoDb *db, const char *kind, const char *target_id, const char *model, char **hash)
{
  g_autoptr (SoStmt) row = so_db_query (db, NULL, "SELECT body, hash FROM vector WHERE kind = ? AND target_id = ? AND model = ?", "ttt", kind, target_id, model);

  if (!row || !so_stmt_next (row, NULL))
    return NULL;
  if (hash)
    *hash = so_stmt_dup (row, 1);
  return so_stmt_bytes (row, 0);
}

gboolean
so_kept_vector_confirm (SoDb *db, const char *kind, const char *target_id, gint64 version, GError **error)
{
  return so_db_run (db, error, "UPDATE vector SET version = ? WHERE kind = ? AND target_id = ?", "itt", version, kind, target_id);
}

GStrv
so_kept_vector_stale (SoDb *db, const char *model, GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT k.id FROM knowledge k LEFT JOIN vector v ON v.kind = 'knowledge' AND v.target_id = k.id WHERE " QUOTABLE
                                        " AND (v.n IS NULL OR v.model <> ? OR v.version <> k.version) ORDER BY k.n", "t", model);

  while (row && so_stmt_next (row, &failed))
    g_strv_builder_add (ids, so_stmt_text (row, 0));
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), NULL;
  return row ? g_strv_builder_end (ids) : NULL;
}

gboolean
so_kept_vector_each (SoDb *db, const char *model, SoKeptVectorEach each, gpointer data, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT k.n, v.body FROM vector v JOIN knowledge k ON k.id = v.target_id WHERE v.kind = 'knowledge' AND v.model = ? AND "
                                        QUOTABLE " ORDER BY k.n", "t", model);

  while (row && so_stmt_next (row, &failed))
    {
      g_autoptr (GBytes) body = so_stmt_bytes (row, 1);

      each (so_stmt_int (row, 0), body, data);
    }
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  return row != NULL;
}

void
so_kept_vector_count (SoDb *db, const char *model, guint *n, guint *of)
{
  *n = (guint) so_db_int (db, 0, "SELECT count(*) FROM vector v JOIN knowledge k ON k.id = v.target_id WHERE v.kind = 'knowledge' AND v.model = ? AND v.version = k.version AND "
                          QUOTABLE, "t", model);
  *of = (guint) so_db_int (db, 0, "SELECT count(*) FROM knowledge k WHERE " QUOTABLE, "");
}

gboolean
so_kept_vector_tidy (SoDb *db, const char *model, gint64 since, GError **error)
{
  return so_db_run (db, error, "DELETE FROM vector WHERE ?1 IS NULL OR model <> ?1 OR (kind = 'question' AND created_at < ?2) OR"
                    " (kind = 'knowledge' AND target_id NOT IN (SELECT id FROM knowledge k WHERE " QUOTABLE "))", "ti", model, since);
}
