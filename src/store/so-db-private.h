/* SPDX-License-Identifier: MIT */
#pragma once

#include <sqlite3.h>

#include "so-db.h"
#include "so-share-clock.h"

G_BEGIN_DECLS

/* For so-db-*.c only. */
#define SO_DB_RECENT 512      /* a power of two */

struct _SoDb {
  sqlite3 *handle;
  char *path;
  GHashTable *statements;   /* SQL text → SoStmt that is kept */
  SoStmt *recent[SO_DB_RECENT];   /* of these, by the address of the text: most of it is a literal, and to hash it takes longer than to compare it */
  guint changes;            /* SoChanged bits since the last take */
  int fail_in;
  int failure;              /* first failed code since so_db_take_failure() */
  GPtrArray *pending;
  GPtrArray *memos;
  gint64 undo_step;
  SoShareClock sync;
  SoDbRelease release;
  gpointer release_data;
};

struct _SoStmt {
  SoDb *db;
  sqlite3_stmt *handle;
  const char *sql;          /* SQLite's own */
  gboolean kept, used;
};

/* FALSE, with what the owner can do about @code in words. */
gboolean so_db_fail_with_code (SoDb *db, int code, const char *what, GError **error);

G_END_DECLS
