/* SPDX-License-Identifier: MIT */
#include "so-batches.h"

#include "so-batch-changes.h"
#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-events.h"
#include "so-hit.h"
#include "so-id.h"
#include "so-people.h"
#include "so-search-index.h"
#include "so-threads-private.h"

#define COLUMNS "n, id, kind, path, state, position, threads, messages, contacts, media, skipped, known, started_at, coalesce (finished_at, 0)"

void
so_batch_free (SoBatch *batch)
{
  if (!batch)
    return;
  g_free (batch->id);
  g_free (batch->kind);
  g_free (batch->path);
  g_free (batch->state);
  g_free (batch);
}

static gpointer
read_batch (SoStmt *row)
{
  SoBatch *batch = g_new0 (SoBatch, 1);

  batch->n = so_stmt_int (row, 0);
  batch->id = so_stmt_dup (row, 1);
  batch->kind = so_stmt_dup (row, 2);
  batch->path = so_stmt_dup (row, 3);
  batch->state = so_stmt_dup (row, 4);
  batch->position = (guint64) so_stmt_int (row, 5);
  batch->threads = (guint64) so_stmt_int (row, 6);
  batch->messages = (guint64) so_stmt_int (row, 7);
  batch->contacts = (guint64) so_stmt_int (row, 8);
  batch->media = (guint64) so_stmt_int (row, 9);
  batch->skipped = (guint64) so_stmt_int (row, 10);
  batch->known = (guint64) so_stmt_int (row, 11);
  batch->started_at = so_stmt_int (row, 12);
  batch->finished_at = so_stmt_int (row, 13);
  return batch;
}

char *
so_batch_begin (SoDb *db, const char *kind, const char *path, const char *fingerprint, GError **error)
{
  g_autofree char *id = so_id_new ();

  if (!so_db_run (db, error, "INSERT INTO import_batch (id, kind, path, fingerprint, state, started_at) VALUES (?, ?, ?, ?, 'running', ?)",
                  "tttti", id, kind, path, fingerprint, so_now ()))
    return NULL;
  return g_steal_pointer (&id);
}

gboolean
so_batch_progress (SoDb *db, const SoBatch *counts, GError **error)
{
  return so_db_run (db, error,
    "UPDATE import_batch SET position = ?, threads = threads + ?, messages = messages + ?, contacts = contacts + ?, media = media + ?,"
    " skipped = skipped + ?, known = known + ? WHERE id = ?", "iiiiiiit", (gint64) counts->position, (gint64) counts->threads,
    (gint64) counts->messages, (gint64) counts->contacts, (gint64) counts->media, (gint64) counts->skipped, (gint64) counts->known, counts->id);
}

gboolean
so_batch_skip (SoDb *db, const char *id, const char *where, const char *why, GError **error)
{
  return so_db_run (db, error, "INSERT INTO import_skip (batch_id, place, why) VALUES (?, ?, ?)", "ttt", id, where, why);
}

gboolean
so_batch_end (SoDb *db, const char *id, const char *state, GError **error)
{
  g_autofree char *kind = g_strconcat ("import.", state, NULL);

  return so_db_run (db, error, "UPDATE import_batch SET state = ?, finished_at = ? WHERE id = ?", "tit", state, so_now (), id) &&
         so_event_log (db, "owner", kind, "import", id, NULL, error);
}

SoBatch *
so_batch_find (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT " COLUMNS " FROM import_batch WHERE id = ?", "t", id);

  return so_stmt_one (row, "There is no such import in this studio.", error) ? read_batch (row) : NULL;
}

SoBatch *
so_batch_unfinished (SoDb *db, const char *fingerprint, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT " COLUMNS " FROM import_batch WHERE fingerprint = ? AND"
                                        " state IN ('running', 'cancelled', 'failed') ORDER BY n DESC LIMIT 1", "t", fingerprint);

  return so_stmt_one (row, NULL, error) ? read_batch (row) : NULL;
}

GPtrArray *
so_batch_list (SoDb *db, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT " COLUMNS " FROM import_batch ORDER BY n DESC", "");

  return so_stmt_all (row, read_batch, (GDestroyNotify) so_batch_free, error);
}

static gboolean
undo_messages (SoDb *db, const char *id, guint64 *count, GError **error)
{
  g_autoptr (GArray) numbers = so_db_numbers (db, error, "SELECT n FROM message WHERE import_id = ? AND deleted_at IS NULL", "t", id);

  if (!numbers)
    return FALSE;
  for (guint i = 0; i < numbers->len; i++)
    so_search_index_remove (db, SO_HIT_MESSAGE, g_array_index (numbers, gint64, i));
  *count = numbers->len;
  return so_db_run (db, error, "UPDATE message SET deleted_at = ? WHERE import_id = ? AND deleted_at IS NULL", "it", so_now (), id);
}

/* Of this import, or of one that was taken back before and left what another import still needed then. */
#define TAKEN_BACK "(import_id = ?2 OR import_id IN (SELECT id FROM import_batch WHERE state = 'undone'))"

/* Threads that imports made and in which nothing else happened since go; those the batch only added to are summed up again. */
static gboolean
undo_threads (SoDb *db, const char *id, guint64 *count, GError **error)
{
  g_autoptr (SoStmt) row = NULL;

  if (!so_db_run (db, error, "UPDATE thread SET deleted_at = ?1 WHERE " TAKEN_BACK " AND deleted_at IS NULL AND NOT EXISTS"
                  " (SELECT 1 FROM message WHERE thread_id = thread.id AND deleted_at IS NULL) AND NOT EXISTS"
                  " (SELECT 1 FROM draft WHERE thread_id = thread.id AND deleted_at IS NULL)", "it", so_now (), id))
    return FALSE;
  *count = (guint64) so_db_changes (db);
  row = so_db_query (db, error, "SELECT DISTINCT t.id FROM message m JOIN thread t ON t.id = m.thread_id"
                     " WHERE m.import_id = ? AND t.deleted_at IS NULL", "t", id);
  while (row && so_stmt_next (row, NULL))
    if (!so_thread_refresh (db, so_stmt_text (row, 0), error))
      return FALSE;
  return row != NULL;
}

