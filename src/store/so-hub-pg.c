/* SPDX-License-Identifier: MIT */
#include "so-hub-pg.h"

#include <poll.h>
#include <string.h>

#include "so-error.h"

#define CONNECT_SECONDS 5
/* The server gives up before the hub does, so that nothing goes on behind its back. */
#define STATEMENT_SECONDS 15
#define ANSWER_SECONDS 25
#define PAUSE_US (250 * 1000)
#define LEAST_VERSION 130000

struct _SoHubPg {
  char *where, *password;
  gboolean read_only;
  PGconn *conn;
  GHashTable *prepared;      /* statement → its name */
  guint serial;
  gboolean ended;            /* the server has said that it ends the connection */
  gint64 failed_at;          /* µs; 0: the last attempt went well */
  char *failure;             /* of the last attempt */
  gint64 until;              /* µs: when the answer to what was sent is late */
};

void
so_hub_pg_drop (SoHubPg *self)
{
  g_clear_pointer (&self->conn, PQfinish);
  g_hash_table_remove_all (self->prepared);
}

/* What a server said no with, by its code: its words are in the language of who set it up. */
static gboolean
fail_with_code (SoHubPg *self, const char *code, GError **error)
{
  static const struct { const char *begin; const char *words; } known[] = {
    { "53100", "The disk of the database server is full: make room there. Nothing was stored." },
    { "25006", "The database can only be read: it is a copy, or was switched to read-only. Nothing was stored." },
    { "53300", "The database server has no connection left: raise its max_connections." },
    { "53", "The database server is short of memory or room. Nothing was stored." },
    { "42501", "The database server does not let the hub's user do this: it has to own the database." },
    { "57P", "The database server is starting or stopping: try again in a moment." },
    { "08", "The connection to the database server was lost." },
    { "40", "Another hub was doing the same: try again." },
    { "55P03", "The database is busy: try again in a moment." },
    { "57014", "The database server took too long. Nothing was stored." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_has_prefix (code, known[i].begin))
      return so_fail (error, SO_ERROR_WAIT, "%s", known[i].words);
  return so_fail (error, SO_ERROR_WAIT, "The database server refused with code %s: its own log says more.", code);
}

gboolean
so_hub_pg_fail (SoHubPg *self, const PGresult *result, GError **error)
{
  const char *code = result ? PQresultErrorField (result, PG_DIAG_SQLSTATE) : NULL;

  fail_with_code (self, code ? code : "08000", error);
  /* Where it became a copy, another server may be the first one now; a new connection finds out. */
  if (self->conn && (PQstatus (self->conn) != CONNECTION_OK || !g_strcmp0 (code, "25006")))
    so_hub_pg_drop (self);
  return FALSE;
}

/* --- connecting --- */

/* The code in "FATAL:  28P01: password …", which is how it is asked to speak. */
static const char *
find_code (const char *message, char code[6])
{
  static const char *const known[] = { "28P01", "28000", "3D000", "42501", "57P03", "53300", "57P01" };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autofree char *mark = g_strdup_printf (" %s: ", known[i]);

      if (strstr (message, mark))
        return strcpy (code, known[i]);
    }
  return strcpy (code, "");
}

/* "connection to server at … failed: Connection refused\n\tIs the server…" → "Connection refused". libpq never says the password. */
static char *
find_reason (const char *message)
{
  const char *begin = strstr (message, " failed: ");

  begin = begin ? begin + strlen (" failed: ") : message;
  return g_strndup (begin, strcspn (begin, "\r\n"));
}

