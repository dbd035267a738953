/* SPDX-License-Identifier: MIT */
/* From what was changed to what is said: each change gets a number and its words when it is first told, and keeps both until it is seen. */
#include "so-share-link.h"

#include <string.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-share-row.h"
#include "so-share-text.h"

#define DRAIN_AT_ONCE 500
#define OPS_AT_ONCE 500
#define BYTES_AT_ONCE (1024 * 1024)

/* A draft whose words are not whole yet is nobody else's matter. */
#define BEING_WRITTEN "(tbl = 'draft' AND EXISTS (SELECT 1 FROM draft WHERE id = pk AND state IN ('generating', 'editing')))"

/* NULL: what it is about is not there any more. */
static char *
words_of (SoDb *db, const char *tbl, const char *pk, const char *grp)
{
  const SoShareTable *table = so_share_table_find (tbl);
  const SoShareGroup *group = table ? so_share_group_find (table, grp) : NULL;

  if (!strcmp (grp, SO_SHARE_GONE))
    return g_strdup ("{}");
  if (table && !*grp)
    return so_share_row_born (db, table, pk);
  return group ? so_share_row_group (db, table, group, pk) : NULL;
}

static gboolean
put_out (SoDb *db, SoShareLink *link, const char *tbl, const char *pk, const char *grp, const char *val, gint64 h, gint64 base_h, const char *base_dev, GError **error)
{
  g_autofree char *nonce = so_share_nonce ();

  return so_db_run (db, error, "INSERT INTO sync_out (n, nonce, tbl, pk, grp, val, h, base_h, base_dev) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", "ittttt" "iit",
                    link->next_n++, nonce, tbl, pk, grp, val, h, base_h, base_dev);
}

static gboolean
drain_one (SoDb *db, SoShareLink *link, SoStmt *row, GError **error)
{
  const char *tbl = so_stmt_text (row, 0), *pk = so_stmt_text (row, 1), *grp = so_stmt_text (row, 2);
  g_autofree char *val = words_of (db, tbl, pk, grp);

  if (val && strlen (val) > SO_SHARE_MOST_VALUE &&
      !so_db_run (db, error, "INSERT INTO sync_quarantine (seq, tbl, pk, grp, body, error, at) VALUES (0, ?, ?, ?, '', 'It is too large to be told to others.', ?)", "ttti",
                  tbl, pk, grp, so_now ()))
    return FALSE;
  if (!val || strlen (val) > SO_SHARE_MOST_VALUE)
    return so_db_run (db, error, "DELETE FROM sync_pend WHERE tbl = ? AND pk = ? AND grp = ?", "ttt", tbl, pk, grp);
  return put_out (db, link, tbl, pk, grp, val, so_stmt_int (row, 3), so_stmt_int (row, 4), so_stmt_text (row, 5), error) &&
         so_db_run (db, error, "UPDATE sync_pend SET n = ? WHERE tbl = ? AND pk = ? AND grp = ?", "ittt", link->next_n - 1, tbl, pk, grp);
}

/* At most @most of them, the oldest first; *@n: how many. They are read before anything is written: what is written changes the list. */
static gboolean
drain (SoDb *db, SoShareLink *link, guint most, guint *n, GError **error)
{
  g_autoptr (SoStmt) row = NULL;
  g_autoptr (GError) inner = NULL;

  *n = 0;
  if (!so_db_int (db, 1, "SELECT EXISTS (SELECT 1 FROM sync_pend WHERE n IS NULL)", ""))
    return TRUE;
  if (!so_db_run (db, error, "CREATE TEMP TABLE IF NOT EXISTS sync_drain (at INTEGER PRIMARY KEY, tbl, pk, grp, h, base_h, base_dev)", "") ||
      !so_db_run (db, error, "DELETE FROM sync_drain", "") ||
      !so_db_run (db, error, "INSERT INTO sync_drain (tbl, pk, grp, h, base_h, base_dev) SELECT tbl, pk, grp, h, base_h, base_dev FROM sync_pend WHERE n IS NULL"
                  " AND NOT " BEING_WRITTEN " ORDER BY h LIMIT ?", "i", (gint64) most))
    return FALSE;
  row = so_db_query (db, error, "SELECT tbl, pk, grp, h, base_h, base_dev FROM sync_drain ORDER BY at", "");
  while (row && so_stmt_next (row, &inner))
    {
      if (!drain_one (db, link, row, error))
        return FALSE;
      ++*n;
    }
  if (inner)
    return g_propagate_error (error, g_steal_pointer (&inner)), FALSE;
  return row && (!*n || so_db_run (db, error, "UPDATE sync_link SET next_n = ?", "i", link->next_n));
}