/* Whom nobody has written to, worked with or merged since. */
#define UNUSED \
  "SELECT n FROM contact WHERE " TAKEN_BACK " AND deleted_at IS NULL" \
  " AND NOT EXISTS (SELECT 1 FROM thread WHERE contact_id = contact.id AND deleted_at IS NULL)" \
  " AND NOT EXISTS (SELECT 1 FROM message WHERE contact_id = contact.id AND deleted_at IS NULL)" \
  " AND NOT EXISTS (SELECT 1 FROM contact_note WHERE contact_id = contact.id AND deleted_at IS NULL)" \
  " AND NOT EXISTS (SELECT 1 FROM contact_file WHERE contact_id = contact.id AND deleted_at IS NULL)" \
  " AND NOT EXISTS (SELECT 1 FROM trial WHERE contact_id = contact.id AND deleted_at IS NULL)" \
  " AND NOT EXISTS (SELECT 1 FROM stage_move WHERE contact_id = contact.id AND actor <> 'import' AND deleted_at IS NULL)" \
  " AND NOT EXISTS (SELECT 1 FROM task WHERE contact_id = contact.id AND deleted_at IS NULL)" \
  " AND NOT EXISTS (SELECT 1 FROM contact other WHERE other.root IS NOT NULL AND other.merged_into = contact.id AND other.deleted_at IS NULL)"

/* Whoever keeps their place is no more found by what is taken from them. */
static gboolean
undo_ways (SoDb *db, const char *id, GError **error)
{
  g_auto (GStrv) whose = so_db_texts (db, error, "SELECT DISTINCT contact_id FROM identity WHERE import_id = ? AND deleted_at IS NULL AND NOT EXISTS"
                                      " (SELECT 1 FROM contact WHERE id = identity.contact_id AND import_id = identity.import_id AND deleted_at IS NULL)", "t", id);

  if (!whose || !so_db_run (db, error, "UPDATE identity SET deleted_at = ? WHERE import_id = ? AND deleted_at IS NULL AND NOT EXISTS"
                            " (SELECT 1 FROM contact WHERE id = identity.contact_id AND import_id = identity.import_id AND deleted_at IS NULL)", "it", so_now (), id))
    return FALSE;
  for (guint i = 0; whose[i]; i++)
    if (!so_people_index (db, whose[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
undo_people (SoDb *db, const char *id, guint64 *count, GError **error)
{
  g_autoptr (GArray) numbers = so_db_numbers (db, error, UNUSED, "tt", NULL, id);

  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      gint64 n = g_array_index (numbers, gint64, i);
      g_autofree char *person = so_db_text (db, "SELECT id FROM contact WHERE n = ?", "i", n);

      so_search_index_remove (db, SO_HIT_CONTACT, n);
      if (!so_db_run (db, error, "UPDATE contact SET deleted_at = ? WHERE n = ?", "ii", so_now (), n) ||
          !so_db_run (db, error, "UPDATE identity SET deleted_at = ? WHERE contact_id = (SELECT id FROM contact WHERE n = ?)", "ii", so_now (), n) ||
          !so_db_run (db, error, "UPDATE contact_field SET deleted_at = ? WHERE contact_id = (SELECT id FROM contact WHERE n = ?) AND deleted_at IS NULL",
                      "ii", so_now (), n) ||
          !so_db_run (db, error, "DELETE FROM sensitive_field WHERE contact_id = ?", "t", person) ||
          (so_people_is_unsettled (db, person) && !so_people_settle_root (db, person, error)))
        return FALSE;
    }
  *count = numbers ? numbers->len : 0;
  return numbers && so_batch_put_back (db, id, error) && undo_ways (db, id, error) &&
         so_db_run (db, error, "UPDATE tagging SET deleted_at = ? WHERE import_id = ? AND deleted_at IS NULL", "it", so_now (), id);
}

static gboolean
sum_people (SoDb *db, GStrv people, GError **error)
{
  for (guint i = 0; people[i]; i++)
    if (!so_people_sum (db, people[i], error))
      return FALSE;
  return TRUE;
}

gboolean
so_batch_undo (SoDb *db, const char *id, SoBatch *counts, GError **error)
{
  g_autoptr (SoBatch) batch = so_batch_find (db, id, error);
  g_auto (GStrv) people = NULL;

  if (!batch)
    return FALSE;
  if (!g_strcmp0 (batch->state, "undone"))
    return so_fail (error, SO_ERROR_CHANGE, "This import was undone already.");
  counts->media = (guint64) so_db_int (db, 0, "SELECT count(*) FROM part JOIN message m ON m.id = part.message_id"
                                       " WHERE m.import_id = ? AND m.deleted_at IS NULL AND sha256 IS NOT NULL", "t", id);
  people = so_db_texts (db, error, "SELECT DISTINCT t.contact_id FROM message m JOIN thread t ON t.id = m.thread_id WHERE m.import_id = ? AND t.contact_id IS NOT NULL", "t", id);
  return people && undo_messages (db, id, &counts->messages, error) && undo_threads (db, id, &counts->threads, error) && sum_people (db, people, error) &&
         undo_people (db, id, &counts->contacts, error) && so_batch_end (db, id, "undone", error);
}
