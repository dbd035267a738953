/* SPDX-License-Identifier: MIT */
#include "so-store.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "so-db.h"
#include "so-error.h"
#include "so-schema.h"
#include "so-search-index.h"
#include "so-store-private.h"
#include "so-share.h"

#define IDLE_READERS 4

struct _SoStore {
  GObject parent_instance;

  char *folder;
  char *path;

  GMutex writer_lock;       /* held from so_store_begin() to commit or release */
  SoDb *writer;
  gint64 external_version;  /* PRAGMA data_version of the writer; writer_lock */

  GMutex lock;              /* the fields below */
  GQueue readers;
  guint changes;            /* SoChanged bits that the idle will tell */
  guint idle;
};

G_DEFINE_FINAL_TYPE (SoStore, so_store, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static gboolean
on_idle_tell (gpointer data)
{
  SoStore *self = data;
  guint changes;

  g_mutex_lock (&self->lock);
  changes = self->changes;
  self->changes = 0;
  self->idle = 0;
  g_mutex_unlock (&self->lock);
  g_signal_emit (self, signals[CHANGED], 0, changes);
  return G_SOURCE_REMOVE;
}

/* Any thread. Several transactions before the main loop turns are told as one. */
static void
tell (SoStore *self, guint changes)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (!changes)
    return;
  self->changes |= changes;
  if (!self->idle)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT, on_idle_tell, g_object_ref (self), g_object_unref);
}

static void
on_reader_released (SoDb *db, gpointer data)
{
  SoStore *self = data;

  so_db_script (db, "ROLLBACK", NULL);
  so_db_take_failure (db, NULL);
  g_mutex_lock (&self->lock);
  if (g_queue_get_length (&self->readers) < IDLE_READERS)
    g_queue_push_head (&self->readers, g_steal_pointer (&db));
  g_mutex_unlock (&self->lock);
  so_db_close (db);
  g_object_unref (self);
}

static void
on_writer_released (SoDb *db, gpointer data)
{
  SoStore *self = data;

  so_search_index_forget (db);
  so_db_set_undo_step (db, 0);
  so_db_get_sync (db)->off = FALSE;
  so_db_script (db, "ROLLBACK", NULL);
  so_db_take_changes (db);
  so_db_take_failure (db, NULL);
  g_mutex_unlock (&self->writer_lock);
  g_object_unref (self);
}

static void
so_store_finalize (GObject *object)
{
  SoStore *self = SO_STORE (object);
  SoDb *reader;

  while ((reader = g_queue_pop_head (&self->readers)))
    so_db_close (reader);
  so_db_close (self->writer);
  g_free (self->folder);
  g_free (self->path);
  g_mutex_clear (&self->writer_lock);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (so_store_parent_class)->finalize (object);
}

