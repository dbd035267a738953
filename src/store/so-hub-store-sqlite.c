/* SPDX-License-Identifier: MIT */
/* The hub's store in one file: hub.db, WAL, synchronous=FULL, one writer. */
#include "so-hub-sql.h"

#include "so-error.h"
#include "so-id.h"

/* Its own numbering, apart from the studio's. */
#define APPLICATION_ID 0x536f4875   /* "SoHu" */
#define VERSION 1

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

typedef struct {
  SoDb *db;
  GHashTable *heads;       /* studio → gint64 *: the last number; of the writer, empty after a failure */
} Back;

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

static void
close_back (gpointer data)
{
  Back *back = data;

  so_db_close (back->db);
  g_hash_table_unref (back->heads);
  g_free (back);
}

static gboolean
script (gpointer back, const char *sql, GError **error)
{
  return so_db_script (((Back *) back)->db, sql, error);
}

static gpointer
query (gpointer back, GError **error, const char *sql, const char *types, va_list args)
{
  return so_db_query_valist (((Back *) back)->db, error, sql, types, args);
}

static gint64
changes (gpointer back)
{
  return so_db_changes (((Back *) back)->db);
}

static gboolean
next (gpointer rows, int row, GError **error)
{
  return so_stmt_next (rows, error);
}

static gint64
get_int (gpointer rows, int row, int column)
{
  return so_stmt_int (rows, column);
}

static char *
get_text (gpointer rows, int row, int column)
{
  return so_stmt_dup (rows, column);
}

static GBytes *
get_bytes (gpointer rows, int row, int column)
{
  return so_stmt_bytes (rows, column);
}

static gboolean
is_null (gpointer rows, int row, int column)
{
  return so_stmt_is_null (rows, column);
}

static void
free_rows (gpointer rows)
{
  so_stmt_free (rows);
}

/* The last number of a studio, to be counted on; NULL where there is no such studio. */
static gint64 *
find_head (Back *self, const char *studio, GError **error)
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
put_event (Back *self, SoHubEvent *event, GError **error)
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
put_events (Back *self, GPtrArray *events, GError **error)
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

static gboolean
put (gpointer data, GPtrArray *events, GError **error)
{
  Back *self = data;

  if (!so_db_script (self->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (put_events (self, events, error) && so_db_script (self->db, "COMMIT", error))
    return TRUE;
  so_db_script (self->db, "ROLLBACK", NULL);
  g_hash_table_remove_all (self->heads);
  return FALSE;
}

static gboolean
size (gpointer data, gint64 *number, GError **error)
{
  Back *self = data;

  *number = so_db_int (self->db, 0, "PRAGMA page_count", "") * so_db_int (self->db, 0, "PRAGMA page_size", "");
  return TRUE;
}

static gboolean
check (gpointer data, GError **error)
{
  Back *self = data;
  g_autofree char *verdict = so_db_text (self->db, "PRAGMA quick_check(1)", "");

  if (!g_strcmp0 (verdict, "ok"))
    return TRUE;
  return so_fail (error, SO_ERROR_CHANGE, "The hub's database %s is damaged: restore a backup with --restore. Nothing was changed.",
                  so_db_get_path (self->db));
}

static gboolean
backup (gpointer data, const char *path, GError **error)
{
  return so_db_copy_to (((Back *) data)->db, path, NULL, error);
}

static const SoHubBackend sqlite = {
  close_back, script, "BEGIN IMMEDIATE", "BEGIN IMMEDIATE", "BEGIN", "SELECT count(*) FROM sqlite_schema WHERE name = ?", query, changes, next, get_int,
  get_text, get_bytes, is_null, free_rows, NULL, put, size, check, backup,
};

gpointer
so_hub_sqlite_open (const char *path, SoHubStoreMode mode, const SoHubBackend **backend, GError **error)
{
  Back *self = g_new0 (Back, 1);

  *backend = &sqlite;
  self->heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->db = so_db_open (path, mode == SO_HUB_STORE_WRITE ? SO_DB_CREATE : SO_DB_READ, error);
  /* A small machine: the studio's 64 MiB of cache would be half of all that the hub may have. */
  if (self->db && prepare (self->db, mode, error) && so_db_script (self->db, "PRAGMA cache_size = -8000", error))
    return self;
  close_back (self);
  return NULL;
}

SoDb *
so_hub_store_get_db (SoHubStore *self)
{
  Back *back = so_hub_store_get_back (self, &sqlite);

  return back ? back->db : NULL;
}
