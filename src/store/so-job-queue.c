/* SPDX-License-Identifier: MIT */
#include "so-job-queue.h"

#include "so-clock.h"
#include "so-db.h"

#define COLUMNS "SELECT n, kind, target_id, state, run_at, attempts, result, error, created_at, coalesce (finished_at, 0) FROM job "

/* 0 and 1 as SoJobLane. */
#define LANE "(kind = '" SO_JOB_TRANSCRIBE "')"

void
so_job_free (SoJob *job)
{
  g_free (job->kind);
  g_free (job->target_id);
  g_free (job->state);
  g_free (job->result);
  g_free (job->error);
  g_free (job);
}

static gpointer
read_job (SoStmt *row)
{
  SoJob *job = g_new0 (SoJob, 1);

  job->n = so_stmt_int (row, 0);
  job->kind = so_stmt_dup (row, 1);
  job->target_id = so_stmt_dup (row, 2);
  job->state = so_stmt_dup (row, 3);
  job->run_at = so_stmt_int (row, 4);
  job->attempts = (guint) so_stmt_int (row, 5);
  job->result = so_stmt_dup (row, 6);
  job->error = so_stmt_dup (row, 7);
  job->created_at = so_stmt_int (row, 8);
  job->finished_at = so_stmt_int (row, 9);
  return job;
}

gboolean
so_job_add (SoDb *db, const char *kind, const char *target_id, GError **error)
{
  return so_db_run (db, error, "INSERT INTO job (kind, target_id, created_at) VALUES (?, ?, ?) ON CONFLICT (kind, target_id) DO NOTHING", "tti",
                    kind, target_id, so_now ());
}

#define REARM " run_at = CASE state WHEN 'waiting' THEN min (?3, created_at + ?5) ELSE ?3 END, created_at = CASE WHEN state IN ('waiting', 'running') THEN created_at" \
              " ELSE ?4 END, attempts = CASE WHEN state IN ('waiting', 'running') THEN attempts ELSE 0 END, finished_at = NULL, error = NULL," \
              " state = CASE state WHEN 'running' THEN state ELSE 'waiting' END"

gboolean
so_job_arm (SoDb *db, const char *kind, const char *target_id, gint64 run_at, gint64 longest, gboolean make, GError **error)
{
  if (make)
    return so_db_run (db, error, "INSERT INTO job (kind, target_id, run_at, created_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (kind, target_id) DO UPDATE SET" REARM,
                      "ttiii", kind, target_id, run_at, so_now (), longest);
  return so_db_run (db, error, "UPDATE job SET" REARM " WHERE kind = ?1 AND target_id = ?2", "ttiii", kind, target_id, run_at, so_now (), longest);
}

gboolean
so_job_hurry (SoDb *db, const char *kind, const char *target_id, GError **error)
{
  return so_db_run (db, error, "UPDATE job SET run_at = ?3 WHERE kind = ?1 AND target_id = ?2 AND state = 'waiting' AND run_at > ?3", "tti", kind, target_id, so_now ());
}

gboolean
so_job_add_again (SoDb *db, const char *kind, const char *target_id, GError **error)
{
  return so_db_run (db, error, "INSERT INTO job (kind, target_id, created_at) VALUES (?1, ?2, ?3) ON CONFLICT (kind, target_id) DO UPDATE SET state = 'waiting',"
                    " run_at = 0, attempts = 0, error = NULL, finished_at = NULL, created_at = ?3 WHERE state IN ('done', 'failed')", "tti", kind, target_id, so_now ());
}

gint64
so_job_asked_at (SoDb *db, const char *kind, const char *target_id)
{
  return so_db_int (db, 0, "SELECT created_at FROM job WHERE kind = ? AND target_id = ?", "tt", kind, target_id);
}

gboolean
so_job_is_settled (SoDb *db, const char *kind, const char *target_id, gint64 since)
{
  return so_db_int (db, 0, "SELECT EXISTS (SELECT 1 FROM job WHERE kind = ? AND target_id = ? AND (state IN ('waiting', 'running') OR (state = 'failed' AND finished_at >= ?)))",
                    "tti", kind, target_id, since) != 0;
}

