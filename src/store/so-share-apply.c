/* SPDX-License-Identifier: MIT */
#include "so-share-apply.h"

#include <string.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-json.h"
#include "so-share-row.h"

gboolean
so_share_touch (SoDb *db, const char *kind, const char *id, GError **error)
{
  return so_db_run (db, error, "INSERT INTO sync_touched (kind, id) VALUES (?, ?) ON CONFLICT (kind, id) DO NOTHING", "tt", kind, id);
}

gboolean
so_share_tell (SoDb *db, const SoShareOp *op, const char *mine, const char *theirs, GError **error)
{
  const SoShareTable *table = so_share_table_find (op->tbl);
  const SoShareGroup *group = table ? so_share_group_find (table, op->grp) : NULL;

  if (!group || group->quiet || !g_strcmp0 (mine, theirs))
    return TRUE;
  return so_db_run (db, error, "INSERT INTO sync_notice (tbl, pk, grp, mine, theirs, dev, at) VALUES (?, ?, ?, ?, ?, ?, ?)", "ttttt" "ti", op->tbl, op->pk, op->grp,
                    mine, theirs, op->dev, so_now ());
}

static gboolean
keep_unknown (SoDb *db, const SoShareOp *op, const char *val, GError **error)
{
  return so_db_run (db, error, "INSERT INTO sync_unknown (tbl, pk, grp, val, h, dev) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (tbl, pk, grp)"
                    " DO UPDATE SET val = excluded.val, h = excluded.h, dev = excluded.dev", "ttttit", op->tbl, op->pk, op->grp, val, op->h, op->dev);
}

static gboolean
is_pending (SoDb *db, const SoShareOp *op, const char *grp)
{
  return so_db_int (db, 0, "SELECT 1 FROM sync_pend WHERE tbl = ? AND pk = ? AND grp = ?", "ttt", op->tbl, op->pk, grp) == 1;
}

static gboolean
set_base (SoDb *db, const SoShareOp *op, const char *val, GError **error)
{
  return so_db_run (db, error, "UPDATE sync_pend SET base = ?, base_h = ?, base_dev = ? WHERE tbl = ? AND pk = ? AND grp = ?", "tit" "ttt", val, op->h,
                    op->h ? op->dev : "", op->tbl, op->pk, op->grp);
}

static gboolean
set_stamp (SoDb *db, const SoShareOp *op, GError **error)
{
  if (!op->h)
    return so_db_run (db, error, "DELETE FROM sync_cell WHERE tbl = ? AND pk = ? AND grp = ?", "ttt", op->tbl, op->pk, op->grp);
  return so_db_run (db, error, "INSERT INTO sync_cell (tbl, pk, grp, h, dev) VALUES (?, ?, ?, ?, ?) ON CONFLICT (tbl, pk, grp) DO UPDATE SET h = excluded.h,"
                    " dev = excluded.dev", "tttit", op->tbl, op->pk, op->grp, op->h, op->dev);
}

/* @table: NULL where this version has none. */
static gboolean
apply_group (SoDb *db, const SoShareOp *op, const SoShareTable *table, const char *val, GError **error)
{
  const SoShareGroup *group = table ? so_share_group_find (table, op->grp) : NULL;

  if (!group)
    return keep_unknown (db, op, val, error);
  if (is_pending (db, op, op->grp))
    return set_base (db, op, val, error);
  if (!so_share_row_exists (db, table, op->pk))
    return keep_unknown (db, op, val, error);
  return so_share_row_set (db, table, group, op->pk, val, error) && set_stamp (db, op, error) && so_share_touch (db, op->tbl, op->pk, error);
}

/* Each group of a row that is here already, as it was when it was made. @ours: it was made here too, and the hub does not know it by us: what we
 * said of it then gives way. */
static gboolean
apply_born_groups (SoDb *db, const SoShareOp *op, const SoShareTable *table, JsonObject *born, gboolean ours, GError **error)
{
  g_autoptr (GList) names = json_object_get_members (born);

  for (GList *l = names; l; l = l->next)
    {
      g_autofree char *val = strcmp (l->data, SO_SHARE_ONCE) ? so_json_write (json_object_get_member (born, l->data), FALSE) : NULL;
      const SoShareGroup *group = so_share_group_find (table, l->data);
      g_autofree char *mine = val && ours && group && !is_pending (db, op, l->data) ? so_share_row_group (db, table, group, op->pk) : NULL;
      SoShareOp part = *op;

      part.grp = l->data;
      part.h = 0;
      if (val && (!apply_group (db, &part, table, val, error) || (mine && !so_share_tell (db, &part, mine, val, error))))
        return FALSE;
    }
  return TRUE;
}

static gboolean
keep_unknown_groups (SoDb *db, const SoShareOp *op, const SoShareTable *table, JsonObject *born, GError **error)
{
  g_autoptr (GList) names = json_object_get_members (born);

  for (GList *l = names; l; l = l->next)
    if (strcmp (l->data, SO_SHARE_ONCE) && !so_share_group_find (table, l->data))
      {
        g_autofree char *val = so_json_write (json_object_get_member (born, l->data), FALSE);
        SoShareOp part = *op;

        part.grp = l->data;
        part.h = 0;
        if (!keep_unknown (db, &part, val, error))
          return FALSE;
      }
  return TRUE;
}