static void
so_store_class_init (SoStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_store_finalize;

  /**
   * SoStore::changed: what a transaction changed (SoChanged bits), on the main context.
   */
  signals[CHANGED] = g_signal_new ("changed", SO_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
so_store_init (SoStore *self)
{
  g_mutex_init (&self->writer_lock);
  g_mutex_init (&self->lock);
  g_queue_init (&self->readers);
}

gboolean
so_store_exists (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "studio.db", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
make_folder (const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  return so_fail (error, SO_ERROR_CHANGE, "The studio's folder %s cannot be made (%s): choose another one.", folder,
                  g_strerror (errno));
}

static gboolean
has_folder (const char *studio, const char *name)
{
  g_autofree char *path = g_build_filename (studio, name, NULL);

  return g_file_test (path, G_FILE_TEST_IS_DIR);
}

/* SQLite would take an empty file for a new database, and a text file for a damaged one: say what it is. */
static gboolean
looks_like_database (const char *folder, const char *path, GError **error)
{
  char head[16] = { 0 };
  gssize n = so_db_read_head (path, head, sizeof head);

  if (n < 0)
    return errno == ENOENT || so_fail (error, SO_ERROR_CHANGE, "The file %s cannot be read (%s): check its permissions.",
                                       path, g_strerror (errno));
  /* Left by a start that was broken off; but not where a studio stood before. */
  if (n == 0 && (has_folder (folder, "files") || has_folder (folder, "backups")))
    return so_fail (error, SO_ERROR_CHANGE, "%s is empty, but there was a studio here: restore a backup from the folder “backups”.", path);
  if (n == 0 || (n == sizeof head && !memcmp (head, "SQLite format 3", 16)))
    return TRUE;
  return so_fail (error, SO_ERROR_CHANGE, "%s is not a database: choose another folder, or restore a backup. Nothing was changed.", path);
}

SoStore *
so_store_open (const char *folder, GError **error)
{
  g_autoptr (SoStore) self = g_object_new (SO_TYPE_STORE, NULL);
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);

  self->folder = g_strdup (folder);
  self->path = g_build_filename (folder, "studio.db", NULL);
  if (!make_folder (folder, error) || !looks_like_database (folder, self->path, error))
    return NULL;
  self->writer = so_db_open (self->path, SO_DB_CREATE, error);
  if (!self->writer || !so_schema_upgrade (self->writer, backups, error) || !so_share_open (self->writer, error))
    return NULL;
  so_db_take_changes (self->writer);
  self->external_version = so_db_int (self->writer, 0, "PRAGMA data_version", "");
  return g_steal_pointer (&self);
}

const char *
so_store_get_folder (SoStore *self)
{
  return self->folder;
}

SoDb *
so_store_begin (SoStore *self, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  g_mutex_lock (&self->writer_lock);
  if (!so_db_script (self->writer, "BEGIN IMMEDIATE", error))
    {
      g_mutex_unlock (&self->writer_lock);
      return NULL;
    }
  so_db_set_release (self->writer, on_writer_released, g_object_ref (self));
  return self->writer;
}

gboolean
so_store_commit (SoStore *self, SoDb **db, GError **error)
{
  g_autoptr (SoDb) writer = g_steal_pointer (db);
  guint changes;

  g_return_val_if_fail (writer == self->writer, FALSE);
  if (!so_search_index_flush (writer, error) || so_db_take_failure (writer, error) || !so_db_script (writer, "COMMIT", error))
    return FALSE;
  changes = so_db_take_changes (writer);
  tell (self, changes);
  return TRUE;
}

SoDb *
so_store_read (SoStore *self, GError **error)
{
  SoDb *db;

  g_mutex_lock (&self->lock);
  db = g_queue_pop_head (&self->readers);
  g_mutex_unlock (&self->lock);
  if (!db)
    db = so_db_open (self->path, SO_DB_READ, error);
  if (!db)
    return NULL;
  if (!so_db_script (db, "BEGIN", error))
    {
      so_db_close (db);
      return NULL;
    }
  so_db_set_release (db, on_reader_released, g_object_ref (self));
  return db;
}

/* data_version of a connection moves only with commits of others; all writes of this process go
 * through the one writer, so what moves it came from another process. */
void
so_store_poll (SoStore *self)
{
  gint64 version;
  gboolean moved;

  if (!g_mutex_trylock (&self->writer_lock))
    return;
  version = so_db_int (self->writer, self->external_version, "PRAGMA data_version", "");
  moved = version != self->external_version;
  self->external_version = version;
  g_mutex_unlock (&self->writer_lock);
  if (moved)
    tell (self, SO_CHANGED_ALL);
}

/* Its answer says, and no error does, that a reader stood in the way. */
static gboolean
checkpoint (SoStore *self, GError **error)
{
  gint64 busy = so_db_int (self->writer, 1, "PRAGMA wal_checkpoint(TRUNCATE)", "");

  if (so_db_take_failure (self->writer, error))
    return FALSE;
  return !busy || so_fail (error, SO_ERROR_WAIT, "Another program is reading the studio's database: try again in a moment.");
}

gboolean
so_store_checkpoint (SoStore *self, GError **error)
{
  gboolean ok;

  g_mutex_lock (&self->writer_lock);
  ok = checkpoint (self, error);
  g_mutex_unlock (&self->writer_lock);
  return ok;
}

gboolean
so_store_compact (SoStore *self, GError **error)
{
  gboolean ok;

  g_mutex_lock (&self->writer_lock);
  ok = so_db_script (self->writer, "VACUUM", error) && checkpoint (self, error);
  g_mutex_unlock (&self->writer_lock);
  return ok;
}

const char *
so_store_get_path (SoStore *self)
{
  return self->path;
}
