/* SPDX-License-Identifier: MIT */
#include "so-sequences.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-id.h"
#include "so-people.h"
#include "so-undo.h"

#define DAY (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

#define SELECT "SELECT n, id, name, steps, version, (SELECT count(*) FROM sequence_run WHERE sequence_id = sequence.id AND state = 'running')" \
               " FROM sequence WHERE deleted_at IS NULL"
#define RUNS "SELECT sequence_run.id, sequence_id, thread_id, step, due_at, started_at, state, name, json_array_length (steps) FROM sequence_run" \
             " LEFT JOIN sequence ON sequence.id = sequence_id AND sequence.deleted_at IS NULL WHERE "

static SoSequence *
read_sequence (SoStmt *row, GError **error)
{
  SoSequence *sequence = so_sequence_from_json (so_stmt_text (row, 2), so_stmt_text (row, 3), error);

  if (!sequence)
    return NULL;
  sequence->n = so_stmt_int (row, 0);
  sequence->id = so_stmt_dup (row, 1);
  sequence->version = so_stmt_int (row, 4);
  sequence->running = (guint) so_stmt_int (row, 5);
  return sequence;
}

/* As with rules: one of a newer version is left to that one. */
static gpointer
read_known (SoStmt *row)
{
  g_autoptr (GError) unread = NULL;
  SoSequence *sequence = read_sequence (row, &unread);

  if (!sequence)
    g_message ("Follow-ups cannot be read: %s", unread->message);
  return sequence;
}

GPtrArray *
so_sequence_list (SoDb *db, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT " ORDER BY name COLLATE NOCASE, n", "");

  return so_stmt_all (row, read_known, (GDestroyNotify) so_sequence_free, error);
}

SoSequence *
so_sequence_find (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT " AND id = ?", "t", id);

  return so_stmt_one (row, "There are no such follow-ups.", error) ? read_sequence (row, error) : NULL;
}

static gboolean
insert (SoDb *db, const char *id, const char *name, const char *steps, GError **error)
{
  return so_db_run (db, error, "INSERT INTO sequence (id, name, steps, created_at, updated_at, deleted_at) VALUES (?1, ?2, ?3, ?4, ?4, ?4)", "ttti", id, name,
                    steps, so_now ()) &&
         so_undo_set (db, "sequence", id, "deleted_at", error, "t", NULL);
}

static gboolean
update (SoDb *db, const char *id, const char *name, const char *steps, GError **error)
{
  return so_undo_set (db, "sequence", id, "name", error, "t", name) && so_undo_set (db, "sequence", id, "steps", error, "t", steps) &&
         so_db_run (db, error, "UPDATE sequence SET version = version + 1, updated_at = ? WHERE id = ?", "it", so_now (), id);
}

char *
so_sequence_save (SoDb *db, const SoSequence *sequence, GError **error)
{
  g_autofree char *id = sequence->id ? g_strdup (sequence->id) : so_id_new (), *steps = so_sequence_to_json (sequence);

  if (!so_sequence_check (sequence, error))
    return NULL;
  if (sequence->id && !so_db_int (db, 0, "SELECT 1 FROM sequence WHERE id = ? AND deleted_at IS NULL", "t", id))
    return so_fail (error, SO_ERROR_CHANGE, "There are no such follow-ups."), NULL;
  if (!(sequence->id ? update (db, id, sequence->name, steps, error) : insert (db, id, sequence->name, steps, error)) ||
      !so_event_log (db, "owner", sequence->id ? "sequence.changed" : "sequence.added", "sequence", id, NULL, error))
    return NULL;
  return g_steal_pointer (&id);
}

gboolean
so_sequence_delete (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoSequence) sequence = so_sequence_find (db, id, error);

  return sequence && so_undo_set (db, "sequence", id, "deleted_at", error, "i", so_now ()) &&
         so_event_log (db, "owner", "sequence.removed", "sequence", id, NULL, error);
}