static void
add_op (GString *text, SoStmt *row)
{
  so_share_begin_object (text);
  so_share_add_int (text, "n", so_stmt_int (row, 0));
  so_share_add_text (text, "x", so_stmt_text (row, 1));
  so_share_add_text (text, "t", so_stmt_text (row, 2));
  so_share_add_text (text, "k", so_stmt_text (row, 3));
  so_share_add_text (text, "g", so_stmt_text (row, 4));
  so_share_add_int (text, "h", so_stmt_int (row, 6));
  g_string_append_printf (text, ",\"b\":[%" G_GINT64_FORMAT ",", so_stmt_int (row, 7));
  so_json_append_string (text, so_stmt_text (row, 8));
  g_string_append_c (text, ']');
  so_share_add_json (text, "v", so_stmt_text (row, 5));
  so_share_end_object (text);
}

/* *@last: the number of the last one, as it was where there is none. */
static char *
write_page (SoDb *db, const SoShareLink *link, gint64 after, gint64 *last, GError **error)
{
  gint64 acked = so_share_acked (db, link);
  g_autoptr (GString) text = g_string_new ("{\"what\":\"push\"");
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT n, nonce, tbl, pk, grp, val, h, base_h, base_dev FROM sync_out WHERE n > ? ORDER BY n LIMIT ?", "ii",
                                        after, so_share_page (db, OPS_AT_ONCE));
  g_autoptr (GError) inner = NULL;

  so_share_add_text (text, "dev", link->dev);
  so_share_add_text (text, "epoch", link->epoch);
  so_share_add_int (text, "acked", acked);
  so_share_add_int (text, "prev", MAX (acked, after));
  so_share_begin_list (text, "ops");
  while (row && text->len < BYTES_AT_ONCE && so_stmt_next (row, &inner))
    {
      add_op (text, row);
      *last = so_stmt_int (row, 0);
    }
  if (inner)
    return g_propagate_error (error, g_steal_pointer (&inner)), NULL;
  g_string_append (text, "]}");
  return row ? g_string_free_and_steal (g_steal_pointer (&text)) : NULL;
}

char *
so_share_push (SoDb *db, gint64 after, gint64 *last, GError **error)
{
  g_autoptr (SoShareLink) link = so_share_link_load (db, error);
  gint64 waiting = link ? so_db_int (db, 0, "SELECT count(*) FROM (SELECT 1 FROM sync_out WHERE n > ? LIMIT ?)", "ii", after, (gint64) OPS_AT_ONCE) : 0;
  guint n = 0;
  char *page;

  *last = 0;
  if (!link || (waiting < OPS_AT_ONCE && !drain (db, link, DRAIN_AT_ONCE, &n, error)))
    return NULL;
  page = write_page (db, link, after, last, error);
  if (page && *last)
    return page;
  g_clear_pointer (&page, g_free);
  return NULL;
}

gboolean
so_share_command (SoDb *db, const char *command, const char *id, const char *body, GError **error)
{
  g_autoptr (SoShareLink) link = so_share_link_load (db, error);
  guint n = 1;

  /* What was changed before is told before. */
  while (link && n > 0)
    if (!drain (db, link, DRAIN_AT_ONCE, &n, error))
      return FALSE;
  return link && put_out (db, link, SO_SHARE_COMMAND, id, command, body, so_share_clock_stamp (so_db_get_sync (db), 0), 0, "", error) &&
         so_db_run (db, error, "UPDATE sync_link SET next_n = ?", "i", link->next_n);
}
