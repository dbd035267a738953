/* SPDX-License-Identifier: MIT */
/* How a batch of requests is stored: five statements sent at once (libpq's pipeline), each with all events of the batch as arrays.
 *
 * The studios' rows are locked first, in order. So the numbers are given one after the other and appear in that order, whoever commits, and the
 * statement after that sees everything that earlier ones stored. A sequence of the database's own would give 8 before 7 is visible, and a reader
 * who has seen 8 would never look for it. */
#include "so-hub-pg-put.h"

#include <string.h>

#include "so-error.h"

static const char lock_heads[] = "SELECT 1 FROM studio WHERE id = ANY(?) ORDER BY id FOR UPDATE";

/* An event of a studio that there is not has no number (LEFT JOIN), which the table refuses, and nothing is stored. */
static const char insert_events[] =
  "WITH batch AS (SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::int8[]) WITH ORDINALITY"
  " AS b (studio, key, endpoint, provider, kind, headers, body, received_at, place)),"
  " fresh AS (SELECT DISTINCT ON (key) * FROM batch WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.key = batch.key) ORDER BY key, place),"
  " added AS (INSERT INTO event (studio, seq, key, endpoint, provider, kind, headers, body, size, received_at)"
  " SELECT f.studio, s.head + row_number() OVER (PARTITION BY f.studio ORDER BY place), key, endpoint, provider, kind, headers, body, length(body),"
  " received_at FROM fresh f LEFT JOIN studio s ON s.id = f.studio RETURNING studio, seq, key),"
  " counted AS (UPDATE studio SET head = top FROM (SELECT studio AS name, max(seq) AS top FROM added GROUP BY studio) tops WHERE id = name)"
  " SELECT key, seq FROM added";

/* Who reads is told of which studios. */
static const char notify_studios[] = "SELECT pg_notify('" SO_HUB_PG_CHANNEL "', id) FROM unnest(?::text[]) AS batch (id) GROUP BY id";

/* --- arrays as the server reads them: dimensions, type, then each element with its length, all in network order --- */

static void
add_int (GByteArray *bytes, guint32 number)
{
  guint32 big = GUINT32_TO_BE (number);

  g_byte_array_append (bytes, (guint8 *) &big, sizeof big);
}

static GByteArray *
new_array (Oid type, guint length)
{
  GByteArray *bytes = g_byte_array_new ();

  add_int (bytes, 1);
  add_int (bytes, 0);
  add_int (bytes, type);
  add_int (bytes, length);
  add_int (bytes, 1);
  return bytes;
}

static void
add_element (GByteArray *bytes, gconstpointer data, gsize size)
{
  add_int (bytes, size);
  g_byte_array_append (bytes, data, size);
}

/* The server takes nothing but UTF-8 as text, and what a header holds is a stranger's. */
static void
add_text (GByteArray *bytes, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  add_element (bytes, valid, strlen (valid));
}

static GByteArray *
array_of_texts (GPtrArray *events, gsize offset)
{
  GByteArray *bytes = new_array (25, events->len);

  for (guint i = 0; i < events->len; i++)
    add_text (bytes, G_STRUCT_MEMBER (char *, events->pdata[i], offset));
  return bytes;
}

