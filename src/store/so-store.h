/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SoStore: one studio's folder: studio.db (SQLite), files/ (named by SHA-256), backups/.
 *
 * One writer connection behind a lock, readers of their own (WAL). Every function that takes an
 * SoDb blocks; whoever holds the SoDb is the only thread that uses it.
 *
 *     g_autoptr (SoDb) db = so_store_begin (store, cancellable, error);
 *     if (!db || !so_thread_set_state (db, id, SO_THREAD_DONE, error))
 *       return FALSE;                       // left without commit: rolled back
 *     return so_store_commit (store, &db, error);
 */
#define SO_TYPE_STORE (so_store_get_type ())
G_DECLARE_FINAL_TYPE (SoStore, so_store, SO, STORE, GObject)

/* A connection lent by the store; given back by so_db_release() (or g_autoptr). */
typedef struct _SoDb SoDb;
void so_db_release (SoDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoDb, so_db_release)

/* What a committed transaction changed. Bits of SoStore::changed, which is emitted once per
 * transaction on the main context; changes by another process come as SO_CHANGED_ALL. */
typedef enum {
  SO_CHANGED_THREADS = 1 << 0,
  SO_CHANGED_MESSAGES = 1 << 1,
  SO_CHANGED_CONTACTS = 1 << 2,
  SO_CHANGED_DRAFTS = 1 << 3,
  SO_CHANGED_KNOWLEDGE = 1 << 4,
  SO_CHANGED_ACCOUNTS = 1 << 5,
  SO_CHANGED_SETTINGS = 1 << 6,
  SO_CHANGED_SHARING = 1 << 7,        /* what is told to other computers of the studio, or heard from them, and is on no list of its own */
  SO_CHANGED_SCHEDULE = 1 << 8,
  SO_CHANGED_CALLS = 1 << 9,
  SO_CHANGED_REPORTS = 1 << 10,
  SO_CHANGED_ALL = (1 << 11) - 1,
} SoChanged;

/* TRUE if @folder holds a studio. */
gboolean so_store_exists (const char *folder);

/**
 * so_store_open: opens the studio in @folder, making the folder and the database where there are none,
 * and brings an older database up to date (a copy goes to backups/ first).
 *
 * Errors, each one sentence with what to do, and nothing touched: SO_ERROR_CHANGE (made by a newer
 * Studio OS; damaged; not a database; read-only; disk full), SO_ERROR_WAIT (in use).
 */
SoStore *so_store_open (const char *folder, GError **error);

const char *so_store_get_folder (SoStore *store);

/* The writer, in a transaction. Waits while another thread has it. */
SoDb *so_store_begin (SoStore *store, GCancellable *cancellable, GError **error);
/* Commits and gives the connection back; *@db is NULL afterwards, also on failure. */
gboolean so_store_commit (SoStore *store, SoDb **db, GError **error);
/* A reader: sees one state of the studio until it is released. */
SoDb *so_store_read (SoStore *store, GError **error);
/* Stops what @db is executing, from any thread: it fails with G_IO_ERROR_CANCELLED. */
void so_db_interrupt (SoDb *db);

/* Looks whether another process changed the studio since the last call, and if so emits
 * SoStore::changed. Cheap (one pragma). Main thread. */
void so_store_poll (SoStore *store);

/* Copies @stream into files/ under its hash (each file once, written whole or not at all). More than @limit
 * bytes: SO_ERROR_CHANGE. Returns the hash in *@sha256 (free) and bytes in *@size. */
gboolean so_store_keep_file (SoStore *store, GInputStream *stream, guint64 limit, char **sha256, gint64 *size,
                             GCancellable *cancellable, GError **error);
/* The file @path, whose SHA-256 is said to be @sha256, takes its place in files/, also of one that is there; SO_ERROR_WAIT where its hash is another
 * one. @path is gone afterwards, however it ends. */
gboolean so_store_take_file (SoStore *store, const char *path, const char *sha256, GCancellable *cancellable, GError **error);
/* A name in files/ for what is not whole yet. Free with g_free(). */
char *so_store_dup_file_draft (SoStore *store);
/* SHA-256 of what is in @path, in hex. NULL where it cannot be read, or not to its end. Free with g_free(). */
char *so_store_hash_file (const char *path, GCancellable *cancellable, GError **error);
/* Removes what is not whole and has not grown for a day: of a program that was killed. */
void so_store_tidy_files (SoStore *store);
/* Path of a kept file, or NULL if @sha256 is not a hash; whether it exists is not checked. */
char *so_store_file_path (SoStore *store, const char *sha256);

/* Adds all that this process changed to the database file, so that it can be copied. */
gboolean so_store_checkpoint (SoStore *store, GError **error);
/* Writes the database anew, without what was deleted, and empties the log beside it: after an erasure, so that no word
 * is left on the disk. Seconds to minutes; not in a transaction. SO_ERROR_WAIT while another program reads. */
gboolean so_store_compact (SoStore *store, GError **error);

G_END_DECLS
