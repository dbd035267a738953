/* SPDX-License-Identifier: MIT */
#include "so-db-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <string.h>

#include "so-db-tell.h"
#include "so-error.h"
#include "so-share-claim.h"

#define MOST_KEPT 600

/* What the owner can do about a failure of SQLite, in words. */
gboolean
so_db_fail_with_code (SoDb *db, int code, const char *what, GError **error)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return so_fail (error, SO_ERROR_CHANGE, "The disk is full: free some space, then try again. Nothing was changed.");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return so_fail (error, SO_ERROR_WAIT, "Another program is using the studio's database: try again in a moment.");
    case SQLITE_CORRUPT:
      return so_fail (error, SO_ERROR_CHANGE,
                      "The studio's database is damaged: restore a backup from the folder “backups” beside it. Nothing was changed.");
    case SQLITE_NOTADB:
      return so_fail (error, SO_ERROR_CHANGE,
                      "%s is not a database of Studio OS: choose another folder, or restore a backup.", db->path);
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return so_fail (error, SO_ERROR_CHANGE,
                      "The studio in %s can only be read: change the permissions of the folder, then try again.", db->path);
    case SQLITE_CANTOPEN:
      return so_fail (error, SO_ERROR_CHANGE,
                      "The file %s cannot be opened: check that the folder exists and that you may write to it.", db->path);
    case SQLITE_IOERR:
      return so_fail (error, SO_ERROR_CHANGE, "The disk failed or is full while the studio was saved: check it, then try again.");
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Stopped");
      return FALSE;
    default:
      return so_fail (error, SO_ERROR_REPORT, "Studio OS made a mistake with its database (%s): %s. Please report it.", what,
                      db->handle ? sqlite3_errmsg (db->handle) : sqlite3_errstr (code));
    }
}

static void
on_row_changed (void *data, int op, const char *database, const char *table, sqlite3_int64 row)
{
  SoDb *db = data;

  db->changes |= so_changed_bits (table);
  so_memo_forget (db->memos, table);
}

static gboolean
set_pragmas (SoDb *db, SoDbMode mode, GError **error)
{
  const char *common = "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;"
                       "PRAGMA cell_size_check = ON; PRAGMA cache_size = -8000;";

  if (!so_db_script (db, common, error))
    return FALSE;
  /* SQLite opens a file that it may not write all the same. */
  if (mode != SO_DB_READ && sqlite3_db_readonly (db->handle, "main") == 1)
    return so_db_fail_with_code (db, SQLITE_READONLY, "opening", error);
  if (so_db_int (db, 0, "PRAGMA foreign_keys", "") != 1)
    return so_fail (error, SO_ERROR_REPORT, "This SQLite does not keep foreign keys: Studio OS cannot use it.");
  return TRUE;
}

/* What is deleted is overwritten: an erased person does not stay in a freed page. */
gboolean
so_db_use_wal (SoDb *db, GError **error)
{
  return so_db_script (db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
                           "PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8000", error);
}

static void
finalize_stmt (gpointer data)
{
  SoStmt *stmt = data;

  sqlite3_finalize (stmt->handle);
  g_free (stmt);
}

SoDb *
so_db_open (const char *path, SoDbMode mode, GError **error)
{
  SoDb *db = g_new0 (SoDb, 1);
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, code;

  flags |= mode == SO_DB_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (mode == SO_DB_CREATE)
    flags |= SQLITE_OPEN_CREATE;
  db->path = g_strdup (path);
  db->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, finalize_stmt);
  code = sqlite3_open_v2 (path, &db->handle, flags, NULL);
  if (code != SQLITE_OK)
    {
      so_db_fail_with_code (db, code, "opening", error);
      so_db_close (db);
      return NULL;
    }
  sqlite3_busy_timeout (db->handle, 5000);
  sqlite3_update_hook (db->handle, on_row_changed, db);
  so_share_clock_register (db->handle, &db->sync);
  so_share_claim_register (db->handle);
  if (!set_pragmas (db, mode, error))
    {
      so_db_close (db);
      return NULL;
    }
  return db;
}

gssize
so_db_read_head (const char *path, char *head, gsize size)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);
  g_autofree sqlite3_file *file = g_malloc0 ((gsize) vfs->szOsFile);
  sqlite3_filename name;
  sqlite3_int64 there = 0;
  gssize n = -1;

  if (g_access (full, R_OK) != 0)
    return -1;
  name = sqlite3_create_filename (full, "", "", 0, NULL);
  if (vfs->xOpen (vfs, name, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, NULL) == SQLITE_OK)
    {
      if (file->pMethods->xFileSize (file, &there) == SQLITE_OK &&
          file->pMethods->xRead (file, head, (int) MIN ((gsize) there, size), 0) == SQLITE_OK)
        n = (gssize) MIN ((gsize) there, size);
      file->pMethods->xClose (file);
    }
  else
    errno = EACCES;
  sqlite3_free_filename (name);
  return n;
}