static GByteArray *
array_of_bodies (GPtrArray *events)
{
  GByteArray *bytes = new_array (17, events->len);

  for (guint i = 0; i < events->len; i++)
    {
      GBytes *body = ((SoHubEvent *) events->pdata[i])->body;

      add_element (bytes, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
    }
  return bytes;
}

static GByteArray *
array_of_times (GPtrArray *events)
{
  GByteArray *bytes = new_array (20, events->len);

  for (guint i = 0; i < events->len; i++)
    {
      gint64 big = GINT64_TO_BE (((SoHubEvent *) events->pdata[i])->received_at);

      add_element (bytes, &big, sizeof big);
    }
  return bytes;
}

#define VALUES 8

/* In the order of insert_events. */
static void
make_values (GPtrArray *events, GByteArray *values[VALUES])
{
  static const gsize texts[] = { G_STRUCT_OFFSET (SoHubEvent, studio), G_STRUCT_OFFSET (SoHubEvent, key), G_STRUCT_OFFSET (SoHubEvent, endpoint),
    G_STRUCT_OFFSET (SoHubEvent, provider), G_STRUCT_OFFSET (SoHubEvent, kind), G_STRUCT_OFFSET (SoHubEvent, headers) };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    values[i] = array_of_texts (events, texts[i]);
  values[6] = array_of_bodies (events);
  values[7] = array_of_times (events);
}

static gboolean
send_prepared (PGconn *conn, const char *name, GByteArray **arrays, int n)
{
  const char *values[VALUES];
  int lengths[VALUES], formats[VALUES];

  for (int i = 0; i < n; i++)
    {
      values[i] = (const char *) arrays[i]->data;
      lengths[i] = arrays[i]->len;
      formats[i] = 1;
    }
  return PQsendQueryPrepared (conn, name, n, values, lengths, formats, 0);
}

static gboolean
send_plain (PGconn *conn, const char *sql)
{
  return PQsendQueryParams (conn, sql, 0, NULL, NULL, NULL, NULL, 0);
}

static gboolean
send_batch (PGconn *conn, const char *lock, const char *insert, const char *notify, GByteArray **values)
{
  return PQenterPipelineMode (conn) && send_plain (conn, "BEGIN ISOLATION LEVEL READ COMMITTED") && send_prepared (conn, lock, values, 1) && send_prepared (conn, insert, values, VALUES) &&
         (!notify || send_prepared (conn, notify, values, 1)) && send_plain (conn, "COMMIT") && PQpipelineSync (conn);
}

/* Each new one gets its number; of two with one key in a batch the first one. */
static void
take_numbers (GPtrArray *events, const PGresult *added)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = events->len; i-- > 0;)
    {
      ((SoHubEvent *) events->pdata[i])->seq = 0;
      g_hash_table_insert (by_key, ((SoHubEvent *) events->pdata[i])->key, events->pdata[i]);
    }
  for (int i = 0; i < PQntuples (added); i++)
    {
      SoHubEvent *event = g_hash_table_lookup (by_key, PQgetvalue (added, i, 0));

      if (event)
        event->seq = g_ascii_strtoll (PQgetvalue (added, i, 1), NULL, 10);
    }
}

/* Reads what came of all five, to the end, whatever it is. TRUE: the server said COMMIT. */
static gboolean
read_answers (SoHubPg *self, GPtrArray *events, GError **error)
{
  g_autoptr (GError) inner = NULL;
  gboolean committed = FALSE;

  so_hub_pg_sent (self);
  while (so_hub_pg_get_conn (self))
    {
      g_autoptr (PGresult) result = so_hub_pg_next_result (self, inner ? NULL : &inner);
      ExecStatusType status = result ? PQresultStatus (result) : PGRES_COMMAND_OK;

      if (status == PGRES_PIPELINE_SYNC)
        break;
      if (result && PQnfields (result) == 2 && status == PGRES_TUPLES_OK)
        take_numbers (events, result);
      if (result && status == PGRES_COMMAND_OK && !strcmp (PQcmdStatus ((PGresult *) result), "COMMIT"))
        committed = TRUE;
      if (status == PGRES_FATAL_ERROR && !inner)
        {
          if (!g_strcmp0 (PQresultErrorField (result, PG_DIAG_SQLSTATE), "23502"))
            so_fail (&inner, SO_ERROR_CHANGE, "There is no such studio on this hub.");
          else
            so_hub_pg_fail (self, result, &inner);
        }
    }
  if (committed)
    return TRUE;
  if (inner)
    g_propagate_error (error, g_steal_pointer (&inner));
  else
    so_fail (error, SO_ERROR_WAIT, "The connection to the database server was lost.");
  return FALSE;
}

/* As after every other statement: no transaction, no pipeline. */
static void
tidy (SoHubPg *self)
{
  PGconn *conn = so_hub_pg_get_conn (self);
  g_autoptr (PGresult) result = NULL;

  if (!conn)
    return;
  if (!PQexitPipelineMode (conn))
    so_hub_pg_drop (self);
  else if (PQtransactionStatus (conn) != PQTRANS_IDLE)
    result = so_hub_pg_exec (self, "ROLLBACK", NULL);
}

gboolean
so_hub_pg_put (SoHubPg *self, gboolean notify, GPtrArray *events, GError **error)
{
  const char *lock = so_hub_pg_prepare (self, lock_heads, "T", error), *insert = lock ? so_hub_pg_prepare (self, insert_events, "TTTTTTBI", error) : NULL;
  const char *word = insert && notify ? so_hub_pg_prepare (self, notify_studios, "T", error) : NULL;
  GByteArray *values[VALUES];
  gboolean done;

  if (!insert || (notify && !word))
    return FALSE;
  make_values (events, values);
  done = send_batch (so_hub_pg_get_conn (self), lock, insert, word, values);
  for (guint i = 0; i < VALUES; i++)
    g_byte_array_unref (values[i]);
  if (!done)
    {
      so_hub_pg_drop (self);
      return so_fail (error, SO_ERROR_WAIT, "The connection to the database server was lost.");
    }
  done = read_answers (self, events, error);
  tidy (self);
  return done;
}