/* What came before the row did. */
static gboolean
take_waiting (SoDb *db, const SoShareOp *op, const SoShareTable *table, GError **error)
{
  g_auto (GStrv) groups = so_db_texts (db, error, "SELECT grp FROM sync_unknown WHERE tbl = ? AND pk = ? AND grp <> ''", "tt", op->tbl, op->pk);

  for (guint i = 0; groups && groups[i]; i++)
    {
      g_autoptr (SoStmt) row = so_share_group_find (table, groups[i])
        ? so_db_query (db, error, "SELECT val, h, dev FROM sync_unknown WHERE tbl = ? AND pk = ? AND grp = ?", "ttt", op->tbl, op->pk, groups[i]) : NULL;
      SoShareOp part = *op;

      if (!row)
        continue;
      if (!so_stmt_one (row, NULL, error))
        return FALSE;
      part.grp = groups[i];
      part.h = so_stmt_int (row, 1);
      part.dev = so_stmt_text (row, 2);
      if (!apply_group (db, &part, table, so_stmt_text (row, 0), error) ||
          !so_db_run (db, error, "DELETE FROM sync_unknown WHERE tbl = ? AND pk = ? AND grp = ?", "ttt", op->tbl, op->pk, groups[i]))
        return FALSE;
    }
  return groups != NULL;
}

/* Of the log, not of what was there before this computer was: what follows from it may have to follow here. */
static gboolean
note_heard (SoDb *db, const SoShareOp *op, GError **error)
{
  return !op->seq || strcmp (op->tbl, "message") ||
         so_db_run (db, error, "INSERT INTO sync_heard (message_id) VALUES (?) ON CONFLICT (message_id) DO NOTHING", "t", op->pk);
}

static gboolean
apply_born (SoDb *db, const SoShareOp *op, const SoShareTable *table, const char *val, GError **error)
{
  JsonObject *born = so_json_root (op->val);
  gboolean ours;

  if (!born)
    return so_fail (error, SO_ERROR_REPORT, "A row without fields came from another computer.");
  /* It was removed here, and the hub will hear of that. */
  if (is_pending (db, op, SO_SHARE_GONE))
    return TRUE;
  if (!so_share_row_exists (db, table, op->pk))
    return so_share_row_make (db, table, op->pk, born, val, error) && keep_unknown_groups (db, op, table, born, error) &&
           take_waiting (db, op, table, error) && note_heard (db, op, error) && so_share_touch (db, op->tbl, op->pk, error);
  if (!so_db_run (db, error, "DELETE FROM sync_pend WHERE tbl = ? AND pk = ? AND grp = ''", "tt", op->tbl, op->pk))
    return FALSE;
  ours = so_db_changes (db) > 0;
  return apply_born_groups (db, op, table, born, ours, error);
}

static gboolean
apply_gone (SoDb *db, const SoShareOp *op, const SoShareTable *table, GError **error)
{
  return (!table || so_share_row_remove (db, table, op->pk, error)) &&
         so_db_run (db, error, "DELETE FROM sync_pend WHERE tbl = ? AND pk = ?", "tt", op->tbl, op->pk) &&
         so_db_run (db, error, "DELETE FROM sync_cell WHERE tbl = ? AND pk = ?", "tt", op->tbl, op->pk) &&
         so_db_run (db, error, "DELETE FROM sync_unknown WHERE tbl = ? AND pk = ?", "tt", op->tbl, op->pk) &&
         so_db_run (db, error, "INSERT INTO sync_gone (tbl, pk) VALUES (?, ?) ON CONFLICT (tbl, pk) DO NOTHING", "tt", op->tbl, op->pk);
}

gboolean
so_share_apply_theirs (SoDb *db, const SoShareOp *op, GError **error)
{
  const SoShareTable *table = so_share_table_find (op->tbl);
  g_autofree char *val = NULL;

  if (!op->won || !op->val || !strcmp (op->tbl, SO_SHARE_COMMAND))
    return TRUE;
  if (!strcmp (op->grp, SO_SHARE_GONE))
    return apply_gone (db, op, table, error);
  if (so_db_int (db, 0, "SELECT 1 FROM sync_gone WHERE tbl = ? AND pk = ?", "tt", op->tbl, op->pk))
    return TRUE;
  val = so_json_write (op->val, FALSE);
  return !*op->grp && table ? apply_born (db, op, table, val, error) : apply_group (db, op, table, val, error);
}

/* --- what cannot be done --- */

static gboolean
quarantine (SoDb *db, const SoShareOp *op, const char *why, GError **error)
{
  g_autofree char *body = op->val ? so_json_write (op->val, FALSE) : g_strdup ("");

  return so_db_run (db, error, "INSERT INTO sync_quarantine (seq, tbl, pk, grp, body, error, at) VALUES (?, ?, ?, ?, ?, ?, ?)", "ittttti", op->seq, op->tbl, op->pk,
                    op->grp, body, why, so_now ());
}

