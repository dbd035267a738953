/* SPDX-License-Identifier: MIT */
#include "so-worker.h"

typedef struct {
  GTask *task;            /* NULL: the end */
  GTaskThreadFunc func;
} Job;

struct _SoWorker {
  GAsyncQueue *queue;     /* Job */
  GThread *thread;        /* of whoever pushes; all pushes come from one thread */
  gatomicrefcount refs;
};

static void
worker_unref (SoWorker *worker)
{
  if (!g_atomic_ref_count_dec (&worker->refs))
    return;
  g_async_queue_unref (worker->queue);
  g_free (worker);
}

static gboolean
on_task_done (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* The last reference goes where the caller lives: it may be the last of the studio too, and a studio must
 * not end on the thread that its end waits for. */
static void
give_back (GTask *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_set_callback (source, on_task_done, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

static gpointer
work (gpointer data)
{
  SoWorker *worker = data;

  for (;;)
    {
      g_autofree Job *job = g_async_queue_pop (worker->queue);

      if (!job->task)
        break;
      if (!g_task_return_error_if_cancelled (job->task))
        job->func (job->task, g_task_get_source_object (job->task), g_task_get_task_data (job->task),
                   g_task_get_cancellable (job->task));
      give_back (job->task);
    }
  worker_unref (worker);
  return NULL;
}

static void
push (SoWorker *worker, GTask *task, GTaskThreadFunc func)
{
  Job *job = g_new0 (Job, 1);

  job->task = task;
  job->func = func;
  g_async_queue_push (worker->queue, job);
}

SoWorker *
so_worker_new (void)
{
  SoWorker *worker = g_new0 (SoWorker, 1);

  worker->queue = g_async_queue_new ();
  g_atomic_ref_count_init (&worker->refs);
  return worker;
}

void
so_worker_push (SoWorker *worker, GTask *task, GTaskThreadFunc func)
{
  g_return_if_fail (worker && G_IS_TASK (task) && func);

  if (!worker->thread)
    {
      g_atomic_ref_count_inc (&worker->refs);
      worker->thread = g_thread_new ("so-worker", work, worker);
    }
  push (worker, g_object_ref (task), func);
}

void
so_worker_stop (SoWorker *worker)
{
  GThread *thread = worker->thread;

  if (thread)
    {
      push (worker, NULL, NULL);
      if (thread == g_thread_self ())
        g_thread_unref (thread);
      else
        g_thread_join (thread);
    }
  worker_unref (worker);
}
