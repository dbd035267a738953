/* SPDX-License-Identifier: MIT */
/* What holds: every row as the hub has confirmed it, without what was changed here since. */
#include "so-share-base.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "so-error.h"
#include "so-json.h"
#include "so-share-row.h"
#include "so-share-sum.h"

#define ROWS_AT_ONCE 200
#define BYTES_AT_ONCE (512 * 1024)

/* Who wants to know: @val is JSON text, h 0 where it has no stamp. */
typedef gboolean (*Visit) (gpointer data, const char *tbl, const char *pk, const char *grp, const char *val, gint64 h, const char *dev, GError **error);

static char *
lay_base (SoDb *db, const SoShareTable *table, const char *pk, char *born, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT grp, base FROM sync_pend WHERE tbl = ? AND pk = ? AND base IS NOT NULL", "tt", table->name, pk);
  g_autoptr (GError) inner = NULL;

  while (row && so_stmt_next (row, &inner))
    {
      char *laid = so_db_text (db, "SELECT json_set(?1, '$.\"' || ?2 || '\"', json(?3))", "ttt", born, so_stmt_text (row, 0), so_stmt_text (row, 1));

      g_free (born);
      born = laid;
    }
  if (row && !inner)
    return born;
  if (inner)
    g_propagate_error (error, g_steal_pointer (&inner));
  g_free (born);
  return NULL;
}

/* Groups that have a stamp, with what holds of them; nobody knows them better than the row that was made from them. */
static gboolean
visit_groups (SoDb *db, const SoShareTable *table, const char *pk, Visit visit, gpointer data, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error,
    "SELECT grp, h, dev, NULL FROM sync_cell c WHERE tbl = ?1 AND pk = ?2 AND NOT EXISTS (SELECT 1 FROM sync_pend WHERE tbl = ?1 AND pk = ?2 AND grp = c.grp)"
    " UNION ALL SELECT grp, base_h, base_dev, base FROM sync_pend WHERE tbl = ?1 AND pk = ?2 AND base IS NOT NULL AND base_h > 0 ORDER BY grp", "tt", table->name, pk);
  g_autoptr (GError) inner = NULL;

  while (row && so_stmt_next (row, &inner))
    {
      const SoShareGroup *group = so_share_group_find (table, so_stmt_text (row, 0));
      g_autofree char *val = so_stmt_is_null (row, 3) && group ? so_share_row_group (db, table, group, pk) : so_stmt_dup (row, 3);

      if (val && !visit (data, table->name, pk, so_stmt_text (row, 0), val, so_stmt_int (row, 1), so_stmt_text (row, 2), error))
        return FALSE;
    }
  if (inner)
    return g_propagate_error (error, g_steal_pointer (&inner)), FALSE;
  return row != NULL;
}

static gboolean
visit_row (SoDb *db, const SoShareTable *table, const char *pk, Visit visit, gpointer data, GError **error)
{
  g_autofree char *born = NULL;

  if (so_db_int (db, 0, "SELECT 1 FROM sync_pend WHERE tbl = ? AND pk = ? AND grp = ''", "tt", table->name, pk))
    return TRUE;
  born = lay_base (db, table, pk, so_share_row_born (db, table, pk), error);
  return born && visit (data, table->name, pk, SO_SHARE_BORN, born, 0, "", error) && visit_groups (db, table, pk, visit, data, error);
}

static gboolean
visit_other (SoDb *db, const char *sql, const char *tbl, const char *pk, gint64 most, Visit visit, gpointer data, char **last, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, sql, "tti", tbl, pk, most);
  g_autoptr (GError) inner = NULL;

  while (row && so_stmt_next (row, &inner))
    {
      if (!visit (data, so_stmt_text (row, 0), so_stmt_text (row, 1), so_stmt_text (row, 2), so_stmt_text (row, 3), so_stmt_int (row, 4), so_stmt_text (row, 5), error))
        return FALSE;
      g_free (*last);
      *last = g_strconcat (so_stmt_text (row, 0), " ", so_stmt_text (row, 1), NULL);
    }
  if (inner)
    return g_propagate_error (error, g_steal_pointer (&inner)), FALSE;
  return row != NULL;
}