static gboolean
fail_to_connect (SoHubPg *self, gboolean late, GError **error)
{
  const char *user = self->conn && PQuser (self->conn) ? PQuser (self->conn) : "", *database = self->conn && PQdb (self->conn) ? PQdb (self->conn) : "";
  g_autofree char *reason = NULL;
  char code[6];

  find_code (self->conn && !late ? PQerrorMessage (self->conn) : "", code);
  if (self->conn && PQconnectionNeedsPassword (self->conn) && !self->password)
    return so_fail (error, SO_ERROR_WAIT, "The database server asks for the password of “%s”, and there is none: put it into the file secrets/storage.password, chmod 600.", user);
  if (!strcmp (code, "28P01"))
    return so_fail (error, SO_ERROR_WAIT, "The database server does not take the password of “%s”: check the file secrets/storage.password.", user);
  if (!strcmp (code, "28000"))
    return so_fail (error, SO_ERROR_WAIT, "The database server does not let “%s” in from here: check the user's name, and pg_hba.conf on the server.", user);
  if (!strcmp (code, "3D000"))
    return so_fail (error, SO_ERROR_WAIT, "There is no database “%s” on the server: make it, owned by “%s”.", database, user);
  if (*code)
    return fail_with_code (self, code, error);
  if (late)
    return so_fail (error, SO_ERROR_WAIT, "The database server does not answer: check that it runs, and storage= in hub.conf.");
  reason = find_reason (self->conn ? PQerrorMessage (self->conn) : "");
  return so_fail (error, SO_ERROR_WAIT, "The database server cannot be reached (%s): check that it runs, and storage= in hub.conf.", reason);
}

/* FALSE: nothing happened in time. */
static gboolean
wait_for (int fd, short events, gint64 until)
{
  struct pollfd pollfd = { .fd = fd, .events = events };
  gint64 left = (until - g_get_monotonic_time ()) / 1000;

  return left > 0 && poll (&pollfd, 1, left) > 0;
}

static gboolean
shake_hands (SoHubPg *self, GError **error)
{
  gint64 until = g_get_monotonic_time () + CONNECT_SECONDS * G_USEC_PER_SEC;
  PostgresPollingStatusType state = PGRES_POLLING_WRITING;

  while (state != PGRES_POLLING_OK)
    {
      if (PQstatus (self->conn) == CONNECTION_BAD || state == PGRES_POLLING_FAILED)
        return fail_to_connect (self, FALSE, error);
      if (!wait_for (PQsocket (self->conn), state == PGRES_POLLING_READING ? POLLIN : POLLOUT, until))
        return fail_to_connect (self, TRUE, error);
      state = PQconnectPoll (self->conn);
    }
  return TRUE;
}

/* Of every connection. One that others keep a lock on, or that keeps one itself, ends rather than holding up all hubs. A server that answers
 * before anything is on its disk is told to wait for that. All that is asked for is found by an index: a plan made while the table of events was
 * empty would look through the whole of it for as long as it is kept. And none of it is worth compiling (jit), which takes a tenth of a second. */
static gboolean
set_session (SoHubPg *self, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "SET search_path TO studio_os_hub; SET statement_timeout = '%ds'; SET lock_timeout = '%ds'; SET idle_in_transaction_session_timeout = '%ds';"
    "%sSET client_min_messages = error;"
    "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off;"
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
    STATEMENT_SECONDS, STATEMENT_SECONDS, ANSWER_SECONDS, self->read_only ? "SET default_transaction_read_only = on;" : "");
  g_autoptr (PGresult) result = NULL;

  if (PQserverVersion (self->conn) < LEAST_VERSION)
    return so_fail (error, SO_ERROR_WAIT, "The database server is too old: PostgreSQL 13 or later is needed.");
  if (g_strcmp0 (PQparameterStatus (self->conn, "server_encoding"), "UTF8"))
    return so_fail (error, SO_ERROR_WAIT, "The database is not kept in UTF-8: make one with createdb --encoding=UTF8 --template=template0.");
  result = so_hub_pg_exec (self, sql, error);
  return result != NULL;
}

/* What the server says unasked. Its last words come a moment before the end of the connection. */
static void
on_notice (void *data, const PGresult *notice)
{
  SoHubPg *self = data;

  self->ended |= !g_strcmp0 (PQresultErrorField (notice, PG_DIAG_SEVERITY_NONLOCALIZED), "FATAL");
}

