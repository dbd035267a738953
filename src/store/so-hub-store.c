/* SPDX-License-Identifier: MIT */
#include "so-hub-store-private.h"

#include "so-error.h"
#include "so-id.h"

/* Its own numbering, apart from the studio's. */
#define APPLICATION_ID 0x536f4875   /* "SoHu" */
#define VERSION 1
#define ROWS_AT_ONCE 500

static const char schema[] =
  "CREATE TABLE hub (id TEXT NOT NULL) STRICT;"
  /* @swept: bodies up to this number are gone, so that nobody looks through them again. */
  "CREATE TABLE studio (id TEXT PRIMARY KEY, epoch TEXT NOT NULL, head INTEGER NOT NULL, swept INTEGER NOT NULL DEFAULT 0) STRICT;"
  /* A row whose body is gone stays, so that the same request is still known when it comes again. */
  "CREATE TABLE event (n INTEGER PRIMARY KEY, studio TEXT NOT NULL, seq INTEGER NOT NULL, key TEXT NOT NULL UNIQUE,"
  " endpoint TEXT NOT NULL, provider TEXT NOT NULL, kind TEXT NOT NULL, headers TEXT NOT NULL, body BLOB, size INTEGER NOT NULL,"
  " received_at INTEGER NOT NULL, UNIQUE (studio, seq)) STRICT;"
  "CREATE TABLE device (id TEXT PRIMARY KEY, studio TEXT NOT NULL, name TEXT NOT NULL, key_hash TEXT NOT NULL UNIQUE, cursor INTEGER NOT NULL,"
  " paired_at INTEGER NOT NULL, seen_at INTEGER NOT NULL DEFAULT 0, revoked_at INTEGER) STRICT;"
  "CREATE TABLE pairing (code_hash TEXT PRIMARY KEY, studio TEXT NOT NULL, until INTEGER NOT NULL) STRICT;";

struct _SoHubStore {
  SoDb *db;
  GHashTable *heads;       /* studio → gint64 *: the last number; of the writer, empty after a failure */
};

void
so_hub_event_free (SoHubEvent *event)
{
  if (!event)
    return;
  g_free (event->studio);
  g_free (event->endpoint);
  g_free (event->provider);
  g_free (event->kind);
  g_free (event->headers);
  g_clear_pointer (&event->body, g_bytes_unref);
  g_free (event->key);
  g_free (event->id);
  g_free (event);
}

SoDb *
so_hub_store_get_db (SoHubStore *self)
{
  return self->db;
}

static gboolean
make_tables (SoDb *db, GError **error)
{
  g_autofree char *id = so_id_new ();
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;", APPLICATION_ID, VERSION);

  return so_db_script (db, schema, error) && so_db_run (db, error, "INSERT INTO hub (id) VALUES (?)", "t", id) && so_db_script (db, mark, error);
}

static gboolean
prepare (SoDb *db, SoHubStoreMode mode, GError **error)
{
  gint64 mark = so_db_int (db, -1, "PRAGMA application_id", ""), version = so_db_int (db, -1, "PRAGMA user_version", "");

  if (mode == SO_HUB_STORE_WRITE && mark == 0 && version == 0 && so_db_int (db, 1, "SELECT count(*) FROM sqlite_schema", "") == 0)
    return so_db_use_wal (db, error) && so_db_script (db, "BEGIN IMMEDIATE", error) && make_tables (db, error) && so_db_script (db, "COMMIT", error);
  if (mark != APPLICATION_ID)
    return so_fail (error, SO_ERROR_CHANGE, "%s is not a database of the hub: choose another folder, or restore a backup.", so_db_get_path (db));
  if (version > VERSION)
    return so_fail (error, SO_ERROR_CHANGE, "%s was written by a newer hub: install that version.", so_db_get_path (db));
  return mode == SO_HUB_STORE_READ || so_db_use_wal (db, error);
}

SoHubStore *
so_hub_store_open (const char *path, SoHubStoreMode mode, GError **error)
{
  g_autoptr (SoHubStore) self = g_new0 (SoHubStore, 1);

  self->heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->db = so_db_open (path, mode == SO_HUB_STORE_WRITE ? SO_DB_CREATE : SO_DB_READ, error);
  /* A small machine: the studio's 64 MiB of cache would be half of all that the hub may have. */
  if (!self->db || !prepare (self->db, mode, error) || !so_db_script (self->db, "PRAGMA cache_size = -8000", error))
    return NULL;
  return g_steal_pointer (&self);
}

void
so_hub_store_close (SoHubStore *self)
{
  if (!self)
    return;
  so_db_close (self->db);
  g_hash_table_unref (self->heads);
  g_free (self);
}

gboolean
so_hub_store_add_studio (SoHubStore *self, const char *studio, GError **error)
{
  g_autofree char *epoch = so_id_new ();

  return so_db_run (self->db, error, "INSERT INTO studio (id, epoch, head) VALUES (?, ?, 0) ON CONFLICT DO NOTHING", "tt", studio, epoch);
}

