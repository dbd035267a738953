/* SPDX-License-Identifier: MIT */
/* What became of our own changes: the log says it, and nothing else does. */
#include <string.h>

#include "so-error.h"
#include "so-json.h"
#include "so-share-apply.h"
#include "so-share-refused.h"
#include "so-share-row.h"

/* Of sync_pend, of the group that the change is of. */
typedef struct {
  gboolean there;          /* FALSE: something else has settled it since */
  gboolean newest;         /* nothing was changed after this change */
  char *base, *base_dev;
  gint64 base_h;
} Pend;

static void
pend_clear (Pend *pend)
{
  g_free (pend->base);
  g_free (pend->base_dev);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pend, pend_clear)

static gboolean
load_pend (SoDb *db, const SoShareOp *op, Pend *pend, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT n, base, base_h, base_dev FROM sync_pend WHERE tbl = ? AND pk = ? AND grp = ?", "ttt", op->tbl, op->pk, op->grp);
  g_autoptr (GError) failed = NULL;

  if (!row || !so_stmt_next (row, &failed))
    return row && (!failed || (g_propagate_error (error, g_steal_pointer (&failed)), FALSE));
  pend->there = TRUE;
  pend->newest = !so_stmt_is_null (row, 0) && so_stmt_int (row, 0) == op->n;
  pend->base = so_stmt_dup (row, 1);
  pend->base_h = so_stmt_int (row, 2);
  pend->base_dev = so_stmt_dup (row, 3);
  return TRUE;
}

static gboolean
drop_pend (SoDb *db, const SoShareOp *op, GError **error)
{
  return so_db_run (db, error, "DELETE FROM sync_pend WHERE tbl = ? AND pk = ? AND grp = ?", "ttt", op->tbl, op->pk, op->grp);
}

static gboolean
set_stamp (SoDb *db, const SoShareOp *op, gint64 h, const char *dev, GError **error)
{
  return so_db_run (db, error, "INSERT INTO sync_cell (tbl, pk, grp, h, dev) VALUES (?, ?, ?, ?, ?) ON CONFLICT (tbl, pk, grp) DO UPDATE SET h = excluded.h,"
                    " dev = excluded.dev", "tttit", op->tbl, op->pk, op->grp, h, dev);
}

static gboolean
group_won (SoDb *db, const SoShareOp *op, const Pend *pend, const char *val, GError **error)
{
  if (pend->newest)
    return drop_pend (db, op, error) && set_stamp (db, op, op->h, op->dev, error);
  return so_db_run (db, error, "UPDATE sync_pend SET base = ?, base_h = ?, base_dev = ? WHERE tbl = ? AND pk = ? AND grp = ?", "titttt", val, op->h, op->dev,
                    op->tbl, op->pk, op->grp);
}

static gboolean
group_lost (SoDb *db, const SoShareOp *op, const Pend *pend, const char *val, GError **error)
{
  const SoShareTable *table = so_share_table_find (op->tbl);
  const SoShareGroup *group = table ? so_share_group_find (table, op->grp) : NULL;
  SoShareOp theirs = *op;

  if (!pend->newest || !group)
    return TRUE;
  if (!pend->base)
    return drop_pend (db, op, error);
  theirs.dev = pend->base_dev;
  return drop_pend (db, op, error) && so_share_row_set (db, table, group, op->pk, pend->base, error) &&
         (!pend->base_h || set_stamp (db, op, pend->base_h, pend->base_dev, error)) && so_share_touch (db, op->tbl, op->pk, error) &&
         so_share_tell (db, &theirs, val, pend->base, error);
}

/* Groups that are said beside it (SoShareTable.named) lie over what was just made; and what others said of it may have come before it was made. */
static gboolean
born_won (SoDb *db, const SoShareOp *op, const Pend *pend, const char *val, GError **error)
{
  const SoShareTable *table = so_share_table_find (op->tbl);

  return so_db_run (db, error, "UPDATE sync_pend SET base = json_extract(?1, '$.\"' || grp || '\"') WHERE tbl = ?2 AND pk = ?3 AND base IS NULL AND grp NOT IN ('', '!')",
                    "ttt", val, op->tbl, op->pk) &&
         (!pend->newest || drop_pend (db, op, error)) && (!table || so_share_take_waiting (db, op, table, error));
}

/* Another one's would have been seen before: so it is gone for good. What was removed and made again since is decided by what becomes of that. */
static gboolean
born_lost (SoDb *db, const SoShareOp *op, const Pend *pend, GError **error)
{
  const SoShareTable *table = so_share_table_find (op->tbl);

  if (!pend->newest)
    return TRUE;
  return (!table || so_share_row_remove (db, table, op->pk, error)) && so_db_run (db, error, "DELETE FROM sync_pend WHERE tbl = ? AND pk = ?", "tt", op->tbl, op->pk);
}

static gboolean
gone_won (SoDb *db, const SoShareOp *op, GError **error)
{
  return so_db_run (db, error, "DELETE FROM sync_cell WHERE tbl = ? AND pk = ?", "tt", op->tbl, op->pk) &&
         so_db_run (db, error, "DELETE FROM sync_unknown WHERE tbl = ? AND pk = ?", "tt", op->tbl, op->pk) &&
         so_db_run (db, error, "INSERT INTO sync_gone (tbl, pk) VALUES (?, ?) ON CONFLICT (tbl, pk) DO NOTHING", "tt", op->tbl, op->pk);
}

