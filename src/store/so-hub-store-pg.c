/* SPDX-License-Identifier: MIT */
/* The hub's store on a PostgreSQL server, in a schema of its own, for any number of hubs at once. */
#include "so-hub-pg-put.h"
#include "so-hub-sql.h"

#include <string.h>

#include "so-error.h"
#include "so-id.h"

#define VERSION 1
#define MOST_VALUES 32
/* Any number that nobody else locks: "SoHu". */
#define LOCK "1399801973"

/* The same tables as in so-hub-store-sqlite.c. Bodies are not compressed: most are small, and the large ones are pictures. */
static const char schema[] =
  "CREATE SCHEMA IF NOT EXISTS studio_os_hub;"
  "CREATE TABLE hub (id text NOT NULL, version int8 NOT NULL);"
  "CREATE TABLE studio (id text PRIMARY KEY, epoch text NOT NULL, head int8 NOT NULL, swept int8 NOT NULL DEFAULT 0) WITH (fillfactor = 50);"
  "CREATE TABLE event (studio text NOT NULL, seq int8 NOT NULL, key text NOT NULL UNIQUE, endpoint text NOT NULL, provider text NOT NULL,"
  " kind text NOT NULL, headers text NOT NULL, body bytea, size int8 NOT NULL, received_at int8 NOT NULL, PRIMARY KEY (studio, seq));"
  "ALTER TABLE event ALTER body SET STORAGE EXTERNAL;"
  "CREATE TABLE device (id text PRIMARY KEY, studio text NOT NULL, name text NOT NULL, key_hash text NOT NULL UNIQUE, cursor int8 NOT NULL,"
  " paired_at int8 NOT NULL, seen_at int8 NOT NULL DEFAULT 0, revoked_at int8) WITH (fillfactor = 50);"
  "CREATE TABLE pairing (code_hash text PRIMARY KEY, studio text NOT NULL, until int8 NOT NULL);";

typedef struct {
  SoHubPg *pg;
  gboolean notify;
  gboolean inside;         /* a transaction: what is lost in the middle of it is not begun again by half */
  gint64 changes;
} Back;

static void
close_back (gpointer data)
{
  Back *self = data;

  so_hub_pg_free (self->pg);
  g_free (self);
}

static gboolean
is_ready (Back *self, GError **error)
{
  if (!self->inside)
    return so_hub_pg_ready (self->pg, error);
  return so_hub_pg_get_conn (self->pg) || so_fail (error, SO_ERROR_WAIT, "The connection to the database server was lost.");
}

/* Also BEGIN, COMMIT and ROLLBACK: whether it is committed is what the server says, not what it was asked. */
static gboolean
script (gpointer data, const char *sql, GError **error)
{
  Back *self = data;
  g_autoptr (PGresult) result = is_ready (self, error) ? so_hub_pg_exec (self->pg, sql, error) : NULL;

  self->inside = g_str_has_prefix (sql, "BEGIN") ? result != NULL : self->inside && strcmp (sql, "COMMIT") && strcmp (sql, "ROLLBACK");
  if (result && !strcmp (sql, "COMMIT") && strcmp (PQcmdStatus (result), "COMMIT"))
    return so_fail (error, SO_ERROR_WAIT, "The database server undid what it was asked to store: try again.");
  return result != NULL;
}

static gpointer
query (gpointer data, GError **error, const char *sql, const char *types, va_list args)
{
  Back *self = data;
  const char *values[MOST_VALUES], *name = is_ready (self, error) ? so_hub_pg_prepare (self->pg, sql, types, error) : NULL;
  int lengths[MOST_VALUES], formats[MOST_VALUES];
  char numbers[MOST_VALUES][24];
  PGresult *result;

  if (!name)
    return NULL;
  for (guint i = 0; types[i]; i++)
    {
      GBytes *bytes = types[i] == 'b' ? va_arg (args, GBytes *) : NULL;

      formats[i] = bytes != NULL;
      lengths[i] = bytes ? g_bytes_get_size (bytes) : 0;
      if (types[i] == 'i')
        g_snprintf (numbers[i], sizeof numbers[i], "%" G_GINT64_FORMAT, va_arg (args, gint64));
      values[i] = types[i] == 'i' ? numbers[i] : types[i] == 't' ? va_arg (args, const char *) : bytes ? g_bytes_get_data (bytes, NULL) : NULL;
      /* No bytes are not NULL. */
      if (bytes && !values[i])
        values[i] = "";
    }
  if (!PQsendQueryPrepared (so_hub_pg_get_conn (self->pg), name, strlen (types), values, lengths, formats, 0))
    {
      so_hub_pg_drop (self->pg);
      so_hub_pg_fail (self->pg, NULL, error);
      return NULL;
    }
  result = so_hub_pg_finish (self->pg, error);
  if (result)
    self->changes = g_ascii_strtoll (PQcmdTuples (result), NULL, 10);
  return result;
}

static gint64
changes (gpointer back)
{
  return ((Back *) back)->changes;
}

static gboolean
next (gpointer rows, int row, GError **error)
{
  return row < PQntuples (rows);
}

static gint64
get_int (gpointer rows, int row, int column)
{
  return g_ascii_strtoll (PQgetvalue (rows, row, column), NULL, 10);
}

static gboolean
is_null (gpointer rows, int row, int column)
{
  return PQgetisnull (rows, row, column);
}