gboolean
so_sequence_start (SoDb *db, const SoSequence *sequence, const char *thread_id, gint64 now, GError **error)
{
  const SoSequenceStep *first = sequence->steps->pdata[0];
  g_autofree char *id = so_id_new ();

  if (so_db_int (db, 0, "SELECT 1 FROM sequence_run WHERE thread_id = ? AND sequence_id = ? AND state = 'running'", "tt", thread_id, sequence->id))
    return TRUE;
  return so_db_run (db, error, "INSERT INTO sequence_run (id, sequence_id, thread_id, step, due_at, state, started_at, updated_at)"
                    " VALUES (?1, ?2, ?3, 0, ?4, 'stopped', ?5, ?5)", "tttii", id, sequence->id, thread_id, now + first->days * DAY, now) &&
         so_undo_set (db, "sequence_run", id, "state", error, "t", "running") &&
         so_event_log (db, "owner", "sequence.started", "thread", thread_id, NULL, error);
}

static gpointer
read_run (SoStmt *row)
{
  SoSequenceRun *run = g_new0 (SoSequenceRun, 1);

  run->id = so_stmt_dup (row, 0);
  run->sequence_id = so_stmt_dup (row, 1);
  run->thread_id = so_stmt_dup (row, 2);
  run->step = (guint) so_stmt_int (row, 3);
  run->due_at = so_stmt_int (row, 4);
  run->started_at = so_stmt_int (row, 5);
  run->state = so_stmt_dup (row, 6);
  run->name = so_stmt_dup (row, 7);
  run->n_steps = (guint) so_stmt_int (row, 8);
  return run;
}

GPtrArray *
so_sequence_runs (SoDb *db, const char *thread_id, GError **error)
{
  g_autoptr (SoStmt) row = thread_id ? so_db_query (db, error, RUNS "thread_id = ? ORDER BY sequence_run.n DESC", "t", thread_id)
                                     : so_db_query (db, error, RUNS "state = 'running' ORDER BY due_at, sequence_run.n", "");

  return so_stmt_all (row, read_run, (GDestroyNotify) so_sequence_run_free, error);
}

GPtrArray *
so_sequence_running_with (SoDb *db, const char *contact_id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, RUNS "state = 'running' AND thread_id IN (SELECT id FROM thread WHERE contact_id IN " SO_PERSON_ALL ("?1") ")"
                                        " ORDER BY due_at, sequence_run.n", "t", contact_id);

  return so_stmt_all (row, read_run, (GDestroyNotify) so_sequence_run_free, error);
}

GPtrArray *
so_sequence_due (SoDb *db, gint64 now, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, RUNS "state = 'running' AND due_at <= ? ORDER BY due_at, sequence_run.n", "i", now);

  return so_stmt_all (row, read_run, (GDestroyNotify) so_sequence_run_free, error);
}

gboolean
so_sequence_go_on (SoDb *db, const char *run_id, guint step, gint64 due_at, GError **error)
{
  return so_db_run (db, error, "UPDATE sequence_run SET step = ?, due_at = ?, updated_at = ? WHERE id = ? AND state = 'running'", "iiit", (gint64) step, due_at,
                    so_now (), run_id);
}

gboolean
so_sequence_end (SoDb *db, const char *run_id, const char *state, GError **error)
{
  return so_db_run (db, error, "UPDATE sequence_run SET state = ?, updated_at = ? WHERE id = ? AND state = 'running'", "tit", state, so_now (), run_id);
}

gboolean
so_sequence_end_all (SoDb *db, const char *thread_id, const char *state, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, RUNS "state = 'running' AND (thread_id = ?1 OR thread_id IN"
                                        " (SELECT id FROM thread WHERE contact_id IN " SO_PERSON_ALL ("(SELECT contact_id FROM thread WHERE id = ?1)") "))", "t", thread_id);
  g_autoptr (GPtrArray) runs = so_stmt_all (row, read_run, (GDestroyNotify) so_sequence_run_free, error);

  for (guint i = 0; runs && i < runs->len; i++)
    {
      const SoSequenceRun *run = runs->pdata[i];

      if (!so_undo_set (db, "sequence_run", run->id, "state", error, "t", state) ||
          !so_db_run (db, error, "UPDATE sequence_run SET updated_at = ? WHERE id = ?", "it", so_now (), run->id))
        return FALSE;
    }
  return runs != NULL;
}
