/* SPDX-License-Identifier: MIT */
#include "so-db-ask.h"

#include "so-db-private.h"
#include "so-error.h"
#include "so-time.h"
#include "so-views.h"

#include <string.h>

#define LONGEST_TEXT (8 << 20)      /* of one cell */
#define LONGEST_SQL 100000
#define STEPS 20000                 /* of SQLite's machine, between two looks at the clock: a few ms */

/* Without those that read files, load code, tell of the connection, or make much out of nothing. */
static const char *const functions[] = {
  "abs", "avg", "ceil", "ceiling", "char", "coalesce", "concat", "concat_ws", "count", "cume_dist", "date", "datetime", "dense_rank", "first_value", "floor", "format", "glob",
  "group_concat", "hex", "ifnull", "iif", "instr", "julianday", "lag", "last_value", "lead", "length", "like", "ln", "log", "log10", "lower", "ltrim", "max", "min", "mod",
  "nth_value", "ntile", "nullif", "octet_length", "percent_rank", "pow", "power", "printf", "quote", "rank", "replace", "round", "row_number", "rtrim", "sign", "so_local", "so_utc",
  "sqrt", "strftime", "string_agg", "substr", "substring", "sum", "time", "timediff", "total", "trim", "typeof", "unicode", "unixepoch", "upper", NULL
};

typedef struct {
  const SoAsk *how;
  SoDb *db;
  GHashTable *columns;     /* "main.message.text": what the views read */
  gboolean learning;
  gint64 until;            /* monotonic µs */
  gboolean late;
} Asking;

/* Functions of the views ------------------------------------------------------------------------------- */

static void
run_utc (sqlite3_context *context, int n, sqlite3_value **values)
{
  gint64 ms = sqlite3_value_int64 (values[0]);

  if (ms > 0)
    sqlite3_result_text (context, so_time_format (ms), -1, g_free);
}

static void
run_local (sqlite3_context *context, int n, sqlite3_value **values)
{
  const SoAsk *how = sqlite3_user_data (context);
  gint64 ms = sqlite3_value_int64 (values[0]);
  g_autoptr (GDateTime) utc = ms > 0 ? g_date_time_new_from_unix_utc (ms / 1000) : NULL, local = utc ? g_date_time_to_timezone (utc, how->zone) : NULL;

  if (local)
    sqlite3_result_text (context, g_date_time_format (local, "%Y-%m-%d %H:%M:%S"), -1, g_free);
}

/* What is allowed -------------------------------------------------------------------------------------- */

static char *
key_of (const char *database, const char *table, const char *column)
{
  return g_strdup_printf ("%s.%s.%s", database ? database : "", table ? table : "", column ? column : "");
}

/* The views' own columns, and those below them where a view asks for them. A query in WITH can be named like a view and is then taken for one: that reads what the view
 * shows anyway, since no other column is known. "": how many rows there are. */
static gboolean
may_read (const Asking *self, const char *table, const char *column, const char *database, const char *view)
{
  g_autofree char *key = key_of (database, table, column);

  return g_hash_table_contains (self->columns, key) && (!*column || view || g_strcmp0 (database, "main"));
}

static int
authorize (void *data, int action, const char *a, const char *b, const char *database, const char *view)
{
  Asking *self = data;

  switch (action)
    {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
      return SQLITE_OK;
    case SQLITE_FUNCTION:
      return self->learning || g_strv_contains (functions, b) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_READ:
      if (self->learning)
        {
          g_hash_table_add (self->columns, key_of (database, a, b));
          g_hash_table_add (self->columns, key_of (database, a, ""));
        }
      return may_read (self, a, b ? b : "", database, view) || self->learning ? SQLITE_OK : SQLITE_DENY;
    default:
      return SQLITE_DENY;
    }
}

static int
on_progress (void *data)
{
  Asking *self = data;

  self->late = g_get_monotonic_time () > self->until;
  return self->late || g_cancellable_is_cancelled (self->how->cancellable);
}

