/* SPDX-License-Identifier: MIT */
#include "so-share-apply.h"

#include <string.h>

#include "so-clock.h"
#include "so-contacts.h"
#include "so-error.h"
#include "so-share-row.h"
#include "so-share-sum.h"
#include "so-share-text.h"

/* From the others nothing follows. */
static const char *const followed[] = { "transcript", "message", "part", "draft", "thread", "contact", "contact_note", "identity", "knowledge", "erasure", NULL };

gboolean
so_share_touch (SoDb *db, const char *kind, const char *id, GError **error)
{
  return !g_strv_contains (followed, kind) || so_db_run (db, error, "INSERT INTO sync_touched (kind, id) VALUES (?, ?) ON CONFLICT (kind, id) DO NOTHING", "tt", kind, id);
}

gboolean
so_share_note_heard (SoDb *db, const SoShareOp *op, GError **error)
{
  return !op->seq || strcmp (op->tbl, "message") ||
         so_db_run (db, error, "INSERT INTO sync_heard (message_id) VALUES (?) ON CONFLICT (message_id) DO NOTHING", "t", op->pk);
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
keep_unknown (SoDb *db, const SoShareOp *op, GError **error)
{
  return so_db_run (db, error, "INSERT INTO sync_unknown (tbl, pk, grp, val, h, dev) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (tbl, pk, grp)"
                    " DO UPDATE SET val = excluded.val, h = excluded.h, dev = excluded.dev", "ttttit", op->tbl, op->pk, op->grp, so_json_text_raw (op->text, op->val), op->h,
                    op->dev);
}

static gboolean
is_pending (SoDb *db, const SoShareOp *op, const char *grp)
{
  return so_db_int (db, 0, "SELECT 1 FROM sync_pend WHERE tbl = ? AND pk = ? AND grp = ?", "ttt", op->tbl, op->pk, grp) == 1;
}

static gboolean
set_base (SoDb *db, const SoShareOp *op, GError **error)
{
  return so_db_run (db, error, "UPDATE sync_pend SET base = ?, base_h = ?, base_dev = ? WHERE tbl = ? AND pk = ? AND grp = ?", "tit" "ttt",
                    so_json_text_raw (op->text, op->val), op->h, op->h ? op->dev : "", op->tbl, op->pk, op->grp);
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
apply_group (SoDb *db, const SoShareOp *op, const SoShareTable *table, GError **error)
{
  const SoShareGroup *group = table ? so_share_group_find (table, op->grp) : NULL;

  if (!group)
    return keep_unknown (db, op, error);
  if (is_pending (db, op, op->grp))
    return set_base (db, op, error);
  if (!so_share_row_exists (db, table, op->pk))
    return keep_unknown (db, op, error);
  return so_share_row_set (db, table, group, op->pk, so_json_text_raw (op->text, op->val), error) && set_stamp (db, op, error) && so_share_touch (db, op->tbl, op->pk, error);
}

/* Whether it was changed since it was made: what it was made as comes after that where the log tells again what a snapshot has told. */
static gboolean
is_stamped (SoDb *db, const SoShareOp *op, const char *grp)
{
  return so_db_int (db, 0, "SELECT EXISTS (SELECT 1 FROM sync_cell WHERE tbl = ?1 AND pk = ?2 AND grp = ?3)"
                    " OR EXISTS (SELECT 1 FROM sync_pend WHERE tbl = ?1 AND pk = ?2 AND grp = ?3 AND base_h > 0)", "ttt", op->tbl, op->pk, grp) == 1;
}

/* Each group of a row that is here already, as it was when it was made. @ours: it was made here too, and the hub does not know it by us: what we
 * said of it then gives way. */
static gboolean
apply_born_groups (SoDb *db, const SoShareOp *op, const SoShareTable *table, gboolean ours, GError **error)
{
  for (SoJsonPlace place = so_json_text_first (op->text, op->val); place; place = so_json_text_next (op->text, place))
    {
      SoShareOp part = *op;
      const SoShareGroup *group;
      g_autofree char *mine = NULL;

      part.grp = so_json_text_name (op->text, place);
      part.val = place;
      part.h = 0;
      if (!strcmp (part.grp, SO_SHARE_ONCE) || is_stamped (db, op, part.grp))
        continue;
      group = so_share_group_find (table, part.grp);
      mine = ours && group && !is_pending (db, op, part.grp) ? so_share_row_group (db, table, group, op->pk) : NULL;
      if (!apply_group (db, &part, table, error) || (mine && !so_share_tell (db, &part, mine, so_json_text_raw (op->text, place), error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
keep_unknown_groups (SoDb *db, const SoShareOp *op, const SoShareTable *table, GError **error)
{
  for (SoJsonPlace place = so_json_text_first (op->text, op->val); place; place = so_json_text_next (op->text, place))
    {
      SoShareOp part = *op;

      part.grp = so_json_text_name (op->text, place);
      part.val = place;
      part.h = 0;
      if (strcmp (part.grp, SO_SHARE_ONCE) && !so_share_group_find (table, part.grp) && !keep_unknown (db, &part, error))
        return FALSE;
    }
  return TRUE;
}

/* What came before the row did, which somebody here may have made since. */
gboolean
so_share_take_waiting (SoDb *db, const SoShareOp *op, const SoShareTable *table, GError **error)
{
  g_auto (GStrv) groups = so_db_texts (db, error, "SELECT grp FROM sync_unknown WHERE tbl = ? AND pk = ? AND grp <> ''", "tt", op->tbl, op->pk);

  for (guint i = 0; groups && groups[i]; i++)
    {
      g_autoptr (SoStmt) row = so_share_group_find (table, groups[i])
        ? so_db_query (db, error, "SELECT val, h, dev FROM sync_unknown WHERE tbl = ? AND pk = ? AND grp = ?", "ttt", op->tbl, op->pk, groups[i]) : NULL;
      g_autoptr (SoJsonText) text = NULL;
      SoShareOp part = *op;

      if (!row)
        continue;
      if (!so_stmt_one (row, NULL, error) || !(text = so_json_text_new (so_stmt_text (row, 0), -1, 0, error)))
        return FALSE;
      part.grp = groups[i];
      part.text = text;
      part.val = SO_JSON_TEXT_ROOT;
      part.h = so_stmt_int (row, 1);
      part.dev = so_stmt_text (row, 2);
      if (!apply_group (db, &part, table, error) ||
          !so_db_run (db, error, "DELETE FROM sync_unknown WHERE tbl = ? AND pk = ? AND grp = ?", "ttt", op->tbl, op->pk, groups[i]))
        return FALSE;
    }
  return groups != NULL;
}

/* As somebody has it who has said nothing of it. Free with g_free(). */
static char *
write_nothing (const SoShareGroup *group)
{
  g_auto (GStrv) names = g_strsplit (group->columns, " ", -1);
  GString *text = g_string_new ("{");

  for (guint i = 0; names[i]; i++)
    so_share_add_json (text, names[i], "null");
  so_share_end_object (text);
  return g_string_free_and_steal (text);
}

/* The row was made here too, and what an older version says of it has less in it: the rest of ours becomes a change, which is told. */
static gboolean
say_the_rest (SoDb *db, const SoShareOp *op, const SoShareTable *table, GError **error)
{
  for (const SoShareGroup *group = table->groups; group->name; group++)
    {
      g_autofree char *mine = so_json_text_member (op->text, op->val, group->name) || is_pending (db, op, group->name) || is_stamped (db, op, group->name)
        ? NULL : so_share_row_group (db, table, group, op->pk);
      g_autoptr (SoJsonText) text = mine ? so_json_text_new (mine, -1, 0, NULL) : NULL;
      g_autofree char *nothing = text && !so_share_is_nothing (text, SO_JSON_TEXT_ROOT) ? write_nothing (group) : NULL;

      if (nothing && !so_db_run (db, error, "INSERT INTO sync_pend (tbl, pk, grp, h, base) VALUES (?, ?, ?, ?, ?)", "tttit", op->tbl, op->pk, group->name,
                                 so_share_clock_stamp (so_db_get_sync (db), 0), nothing))
        return FALSE;
    }
  return TRUE;
}

static gboolean
apply_born (SoDb *db, const SoShareOp *op, const SoShareTable *table, GError **error)
{
  gboolean ours;

  /* It was removed here, and the hub will hear of that. */
  if (is_pending (db, op, SO_SHARE_GONE))
    return TRUE;
  if (!so_share_row_exists (db, table, op->pk))
    return so_share_row_make (db, table, op->pk, op->text, op->val, error) && keep_unknown_groups (db, op, table, error) &&
           so_share_take_waiting (db, op, table, error) && so_share_note_heard (db, op, error) && so_share_touch (db, op->tbl, op->pk, error);
  if (!so_db_run (db, error, "DELETE FROM sync_pend WHERE tbl = ? AND pk = ? AND grp = ''", "tt", op->tbl, op->pk))
    return FALSE;
  ours = so_db_changes (db) > 0;
  return apply_born_groups (db, op, table, ours, error) && (!ours || say_the_rest (db, op, table, error)) && so_share_take_waiting (db, op, table, error);
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

  if (!op->won || !op->val || !strcmp (op->tbl, SO_SHARE_COMMAND))
    return TRUE;
  if (so_json_text_kind (op->text, op->val) != SO_JSON_OBJECT)
    return so_fail (error, SO_ERROR_REPORT, "Something that is no list of fields came from another computer.");
  if (!strcmp (op->grp, SO_SHARE_GONE))
    return apply_gone (db, op, table, error);
  if (so_db_int (db, 0, "SELECT 1 FROM sync_gone WHERE tbl = ? AND pk = ?", "tt", op->tbl, op->pk))
    return TRUE;
  return !*op->grp && table ? apply_born (db, op, table, error) : apply_group (db, op, table, error);
}

/* --- what cannot be done --- */

static gboolean
quarantine (SoDb *db, const SoShareOp *op, const char *why, GError **error)
{
  return so_db_run (db, error, "INSERT INTO sync_quarantine (seq, tbl, pk, grp, body, error, at) VALUES (?, ?, ?, ?, ?, ?, ?)", "ittttti", op->seq, op->tbl, op->pk,
                    op->grp, op->val ? so_json_text_raw (op->text, op->val) : "", why, so_now ());
}

static gboolean
drop_ours (SoDb *db, const SoShareOp *op, GError **error)
{
  return so_db_run (db, error, "DELETE FROM sync_out WHERE n = ?", "i", op->n) && so_db_run (db, error, "DELETE FROM sync_pend WHERE n = ?", "i", op->n);
}

static gboolean
do_apply (SoDb *db, SoShareLink *link, const SoShareOp *op, gboolean ours, GError **error)
{
  return ours ? so_share_apply_ours (db, link, op, error) : so_share_apply_theirs (db, op, error);
}

/* What failed first says why: after a look-up that failed, what follows goes wrong in other ways. */
static gboolean
try_to_apply (SoDb *db, SoShareLink *link, const SoShareOp *op, gboolean ours, GError **error)
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
apply_or_keep (SoDb *db, SoShareLink *link, const SoShareOp *op, gboolean ours, GError **error)
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

/* Also one of ours: what others have said of that person until then is here now. */
static gboolean
note_erasure (SoDb *db, const SoShareOp *op, GError **error)
{
  return !op->won || strcmp (op->tbl, "erasure") || (so_contact_forget_aside (db, op->pk, error) && so_share_touch (db, "erasure", op->pk, error));
}

gboolean
so_share_apply (SoDb *db, SoShareLink *link, const SoShareOp *op, GError **error)
{
  gboolean ours, done = FALSE;

  if (!is_ours (db, link, op, &ours, error) || (!ours && !so_share_apply_straight (db, op, &done, error)))
    return FALSE;
  return (done || apply_or_keep (db, link, op, ours, error)) && note_erasure (db, op, error);
}

static gboolean
apply_one_kept (SoDb *db, const SoShareOp *op, GError **error)
{
  return so_db_run (db, error, "DELETE FROM sync_unknown WHERE tbl = ? AND pk = ? AND grp = ?", "ttt", op->tbl, op->pk, op->grp) &&
         apply_or_keep (db, NULL, op, FALSE, error);
}

static void
free_op (gpointer data)
{
  SoShareOp *op = data;

  so_json_text_free (op->text);
  g_free (op);
}

static gpointer
read_kept (SoStmt *row)
{
  SoJsonText *text = so_share_table_find (so_stmt_text (row, 0)) ? so_json_text_new (so_stmt_text (row, 3), -1, 0, NULL) : NULL;
  SoShareOp *op;

  if (!text)
    return NULL;
  op = g_new0 (SoShareOp, 1);
  *op = (SoShareOp) { .tbl = so_json_text_keep (text, so_stmt_text (row, 0)), .pk = so_json_text_keep (text, so_stmt_text (row, 1)),
                      .grp = so_json_text_keep (text, so_stmt_text (row, 2)), .dev = so_json_text_keep (text, so_stmt_text (row, 5)), .h = so_stmt_int (row, 4), .won = TRUE,
                      .text = text, .val = SO_JSON_TEXT_ROOT };
  return op;
}

gboolean
so_share_apply_kept (SoDb *db, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (db, error, "SELECT tbl, pk, grp, val, h, dev FROM sync_unknown ORDER BY tbl, pk, grp", "");
  g_autoptr (GPtrArray) ops = so_stmt_all (rows, read_kept, free_op, error);
  gboolean good = ops != NULL;

  so_db_get_sync (db)->off = TRUE;
  for (guint i = 0; good && i < ops->len; i++)
    good = apply_one_kept (db, ops->pdata[i], error);
  so_db_get_sync (db)->off = FALSE;
  return good;
}
