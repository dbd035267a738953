/* SPDX-License-Identifier: MIT */
#include "so-share-refused.h"

#include <string.h>

#include "so-clock.h"
#include "so-share-row.h"
#include "so-share-text.h"

static gboolean
keep_notice (SoDb *db, const SoShareOp *op, const char *mine, const char *theirs, GError **error)
{
  return so_db_run (db, error, "INSERT INTO sync_notice (tbl, pk, grp, mine, theirs, dev, at, why) VALUES (?, ?, ?, ?, ?, 'hub', ?, ?)", "ttttt" "it", op->tbl, op->pk, op->grp,
                    mine, theirs, so_now (), op->answer ? op->answer : "");
}

gboolean
so_share_refused_tell (SoDb *db, const SoShareOp *op, const char *mine, const char *theirs, GError **error)
{
  const SoShareTable *table = so_share_table_find (op->tbl);
  const SoShareGroup *group = table ? so_share_group_find (table, op->grp) : NULL;

  return !group || group->quiet || !g_strcmp0 (mine, theirs) || keep_notice (db, op, mine, theirs, error);
}

/* Whatever was said of it is nowhere any more. */
static gboolean
forget (SoDb *db, const SoShareOp *op, GError **error)
{
  static const char *const tables[] = { "sync_pend", "sync_cell", "sync_unknown" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE tbl = ? AND pk = ?", tables[i]);

      if (!so_db_run (db, error, sql, "tt", op->tbl, op->pk))
        return FALSE;
    }
  return TRUE;
}

/* Groups of it hold at the hub without their row: while this computer had it they were part of it. */
static gboolean
is_said_by_others (SoDb *db, const SoShareOp *op)
{
  return so_db_int (db, 0, "SELECT EXISTS (SELECT 1 FROM sync_cell WHERE tbl = ?1 AND pk = ?2) OR EXISTS (SELECT 1 FROM sync_unknown WHERE tbl = ?1 AND pk = ?2)"
                    " OR EXISTS (SELECT 1 FROM sync_pend WHERE tbl = ?1 AND pk = ?2 AND base_h > 0)", "tt", op->tbl, op->pk) == 1;
}

gboolean
so_share_refused_row (SoDb *db, SoShareLink *link, const SoShareOp *op, const char *val, GError **error)
{
  const SoShareTable *table = so_share_table_find (op->tbl);

  link->again = link->again || is_said_by_others (db, op);
  if (table && so_share_row_exists (db, table, op->pk) &&
      (!keep_notice (db, op, val, NULL, error) || !so_share_row_remove (db, table, op->pk, error) || !so_share_touch (db, op->tbl, op->pk, error)))
    return FALSE;
  return forget (db, op, error);
}

gboolean
so_share_refused_gone (SoDb *db, SoShareLink *link, const SoShareOp *op, GError **error)
{
  link->again = TRUE;
  return forget (db, op, error) && so_db_run (db, error, "DELETE FROM sync_gone WHERE tbl = ? AND pk = ?", "tt", op->tbl, op->pk);
}

/* The snapshot that follows says what holds; where nobody has changed it, as it was made. */
static gboolean
forget_group (SoDb *db, const SoShareOp *op, GError **error)
{
  return so_db_run (db, error, "DELETE FROM sync_unknown WHERE tbl = ? AND pk = ? AND grp = ?", "ttt", op->tbl, op->pk, op->grp) &&
         so_db_run (db, error, "DELETE FROM sync_cell WHERE tbl = ? AND pk = ? AND grp = ?", "ttt", op->tbl, op->pk, op->grp) &&
         so_db_run (db, error, "UPDATE sync_pend SET base_h = 0, base_dev = '' WHERE tbl = ? AND pk = ? AND grp = ?", "ttt", op->tbl, op->pk, op->grp);
}

static gboolean
refuse (SoDb *db, SoShareLink *link, const SoShareOp *op, GError **error)
{
  const SoShareTable *table = so_share_table_find (op->tbl);
  const SoShareGroup *group = table ? so_share_group_find (table, op->grp) : NULL;
  g_autofree char *mine = NULL;

  if (!strcmp (op->grp, SO_SHARE_GONE))
    return so_share_refused_gone (db, link, op, error);
  mine = !table ? NULL : !*op->grp ? so_share_row_born (db, table, op->pk) : group ? so_share_row_group (db, table, group, op->pk) : NULL;
  if (!*op->grp)
    return so_share_refused_row (db, link, op, mine ? mine : "{}", error);
  return (!mine || so_share_refused_tell (db, op, mine, NULL, error)) && forget_group (db, op, error);
}

gboolean
so_share_refused_rows (SoDb *db, SoShareLink *link, SoJsonText *text, SoJsonPlace refused, GError **error)
{
  for (SoJsonPlace row = so_json_text_first (text, refused); row; row = so_json_text_next (text, row))
    {
      SoShareOp op = { .tbl = so_share_get_text (text, row, "t"), .pk = so_share_get_text (text, row, "k"), .grp = so_share_get_text (text, row, "g"),
                       .answer = so_share_get_text (text, row, "r") };

      if (*op.tbl && *op.pk && !refuse (db, link, &op, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
so_share_refused_make_again (SoDb *db, const SoShareTable *table, const char *pk, const char *val, GError **error)
{
  g_autoptr (SoJsonText) text = so_json_text_new (val, -1, 0, error);

  if (!text)
    return FALSE;
  return so_share_row_exists (db, table, pk) || so_share_row_make (db, table, pk, text, SO_JSON_TEXT_ROOT, error);
}
