/* SPDX-License-Identifier: MIT */
#include "so-care.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-local.h"
#include "so-place.h"
#include "so-schema.h"
#include "so-store-private.h"

/* The files of a studio travel in a table of the copy. Larger ones than this are cut into pieces:
 * SQLite holds at most 1 GB in one value. */
#define PIECE (8 * 1024 * 1024)

#define UNFINISHED_SECONDS (24 * 60 * 60)

/* Under which name of so-local.h it stands when the last backup was written. */
#define BACKED_UP "backup.at"

void
so_care_report_free (SoCareReport *report)
{
  if (!report)
    return;
  g_ptr_array_unref (report->problems);
  g_free (report);
}

/* SHA-256 of all kept files that messages still point to, but for those that were never here: another computer has them. */
static GStrv
file_hashes (SoDb *db, GError **error)
{
  return so_db_texts (db, error, "SELECT sha256 FROM (SELECT sha256 FROM part WHERE sha256 IS NOT NULL UNION SELECT sha256 FROM contact_file WHERE length (sha256) = 64"
                      " UNION SELECT photo FROM contact WHERE length (photo) = 64) WHERE sha256 NOT IN (SELECT sha256 FROM sync_file WHERE state = 'away')", "");
}

/* A file that is missing or damaged in the studio is missing in its copy, or no copy could be restored any more:
 * so_care_check() tells of it. */
static gboolean
pack_file (SoDb *copy, const char *sha256, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) in = g_file_read (file, cancellable, NULL);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (gint64 piece = 0; in; piece++)
    {
      g_autoptr (GBytes) bytes = g_input_stream_read_bytes (G_INPUT_STREAM (in), PIECE, cancellable, error);
      if (!bytes)
        return FALSE;
      if (piece > 0 && g_bytes_get_size (bytes) == 0)
        break;
      g_checksum_update (sum, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
      if (!so_db_run (copy, error, "INSERT INTO backup_file (sha256, piece, body) VALUES (?, ?, ?)", "tib", sha256, piece, bytes))
        return FALSE;
    }
  return !in || !g_strcmp0 (g_checksum_get_string (sum), sha256) ||
         so_db_run (copy, error, "DELETE FROM backup_file WHERE sha256 = ?", "t", sha256);
}

static gboolean
pack_files (SoStore *store, SoDb *copy, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) hashes = file_hashes (copy, error);

  if (!hashes || !so_db_script (copy, "BEGIN; CREATE TABLE backup_file (sha256 TEXT NOT NULL, piece INTEGER NOT NULL,"
                                " body BLOB NOT NULL, PRIMARY KEY (sha256, piece)) STRICT", error))
    return FALSE;
  for (guint i = 0; hashes[i]; i++)
    {
      g_autofree char *path = so_store_file_path (store, hashes[i]);
      if (path && !pack_file (copy, hashes[i], path, cancellable, error))
        return FALSE;
    }
  return so_db_script (copy, "COMMIT", error);
}

gboolean
so_care_copy (SoStore *store, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (store, error);

  return db && so_db_copy_to (db, path, cancellable, error);
}

/* A copy opens in the journal of one file again, so that nothing is left beside it. */
static gboolean
finish_copy (SoDb *copy, GError **error)
{
  return so_db_script (copy, "PRAGMA journal_mode = DELETE", error);
}