void
so_db_close (SoDb *db)
{
  if (!db)
    return;
  g_hash_table_unref (db->statements);
  g_clear_pointer (&db->pending, g_ptr_array_unref);
  g_clear_pointer (&db->memos, g_ptr_array_unref);
  sqlite3_close_v2 (db->handle);
  g_free (db->path);
  g_free (db);
}

const char *
so_db_get_path (SoDb *db)
{
  return db->path;
}

void
so_db_release (SoDb *db)
{
  if (db)
    so_memo_forget (db->memos, NULL);
  if (db && db->release)
    db->release (db, db->release_data);
}

void
so_db_set_release (SoDb *db, SoDbRelease release, gpointer data)
{
  so_memo_forget (db->memos, NULL);
  db->release = release;
  db->release_data = data;
}

static SoStmt *
prepare (SoDb *db, const char *sql, GError **error)
{
  SoStmt *stmt = g_new0 (SoStmt, 1);
  int code = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt->handle, NULL);

  stmt->db = db;
  stmt->sql = sqlite3_sql (stmt->handle);
  if (code == SQLITE_OK)
    return stmt;
  db->failure = db->failure ? db->failure : code;
  so_db_fail_with_code (db, code, sql, error);
  finalize_stmt (stmt);
  return NULL;
}

/* A kept statement, or a new one (also where the kept one is in use further up the stack). */
static SoStmt *
take_stmt (SoDb *db, const char *sql, GError **error)
{
  SoStmt **recent = &db->recent[(GPOINTER_TO_SIZE (sql) >> 4) & (SO_DB_RECENT - 1)];
  SoStmt *stmt = *recent && !strcmp ((*recent)->sql, sql) ? *recent : g_hash_table_lookup (db->statements, sql);
  gboolean known = stmt != NULL;

  if (!stmt || stmt->used)
    stmt = prepare (db, sql, error);
  if (!stmt)
    return NULL;
  if (!known && g_hash_table_size (db->statements) < MOST_KEPT)
    {
      stmt->kept = TRUE;
      g_hash_table_insert (db->statements, (gpointer) stmt->sql, stmt);
    }
  if (stmt->kept)
    *recent = stmt;
  stmt->used = TRUE;
  return stmt;
}

void
so_stmt_free (SoStmt *stmt)
{
  if (!stmt)
    return;
  if (!stmt->kept)
    {
      finalize_stmt (stmt);
      return;
    }
  sqlite3_reset (stmt->handle);
  sqlite3_clear_bindings (stmt->handle);
  stmt->used = FALSE;
}

static void
bind_values (SoStmt *stmt, const char *types, va_list args)
{
  for (int i = 1; types && *types; types++, i++)
    switch (*types)
      {
      case 't':
        {
          const char *text = va_arg (args, const char *);
          sqlite3_bind_text (stmt->handle, i, text, -1, SQLITE_TRANSIENT);
          break;
        }
      case 'i':
        sqlite3_bind_int64 (stmt->handle, i, va_arg (args, gint64));
        break;
      case 'd':
        sqlite3_bind_double (stmt->handle, i, va_arg (args, double));
        break;
      case 'b':
        {
          GBytes *bytes = va_arg (args, GBytes *);
          gsize size = 0;
          const void *data = bytes ? g_bytes_get_data (bytes, &size) : NULL;
          sqlite3_bind_blob64 (stmt->handle, i, data ? data : "", size, SQLITE_TRANSIENT);
          break;
        }
      default:
        g_assert_not_reached ();
      }
}

SoStmt *
so_db_query_valist (SoDb *db, GError **error, const char *sql, const char *types, va_list args)
{
  SoStmt *stmt = take_stmt (db, sql, error);

  if (stmt)
    bind_values (stmt, types, args);
  return stmt;
}

SoStmt *
so_db_query (SoDb *db, GError **error, const char *sql, const char *types, ...)
{
  va_list args;
  SoStmt *stmt;

  va_start (args, types);
  stmt = so_db_query_valist (db, error, sql, types, args);
  va_end (args);
  return stmt;
}

gboolean
so_stmt_next (SoStmt *stmt, GError **error)
{
  SoDb *db = stmt->db;
  int code;

  if (db->fail_in > 0 && --db->fail_in == 0)
    code = SQLITE_FULL;
  else
    code = sqlite3_step (stmt->handle);
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    {
      db->failure = db->failure ? db->failure : code;
      so_db_fail_with_code (db, code, sqlite3_sql (stmt->handle), error);
    }
  return FALSE;
}

gboolean
so_stmt_one (SoStmt *row, const char *missing, GError **error)
{
  g_autoptr (GError) failed = NULL;

  if (!row || so_stmt_next (row, &failed))
    return row != NULL;
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  else if (missing)
    so_fail (error, SO_ERROR_CHANGE, "%s", missing);
  return FALSE;
}

