/* SPDX-License-Identifier: MIT */
#include "so-hub-inbox.h"

#include "so-clock.h"
#include "so-db.h"

SoHubLink *
so_hub_link_find (SoDb *db, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT url, hub, device, name, epoch, cursor, acked, head, paired_at, heard_at, doors, error,"
                                        " error_kind FROM hub_link", "");
  SoHubLink *link;

  if (!row || !so_stmt_next (row, error))
    return NULL;
  link = g_new0 (SoHubLink, 1);
  link->url = so_stmt_dup (row, 0);
  link->hub = so_stmt_dup (row, 1);
  link->device = so_stmt_dup (row, 2);
  link->name = so_stmt_dup (row, 3);
  link->epoch = so_stmt_dup (row, 4);
  link->cursor = so_stmt_int (row, 5);
  link->acked = so_stmt_int (row, 6);
  link->head = so_stmt_int (row, 7);
  link->paired_at = so_stmt_int (row, 8);
  link->heard_at = so_stmt_int (row, 9);
  link->doors = so_stmt_dup (row, 10);
  link->error = so_stmt_dup (row, 11);
  if (!so_error_parse (so_stmt_text (row, 12), &link->error_kind))
    link->error_kind = SO_ERROR_CHANGE;
  return link;
}

gboolean
so_hub_link_set (SoDb *db, const SoHubLink *link, GError **error)
{
  return so_hub_link_remove (db, error) &&
         so_db_run (db, error, "INSERT INTO hub_link (n, url, hub, device, name, epoch, cursor, acked, head, paired_at, heard_at, doors)"
                    " VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "tttttiiiiit", link->url, link->hub, link->device, link->name, link->epoch,
                    link->cursor, link->acked, link->head, link->paired_at, link->heard_at, link->doors);
}

gboolean
so_hub_link_remove (SoDb *db, GError **error)
{
  return so_db_run (db, error, "DELETE FROM hub_link", "");
}

gboolean
so_hub_link_move (SoDb *db, const char *epoch, gint64 cursor, gint64 head, GError **error)
{
  return so_db_run (db, error, "UPDATE hub_link SET acked = CASE WHEN epoch = ?1 THEN acked ELSE 0 END, epoch = ?1, cursor = ?2, head = ?3, heard_at = ?4,"
                    " error = NULL, error_kind = NULL", "tiii", epoch, cursor, head, so_now ());
}

gboolean
so_hub_link_acked (SoDb *db, gint64 acked, GError **error)
{
  return so_db_run (db, error, "UPDATE hub_link SET acked = ?", "i", acked);
}

gboolean
so_hub_link_set_doors (SoDb *db, const char *doors, GError **error)
{
  return so_db_run (db, error, "UPDATE hub_link SET doors = ?, heard_at = ?, error = NULL, error_kind = NULL", "ti", doors, so_now ());
}

gboolean
so_hub_link_failed (SoDb *db, const char *words, SoError kind, GError **error)
{
  return so_db_run (db, error, "UPDATE hub_link SET error = ?, error_kind = ?", "tt", words, so_error_nick (kind));
}

gboolean
so_hub_news_is_known (SoDb *db, const char *id)
{
  return so_db_int (db, 0, "SELECT 1 FROM hub_received WHERE id = ?", "t", id) != 0;
}

gboolean
so_hub_news_add (SoDb *db, const SoHubNews *news, GError **error)
{
  return so_db_run (db, error, "INSERT INTO hub_received (id, seq, endpoint, provider, kind, received_at, reason, detail, body)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, nullif (?, x''))", "titttittb", news->id, news->seq, news->endpoint, news->provider, news->kind,
                    news->received_at, news->aside ? so_hub_aside_nick (news->reason) : NULL, news->aside ? news->detail : NULL,
                    news->aside ? news->body : NULL);
}

gboolean
so_hub_news_settle (SoDb *db, const SoHubNews *news, GError **error)
{
  if (news->aside)
    return so_db_run (db, error, "UPDATE hub_received SET reason = ?, detail = ? WHERE n = ?", "tti", so_hub_aside_nick (news->reason), news->detail, news->n);
  return so_db_run (db, error, "UPDATE hub_received SET reason = NULL, detail = NULL, body = NULL WHERE n = ?", "i", news->n);
}

static gpointer
read_news (SoStmt *row)
{
  SoHubNews *news = g_new0 (SoHubNews, 1);

  news->n = so_stmt_int (row, 0);
  news->id = so_stmt_dup (row, 1);
  news->seq = so_stmt_int (row, 2);
  news->endpoint = so_stmt_dup (row, 3);
  news->provider = so_stmt_dup (row, 4);
  news->kind = so_stmt_dup (row, 5);
  news->received_at = so_stmt_int (row, 6);
  news->size = -1;
  news->aside = TRUE;
  if (!so_hub_aside_parse (so_stmt_text (row, 7), &news->reason))
    news->reason = SO_HUB_ASIDE_FAULT;
  news->detail = so_stmt_dup (row, 8);
  news->body = so_stmt_is_null (row, 9) ? NULL : so_stmt_bytes (row, 9);
  return news;
}

GPtrArray *
so_hub_news_aside (SoDb *db, gint64 after, guint limit, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (db, error, "SELECT n, id, seq, endpoint, provider, kind, received_at, reason, detail, body FROM hub_received"
                                         " WHERE reason IS NOT NULL AND n > ? ORDER BY n LIMIT ?", "ii", after, (gint64) limit);

  return so_stmt_all (rows, read_news, so_hub_news_free, error);
}

guint
so_hub_news_count_aside (SoDb *db)
{
  return (guint) so_db_int (db, 0, "SELECT count(*) FROM hub_received WHERE reason IS NOT NULL", "");
}

gint64
so_hub_news_last_at (SoDb *db, const char *endpoint)
{
  return so_db_int (db, 0, "SELECT max (received_at) FROM hub_received WHERE endpoint = ?", "t", endpoint);
}

gboolean
so_hub_news_forget (SoDb *db, gint64 before, GError **error)
{
  return so_db_run (db, error, "DELETE FROM hub_received WHERE reason IS NULL AND received_at < ?", "i", before);
}
