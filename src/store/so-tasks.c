/* SPDX-License-Identifier: MIT */
#include "so-tasks.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-id.h"
#include "so-people.h"
#include "so-undo.h"

#define LONGEST_TITLE 200

#define SELECT "SELECT t.id, t.title, coalesce (c.id, t.contact_id), c.name, t.thread_id, t.finding_id, t.due_at, t.done_at, t.created_at" \
               " FROM task t LEFT JOIN contact c ON c.id = " SO_PERSON_ROOT ("t.contact_id") " WHERE t.deleted_at IS NULL"

static SoTask *
read_task (SoStmt *row)
{
  SoTask *task = g_new0 (SoTask, 1);

  task->id = so_stmt_dup (row, 0);
  task->title = so_stmt_dup (row, 1);
  task->contact_id = so_stmt_dup (row, 2);
  task->contact = so_stmt_dup (row, 3);
  task->thread_id = so_stmt_dup (row, 4);
  task->finding_id = so_stmt_dup (row, 5);
  task->due_at = so_stmt_int (row, 6);
  task->done_at = so_stmt_int (row, 7);
  task->created_at = so_stmt_int (row, 8);
  return task;
}

char *
so_task_add (SoDb *db, const char *title, const char *contact_id, const char *thread_id, const char *finding_id, gint64 due_at, GError **error)
{
  g_autofree char *bare = g_strstrip (g_strdup (title)), *id = finding_id ? so_id_derive ("task", finding_id) : so_id_new ();

  if (!*bare || g_utf8_strlen (bare, -1) > LONGEST_TITLE)
    return so_fail (error, SO_ERROR_CHANGE, "A task has 1 to 200 characters."), NULL;
  if (so_db_run (db, error, "INSERT INTO task (id, title, contact_id, thread_id, finding_id, due_at, created_at, updated_at, deleted_at)"
                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?7) ON CONFLICT (id) DO UPDATE SET title = excluded.title, done_at = 0 WHERE deleted_at IS NOT NULL",
                 "tttttii", id, bare, contact_id, thread_id, finding_id, due_at, so_now ()) &&
      so_undo_set (db, "task", id, "deleted_at", error, "t", NULL) && so_event_log (db, "owner", "task.added", "task", id, NULL, error))
    return g_steal_pointer (&id);
  return NULL;
}

char *
so_task_of_finding (SoDb *db, const char *finding_id)
{
  g_autofree char *id = so_id_derive ("task", finding_id);

  return so_db_text (db, "SELECT id FROM task WHERE id = ?", "t", id);
}

gboolean
so_task_is_open (SoDb *db, const char *id)
{
  return so_db_int (db, 0, "SELECT 1 FROM task WHERE id = ? AND done_at = 0 AND deleted_at IS NULL", "t", id) == 1;
}

gboolean
so_task_set_done (SoDb *db, const char *id, gboolean done, GError **error)
{
  g_autoptr (SoTask) task = so_task_find (db, id, error);

  if (!task || (task->done_at != 0) == done)
    return task != NULL;
  return so_undo_set (db, "task", id, "done_at", error, "i", done ? so_now () : (gint64) 0) &&
         so_event_log (db, "owner", done ? "task.done" : "task.reopened", "task", id, NULL, error);
}

gboolean
so_task_set_due (SoDb *db, const char *id, gint64 due_at, GError **error)
{
  g_autoptr (SoTask) task = so_task_find (db, id, error);

  if (!task || task->due_at == due_at)
    return task != NULL;
  return so_undo_set (db, "task", id, "due_at", error, "i", due_at) && so_event_log (db, "owner", "task.due", "task", id, NULL, error);
}

gboolean
so_task_delete (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoTask) task = so_task_find (db, id, error);

  return task && so_undo_set (db, "task", id, "deleted_at", error, "i", so_now ()) && so_event_log (db, "owner", "task.removed", "task", id, NULL, error);
}

static GPtrArray *
read_all (SoStmt *row, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) so_task_free);
  g_autoptr (GError) failed = NULL;

  while (row && so_stmt_next (row, &failed))
    g_ptr_array_add (all, read_task (row));
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), NULL;
  return row ? g_steal_pointer (&all) : NULL;
}

SoTask *
so_task_find (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT " AND t.id = ?", "t", id);
  g_autoptr (GPtrArray) all = read_all (row, error);

  if (all && all->len)
    return g_ptr_array_steal_index (all, 0);
  if (all)
    so_fail (error, SO_ERROR_CHANGE, "There is no such task in this studio.");
  return NULL;
}

GPtrArray *
so_task_list (SoDb *db, const char *contact_id, gboolean done, guint limit, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT " AND (?1 IS NULL OR t.contact_id IN " SO_PERSON_ALL ("?1") ") AND (?2 OR t.done_at = 0)"
                                        " ORDER BY t.done_at > 0, t.done_at DESC, t.due_at = 0, t.due_at, t.n LIMIT ?3", "tii", contact_id, (gint64) done,
                                        (gint64) limit);

  return read_all (row, error);
}