gboolean
so_job_claim (SoDb *db, SoJobLane lane, gint64 now, SoJob **job, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoStmt) row = so_db_query (db, error, COLUMNS "WHERE state = 'waiting' AND run_at <= ? AND " LANE " = ? ORDER BY kind = 'embed', kind = 'analyse', n LIMIT 1", "ii", now,
                                        (gint64) lane);

  *job = NULL;
  if (!row)
    return FALSE;
  if (!so_stmt_next (row, &failed))
    return failed ? g_propagate_error (error, g_steal_pointer (&failed)), FALSE : TRUE;
  *job = read_job (row);
  (*job)->attempts++;
  g_clear_pointer (&row, so_stmt_free);
  if (so_db_run (db, error, "UPDATE job SET state = 'running', attempts = attempts + 1 WHERE n = ?", "i", (*job)->n))
    return TRUE;
  g_clear_pointer (job, so_job_free);
  return FALSE;
}

gboolean
so_job_finish (SoDb *db, gint64 n, const char *result, const char *error_words, GError **error)
{
  /* One whose time is to come was asked for again while it ran. */
  return so_db_run (db, error, "UPDATE job SET state = CASE WHEN run_at > ?4 THEN 'waiting' ELSE ?1 END, attempts = CASE WHEN run_at > ?4 THEN 0 ELSE attempts END,"
                    " result = coalesce (?2, result), error = ?3, finished_at = ?4 WHERE n = ?5", "tttii", error_words ? "failed" : "done", result, error_words,
                    so_now (), n);
}

gboolean
so_job_put_off (SoDb *db, gint64 n, gint64 run_at, gboolean tried, const char *error_words, GError **error)
{
  return so_db_run (db, error, "UPDATE job SET state = 'waiting', run_at = ?, attempts = attempts - ?, error = ? WHERE n = ?", "iiti", run_at,
                    (gint64) !tried, error_words, n) &&
         so_db_run (db, error, "UPDATE job SET run_at = ?1 WHERE state = 'waiting' AND run_at < ?1 AND " LANE " = (SELECT " LANE " FROM job WHERE n = ?2)", "ii", run_at, n);
}

gboolean
so_job_settle (SoDb *db, const char *kind, const char *target_id, GError **error)
{
  return so_db_run (db, error, "UPDATE job SET state = 'done', error = NULL, finished_at = ?3 WHERE kind = ?1 AND target_id = ?2 AND state IN ('waiting', 'failed')", "tti", kind, target_id,
                    so_now ());
}

gboolean
so_job_recover (SoDb *db, SoJobLane lane, guint *n, GError **error)
{
  gboolean ok = so_db_run (db, error, "UPDATE job SET state = 'waiting' WHERE state = 'running' AND " LANE " = ?", "i", (gint64) lane);

  *n = ok ? (guint) so_db_changes (db) : 0;
  return ok;
}

gboolean
so_job_retry_failed (SoDb *db, gint64 since, GError **error)
{
  return so_db_run (db, error, "UPDATE job SET state = 'waiting', run_at = 0, attempts = 0, finished_at = NULL WHERE state = 'failed' AND created_at >= ?",
                    "i", since);
}

gboolean
so_job_is_any_running (SoDb *db, SoJobLane lane)
{
  return so_db_int (db, 0, "SELECT EXISTS (SELECT 1 FROM job WHERE state = 'running' AND " LANE " = ?)", "i", (gint64) lane) != 0;
}

gint64
so_job_next_at (SoDb *db, SoJobLane lane)
{
  return so_db_int (db, 0, "SELECT max (min (run_at), 1) FROM job WHERE state = 'waiting' AND " LANE " = ? HAVING count(*) > 0", "i", (gint64) lane);
}

SoJob *
so_job_find (SoDb *db, const char *kind, const char *target_id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, COLUMNS "WHERE kind = ? AND target_id = ?", "tt", kind, target_id);

  return so_stmt_one (row, NULL, error) ? read_job (row) : NULL;
}

GPtrArray *
so_job_list (SoDb *db, const char *kind, const char *state, guint limit, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, COLUMNS "WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR state = ?2) ORDER BY n DESC LIMIT ?3", "tti",
                                        kind, state, (gint64) limit);

  return so_stmt_all (row, read_job, (GDestroyNotify) so_job_free, error);
}
