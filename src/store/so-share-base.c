/* SPDX-License-Identifier: MIT */
/* What holds: every row as the hub has confirmed it, without what was changed here since. */
#include "so-share-base.h"

#include <string.h>

#include "so-share-row.h"
#include "so-share-sum.h"
#include "so-share-text.h"

#define ROWS_AT_ONCE 1500
/* A page with one more row has to be less than what is read at once (SO_JSON_MAX_BYTES). */
#define BYTES_AT_ONCE (1024 * 1024)

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

/* @row: its id, what it is as JSON, and whether something else is known of it. */
static gboolean
visit_row (SoDb *db, const SoShareTable *table, SoStmt *row, Visit visit, gpointer data, GError **error)
{
  const char *pk = so_stmt_text (row, 0);
  g_autofree char *born = NULL;

  if (!so_stmt_int (row, 2))
    return visit (data, table->name, pk, SO_SHARE_BORN, so_stmt_text (row, 1), 0, "", error);
  if (so_db_int (db, 0, "SELECT 1 FROM sync_pend WHERE tbl = ? AND pk = ? AND grp = ''", "tt", table->name, pk))
    return TRUE;
  born = lay_base (db, table, pk, so_stmt_dup (row, 1), error);
  return born && visit (data, table->name, pk, SO_SHARE_BORN, born, 0, "", error) && visit_groups (db, table, pk, visit, data, error);
}

static gboolean
is_full (const GString *page)
{
  return page && page->len > BYTES_AT_ONCE;
}

static gboolean
visit_other (SoDb *db, const char *sql, const char *tbl, const char *pk, gint64 most, const GString *page, Visit visit, gpointer data, char **last, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, sql, "tti", tbl, pk, most);
  g_autoptr (GError) inner = NULL;

  while (row && so_stmt_next (row, &inner))
    {
      g_autofree char *key = g_strconcat (so_stmt_text (row, 0), " ", so_stmt_text (row, 1), NULL);

      if (is_full (page) && g_strcmp0 (key, *last))
        break;
      if (!visit (data, so_stmt_text (row, 0), so_stmt_text (row, 1), so_stmt_text (row, 2), so_stmt_text (row, 3), so_stmt_int (row, 4), so_stmt_text (row, 5), error))
        return FALSE;
      g_free (*last);
      *last = g_steal_pointer (&key);
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

/* From the row after @after of a phase on, at most @most, and until @page (or NULL) is full; *@last: the last one, NULL where there was none. */
static gboolean
visit_phase (SoDb *db, guint phase, const char *after, gint64 most, const GString *page, Visit visit, gpointer data, char **last, GError **error)
{
  g_autoptr (SoStmt) row = NULL;
  g_autoptr (GError) inner = NULL;

  *last = NULL;
  if (phase >= so_share_n_tables)
    {
      g_auto (GStrv) key = g_strsplit (*after ? after : " ", " ", 2);

      return visit_other (db, others[phase - so_share_n_tables], key[0], key[1], most, page, visit, data, last, error);
    }
  row = so_db_query (db, error, so_share_row_words_list (&so_share_tables[phase]), "ti", after, most);
  while (row && !is_full (page) && so_stmt_next (row, &inner))
    {
      if (!visit_row (db, &so_share_tables[phase], row, visit, data, error))
        return FALSE;
      g_free (*last);
      *last = so_stmt_dup (row, 0);
    }
  if (inner)
    return g_propagate_error (error, g_steal_pointer (&inner)), FALSE;
  return row != NULL;
}

/* --- merge --- */

/* Values go in as SQLite wrote them. */
static gboolean
add_row (gpointer data, const char *tbl, const char *pk, const char *grp, const char *val, gint64 h, const char *dev, GError **error)
{
  GString *text = data;

  if (strlen (val) > SO_SHARE_MOST_VALUE)
    return TRUE;
  so_share_begin_object (text);
  so_share_add_text (text, "t", tbl);
  so_share_add_text (text, "k", pk);
  so_share_add_text (text, "g", grp);
  so_share_add_text (text, "d", dev);
  so_share_add_int (text, "h", h);
  so_share_add_json (text, "v", val);
  so_share_end_object (text);
  return TRUE;
}

/* @place: "PHASE KEY": up to where the hub has been told. Empty phases are passed over. */
static gboolean
add_rows (SoDb *db, GString *text, const char *place, char **next, GError **error)
{
  char *key = NULL;
  guint phase = *place ? (guint) g_ascii_strtoull (place, &key, 10) : 0;
  g_autofree char *after = g_strdup (key && *key ? key + 1 : ""), *last = NULL;

  for (; phase < N_PHASES; phase++)
    {
      if (!visit_phase (db, phase, after, so_share_page (db, ROWS_AT_ONCE), text, add_row, text, &last, error))
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
  g_autoptr (GString) text = g_string_new ("{\"what\":\"merge\"");
  g_autofree char *next = NULL;

  so_share_add_text (text, "dev", link->dev);
  so_share_add_text (text, "epoch", link->epoch);
  so_share_add_text (text, "from", link->place);
  so_share_begin_list (text, "rows");
  if (!add_rows (db, text, link->place, &next, error))
    return NULL;
  g_string_append_c (text, ']');
  so_share_add_text (text, "to", next);
  so_share_end_object (text);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* --- digest --- */

static gboolean
sum_row (gpointer data, const char *tbl, const char *pk, const char *grp, const char *val, gint64 h, const char *dev, GError **error)
{
  return so_share_sum_add (data, tbl, pk, grp, val, error);
}

char *
so_share_digest (SoDb *db, GError **error)
{
  g_autoptr (SoShareSum) sum = so_share_sum_new ();

  for (guint phase = 0; phase < N_PHASES; phase++)
    {
      g_autofree char *last = NULL;

      if (!visit_phase (db, phase, "", -1, NULL, sum_row, sum, &last, error))
        return NULL;
    }
  return so_share_sum_write (sum);
}
