/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"
#include "so-share-clock.h"

G_BEGIN_DECLS

/* One SQLite connection as the store's own files see it; nobody else includes this. Types of values
 * in a call: "t" const char* (NULL allowed), "i" gint64, "d" double, "b" GBytes*. */

typedef enum {
  SO_DB_CREATE,      /* writer; makes the file */
  SO_DB_WRITE,       /* writer of an existing file */
  SO_DB_READ,
} SoDbMode;

SoDb *so_db_open (const char *path, SoDbMode mode, GError **error);

/* The first bytes of a file that may be a database, at most @size: how many; -1 with errno where it cannot be read. By SQLite's own file: to close
 * another one lets go of all locks that this process has on the database, and then whoever closes it elsewhere takes the log away that is written to
 * here. */
gssize so_db_read_head (const char *path, char *head, gsize size);
void so_db_close (SoDb *db);
/* Before the first write to a live studio, and not before it is known to be one of ours: the mode stays in the file. */
gboolean so_db_use_wal (SoDb *db, GError **error);
const char *so_db_get_path (SoDb *db);

typedef struct _SoStmt SoStmt;
/* Statements are prepared once and kept. NULL on error. Give back with so_stmt_free(). */
SoStmt *so_db_query (SoDb *db, GError **error, const char *sql, const char *types, ...);
SoStmt *so_db_query_valist (SoDb *db, GError **error, const char *sql, const char *types, va_list args);
/* TRUE: on a row. FALSE: at the end, or failed with the error set. */
gboolean so_stmt_next (SoStmt *stmt, GError **error);
/* TRUE: on the one row that was asked for. FALSE: it failed, or there is none, which is an error that says @missing
 * (NULL: none is no error). @row may be NULL, a query that failed. */
gboolean so_stmt_one (SoStmt *row, const char *missing, GError **error);
/* What @read makes of each row, without those it makes NULL of; NULL if one fails, or @rows is NULL. */
typedef gpointer (*SoStmtRead) (SoStmt *row);
GPtrArray *so_stmt_all (SoStmt *rows, SoStmtRead read, GDestroyNotify destroy, GError **error);
gint64 so_stmt_int (SoStmt *stmt, int column);
double so_stmt_double (SoStmt *stmt, int column);
gboolean so_stmt_is_null (SoStmt *stmt, int column);
const char *so_stmt_text (SoStmt *stmt, int column);   /* borrowed until the next step; or NULL */
char *so_stmt_dup (SoStmt *stmt, int column);
GBytes *so_stmt_bytes (SoStmt *stmt, int column);
void so_stmt_free (SoStmt *stmt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoStmt, so_stmt_free)

/* Values by the number of their "?", which is NULL else. @text stays where it is until the statement is given back (so-db-bind.c). */
void so_stmt_bind_text (SoStmt *stmt, int column, const char *text, gsize length);
void so_stmt_bind_int (SoStmt *stmt, int column, gint64 value);
void so_stmt_bind_double (SoStmt *stmt, int column, double value);

/* Runs a statement that returns nothing. */
gboolean so_db_run (SoDb *db, GError **error, const char *sql, const char *types, ...);
/* First column of the first row, or @fallback where there is none or it fails. */
gint64 so_db_int (SoDb *db, gint64 fallback, const char *sql, const char *types, ...);
char *so_db_text (SoDb *db, const char *sql, const char *types, ...);
/* First columns of all rows: gint64. */
GArray *so_db_numbers (SoDb *db, GError **error, const char *sql, const char *types, ...);
/* The same as text; "" for NULL. */
GStrv so_db_texts (SoDb *db, GError **error, const char *sql, const char *types, ...);
/* Several statements without values. */
gboolean so_db_script (SoDb *db, const char *sql, GError **error);

gint64 so_db_last_row (SoDb *db);
int so_db_changes (SoDb *db);
/* What changed since the last call (SoChanged bits). */
guint so_db_take_changes (SoDb *db);

/* Which lists a row of @table belongs to (SoChanged bits); asked once per changed row. */
guint so_changed_bits (const char *table);

/* TRUE, with the error, if any statement failed since the last call: also one whose caller only looked something up
 * (so_db_int() falls back), so that a transaction never commits on a guess. */
gboolean so_db_take_failure (SoDb *db, GError **error);

/* Copies the whole database into the new file @path with SQLite's online backup. */
gboolean so_db_copy_to (SoDb *db, const char *path, GCancellable *cancellable, GError **error);

/* Tests: the @nth statement from now fails as if the disk were full; 0: none. */
void so_db_fail_at (SoDb *db, int nth);

/* Rows that wait to be indexed at commit (so-search-index.c). */
GPtrArray *so_db_get_pending (SoDb *db);

/* What so-memo.c keeps with the connection; forgets those of @table, or all. */
GPtrArray **so_db_get_memos (SoDb *db);
void so_memo_forget (GPtrArray *memos, const char *table);

/* The undo step that is being recorded, 0 if none (so-undo.c). */
gint64 so_db_get_undo_step (SoDb *db);
void so_db_set_undo_step (SoDb *db, gint64 step);

/* Whether and when what is changed is captured for other desktops; loaded by so_share_load(). */
SoShareClock *so_db_get_sync (SoDb *db);

/* Set by the store: called when the connection is given back. */
typedef void (*SoDbRelease) (SoDb *db, gpointer data);
void so_db_set_release (SoDb *db, SoDbRelease release, gpointer data);

G_END_DECLS