/* Behind the tables: rows that are gone, then what only a newer version knows (all groups of a row at once). */
static const char *const others[] = {
  "SELECT tbl, pk, '!', '{}', 0, '' FROM sync_gone WHERE (tbl, pk) > (?1, ?2) ORDER BY tbl, pk LIMIT ?3",
  "SELECT tbl, pk, grp, val, h, dev FROM sync_unknown WHERE (tbl, pk) IN (SELECT DISTINCT tbl, pk FROM sync_unknown WHERE (tbl, pk) > (?1, ?2)"
  " ORDER BY tbl, pk LIMIT ?3) ORDER BY tbl, pk, grp",
};
#define N_PHASES (so_share_n_tables + G_N_ELEMENTS (others))

/* From the row after @after of a phase on, at most @most; *@last: the last one, NULL where there was none. */
static gboolean
visit_phase (SoDb *db, guint phase, const char *after, gint64 most, Visit visit, gpointer data, char **last, GError **error)
{
  g_autoptr (SoStmt) row = NULL;
  g_autoptr (GError) inner = NULL;
  g_autofree char *sql = NULL;

  *last = NULL;
  if (phase >= so_share_n_tables)
    {
      g_auto (GStrv) key = g_strsplit (*after ? after : " ", " ", 2);

      return visit_other (db, others[phase - so_share_n_tables], key[0], key[1], most, visit, data, last, error);
    }
  sql = g_strdup_printf ("SELECT id FROM %s WHERE id > ? ORDER BY id LIMIT ?", so_share_tables[phase].name);
  row = so_db_query (db, error, sql, "ti", after, most);
  while (row && so_stmt_next (row, &inner))
    {
      if (!visit_row (db, &so_share_tables[phase], so_stmt_text (row, 0), visit, data, error))
        return FALSE;
      g_free (*last);
      *last = so_stmt_dup (row, 0);
    }
  if (inner)
    return g_propagate_error (error, g_steal_pointer (&inner)), FALSE;
  return row != NULL;
}

/* --- merge --- */

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static gboolean
add_row (gpointer data, const char *tbl, const char *pk, const char *grp, const char *val, gint64 h, const char *dev, GError **error)
{
  JsonBuilder *builder = data;
  JsonNode *node = so_json_parse (val, -1, 0, error);

  if (!node)
    return FALSE;
  json_builder_begin_object (builder);
  add_text (builder, "t", tbl);
  add_text (builder, "k", pk);
  add_text (builder, "g", grp);
  json_builder_set_member_name (builder, "h");
  json_builder_add_int_value (builder, h);
  add_text (builder, "d", dev);
  json_builder_set_member_name (builder, "v");
  json_builder_add_value (builder, node);
  json_builder_end_object (builder);
  return TRUE;
}

/* @place: "PHASE KEY": up to where the hub has been told. Empty phases are passed over. */
static gboolean
add_rows (SoDb *db, JsonBuilder *builder, const char *place, char **next, GError **error)
{
  char *key = NULL;
  guint phase = *place ? (guint) g_ascii_strtoull (place, &key, 10) : 0;
  g_autofree char *after = g_strdup (key && *key ? key + 1 : ""), *last = NULL;

  for (; phase < N_PHASES; phase++)
    {
      if (!visit_phase (db, phase, after, ROWS_AT_ONCE, add_row, builder, &last, error))
        return FALSE;
      if (last)
        break;
      g_free (after);
      after = g_strdup ("");
    }
  *next = last ? g_strdup_printf ("%u %s", phase, last) : g_strdup ("end");
  return TRUE;
}

char *
so_share_merge_page (SoDb *db, const SoShareLink *link, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *next = NULL;

  json_builder_begin_object (builder);
  add_text (builder, "what", "merge");
  add_text (builder, "dev", link->dev);
  add_text (builder, "epoch", link->epoch);
  add_text (builder, "from", link->place);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  if (!add_rows (db, builder, link->place, &next, error))
    return NULL;
  json_builder_end_array (builder);
  add_text (builder, "to", next);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return so_json_write (root, FALSE);
}

/* --- digest --- */

static gboolean
sum_row (gpointer data, const char *tbl, const char *pk, const char *grp, const char *val, gint64 h, const char *dev, GError **error)
{
  g_autoptr (JsonNode) node = so_json_parse (val, -1, 0, error);

  if (!node)
    return FALSE;
  so_share_sum_add (data, tbl, pk, grp, node);
  return TRUE;
}

char *
so_share_digest (SoDb *db, GError **error)
{
  g_autoptr (SoShareSum) sum = so_share_sum_new ();

  for (guint phase = 0; phase < N_PHASES; phase++)
    {
      g_autofree char *last = NULL;

      if (!visit_phase (db, phase, "", -1, sum_row, sum, &last, error))
        return NULL;
    }
  return so_share_sum_write (sum);
}