static char *
get_text (gpointer rows, int row, int column)
{
  return is_null (rows, row, column) ? NULL : g_strdup (PQgetvalue (rows, row, column));
}

static GBytes *
get_bytes (gpointer rows, int row, int column)
{
  gsize size = 0;
  unsigned char *data = PQunescapeBytea ((const unsigned char *) PQgetvalue (rows, row, column), &size);

  return g_bytes_new_with_free_func (data, size, PQfreemem, data);
}

static void
free_rows (gpointer rows)
{
  PQclear (rows);
}

static gboolean
tell (gpointer data, GError **error)
{
  return !((Back *) data)->notify || script (data, "NOTIFY " SO_HUB_PG_CHANNEL, error);
}

static gboolean
put (gpointer data, GPtrArray *events, GError **error)
{
  Back *self = data;

  return so_hub_pg_ready (self->pg, error) && so_hub_pg_put (self->pg, self->notify, events, error);
}

/* First column of the first row of a statement without values. */
static char *
ask (Back *self, const char *sql, GError **error)
{
  g_autoptr (PGresult) result = is_ready (self, error) ? so_hub_pg_exec (self->pg, sql, error) : NULL;

  if (result && PQntuples (result) == 1)
    return g_strdup (PQgetvalue (result, 0, 0));
  if (result)
    so_fail (error, SO_ERROR_WAIT, "The database is not as the hub left it: restore a backup.");
  return NULL;
}

static gboolean
size (gpointer data, gint64 *bytes, GError **error)
{
  g_autofree char *number = ask (data, "SELECT pg_total_relation_size('event') + pg_total_relation_size('device')", error);

  if (number)
    *bytes = g_ascii_strtoll (number, NULL, 10);
  return number != NULL;
}

/* Whether the server keeps what it says it keeps, and the numbers are whole. */
static gboolean
check (gpointer data, GError **error)
{
  Back *self = data;
  g_autofree char *unsafe = ask (self, "SELECT coalesce(string_agg(name, ', '), '') FROM pg_settings WHERE name IN ('fsync', 'full_page_writes')"
                                       " AND setting = 'off'", error);
  g_autofree char *wrong = NULL;

  if (!unsafe)
    return FALSE;
  if (*unsafe)
    return so_fail (error, SO_ERROR_CHANGE, "The database server would lose events when the power fails: switch on %s in its postgresql.conf.", unsafe);
  wrong = ask (self, "SELECT count(*) FROM studio s WHERE head < (SELECT coalesce(max(seq), 0) FROM event WHERE studio = s.id)", error);
  if (!wrong)
    return FALSE;
  return !strcmp (wrong, "0") || so_fail (error, SO_ERROR_CHANGE, "The hub's numbers in the database are wrong: restore a backup.");
}

static const SoHubBackend postgresql = {
  close_back, script, "BEGIN ISOLATION LEVEL READ COMMITTED", "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(" LOCK ")",
  "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY", "SELECT count(*) FROM pg_tables WHERE schemaname = 'studio_os_hub' AND tablename = ?", query, changes,
  next, get_int, get_text, get_bytes, is_null, free_rows, tell, put, size, check, NULL,
};

/* Of several hubs that start at once on an empty database, one makes the tables. */
static gboolean
make_tables (Back *self, GError **error)
{
  g_autofree char *id = so_id_new ();
  g_autofree char *mark = g_strdup_printf ("INSERT INTO hub (id, version) VALUES ('%s', %d)", id, VERSION);

  return script (self, schema, error) && script (self, mark, error);
}

static gboolean
prepare (Back *self, SoHubStoreMode mode, GError **error)
{
  g_autofree char *there = NULL, *version = NULL;
  gboolean done;

  if (mode == SO_HUB_STORE_WRITE)
    {
      if (!script (self, postgresql.begin_alone, error))
        return FALSE;
      there = ask (self, "SELECT to_regclass('studio_os_hub.hub') IS NOT NULL", error);
      done = there && (*there == 't' || make_tables (self, error)) && script (self, "COMMIT", error);
      if (!done)
        {
          script (self, "ROLLBACK", NULL);
          return FALSE;
        }
    }
  else
    {
      there = ask (self, "SELECT to_regclass('studio_os_hub.hub') IS NOT NULL", error);
      if (!there || *there != 't')
        return there && so_fail (error, SO_ERROR_CHANGE, "There is no hub in this database yet: start the hub once.");
    }
  version = ask (self, "SELECT version FROM hub", error);
  if (!version)
    return FALSE;
  return g_ascii_strtoll (version, NULL, 10) <= VERSION || so_fail (error, SO_ERROR_CHANGE, "The database was written by a newer hub: install that version.");
}

gpointer
so_hub_pg_open (const SoHubPlace *place, SoHubStoreMode mode, const SoHubBackend **backend, GError **error)
{
  SoHubPg *pg = so_hub_pg_new (place->server, place->password, mode == SO_HUB_STORE_READ, error);
  Back *self;

  if (!pg)
    return NULL;
  *backend = &postgresql;
  self = g_new0 (Back, 1);
  self->pg = pg;
  self->notify = place->notify;
  if (so_hub_pg_ready (pg, error) && prepare (self, mode, error))
    return self;
  close_back (self);
  return NULL;
}
