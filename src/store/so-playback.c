/* SPDX-License-Identifier: MIT */
#include "so-playback.h"

#include "so-clock.h"
#include "so-db.h"

gint64
so_playback_get (SoDb *db, const char *sha256)
{
  return so_db_int (db, -1, "SELECT position_ms FROM playback WHERE sha256 = ?", "t", sha256);
}

gboolean
so_playback_set (SoDb *db, const char *sha256, gint64 ms, GError **error)
{
  return so_db_run (db, error, "INSERT INTO playback (sha256, position_ms, updated_at) VALUES (?1, ?2, ?3)"
                    " ON CONFLICT (sha256) DO UPDATE SET position_ms = excluded.position_ms, updated_at = excluded.updated_at", "tii", sha256, MAX (ms, 0), so_now ());
}

#define SOUNDS "SELECT m.id, p.sha256 FROM message m JOIN part p ON p.message_id = m.id AND p.kind = 'audio' AND p.sha256 IS NOT NULL" \
  " WHERE m.thread_id = ?1 AND m.deleted_at IS NULL AND m.state <> 'unsent'"

static SoStmt *
query (SoDb *db, const char *thread_id, const char *after, GError **error)
{
  if (after)
    return so_db_query (db, error, SOUNDS " AND (m.sent_at, m.n) > (SELECT sent_at, n FROM message WHERE id = ?2) ORDER BY m.sent_at, m.n, p.position LIMIT 1", "tt", thread_id, after);
  return so_db_query (db, error, SOUNDS " ORDER BY m.sent_at DESC, m.n DESC, p.position LIMIT 1", "t", thread_id);
}

char *
so_playback_next (SoDb *db, const char *thread_id, const char *after, char **sha256, GError **error)
{
  g_autoptr (SoStmt) row = query (db, thread_id, after, error);

  if (!so_stmt_one (row, NULL, error))
    return NULL;
  *sha256 = so_stmt_dup (row, 1);
  return so_stmt_dup (row, 0);
}