static gboolean
is_same_file (const char *a, const char *b)
{
  GStatBuf x, y;

  return g_stat (a, &x) == 0 && g_stat (b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* For so_care_backed_up_at(). That it cannot be noted takes nothing from the copy. */
static void
note_backup (SoStore *store)
{
  g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, so_now ());

  if (db && so_local_set (db, BACKED_UP, now, NULL))
    so_store_commit (store, &db, NULL);
}

gint64
so_care_backed_up_at (SoDb *db)
{
  g_autofree char *at = so_local_get (db, BACKED_UP);

  return at ? g_ascii_strtoll (at, NULL, 10) : 0;
}

char *
so_care_quick_look (SoDb *db)
{
  char *verdict = so_db_text (db, "PRAGMA quick_check(1)", "");

  return verdict ? verdict : g_strdup ("unreadable");
}

void
so_care_versions (SoDb *db, int *schema, char **sqlite)
{
  *schema = (int) so_db_int (db, 0, "PRAGMA user_version", "");
  *sqlite = so_db_text (db, "SELECT sqlite_version ()", "");
}

/* What a backup that was killed left in the studio's own folder, with SQLite's files beside it. A day is more than any takes: a younger one may be another program's. */
static void
clear_unfinished (SoStore *store)
{
  g_autofree char *folder = g_build_filename (so_store_get_folder (store), "backups", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      if (strstr (name, ".studio.part") && g_lstat (path, &info) == 0 && S_ISREG (info.st_mode) && (gint64) info.st_mtime < so_now () / 1000 - UNFINISHED_SECONDS)
        g_unlink (path);
    }
}

gboolean
so_care_backup (SoStore *store, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *partial = g_strconcat (path, ".part", NULL);
  SoDb *copy = NULL;
  gboolean ok;

  if (is_same_file (path, so_store_get_path (store)))
    return so_fail (error, SO_ERROR_CHANGE, "%s is the studio itself: choose another name for the backup.", path);
  g_unlink (partial);
  clear_unfinished (store);
  ok = so_care_copy (store, partial, cancellable, error) && (copy = so_db_open (partial, SO_DB_WRITE, error)) &&
       pack_files (store, copy, cancellable, error) && finish_copy (copy, error);
  so_db_close (copy);
  if (ok && g_rename (partial, path) != 0)
    ok = so_fail (error, SO_ERROR_CHANGE, "The backup cannot be saved as %s (%s): choose another place.", path, g_strerror (errno));
  if (!ok)
    g_unlink (partial);
  else
    note_backup (store);
  return ok;
}

static gboolean
is_whole (SoDb *db, GError **error)
{
  g_autofree char *verdict = so_db_text (db, "PRAGMA integrity_check(1)", "");

  return !g_strcmp0 (verdict, "ok") || so_fail (error, SO_ERROR_CHANGE, "This backup is damaged: take another one. Nothing was changed.");
}

static gboolean
unpack_file (SoDb *backup, const char *folder, const char *sha256, GError **error)
{
  char head[3] = { sha256[0], sha256[1], 0 };
  g_autofree char *parent = g_build_filename (folder, "files", head, NULL);
  g_autofree char *path = g_build_filename (parent, sha256, NULL);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) out = NULL;
  g_autoptr (SoStmt) row = so_db_query (backup, error, "SELECT body FROM backup_file WHERE sha256 = ? ORDER BY piece", "t", sha256);

  g_mkdir_with_parents (parent, 0700);
  out = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, error);
  while (row && out && so_stmt_next (row, error))
    {
      g_autoptr (GBytes) body = so_stmt_bytes (row, 0);
      gsize size;
      const guint8 *data = g_bytes_get_data (body, &size);
      g_checksum_update (sum, data, (gssize) size);
      if (size && !g_output_stream_write_all (G_OUTPUT_STREAM (out), data, size, NULL, NULL, error))
        return FALSE;
    }
  if (!row || !out || !g_output_stream_close (G_OUTPUT_STREAM (out), NULL, error))
    return FALSE;
  return !g_strcmp0 (g_checksum_get_string (sum), sha256) ||
         so_fail (error, SO_ERROR_CHANGE, "A file in this backup is damaged: take another one. Nothing was changed.");
}