GPtrArray *
so_stmt_all (SoStmt *rows, SoStmtRead read, GDestroyNotify destroy, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (destroy);
  g_autoptr (GError) failed = NULL;

  while (rows && so_stmt_next (rows, &failed))
    {
      gpointer value = read (rows);

      if (value)
        g_ptr_array_add (all, value);
    }
  if (rows && !failed)
    return g_steal_pointer (&all);
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

gint64
so_stmt_int (SoStmt *stmt, int column)
{
  return sqlite3_column_int64 (stmt->handle, column);
}

double
so_stmt_double (SoStmt *stmt, int column)
{
  return sqlite3_column_double (stmt->handle, column);
}

gboolean
so_stmt_is_null (SoStmt *stmt, int column)
{
  return sqlite3_column_type (stmt->handle, column) == SQLITE_NULL;
}

const char *
so_stmt_text (SoStmt *stmt, int column)
{
  return (const char *) sqlite3_column_text (stmt->handle, column);
}

char *
so_stmt_dup (SoStmt *stmt, int column)
{
  return g_strdup (so_stmt_text (stmt, column));
}

GBytes *
so_stmt_bytes (SoStmt *stmt, int column)
{
  const void *data = sqlite3_column_blob (stmt->handle, column);

  return g_bytes_new (data, sqlite3_column_bytes (stmt->handle, column));
}

static gboolean
step_to_end (SoStmt *stmt, GError **error)
{
  g_autoptr (GError) inner = NULL;

  while (so_stmt_next (stmt, &inner))
    ;
  if (!inner)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

gboolean
so_db_run (SoDb *db, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (SoStmt) stmt = NULL;
  va_list args;

  va_start (args, types);
  stmt = so_db_query_valist (db, error, sql, types, args);
  va_end (args);
  return stmt && step_to_end (stmt, error);
}

gint64
so_db_int (SoDb *db, gint64 fallback, const char *sql, const char *types, ...)
{
  g_autoptr (SoStmt) stmt = NULL;
  va_list args;

  va_start (args, types);
  stmt = so_db_query_valist (db, NULL, sql, types, args);
  va_end (args);
  return stmt && so_stmt_next (stmt, NULL) && !so_stmt_is_null (stmt, 0) ? so_stmt_int (stmt, 0) : fallback;
}

char *
so_db_text (SoDb *db, const char *sql, const char *types, ...)
{
  g_autoptr (SoStmt) stmt = NULL;
  va_list args;

  va_start (args, types);
  stmt = so_db_query_valist (db, NULL, sql, types, args);
  va_end (args);
  return stmt && so_stmt_next (stmt, NULL) ? so_stmt_dup (stmt, 0) : NULL;
}

GArray *
so_db_numbers (SoDb *db, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (SoStmt) stmt = NULL;
  g_autoptr (GError) inner = NULL;
  va_list args;

  va_start (args, types);
  stmt = so_db_query_valist (db, error, sql, types, args);
  va_end (args);
  if (!stmt)
    return NULL;
  while (so_stmt_next (stmt, &inner))
    {
      gint64 n = so_stmt_int (stmt, 0);
      g_array_append_val (numbers, n);
    }
  if (!inner)
    return g_steal_pointer (&numbers);
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

static gpointer
read_text (SoStmt *row)
{
  return g_strdup (so_stmt_text (row, 0) ? so_stmt_text (row, 0) : "");
}

GStrv
so_db_texts (SoDb *db, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (SoStmt) rows = NULL;
  g_autoptr (GPtrArray) texts = NULL;
  va_list args;

  va_start (args, types);
  rows = so_db_query_valist (db, error, sql, types, args);
  va_end (args);
  texts = so_stmt_all (rows, read_text, g_free, error);
  if (!texts)
    return NULL;
  g_ptr_array_add (texts, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
}

gboolean
so_db_script (SoDb *db, const char *sql, GError **error)
{
  int code = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || so_db_fail_with_code (db, code, "script", error);
}

gint64
so_db_last_row (SoDb *db)
{
  return sqlite3_last_insert_rowid (db->handle);
}

int
so_db_changes (SoDb *db)
{
  return sqlite3_changes (db->handle);
}

void
so_db_tell (SoDb *db, guint changes)
{
  db->changes |= changes;
}

guint
so_db_take_changes (SoDb *db)
{
  guint changes = db->changes;

  db->changes = 0;
  return changes;
}

gboolean
so_db_take_failure (SoDb *db, GError **error)
{
  int code = db->failure;

  db->failure = 0;
  return code && !so_db_fail_with_code (db, code, "an earlier statement", error);
}

void
so_db_interrupt (SoDb *db)
{
  sqlite3_interrupt (db->handle);
}

void
so_db_fail_at (SoDb *db, int nth)
{
  db->fail_in = nth;
}

GPtrArray *
so_db_get_pending (SoDb *db)
{
  return db->pending ? db->pending : (db->pending = g_ptr_array_new ());
}

GPtrArray **
so_db_get_memos (SoDb *db)
{
  return &db->memos;
}

gint64
so_db_get_undo_step (SoDb *db)
{
  return db->undo_step;
}

void
so_db_set_undo_step (SoDb *db, gint64 step)
{
  db->undo_step = step;
}

SoShareClock *
so_db_get_sync (SoDb *db)
{
  return &db->sync;
}