static gboolean
fail (const Asking *self, int code, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->how->cancellable, error))
    return FALSE;
  switch (code & 0xff)
    {
    case SQLITE_INTERRUPT:
      return so_fail (error, SO_ERROR_CHANGE, "This took longer than %u seconds: ask for less, or give it more time.", self->how->seconds);
    case SQLITE_AUTH:
      return so_fail (error, SO_ERROR_CHANGE, "Only %s can be read, and nothing can be changed (%s).", so_views_names (), sqlite3_errmsg (self->db->handle));
    case SQLITE_TOOBIG:
      return so_fail (error, SO_ERROR_CHANGE, "This makes a text that is too long: ask for less.");
    case SQLITE_ERROR:
    case SQLITE_RANGE:
    case SQLITE_MISMATCH:
      return so_fail (error, SO_ERROR_CHANGE, "This cannot be asked: %s.", sqlite3_errmsg (self->db->handle));
    default:
      return so_db_fail_with_code (self->db, code, "asking", error);
    }
}

/* The connection --------------------------------------------------------------------------------------- */

static gboolean
make_views (Asking *self, GError **error)
{
  const char *currency = self->how->currency && strspn (self->how->currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3 ? self->how->currency : "";
  guint n;
  const SoView *views = so_views (&n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) parts = g_strsplit (views[i].sql, "%s", -1);
      g_autofree char *select = views[i].money ? g_strjoinv (currency, parts) : g_strdup (views[i].sql), *sql = g_strdup_printf ("CREATE TEMP VIEW %s AS %s", views[i].name, select);

      if (!so_db_script (self->db, sql, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
learn_views (Asking *self, GError **error)
{
  guint n;
  const SoView *views = so_views (&n);

  self->learning = TRUE;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *sql = g_strconcat ("SELECT * FROM ", views[i].name, NULL);
      g_autoptr (SoStmt) stmt = so_db_query (self->db, error, sql, "");

      if (!stmt)
        return FALSE;
    }
  self->learning = FALSE;
  return TRUE;
}

static gboolean
fence (Asking *self, GError **error)
{
  sqlite3 *handle = self->db->handle;
  static const int limits[][2] = { { SQLITE_LIMIT_SQL_LENGTH, LONGEST_SQL }, { SQLITE_LIMIT_LENGTH, LONGEST_TEXT }, { SQLITE_LIMIT_ATTACHED, 0 }, { SQLITE_LIMIT_COMPOUND_SELECT, 50 },
                                   { SQLITE_LIMIT_EXPR_DEPTH, 200 }, { SQLITE_LIMIT_COLUMN, 200 } };

  sqlite3_create_function_v2 (handle, "so_utc", 1, SQLITE_UTF8 | SQLITE_INNOCUOUS | SQLITE_DETERMINISTIC, NULL, run_utc, NULL, NULL, NULL);
  sqlite3_create_function_v2 (handle, "so_local", 1, SQLITE_UTF8 | SQLITE_INNOCUOUS | SQLITE_DETERMINISTIC, (gpointer) self->how, run_local, NULL, NULL, NULL);
  /* What is sorted lies on the disk: a product of all with all does not fill the memory before its time is over. */
  if (!so_db_script (self->db, "PRAGMA temp_store = FILE", error) || !make_views (self, error) ||
      !so_db_script (self->db, "PRAGMA query_only = ON", error))
    return FALSE;
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_set_authorizer (handle, authorize, self);
  if (!learn_views (self, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (handle, limits[i][0], limits[i][1]);
  sqlite3_progress_handler (handle, STEPS, on_progress, self);
  return TRUE;
}

/* Asking ----------------------------------------------------------------------------------------------- */

static gboolean
is_one_question (Asking *self, sqlite3_stmt *stmt, const char *rest, GError **error)
{
  if (!stmt)
    return so_fail (error, SO_ERROR_CHANGE, "There is nothing to ask: write SELECT … FROM one of %s.", so_views_names ());
  if (rest[strspn (rest, " \t\r\n;")])
    return so_fail (error, SO_ERROR_CHANGE, "Only one question can be asked at a time: take away what follows the first “;”.");
  return (sqlite3_stmt_readonly (stmt) && sqlite3_column_count (stmt) > 0 && !sqlite3_stmt_isexplain (stmt)) ||
         so_fail (error, SO_ERROR_CHANGE, "Only SELECT can be asked: nothing is changed by it.");
}

static char *
dup_cell (sqlite3_stmt *stmt, int column, SoCell *cell)
{
  int type = sqlite3_column_type (stmt, column);
  g_autofree char *text = NULL;

  cell->kind = type == SQLITE_NULL ? SO_CELL_NULL : type == SQLITE_INTEGER || type == SQLITE_FLOAT ? SO_CELL_NUMBER : SO_CELL_TEXT;
  if (type != SQLITE_NULL)
    {
      const char *bytes = (const char *) sqlite3_column_text (stmt, column);

      text = g_utf8_make_valid (bytes ? bytes : "", sqlite3_column_bytes (stmt, column));
    }
  cell->text = text ? text : "";
  return g_steal_pointer (&text);
}

static gboolean
tell_row (sqlite3_stmt *stmt, const char *const *names, guint n, SoAskRow row, gpointer data, GError **error)
{
  g_autofree SoCell *cells = g_new0 (SoCell, n);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (texts, dup_cell (stmt, (int) i, &cells[i]));
  return row (names, cells, n, data, error);
}

static gboolean
read_rows (Asking *self, sqlite3_stmt *stmt, SoAskRow row, gpointer data, gboolean *more, GError **error)
{
  guint n = (guint) sqlite3_column_count (stmt), rows = 0;
  g_auto (GStrv) names = g_new0 (char *, n + 1);
  int code;

  for (guint i = 0; i < n; i++)
    names[i] = g_utf8_make_valid (sqlite3_column_name (stmt, (int) i), -1);
  if (!row ((const char *const *) names, NULL, n, data, error))
    return FALSE;
  while ((code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      *more = rows == self->how->most_rows;
      if (*more)
        return TRUE;
      rows++;
      if (!tell_row (stmt, (const char *const *) names, n, row, data, error))
        return FALSE;
    }
  return code == SQLITE_DONE || fail (self, code, error);
}

static gboolean
ask (Asking *self, const char *sql, SoAskRow row, gpointer data, gboolean *more, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  const char *rest = "";
  int code = sqlite3_prepare_v3 (self->db->handle, sql, -1, 0, &stmt, &rest);
  gboolean ok = (code == SQLITE_OK || fail (self, code, error)) && is_one_question (self, stmt, rest, error) && read_rows (self, stmt, row, data, more, error);

  sqlite3_finalize (stmt);
  return ok;
}

gboolean
so_db_ask (SoStore *store, const char *sql, const SoAsk *how, SoAskRow row, gpointer data, gboolean *more, GError **error)
{
  g_autofree char *path = g_build_filename (so_store_get_folder (store), "studio.db", NULL);
  g_autoptr (GHashTable) columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Asking self = { .how = how, .db = so_db_open (path, SO_DB_READ, error), .columns = columns, .until = g_get_monotonic_time () + how->seconds * G_USEC_PER_SEC };
  gboolean ok;

  *more = FALSE;
  ok = self.db && fence (&self, error) && ask (&self, sql, row, data, more, error);
  so_db_close (self.db);
  return ok;
}

gboolean
so_db_ask_view (SoStore *store, const char *view, const SoAsk *how, SoAskRow row, gpointer data, gboolean *more, GError **error)
{
  g_autofree char *sql = g_strconcat ("SELECT * FROM ", view, NULL);

  return so_db_ask (store, sql, how, row, data, more, error);
}