/* Builds the whole studio beside the old one; it takes its place only when it is complete. */
static gboolean
unpack (const char *path, const char *folder, GCancellable *cancellable, GError **error)
{
  g_autofree char *target = g_build_filename (folder, "studio.db", NULL);
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  g_auto (GStrv) hashes = NULL;
  SoDb *backup = so_db_open (path, SO_DB_READ, error);
  SoDb *db = NULL;
  gboolean ok = backup && is_whole (backup, error) && g_mkdir_with_parents (folder, 0700) == 0 &&
                so_db_copy_to (backup, target, cancellable, error) && (db = so_db_open (target, SO_DB_WRITE, error)) &&
                so_schema_upgrade (db, backups, error) && (hashes = file_hashes (db, error));

  for (guint i = 0; ok && hashes[i]; i++)
    if (so_db_int (backup, 0, "SELECT 1 FROM backup_file WHERE sha256 = ?", "t", hashes[i]))
      ok = unpack_file (backup, folder, hashes[i], error);
  /* What waited to be sent when the copy was made may have been sent since: the owner decides. */
  ok = ok && so_db_script (db, "DROP TABLE IF EXISTS backup_file; UPDATE draft SET state = CASE state WHEN 'sending' THEN 'unknown'"
                           " ELSE 'held' END, reason = 'restored_backup',"
                           " detail = 'This studio was restored from a backup: the message may have been sent since.'"
                           " WHERE state IN ('queued', 'scheduled', 'sending'); VACUUM", error) && so_place_forget (db, error);
  so_db_close (db);
  so_db_close (backup);
  return ok;
}

static gboolean
is_backup (const char *path, GError **error)
{
  char head[16] = { 0 };
  gssize n = so_db_read_head (path, head, sizeof head);

  if (n < 0)
    return so_fail (error, SO_ERROR_CHANGE, "The file %s cannot be read (%s): choose another one.", path, g_strerror (errno));
  return (n == sizeof head && !memcmp (head, "SQLite format 3", 16)) ||
         so_fail (error, SO_ERROR_CHANGE, "%s is not a backup of Studio OS: choose another file. Nothing was changed.", path);
}