static gboolean
drop_ours (SoDb *db, const SoShareOp *op, GError **error)
{
  return so_db_run (db, error, "DELETE FROM sync_out WHERE n = ?", "i", op->n) && so_db_run (db, error, "DELETE FROM sync_pend WHERE n = ?", "i", op->n);
}

static gboolean
do_apply (SoDb *db, const SoShareLink *link, const SoShareOp *op, gboolean ours, GError **error)
{
  return ours ? so_share_apply_ours (db, link, op, error) : so_share_apply_theirs (db, op, error);
}

/* What failed first says why: after a look-up that failed, what follows goes wrong in other ways. */
static gboolean
try_to_apply (SoDb *db, const SoShareLink *link, const SoShareOp *op, gboolean ours, GError **error)
{
  g_autoptr (GError) first = NULL, last = NULL;
  gboolean done = do_apply (db, link, op, ours, &last);

  if (so_db_take_failure (db, &first))
    g_propagate_error (error, g_steal_pointer (&first));
  else if (done)
    return TRUE;
  else if (last)
    g_propagate_error (error, g_steal_pointer (&last));
  else
    so_fail (error, SO_ERROR_REPORT, "A change of another computer could not be understood.");
  return FALSE;
}

static gboolean
apply_or_keep (SoDb *db, const SoShareLink *link, const SoShareOp *op, gboolean ours, GError **error)
{
  g_autoptr (GError) poison = NULL;

  if (!so_db_run (db, error, "SAVEPOINT sync_op", ""))
    return FALSE;
  if (try_to_apply (db, link, op, ours, &poison))
    return so_db_run (db, error, "RELEASE sync_op", "");
  if (!g_error_matches (poison, SO_ERROR, SO_ERROR_REPORT))
    return g_propagate_error (error, g_steal_pointer (&poison)), FALSE;
  if (!so_db_run (db, error, "ROLLBACK TO sync_op", "") || !so_db_run (db, error, "RELEASE sync_op", ""))
    return FALSE;
  return quarantine (db, op, poison->message, error) && (!ours || drop_ours (db, op, error));
}

/* Whether it is what waits in sync_out under this number, word for word. */
static gboolean
is_ours (SoDb *db, SoShareLink *link, const SoShareOp *op, gboolean *ours, GError **error)
{
  g_autofree char *nonce = NULL;

  *ours = FALSE;
  if (!op->n || strcmp (op->dev, link->dev))
    return TRUE;
  nonce = so_db_text (db, "SELECT nonce FROM sync_out WHERE n = ?", "i", op->n);
  if (so_db_take_failure (db, error))
    return FALSE;
  *ours = nonce && !g_strcmp0 (nonce, op->nonce);
  /* Somebody wrote under our name: a copy of this folder, or this one before it was set back. */
  if (!*ours && (nonce || op->n >= link->next_n))
    return so_share_link_fork (db, link, error);
  return TRUE;
}

gboolean
so_share_apply (SoDb *db, SoShareLink *link, const SoShareOp *op, GError **error)
{
  gboolean ours;

  return is_ours (db, link, op, &ours, error) && apply_or_keep (db, link, op, ours, error);
}

gboolean
so_share_apply_kept (SoDb *db, GError **error)
{
  g_autoptr (GPtrArray) ops = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT tbl, pk, grp, val, h, dev FROM sync_unknown ORDER BY tbl, pk, grp", "");
  g_autoptr (GStringChunk) texts = g_string_chunk_new (4096);
  g_autoptr (GError) inner = NULL;
  gboolean good = TRUE;

  while (row && so_stmt_next (row, &inner))
    if (so_share_table_find (so_stmt_text (row, 0)))
      {
        SoShareOp op = { .tbl = g_string_chunk_insert (texts, so_stmt_text (row, 0)), .pk = g_string_chunk_insert (texts, so_stmt_text (row, 1)),
                        .grp = g_string_chunk_insert (texts, so_stmt_text (row, 2)), .val = so_json_parse (so_stmt_text (row, 3), -1, 0, NULL),
                        .h = so_stmt_int (row, 4), .dev = g_string_chunk_insert (texts, so_stmt_text (row, 5)), .won = TRUE };

        g_ptr_array_add (ops, g_memdup2 (&op, sizeof op));
      }
  if (inner)
    return g_propagate_error (error, g_steal_pointer (&inner)), FALSE;
  so_db_get_sync (db)->off = TRUE;
  for (guint i = 0; i < ops->len; i++)
    {
      SoShareOp *op = ops->pdata[i];

      good = good && so_db_run (db, error, "DELETE FROM sync_unknown WHERE tbl = ? AND pk = ? AND grp = ?", "ttt", op->tbl, op->pk, op->grp) &&
             apply_or_keep (db, NULL, op, FALSE, error);
      g_clear_pointer (&op->val, json_node_unref);
    }
  so_db_get_sync (db)->off = FALSE;
  return good && row;
}
