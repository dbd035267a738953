/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdarg.h>

#include "so-db.h"
#include "so-hub-store.h"

G_BEGIN_DECLS

/**
 * SQL as the hub's own files see it, the same words to SQLite and to PostgreSQL. Values are "?" or "?1"; their types in a call are those of
 * so-db.h ("t" text, "i" gint64, "b" GBytes *). Nothing falls back to a guess where the database does not answer: a connection over a network is
 * lost at any moment, and "no such device" is not the same as "nobody could be asked".
 */
typedef struct _SoHubRows SoHubRows;

/* A statement that changes something, and how many rows it did. */
gboolean so_hub_sql_run (SoHubStore *self, GError **error, const char *sql, const char *types, ...);
gint64 so_hub_sql_changes (SoHubStore *self);
/* NULL on error. Give back with so_hub_rows_free(), before the next statement of the same words. */
SoHubRows *so_hub_sql_query (SoHubStore *self, GError **error, const char *sql, const char *types, ...);
/* First column of the first row; *@value stays as it is where there is none. */
gboolean so_hub_sql_int (SoHubStore *self, gint64 *value, GError **error, const char *sql, const char *types, ...);
gboolean so_hub_sql_text (SoHubStore *self, char **value, GError **error, const char *sql, const char *types, ...);

gboolean so_hub_sql_begin (SoHubStore *self, GError **error);
/* And nobody else does anything between this and its so_hub_sql_end(): for what is seldom, and must not meet its like. */
gboolean so_hub_sql_begin_alone (SoHubStore *self, GError **error);
/* All that is read until so_hub_sql_end() is of one moment. */
gboolean so_hub_sql_begin_reading (SoHubStore *self, GError **error);
/* Commits where @good; TRUE only where that is certain. Else everything since the beginning is undone. */
gboolean so_hub_sql_end (SoHubStore *self, gboolean good, GError **error);

/* Statements without values, one after the other; and the same as one, which makes tables where there are none. */
gboolean so_hub_sql_run_all (SoHubStore *self, const char *const *statements, guint n, GError **error);
gboolean so_hub_sql_tables (SoHubStore *self, const char *const *statements, guint n, GError **error);
gboolean so_hub_sql_has_table (SoHubStore *self, const char *name, gboolean *has, GError **error);
/* In a transaction: once it is committed, who waits at another hub looks again. */
gboolean so_hub_sql_tell (SoHubStore *self, GError **error);

/* TRUE: on a row. FALSE: at the end, or failed with the error set. */
gboolean so_hub_rows_next (SoHubRows *rows, GError **error);
gint64 so_hub_rows_int (SoHubRows *rows, int column);   /* 0 for NULL */
char *so_hub_rows_dup (SoHubRows *rows, int column);
GBytes *so_hub_rows_bytes (SoHubRows *rows, int column);
gboolean so_hub_rows_is_null (SoHubRows *rows, int column);
void so_hub_rows_free (SoHubRows *rows);
/* All rows as @read makes a value of each, for @free_value; NULL on error. Takes @rows, which may be NULL: a query that failed. */
GPtrArray *so_hub_rows_collect (SoHubRows *rows, gpointer (*read) (SoHubRows *rows), GDestroyNotify free_value, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubRows, so_hub_rows_free)

/* What a database does for it; @back is what its open function made. A row is @rows and the number of it. */
typedef struct {
  void (*close) (gpointer back);
  gboolean (*script) (gpointer back, const char *sql, GError **error);
  const char *begin, *begin_alone, *begin_reading, *has_table;
  gpointer (*query) (gpointer back, GError **error, const char *sql, const char *types, va_list args);
  gint64 (*changes) (gpointer back);

  gboolean (*next) (gpointer rows, int row, GError **error);
  gint64 (*get_int) (gpointer rows, int row, int column);
  char *(*dup) (gpointer rows, int row, int column);
  GBytes *(*bytes) (gpointer rows, int row, int column);
  gboolean (*is_null) (gpointer rows, int row, int column);
  void (*free_rows) (gpointer rows);

  gboolean (*tell) (gpointer back, GError **error);
  gboolean (*put) (gpointer back, GPtrArray *events, GError **error);
  gboolean (*size) (gpointer back, gint64 *bytes, GError **error);
  gboolean (*check) (gpointer back, GError **error);
  gboolean (*backup) (gpointer back, const char *path, GError **error);
} SoHubBackend;

struct _SoHubStore {
  const SoHubBackend *backend;
  gpointer back;
};
/* NULL where the store is of another database. */
gpointer so_hub_store_get_back (SoHubStore *self, const SoHubBackend *backend);

gpointer so_hub_sqlite_open (const char *path, SoHubStoreMode mode, const SoHubBackend **backend, GError **error);
gpointer so_hub_pg_open (const SoHubPlace *place, SoHubStoreMode mode, const SoHubBackend **backend, GError **error);

/* The connection of a store in SQLite; NULL of another one. */
SoDb *so_hub_store_get_db (SoHubStore *self);

G_END_DECLS