static void
remove_tree (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_tree (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

/* The old studio steps aside and the new one in; if that fails, back again. */
static gboolean
swap (const char *folder, const char *old, const char *fresh)
{
  gboolean had_one = g_file_test (folder, G_FILE_TEST_EXISTS);

  if (had_one && g_rename (folder, old) != 0)
    return FALSE;
  if (g_rename (fresh, folder) == 0)
    return TRUE;
  if (had_one)
    g_rename (old, folder);
  return FALSE;
}

gboolean
so_care_restore (const char *path_of_studio, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_canonicalize_filename (path_of_studio, NULL);
  g_autofree char *fresh = g_strconcat (folder, ".restoring", NULL);
  g_autofree char *old = g_strdup_printf ("%s.before-restore-%" G_GINT64_FORMAT, folder, so_now ());

  if (!is_backup (path, error))
    return FALSE;
  remove_tree (fresh);
  if (!unpack (path, fresh, cancellable, error))
    {
      remove_tree (fresh);
      return FALSE;
    }
  if (swap (folder, old, fresh))
    return TRUE;
  remove_tree (fresh);
  return so_fail (error, SO_ERROR_CHANGE, "The restored studio cannot take its place in %s: check the permissions of the folder around it."
                  " Nothing was changed.", folder);
}

gboolean
so_care_count (SoDb *db, SoCareCounts *counts, GError **error)
{
  counts->threads = (guint64) so_db_int (db, 0, "SELECT count(*) FROM thread WHERE deleted_at IS NULL", "");
  counts->messages = (guint64) so_db_int (db, 0, "SELECT count(*) FROM message WHERE deleted_at IS NULL", "");
  counts->contacts = (guint64) so_db_int (db, 0, "SELECT count(*) FROM contact WHERE deleted_at IS NULL AND coalesce (root, id) = id", "");
  counts->drafts = (guint64) so_db_int (db, 0, "SELECT count(*) FROM draft WHERE deleted_at IS NULL", "");
  counts->knowledge = (guint64) so_db_int (db, 0, "SELECT count(*) FROM knowledge WHERE deleted_at IS NULL", "");
  counts->files = (guint64) so_db_int (db, 0, "SELECT count(DISTINCT sha256) FROM part WHERE sha256 IS NOT NULL", "");
  counts->schema = (int) so_db_int (db, 0, "PRAGMA user_version", "");
  return !so_db_take_failure (db, error);
}

gboolean
so_care_is_begun (SoDb *db, gboolean *begun, GError **error)
{
  static const char *const tables[] = { "contact", "thread", "message", "knowledge", "call", "price", "class_kind", "teacher", "room", "series", "term", "closure", "booking", "template", "rule",
                                        "sequence", "field_kind", "task" };

  *begun = so_db_int (db, 0, "SELECT EXISTS (SELECT 1 FROM account WHERE deleted_at IS NULL AND channel <> 'loopback')", "") != 0;
  for (guint i = 0; !*begun && i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM %s WHERE deleted_at IS NULL)", tables[i]);

      *begun = so_db_int (db, 0, sql, "") != 0;
    }
  return !so_db_take_failure (db, error);
}

static void
problem (SoCareReport *report, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
problem (SoCareReport *report, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (report->problems, g_strdup_vprintf (format, args));
  va_end (args);
}

static void
check_database (SoDb *db, SoCareReport *report)
{
  g_autofree char *verdict = so_db_text (db, "PRAGMA integrity_check(1)", "");
  gint64 unindexed = so_db_int (db, 0, "SELECT count(*) FROM message m WHERE deleted_at IS NULL AND NOT EXISTS"
                                " (SELECT 1 FROM search_doc WHERE kind = 0 AND ref = m.n)", "") +
                      so_db_int (db, 0, "SELECT count(*) FROM search_doc WHERE kind = 0 AND doc NOT IN (SELECT id FROM search_docsize)", "");
  gint64 left_over = so_db_int (db, 0, "SELECT (SELECT count(*) FROM search_docsize WHERE id NOT IN (SELECT doc FROM search_doc)) +"
                                " (SELECT count(*) FROM search_doc d JOIN message m ON m.n = d.ref WHERE d.kind = 0 AND m.deleted_at IS NOT NULL)", "");
  gint64 miscounted = so_db_int (db, 0, "SELECT count(*) FROM thread t WHERE deleted_at IS NULL AND messages <>"
                                 " (SELECT count(*) FROM message WHERE thread_id = t.id AND deleted_at IS NULL)", "");

  if (g_strcmp0 (verdict, "ok"))
    problem (report, "The database is damaged (%s): restore a backup.", verdict ? verdict : "unreadable");
  if (unindexed)
    problem (report, "%d messages are not in the search index.", (int) unindexed);
  if (left_over)
    problem (report, "%d entries of the search index belong to no message.", (int) left_over);
  if (miscounted)
    problem (report, "%d conversations have a wrong number of messages.", (int) miscounted);
  report->messages = (guint64) so_db_int (db, 0, "SELECT count(*) FROM message WHERE deleted_at IS NULL", "");
  report->contacts = (guint64) so_db_int (db, 0, "SELECT count(*) FROM contact WHERE deleted_at IS NULL AND coalesce (root, id) = id", "");
}

static void
check_file (SoStore *store, const char *sha256, SoCareReport *report, GCancellable *cancellable)
{
  g_autofree char *path = so_store_file_path (store, sha256);
  g_autofree char *hash = path ? so_store_hash_file (path, cancellable, NULL) : NULL;

  report->files++;
  if (!hash)
    report->missing_files++;
  else if (g_strcmp0 (hash, sha256))
    report->damaged_files++;
}

SoCareReport *
so_care_check (SoStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (store, error);
  g_autoptr (SoCareReport) report = g_new0 (SoCareReport, 1);
  g_auto (GStrv) hashes = NULL;

  report->problems = g_ptr_array_new_with_free_func (g_free);
  if (!db)
    return NULL;
  check_database (db, report);
  hashes = file_hashes (db, error);
  for (guint i = 0; hashes && hashes[i] && !g_cancellable_is_cancelled (cancellable); i++)
    check_file (store, hashes[i], report, cancellable);
  if (!hashes || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (report->missing_files)
    problem (report, "%d files of messages are missing in the folder “files”.", (int) report->missing_files);
  if (report->damaged_files)
    problem (report, "%d files of messages are damaged.", (int) report->damaged_files);
  report->ok = report->problems->len == 0;
  return g_steal_pointer (&report);
}
