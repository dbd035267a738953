/* SPDX-License-Identifier: MIT */
/* The first start of another desktop is a hundred thousand rows that nobody has there yet. */
#include <string.h>

#include "so-error.h"
#include "so-share-apply.h"
#include "so-share-row.h"

/* FALSE: no column holds it as it stands. */
static gboolean
bind_value (SoStmt *stmt, int column, SoJsonText *text, SoJsonPlace place)
{
  const char *string;
  gsize length;
  gint64 value;
  double real;

  switch (so_json_text_kind (text, place))
    {
    case SO_JSON_STRING:
      string = so_json_text_plain (text, place, &length);
      if (!string)
        length = strlen (string = so_json_text_string (text, place));
      so_stmt_bind_text (stmt, column, string, length);
      return TRUE;
    case SO_JSON_NUMBER:
      if (so_json_text_number (text, place, &value, &real))
        so_stmt_bind_int (stmt, column, value);
      else
        so_stmt_bind_double (stmt, column, real);
      return TRUE;
    case SO_JSON_TRUE: case SO_JSON_FALSE:
      so_stmt_bind_int (stmt, column, so_json_text_kind (text, place) == SO_JSON_TRUE);
      return TRUE;
    case SO_JSON_NULL:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Every column that this version has, and no more. */
static gboolean
bind_group (SoStmt *stmt, int *column, SoJsonText *text, SoJsonPlace group, char **columns)
{
  SoJsonPlace place = so_json_text_first (text, group);

  for (guint i = 0; columns[i]; i++)
    {
      /* As they are written they come in this order. */
      if (!place || !so_json_text_is_named (text, place, columns[i]) || !bind_value (stmt, ++*column, text, place))
        return FALSE;
      place = so_json_text_next (text, place);
    }
  return !place;
}

static gboolean
bind_row (SoStmt *stmt, const SoShareOp *op, const SoShareTable *table)
{
  char ***columns = so_share_row_columns (table);
  SoJsonPlace place = so_json_text_first (op->text, op->val);
  int column = 1;

  so_stmt_bind_text (stmt, 1, op->pk, strlen (op->pk));
  for (guint g = 0; columns[g]; g++)
    {
      const char *name = table->groups[g].name ? table->groups[g].name : SO_SHARE_ONCE;

      if (!place || !so_json_text_is_named (op->text, place, name) || !bind_group (stmt, &column, op->text, place, columns[g]))
        return FALSE;
      place = so_json_text_next (op->text, place);
    }
  return !place;
}

/* What the row's table does not take is looked at again, one statement after the other. */
static gboolean
insert (SoDb *db, const SoShareOp *op, const SoShareTable *table, gboolean *done, GError **error)
{
  g_autoptr (SoStmt) stmt = so_db_query (db, error, so_share_row_words_straight (table), "");
  g_autoptr (GError) failed = NULL;

  if (!stmt)
    return FALSE;
  if (!bind_row (stmt, op, table))
    return TRUE;
  so_stmt_next (stmt, &failed);
  if (!failed)
    {
      *done = so_db_changes (db) > 0;
      return !*done || (so_share_note_heard (db, op, error) && so_share_touch (db, op->tbl, op->pk, error));
    }
  if (!g_error_matches (failed, SO_ERROR, SO_ERROR_REPORT))
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  so_db_take_failure (db, NULL);
  return TRUE;
}

static gboolean
is_same (SoDb *db, const SoShareOp *op, const SoShareTable *table, gboolean *same, GError **error)
{
  g_autoptr (SoStmt) stmt = so_db_query (db, error, so_share_row_words_same (table), "");
  g_autoptr (GError) failed = NULL;
  gsize length;
  const char *val = so_json_text_span (op->text, op->val, &length);

  if (!stmt)
    return FALSE;
  so_stmt_bind_text (stmt, 1, op->pk, strlen (op->pk));
  so_stmt_bind_text (stmt, 2, val, length);
  *same = so_stmt_next (stmt, &failed) && so_stmt_int (stmt, 0) == 1;
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

gboolean
so_share_apply_straight (SoDb *db, const SoShareOp *op, gboolean *done, GError **error)
{
  const SoShareTable *table = *op->grp || !op->won || !op->val ? NULL : so_share_table_find (op->tbl);

  *done = FALSE;
  if (!table || so_json_text_kind (op->text, op->val) != SO_JSON_OBJECT)
    return TRUE;
  return insert (db, op, table, done, error) && (*done || is_same (db, op, table, done, error));
}
