/* SPDX-License-Identifier: MIT */
/* Values one by one, as they stand in somebody else's memory: for many rows with the same statement. */
#include "so-db-private.h"

void
so_stmt_bind_text (SoStmt *stmt, int column, const char *text, gsize length)
{
  sqlite3_bind_text64 (stmt->handle, column, text, length, SQLITE_STATIC, SQLITE_UTF8);
}

void
so_stmt_bind_int (SoStmt *stmt, int column, gint64 value)
{
  sqlite3_bind_int64 (stmt->handle, column, value);
}

void
so_stmt_bind_double (SoStmt *stmt, int column, double value)
{
  sqlite3_bind_double (stmt->handle, column, value);
}
