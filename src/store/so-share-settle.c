/* SPDX-License-Identifier: MIT */
/* What follows from rows that came from others: each desktop works it out by itself, and in its own time. */
#include "so-share.h"

#include <string.h>

#include "so-db.h"
#include "so-hit.h"
#include "so-knowledge-private.h"
#include "so-people.h"
#include "so-search-index.h"
#include "so-share-apply.h"
#include "so-stage-moves.h"
#include "so-text.h"
#include "so-threads-private.h"

static gboolean
settle_message (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT m.thread_id, m.deleted_at IS NULL, m.n FROM message m JOIN thread t ON t.id = m.thread_id AND t.deleted_at IS NULL"
                                        " WHERE m.id = ?", "t", id);
  g_autoptr (GError) failed = NULL;

  if (!row || !so_stmt_next (row, &failed))
    return row && (!failed || (g_propagate_error (error, g_steal_pointer (&failed)), FALSE));
  if (!so_stmt_int (row, 1))
    so_search_index_remove (db, SO_HIT_MESSAGE, so_stmt_int (row, 2));
  else if (!so_people_index_message (db, id, error))
    return FALSE;
  return so_share_touch (db, "thread", so_stmt_text (row, 0), error);
}

/* Messages that came before their conversation did. */
static gboolean
settle_thread (SoDb *db, const char *id, GError **error)
{
  g_auto (GStrv) messages = so_db_texts (db, error, "SELECT m.id FROM message m JOIN thread t ON t.id = m.thread_id AND t.deleted_at IS NULL WHERE m.thread_id = ?"
                                         " AND m.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM search_doc WHERE kind = ? AND ref = m.n)", "ti", id,
                                         (gint64) SO_HIT_MESSAGE);

  for (guint i = 0; messages && messages[i]; i++)
    if (!so_people_index_message (db, messages[i], error))
      return FALSE;
  /* Until when they are to be answered is worked out anew (so_due_refresh_open()). */
  return messages && so_thread_refresh (db, id, error) && so_db_run (db, error, "UPDATE thread SET answer_due_at = NULL, due_at = NULL WHERE id = ? AND due_at IS NOT NULL", "t", id);
}

static gboolean
settle_draft (SoDb *db, const char *id, GError **error)
{
  g_autofree char *thread = so_db_text (db, "SELECT thread_id FROM draft WHERE id = ?", "t", id);

  return !thread || so_share_touch (db, "thread", thread, error);
}

static gboolean
settle_contact (SoDb *db, const char *id, GError **error)
{
  g_autofree char *name = so_db_text (db, "SELECT name FROM contact WHERE id = ?", "t", id), *sort = name ? so_text_fold (name) : NULL;
  gboolean renamed;

  if (!name)
    return TRUE;
  if (!so_stage_settle (db, id, error) || !so_db_run (db, error, "UPDATE contact SET sort = ?1 WHERE id = ?2 AND sort <> ?1", "tt", sort, id))
    return FALSE;
  renamed = so_db_changes (db) > 0;
  if (so_people_is_unsettled (db, id))
    return so_people_settle_root (db, id, error);
  return so_people_sum (db, id, error) && (renamed ? so_people_name_changed (db, id, error) : so_people_index (db, id, error));
}

static gboolean
settle_identity (SoDb *db, const char *id, GError **error)
{
  g_autofree char *person = so_db_text (db, "SELECT contact_id FROM identity WHERE id = ?", "t", id);

  return !person || so_share_touch (db, "contact", person, error);
}

static gboolean
settle_stage_move (SoDb *db, const char *id, GError **error)
{
  g_autofree char *person = so_db_text (db, "SELECT contact_id FROM stage_move WHERE id = ?", "t", id);

  return !person || so_share_touch (db, "contact", person, error);
}

static gboolean
settle_note (SoDb *db, const char *id, GError **error)
{
  g_autofree char *person = so_db_text (db, "SELECT contact_id FROM contact_note WHERE id = ?", "t", id);

  return !person || so_share_touch (db, "contact", person, error);
}

static gboolean
settle_part (SoDb *db, const char *id, GError **error)
{
  g_autofree char *message = so_db_text (db, "SELECT message_id FROM part WHERE id = ?", "t", id);

  return !message || so_share_touch (db, "message", message, error);
}

/* Its words are found with the message. */
static gboolean
settle_transcript (SoDb *db, const char *id, GError **error)
{
  g_autofree char *message = so_db_text (db, "SELECT m.id FROM transcript t JOIN message m ON m.id = t.message_id WHERE t.id = ?", "t", id);

  return !message || so_share_touch (db, "message", message, error);
}

/* In this order: what one touches comes after it. */
static const struct { const char *kind; gboolean (*settle) (SoDb *, const char *, GError **); } kinds[] = {
  { "identity", settle_identity }, { "contact_note", settle_note }, { "stage_move", settle_stage_move }, { "contact", settle_contact }, { "part", settle_part }, { "transcript", settle_transcript }, { "message", settle_message }, { "draft", settle_draft },
  { "thread", settle_thread }, { "knowledge", so_knowledge_index },
};

static gboolean
settle_kind (SoDb *db, guint k, guint *left, GError **error)
{
  g_auto (GStrv) ids = so_db_texts (db, error, "SELECT id FROM sync_touched WHERE kind = ? ORDER BY id LIMIT ?", "ti", kinds[k].kind, (gint64) *left);

  guint n = ids ? g_strv_length (ids) : 0;

  for (guint i = 0; i < n; i++)
    if (!kinds[k].settle (db, ids[i], error))
      return FALSE;
  *left -= MIN (*left, n);
  /* Nothing touches another one of its own kind. */
  return ids && (!n || so_db_run (db, error, "DELETE FROM sync_touched WHERE kind = ? AND id <= ?", "tt", kinds[k].kind, ids[n - 1]));
}

gboolean
so_share_needs_settling (SoDb *db)
{
  return so_db_int (db, 0, "SELECT 1 FROM sync_touched WHERE kind <> 'erasure' LIMIT 1", "") == 1;
}

gboolean
so_share_settle (SoDb *db, guint most, gboolean *more, GError **error)
{
  gboolean good = TRUE;
  guint left = most;

  so_db_get_sync (db)->off = TRUE;
  for (guint k = 0; good && left && k < G_N_ELEMENTS (kinds); k++)
    good = settle_kind (db, k, &left, error);
  so_db_get_sync (db)->off = FALSE;
  /* Tables from which nothing follows. */
  good = good && so_db_run (db, error, "DELETE FROM sync_touched WHERE kind NOT IN ('identity', 'contact_note', 'stage_move', 'contact', 'part', 'transcript', 'message', 'draft', 'thread', 'knowledge', 'erasure')", "");
  *more = good && so_share_needs_settling (db);
  return good;
}