static gboolean
connect_again (SoHubPg *self, GError **error)
{
  const char *keywords[] = { "dbname", "password", "application_name", "client_encoding", "tcp_user_timeout", NULL };
  const char *values[] = { self->where, self->password, "studio-os-hub", "UTF8", "20000", NULL };

  so_hub_pg_drop (self);
  self->conn = PQconnectStartParams (keywords, values, 1);
  if (!self->conn)
    return so_fail (error, SO_ERROR_WAIT, "The database server cannot be asked: there is no memory left.");
  self->ended = FALSE;
  PQsetNoticeReceiver (self->conn, on_notice, self);
  PQsetErrorVerbosity (self->conn, PQERRORS_VERBOSE);
  if (!shake_hands (self, error) || PQsetnonblocking (self->conn, 1) != 0 || !set_session (self, error))
    {
      so_hub_pg_drop (self);
      return FALSE;
    }
  self->serial++;
  return TRUE;
}

/* What came in while nobody asked: the end of the connection, mostly. */
static gboolean
is_alive (SoHubPg *self)
{
  struct pollfd pollfd = { .fd = PQsocket (self->conn), .events = POLLIN };

  if (poll (&pollfd, 1, 0) > 0 && PQconsumeInput (self->conn))
    PQisBusy (self->conn);
  return PQstatus (self->conn) == CONNECTION_OK && !self->ended;
}

gboolean
so_hub_pg_ready (SoHubPg *self, GError **error)
{
  g_autoptr (GError) inner = NULL;

  if (self->conn && is_alive (self))
    return TRUE;
  if (self->failed_at && g_get_monotonic_time () - self->failed_at < PAUSE_US)
    return so_fail (error, SO_ERROR_WAIT, "%s", self->failure);
  if (connect_again (self, &inner))
    {
      self->failed_at = 0;
      return TRUE;
    }
  self->failed_at = g_get_monotonic_time ();
  g_free (self->failure);
  self->failure = g_strdup (inner->message);
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

guint
so_hub_pg_get_serial (SoHubPg *self)
{
  return self->serial;
}

PGconn *
so_hub_pg_get_conn (SoHubPg *self)
{
  return self->conn;
}

/* --- asking --- */

/* Until a whole result is here, in both directions: what is sent may be larger than what the other side takes at once. */
static gboolean
wait_for_result (SoHubPg *self)
{
  int unsent = PQflush (self->conn);

  while (unsent >= 0 && PQisBusy (self->conn))
    {
      if (!wait_for (PQsocket (self->conn), POLLIN | (unsent ? POLLOUT : 0), self->until) || !PQconsumeInput (self->conn))
        return FALSE;
      unsent = unsent ? PQflush (self->conn) : 0;
    }
  return unsent >= 0;
}

PGresult *
so_hub_pg_next_result (SoHubPg *self, GError **error)
{
  PGresult *result = NULL;

  if (self->conn && wait_for_result (self))
    {
      result = PQgetResult (self->conn);
      if (result || PQstatus (self->conn) == CONNECTION_OK)
        return result;
    }
  /* What became of it nobody knows; the answer must not be taken for that of the next question. */
  so_hub_pg_drop (self);
  so_fail (error, SO_ERROR_WAIT, "The connection to the database server was lost.");
  return NULL;
}

void
so_hub_pg_sent (SoHubPg *self)
{
  self->until = g_get_monotonic_time () + ANSWER_SECONDS * G_USEC_PER_SEC;
}

PGresult *
so_hub_pg_finish (SoHubPg *self, GError **error)
{
  g_autoptr (PGresult) last = NULL;
  g_autoptr (GError) inner = NULL;
  PGresult *result;

  so_hub_pg_sent (self);
  while ((result = so_hub_pg_next_result (self, inner ? NULL : &inner)))
    {
      ExecStatusType status = PQresultStatus (result);

      g_clear_pointer (&last, PQclear);
      last = result;
      if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && !inner)
        so_hub_pg_fail (self, result, &inner);
    }
  if (!inner && last)
    return g_steal_pointer (&last);
  if (inner)
    g_propagate_error (error, g_steal_pointer (&inner));
  else
    so_fail (error, SO_ERROR_WAIT, "The connection to the database server was lost.");
  return NULL;
}