/* As an answer that nothing comes of: for this count, and this run of this copy. */
static gboolean
keep_refusal (SoDb *db, const SoShareOp *op, GError **error)
{
  return so_db_run (db, error, "INSERT INTO sync_answer (id, command, answer) SELECT ?, ?, json_object ('ok', 0, 'who', dev || ' ' || run, 'epoch', epoch, 'why', 'refused', 'say', ?)"
                    " FROM sync_link WHERE true ON CONFLICT (id, command) DO UPDATE SET answer = excluded.answer", "ttt", op->pk, op->grp, op->answer ? op->answer : "");
}

/* @val: what was asked. When that was stands with the answer. */
static gboolean
keep_answer (SoDb *db, const SoShareOp *op, const char *val, GError **error)
{
  return so_db_run (db, error, "INSERT INTO sync_answer (id, command, answer) SELECT ?1, ?2, CASE WHEN ?4 ->> 'asked' IS NULL OR NOT json_valid (?3) THEN ?3"
                    " ELSE json_set (?3, '$.asked', ?4 ->> 'asked') END WHERE true ON CONFLICT (id, command) DO UPDATE SET answer = excluded.answer", "tttt",
                    op->pk, op->grp, op->answer ? op->answer : "", val);
}

static gboolean
is_newer (gint64 h, const char *dev, const Pend *pend)
{
  return h > pend->base_h || (h == pend->base_h && strcmp (dev, pend->base_dev) >= 0);
}

/* What holds else is put back; what was said stays in a notice, with the hub's sentence. */
static gboolean
refused (SoDb *db, SoShareLink *link, const SoShareOp *op, const Pend *pend, const char *val, GError **error)
{
  const SoShareTable *table = so_share_table_find (op->tbl);
  const SoShareGroup *group = table ? so_share_group_find (table, op->grp) : NULL;

  if (!*op->grp)
    return so_share_refused_row (db, link, op, val, error);
  if (!strcmp (op->grp, SO_SHARE_GONE))
    return so_share_refused_gone (db, link, op, error);
  if (!pend->newest || !group)
    return TRUE;
  if (!drop_pend (db, op, error) || !so_share_refused_tell (db, op, val, pend->base, error))
    return FALSE;
  return !pend->base || (so_share_row_set (db, table, group, op->pk, pend->base, error) && so_share_touch (db, op->tbl, op->pk, error) &&
                         (!pend->base_h || set_stamp (db, op, pend->base_h, pend->base_dev, error)));
}

/* Its row was refused, and what was said of it since counts nevertheless: it waits for the row, here as with everybody else. */
static gboolean
keep_rowless (SoDb *db, const SoShareOp *op, const char *val, GError **error)
{
  const SoShareTable *table = so_share_table_find (op->tbl);
  g_autoptr (SoJsonText) text = NULL;
  SoShareOp theirs = *op;

  if (!op->won || op->refused || !*op->grp || !strcmp (op->grp, SO_SHARE_GONE) || !table || so_share_row_exists (db, table, op->pk) ||
      so_db_int (db, 0, "SELECT h > ? FROM sync_unknown WHERE tbl = ? AND pk = ? AND grp = ?", "ittt", op->h, op->tbl, op->pk, op->grp))
    return TRUE;
  if (!(text = so_json_text_new (val, -1, 0, error)))
    return FALSE;
  theirs.text = text;
  theirs.val = SO_JSON_TEXT_ROOT;
  return so_share_apply_theirs (db, &theirs, error);
}

static gboolean
settle (SoDb *db, SoShareLink *link, const SoShareOp *op, const Pend *pend, const char *val, GError **error)
{
  if (!strcmp (op->tbl, SO_SHARE_COMMAND))
    return op->refused ? keep_refusal (db, op, error) : keep_answer (db, op, val, error);
  if (!pend->there)
    return keep_rowless (db, op, val, error);
  if (op->refused)
    return refused (db, link, op, pend, val, error);
  if (!*op->grp)
    return op->won ? born_won (db, op, pend, val, error) : born_lost (db, op, pend, error);
  if (!strcmp (op->grp, SO_SHARE_GONE))
    return drop_pend (db, op, error) && gone_won (db, op, error);
  /* It may be heard of after what came later: a snapshot holds both. */
  return op->won && is_newer (op->h, op->dev, pend) ? group_won (db, op, pend, val, error) : group_lost (db, op, pend, val, error);
}

gboolean
so_share_apply_ours (SoDb *db, SoShareLink *link, const SoShareOp *op, GError **error)
{
  g_autofree char *val = so_db_text (db, "SELECT val FROM sync_out WHERE n = ?", "i", op->n);
  g_auto (Pend) pend = { 0 };

  return val && load_pend (db, op, &pend, error) && settle (db, link, op, &pend, val, error) && so_db_run (db, error, "DELETE FROM sync_out WHERE n = ?", "i", op->n);
}
