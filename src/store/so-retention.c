/* SPDX-License-Identifier: MIT */
#include "so-retention.h"

#include "so-db.h"
#include "so-people.h"
#include "so-settings.h"
#include "so-share.h"

/* Whom somebody still has something to do for. */
#define BUSY "(SELECT " SO_PERSON_ROOT ("k.contact_id") " FROM task k WHERE k.done_at = 0 AND k.deleted_at IS NULL AND k.contact_id IS NOT NULL)"
#define WAITING "('generating', 'proposed', 'editing', 'edited', 'queued', 'scheduled', 'held', 'sending', 'unknown', 'failed')"
#define MARKED "(t.starred OR EXISTS (SELECT 1 FROM draft d WHERE d.thread_id = t.id AND d.deleted_at IS NULL AND d.state IN " WAITING "))"
#define FREE \
  "NOT " MARKED " AND NOT EXISTS (SELECT 1 FROM task k WHERE k.thread_id = t.id AND k.done_at = 0 AND k.deleted_at IS NULL)" \
  " AND (t.contact_id IS NULL OR " SO_PERSON_ROOT ("t.contact_id") " NOT IN " BUSY ")"
/* Conversation by conversation, so that each is asked once what keeps it, however long it is. */
#define OLD(more) "FROM thread t CROSS JOIN message m ON m.thread_id = t.id AND m.deleted_at IS NULL AND m.sent_at < ?1" more " WHERE t.n >= ?2 AND t.deleted_at IS NULL AND " FREE

/* What follows "SELECT id" or "SELECT count"; @n: in whose order it is read. */
static const struct { const char *id, *n, *which; } kinds[SO_N_KEPT] = {
  [SO_KEPT_MESSAGES] = { "m.id", "t.n", OLD (" AND m.import_id IS NULL") },
  [SO_KEPT_IMPORTS] = { "m.id", "t.n", OLD (" AND m.import_id IS NOT NULL") },
  [SO_KEPT_BIN] = { "m.id", "t.n", OLD ("") " AND t.state IN ('spam', 'bin')" },
  [SO_KEPT_RECORDINGS] = { "p.id", "t.n", OLD (" CROSS JOIN part p ON p.message_id = m.id AND p.kind IN ('audio', 'call')"
                                               " AND (p.sha256 IS NOT NULL OR p.remote IS NOT NULL OR (p.kind = 'audio' AND p.text IS NOT NULL))") },
  [SO_KEPT_LEADS] = { "c.id", "c.n", "FROM contact c WHERE c.n >= ?2 AND c.deleted_at IS NULL AND (c.merged_into IS NULL OR c.root = c.id) AND c.stage = 'LOST' AND c.stage_at < ?1 AND c.last_at < ?1"
                              " AND c.id NOT IN " BUSY " AND NOT EXISTS (SELECT 1 FROM thread t WHERE t.contact_id IN " SO_PERSON_ALL ("c.id")
                              " AND t.deleted_at IS NULL AND (" MARKED " OR EXISTS (SELECT 1 FROM task k WHERE k.thread_id = t.id AND k.done_at = 0 AND k.deleted_at IS NULL)))" },
};

guint
so_retention_months (SoDb *db, SoKept kind)
{
  return so_setting_get_number (db, so_kept_setting (kind), 0, SO_KEPT_MOST_MONTHS, 0);
}

gboolean
so_retention_count (SoDb *db, SoKept kind, gint64 before, gint64 *n, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) %s", kinds[kind].which);
  g_autoptr (SoStmt) row = so_db_query (db, error, sql, "ii", before, (gint64) 0);

  if (!so_stmt_one (row, NULL, error))
    return FALSE;
  *n = so_stmt_int (row, 0);
  return TRUE;
}

GStrv
so_retention_next (SoDb *db, SoKept kind, gint64 before, gint64 *from, guint most, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s, %s %s ORDER BY %s LIMIT ?3", kinds[kind].id, kinds[kind].n, kinds[kind].which, kinds[kind].n);
  g_autoptr (SoStmt) row = so_db_query (db, error, sql, "iii", before, *from, (gint64) most);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GError) failed = NULL;

  while (row && so_stmt_next (row, &failed))
    {
      g_strv_builder_add (ids, so_stmt_text (row, 0));
      *from = so_stmt_int (row, 1);
    }
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), NULL;
  return row ? g_strv_builder_end (ids) : NULL;
}

gboolean
so_retention_may (SoDb *db)
{
  return !so_db_int (db, 0, "SELECT 1 FROM sync_link", "") || so_role_may (so_share_role (db), SO_RIGHT_REMOVE);
}
