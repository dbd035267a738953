/* SPDX-License-Identifier: MIT */
/* What a person is told of sharing: how far it is, what others' changes took the place of, and what could not be done. */
#include "so-share.h"

#include <string.h>

#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-local.h"
#include "so-share-link.h"
#include "so-share-notice.h"
#include "so-share-tables.h"

static gint64
count_rows (SoDb *db, const char *table, const char *up_to)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s%s", table, up_to ? " WHERE id <= ?" : "");

  return up_to ? so_db_int (db, 0, sql, "t", up_to) : so_db_int (db, 0, sql, "");
}

static gint64
count_all (SoDb *db)
{
  gint64 n = 0;

  for (guint i = 0; i < so_share_n_tables; i++)
    n += count_rows (db, so_share_tables[i].name, NULL);
  return n;
}

/* @place: "PHASE KEY", where a phase is a table of the list. */
static gint64
count_told (SoDb *db, const char *place)
{
  char *key = NULL;
  guint phase = *place ? (guint) g_ascii_strtoull (place, &key, 10) : 0;
  gint64 n = 0;

  for (guint i = 0; i < MIN (phase, so_share_n_tables); i++)
    n += count_rows (db, so_share_tables[i].name, NULL);
  if (key && *key && phase < so_share_n_tables)
    n += count_rows (db, so_share_tables[phase].name, key + 1);
  return n;
}

SoShareState
so_share_state (SoDb *db, gint64 *done, gint64 *whole)
{
  g_autoptr (SoShareLink) link = so_share_is_on (db) ? so_share_link_load (db, NULL) : NULL;
  gboolean follows = link && link->state == SO_SHARE_FOLLOW;

  if (done)
    *done = !link ? 0 : follows ? link->cursor : link->state == SO_SHARE_MERGE ? count_told (db, link->place)
            : so_db_int (db, 0, "SELECT CASE place WHEN '' THEN 0 ELSE done END FROM sync_link", "");
  if (whole)
    *whole = follows ? MAX (link->head, link->cursor) : !link ? 0 : link->state == SO_SHARE_MERGE ? count_all (db)
             : so_db_int (db, 0, "SELECT CASE place WHEN '' THEN 0 ELSE whole END FROM sync_link", "");
  return link ? link->state : SO_SHARE_OFF;
}

void
so_share_look_clear (SoShareLook *look)
{
  g_clear_pointer (&look->epoch, g_free);
  g_clear_pointer (&look->place, g_free);
}

gboolean
so_share_look (SoStore *store, SoShareLook *look, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (store, error);
  g_autoptr (SoShareLink) link = db && so_share_is_on (db) ? so_share_link_load (db, error) : NULL;

  so_share_look_clear (look);
  *look = (SoShareLook) { .state = SO_SHARE_OFF };
  if (!link)
    return db && !so_db_take_failure (db, error);
  look->state = link->state;
  look->epoch = g_strdup (link->epoch);
  look->place = g_strdup_printf ("%s %s %d %" G_GINT64_FORMAT " %s", link->dev, link->epoch, link->state, link->cursor, link->place);
  look->cursor = link->cursor;
  look->head = link->head;
  return TRUE;
}

SoRole
so_share_role (SoDb *db)
{
  g_autofree char *nick = so_db_text (db, "SELECT role FROM sync_link", "");
  SoRole role;

  so_role_parse (nick, &role);
  return role;
}

gboolean
so_share_has_unsaid (SoDb *db, gint64 after)
{
  return so_db_int (db, 0, "SELECT EXISTS (SELECT 1 FROM sync_pend WHERE n IS NULL) OR EXISTS (SELECT 1 FROM sync_out WHERE n > ?)", "i", after) == 1;
}

#define ERROR_KEY "share.error"

gboolean
so_share_failed (SoDb *db, const char *words, SoError kind, GError **error)
{
  g_autofree char *value = g_strdup_printf ("%s\n%s", so_error_nick (kind), words ? words : "");

  /* Of that table nobody hears. */
  return so_local_set (db, ERROR_KEY, words ? value : NULL, error) && so_db_run (db, error, "UPDATE sync_link SET n = n", "");
}

char *
so_share_dup_error (SoDb *db, SoError *kind)
{
  g_autofree char *value = so_local_get (db, ERROR_KEY);
  char *words = value ? strchr (value, '\n') : NULL;

  if (!words)
    return NULL;
  *words++ = '\0';
  if (kind && !so_error_parse (value, kind))
    *kind = SO_ERROR_CHANGE;
  return g_strdup (words);
}

gboolean
so_share_is_empty (SoDb *db)
{
  return count_all (db) == 0;
}

gint64
so_share_count_waiting (SoDb *db)
{
  /* What was told and is not seen yet is in both. */
  return so_db_int (db, 0, "SELECT (SELECT count(*) FROM sync_pend WHERE n IS NULL) + (SELECT count(*) FROM sync_out)", "");
}

static gpointer
read_notice (SoStmt *row)
{
  SoShareNotice *notice = g_new0 (SoShareNotice, 1);

  notice->n = so_stmt_int (row, 0);
  notice->table = so_stmt_dup (row, 1);
  notice->pk = so_stmt_dup (row, 2);
  notice->group = so_stmt_dup (row, 3);
  notice->mine = so_stmt_dup (row, 4);
  notice->theirs = so_stmt_dup (row, 5);
  notice->dev = so_stmt_dup (row, 6);
  notice->at = so_stmt_int (row, 7);
  notice->seen_at = so_stmt_int (row, 8);
  notice->why = so_stmt_dup (row, 9);
  notice->computer = so_stmt_dup (row, 10);
  return notice;
}

GPtrArray *
so_share_list_notices (SoDb *db, guint limit, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (db, error, "SELECT n, tbl, pk, grp, mine, theirs, dev, at, seen_at, why,"
                                         " (SELECT nullif (name, '') FROM computer c WHERE c.dev = sync_notice.dev) FROM sync_notice ORDER BY n DESC LIMIT ?", "i",
                                         (gint64) limit);

  return so_stmt_all (rows, read_notice, so_share_notice_free, error);
}

static gpointer
read_aside (SoStmt *row)
{
  SoShareAside *aside = g_new0 (SoShareAside, 1);

  aside->n = so_stmt_int (row, 0);
  aside->seq = so_stmt_int (row, 1);
  aside->table = so_stmt_dup (row, 2);
  aside->pk = so_stmt_dup (row, 3);
  aside->group = so_stmt_dup (row, 4);
  aside->why = so_stmt_dup (row, 5);
  aside->at = so_stmt_int (row, 6);
  return aside;
}

GPtrArray *
so_share_list_aside (SoDb *db, guint limit, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (db, error, "SELECT n, seq, tbl, pk, grp, error, at FROM sync_quarantine ORDER BY n DESC LIMIT ?", "i", (gint64) limit);

  return so_stmt_all (rows, read_aside, so_share_aside_free, error);
}

gboolean
so_share_notice_seen (SoDb *db, gint64 n, GError **error)
{
  if (!so_db_run (db, error, "UPDATE sync_notice SET seen_at = CASE seen_at WHEN 0 THEN ? ELSE seen_at END WHERE n = ?", "ii", so_now (), n))
    return FALSE;
  return so_db_changes (db) == 1 || so_fail (error, SO_ERROR_CHANGE, "There is no such notice.");
}
