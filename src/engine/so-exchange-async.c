/* SPDX-License-Identifier: MIT */
#include "so-exchange.h"

#include "so-studio-private.h"

/* Imports on a thread of their own. Progress is told on the main thread, the newest only. */

typedef struct {
  SoExchangeImport what;    /* its strings are the job's own */
  char *path;
  char *country;
  GStrv more, me, map;
  SoExchangeProgress progress;
  gpointer progress_data;
  GMutex lock;              /* the fields below */
  guint idle;
  guint64 done, total, messages;
} Job;

static void
job_free (Job *job)
{
  g_free (job->path);
  g_strfreev (job->more);
  g_strfreev (job->me);
  g_strfreev (job->map);
  g_free (job->country);
  g_mutex_clear (&job->lock);
  g_free (job);
}

static gboolean
on_idle_progress (gpointer data)
{
  GTask *task = data;
  Job *job = g_task_get_task_data (task);
  guint64 done, total, messages;

  g_mutex_lock (&job->lock);
  job->idle = 0;
  done = job->done;
  total = job->total;
  messages = job->messages;
  g_mutex_unlock (&job->lock);
  /* After the end there may be nobody left to be told. */
  if (!g_task_get_completed (task))
    job->progress (done, total, messages, job->progress_data);
  return G_SOURCE_REMOVE;
}

static void
on_progressed (guint64 done, guint64 total, guint64 messages, gpointer user_data)
{
  GTask *task = user_data;
  Job *job = g_task_get_task_data (task);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&job->lock);

  job->done = done;
  job->total = total;
  job->messages = messages;
  if (!job->idle)
    job->idle = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_idle_progress, g_object_ref (task), g_object_unref);
}

static void
run_import (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  SoExchangeReport *report = so_exchange_import (source, &job->what, cancellable, &error);

  if (report)
    g_task_return_pointer (task, report, (GDestroyNotify) so_exchange_report_free);
  else
    g_task_return_error (task, error);
}

void
so_exchange_import_async (SoStudio *studio, const SoExchangeImport *what, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, so_exchange_import_async);
  /* A cancelled import says what it kept: that sentence must arrive. */
  g_task_set_check_cancellable (task, FALSE);
  g_mutex_init (&job->lock);
  job->path = g_strdup (what->path);
  job->more = g_strdupv ((char **) what->more_paths);
  job->me = g_strdupv ((char **) what->me);
  job->map = g_strdupv ((char **) what->map);
  job->country = g_strdup (what->country);
  job->progress = what->progress;
  job->progress_data = what->progress_data;
  job->what = *what;
  job->what.path = job->path;
  job->what.more_paths = (const char *const *) job->more;
  job->what.me = (const char *const *) job->me;
  job->what.map = (const char *const *) job->map;
  job->what.country = job->country;
  job->what.progress = what->progress ? on_progressed : NULL;
  job->what.progress_data = task;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, run_import);
}

SoExchangeReport *
so_exchange_import_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  so_studio_acted (studio);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
run_undo (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SoBatch counts = { 0 };
  GError *error = NULL;

  if (so_exchange_undo (source, data, &counts, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
so_exchange_undo_async (SoStudio *studio, const char *batch_id, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, cancellable, callback, user_data);

  g_task_set_source_tag (task, so_exchange_undo_async);
  g_task_set_task_data (task, g_strdup (batch_id), g_free);
  so_studio_run (studio, task, run_undo);
}

gboolean
so_exchange_undo_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