char *
so_hub_store_dup_id (SoHubStore *self)
{
  return so_db_text (self->db, "SELECT id FROM hub", "");
}

char *
so_hub_store_dup_epoch (SoHubStore *self, const char *studio)
{
  return so_db_text (self->db, "SELECT epoch FROM studio WHERE id = ?", "t", studio);
}

/* One after the other: hexadecimal randomness is unique enough, and so is a fresh id per studio. */
gboolean
so_hub_store_renew_epochs (SoHubStore *self, GError **error)
{
  return so_db_run (self->db, error, "UPDATE studio SET epoch = lower(hex(randomblob(16)))", "");
}

/* The last number of a studio, to be counted on; NULL where there is no such studio. */
static gint64 *
find_head (SoHubStore *self, const char *studio, GError **error)
{
  gint64 *head = g_hash_table_lookup (self->heads, studio);
  gint64 stored;

  if (head)
    return head;
  stored = so_db_int (self->db, -1, "SELECT head FROM studio WHERE id = ?", "t", studio);
  if (stored < 0)
    {
      so_fail (error, SO_ERROR_CHANGE, "There is no studio “%s” on this hub.", studio);
      return NULL;
    }
  head = g_new (gint64, 1);
  *head = stored;
  g_hash_table_insert (self->heads, g_strdup (studio), head);
  return head;
}

static gboolean
put_event (SoHubStore *self, SoHubEvent *event, GError **error)
{
  gint64 *head = find_head (self, event->studio, error);

  if (!head)
    return FALSE;
  if (!so_db_run (self->db, error,
                  "INSERT INTO event (studio, seq, key, endpoint, provider, kind, headers, body, size, received_at)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
                  "titttttbii", event->studio, *head + 1, event->key, event->endpoint, event->provider, event->kind,
                  event->headers, event->body, (gint64) g_bytes_get_size (event->body), event->received_at))
    return FALSE;
  event->seq = so_db_changes (self->db) == 1 ? ++*head : 0;
  return TRUE;
}

static gboolean
put_events (SoHubStore *self, GPtrArray *events, GError **error)
{
  GHashTableIter iter;
  gpointer studio, head;

  for (guint i = 0; i < events->len; i++)
    if (!put_event (self, events->pdata[i], error))
      return FALSE;
  g_hash_table_iter_init (&iter, self->heads);
  while (g_hash_table_iter_next (&iter, &studio, &head))
    if (!so_db_run (self->db, error, "UPDATE studio SET head = ?1 WHERE id = ?2 AND head <> ?1", "it", *(gint64 *) head, studio))
      return FALSE;
  return TRUE;
}