PGresult *
so_hub_pg_exec (SoHubPg *self, const char *sql, GError **error)
{
  if (self->conn && PQsendQuery (self->conn, sql))
    return so_hub_pg_finish (self, error);
  so_hub_pg_fail (self, NULL, error);
  return NULL;
}

/* "a = ? AND b = ?" → "a = $1 AND b = $2"; "?2" is "$2". No text in our statements has a "?" in it. */
static char *
number_values (const char *sql)
{
  GString *text = g_string_sized_new (strlen (sql) + 16);
  guint n = 0;

  for (; *sql; sql++)
    if (*sql != '?')
      g_string_append_c (text, *sql);
    else if (g_ascii_isdigit (sql[1]))
      g_string_append_c (text, '$');
    else
      g_string_append_printf (text, "$%u", ++n);
  return g_string_free_and_steal (text);
}

static Oid
type_of (char type)
{
  static const struct { char type; Oid oid; } types[] = { { 't', 25 }, { 'i', 20 }, { 'b', 17 }, { 'T', 1009 }, { 'I', 1016 }, { 'B', 1001 } };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].type == type)
      return types[i].oid;
  g_return_val_if_reached (0);
}

const char *
so_hub_pg_prepare (SoHubPg *self, const char *sql, const char *types, GError **error)
{
  const char *known = g_hash_table_lookup (self->prepared, sql);
  g_autofree char *name = NULL, *numbered = NULL;
  g_autoptr (PGresult) result = NULL;
  Oid oids[32];

  if (known)
    return known;
  g_return_val_if_fail (strlen (types) <= G_N_ELEMENTS (oids), NULL);
  for (guint i = 0; types[i]; i++)
    oids[i] = type_of (types[i]);
  name = g_strdup_printf ("s%u", g_hash_table_size (self->prepared));
  numbered = number_values (sql);
  if (!self->conn || !PQsendPrepare (self->conn, name, numbered, strlen (types), oids))
    {
      so_hub_pg_fail (self, NULL, error);
      return NULL;
    }
  result = so_hub_pg_finish (self, error);
  if (!result)
    return NULL;
  known = name;
  g_hash_table_insert (self->prepared, g_strdup (sql), g_steal_pointer (&name));
  return known;
}

/* --- */

/* Its own words would repeat what it could not read, and there may be a password in that. */
static gboolean
check_address (const char *where, GError **error)
{
  g_autofree char *words = NULL;
  PQconninfoOption *options = PQconninfoParse (where, NULL);
  gboolean secret = FALSE;

  for (PQconninfoOption *option = options; option && option->keyword; option++)
    secret |= strchr (option->dispchar, '*') && option->val && *option->val;
  if (!options)
    so_fail (error, SO_ERROR_CHANGE, "storage= in hub.conf is not understood: it is “sqlite”, or an address such as postgresql://hub@db.example.org/hub.");
  else if (secret)
    so_fail (error, SO_ERROR_CHANGE, "There is a password in storage= in hub.conf: put it into the file secrets/storage.password, chmod 600.");
  if (options)
    PQconninfoFree (options);
  return options && !secret;
}

SoHubPg *
so_hub_pg_new (const char *where, const char *password, gboolean read_only, GError **error)
{
  SoHubPg *self;

  if (!check_address (where, error))
    return NULL;
  self = g_new0 (SoHubPg, 1);
  self->where = g_strdup (where);
  self->password = g_strdup (password);
  self->read_only = read_only;
  self->prepared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
so_hub_pg_free (SoHubPg *self)
{
  if (!self)
    return;
  so_hub_pg_drop (self);
  g_hash_table_unref (self->prepared);
  if (self->password)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self->failure);
  g_free (self->where);
  g_free (self);
}