gboolean
so_hub_store_put (SoHubStore *self, GPtrArray *events, GError **error)
{
  if (!so_db_script (self->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (put_events (self, events, error) && so_db_script (self->db, "COMMIT", error))
    return TRUE;
  so_db_script (self->db, "ROLLBACK", NULL);
  g_hash_table_remove_all (self->heads);
  return FALSE;
}

static SoHubEvent *
read_event (SoStmt *stmt)
{
  SoHubEvent *event = g_new0 (SoHubEvent, 1);

  event->seq = so_stmt_int (stmt, 0);
  event->key = so_stmt_dup (stmt, 1);
  event->id = so_id_derive ("hub-event", event->key);
  event->endpoint = so_stmt_dup (stmt, 2);
  event->provider = so_stmt_dup (stmt, 3);
  event->kind = so_stmt_dup (stmt, 4);
  event->headers = so_stmt_dup (stmt, 5);
  event->size = so_stmt_int (stmt, 6);
  event->received_at = so_stmt_int (stmt, 7);
  event->body = so_stmt_is_null (stmt, 8) ? NULL : so_stmt_bytes (stmt, 8);
  return event;
}

GPtrArray *
so_hub_store_page (SoHubStore *self, const char *studio, gint64 after, guint most, gint64 most_bytes, gint64 most_inline, gint64 *head,
                   GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) so_hub_event_free);
  g_autoptr (SoStmt) stmt = NULL;
  g_autoptr (GError) inner = NULL;
  gint64 bytes = 0;

  /* Read first: what is committed in between is on the next page, and the number never runs ahead of what was seen. */
  *head = so_db_int (self->db, 0, "SELECT head FROM studio WHERE id = ?", "t", studio);
  stmt = so_db_query (self->db, error,
                      "SELECT seq, key, endpoint, provider, kind, headers, CASE WHEN body IS NULL THEN -1 ELSE size END, received_at,"
                      " CASE WHEN size <= ? THEN body END FROM event WHERE studio = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
                      "itiii", most_inline, studio, after, *head, (gint64) most);
  while (stmt && so_stmt_next (stmt, &inner))
    {
      g_autoptr (SoHubEvent) event = read_event (stmt);

      bytes += event->body ? event->size : 0;
      if (events->len && bytes > most_bytes)
        break;
      g_ptr_array_add (events, g_steal_pointer (&event));
    }
  if (!stmt)
    return NULL;
  if (!inner)
    return g_steal_pointer (&events);
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

GBytes *
so_hub_store_body (SoHubStore *self, const char *studio, gint64 seq, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (self->db, error, "SELECT body FROM event WHERE studio = ? AND seq = ? AND body IS NOT NULL", "ti", studio, seq);

  return so_stmt_one (row, "This event is not kept (any more).", error) ? so_stmt_bytes (row, 0) : NULL;
}

/* Of the events behind the last swept one that every device has, the next few. */
static gboolean
sweep_studio (SoHubStore *self, const char *studio, gint64 acked_before, gboolean *more, GError **error)
{
  gint64 swept = so_db_int (self->db, 0, "SELECT swept FROM studio WHERE id = ?", "t", studio);
  gint64 acked = so_db_int (self->db, 0, "SELECT min(cursor) FROM device WHERE studio = ? AND revoked_at IS NULL", "t", studio);
  gint64 end = MIN (acked, swept + ROWS_AT_ONCE);

  if (end <= swept)
    return TRUE;
  if (!so_db_run (self->db, error, "UPDATE event SET body = NULL, headers = '' WHERE studio = ? AND seq > ? AND seq <= ? AND received_at < ?", "tiii",
                  studio, swept, end, acked_before) ||
      !so_db_run (self->db, error,
                  "UPDATE studio SET swept = coalesce((SELECT min(seq) - 1 FROM event WHERE studio = ?1 AND seq > ?2 AND seq <= ?3 AND body IS NOT NULL), ?3)"
                  " WHERE id = ?1", "tii", studio, swept, end))
    return FALSE;
  *more |= end < acked && so_db_int (self->db, 0, "SELECT swept FROM studio WHERE id = ?", "t", studio) == end;
  return TRUE;
}

static gboolean
sweep (SoHubStore *self, gint64 before, gint64 acked_before, gboolean *more, GError **error)
{
  g_auto (GStrv) studios = so_db_texts (self->db, error, "SELECT id FROM studio", "");

  for (guint i = 0; studios && studios[i]; i++)
    if (!sweep_studio (self, studios[i], acked_before, more, error))
      return FALSE;
  if (!studios || !so_db_run (self->db, error, "DELETE FROM event WHERE n IN (SELECT n FROM event ORDER BY n LIMIT ?) AND received_at < ?", "ii",
                              (gint64) ROWS_AT_ONCE, before))
    return FALSE;
  *more |= so_db_changes (self->db) == ROWS_AT_ONCE;
  return TRUE;
}

gboolean
so_hub_store_sweep (SoHubStore *self, gint64 before, gint64 acked_before, gboolean *more, GError **error)
{
  *more = FALSE;
  if (!so_db_script (self->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (sweep (self, before, acked_before, more, error) && so_db_script (self->db, "COMMIT", error))
    return TRUE;
  so_db_script (self->db, "ROLLBACK", NULL);
  return FALSE;
}

gboolean
so_hub_store_count (SoHubStore *self, SoHubNumbers *numbers, GError **error)
{
  g_autoptr (SoStmt) stmt = so_db_query (self->db, error,
    "SELECT coalesce(sum(head), 0), coalesce(sum(head - coalesce((SELECT min(cursor) FROM device d WHERE d.studio = s.id AND d.revoked_at IS NULL), 0)), 0)"
    " FROM studio s", "");

  if (!stmt || !so_stmt_next (stmt, error))
    return FALSE;
  numbers->events = so_stmt_int (stmt, 0);
  numbers->waiting = so_stmt_int (stmt, 1);
  numbers->devices = so_db_int (self->db, 0, "SELECT count(*) FROM device WHERE revoked_at IS NULL", "");
  numbers->bytes = so_db_int (self->db, 0, "PRAGMA page_count", "") * so_db_int (self->db, 0, "PRAGMA page_size", "");
  return TRUE;
}

gboolean
so_hub_store_backup (SoHubStore *self, const char *path, GError **error)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return so_fail (error, SO_ERROR_CHANGE, "%s is there already: choose another name for the backup.", path);
  return so_db_copy_to (self->db, path, NULL, error);
}

gboolean
so_hub_store_check (SoHubStore *self, GError **error)
{
  g_autofree char *verdict = so_db_text (self->db, "PRAGMA quick_check(1)", "");

  if (!g_strcmp0 (verdict, "ok"))
    return TRUE;
  return so_fail (error, SO_ERROR_CHANGE, "The hub's database %s is damaged: restore a backup with --restore. Nothing was changed.",
                  so_db_get_path (self->db));
}
