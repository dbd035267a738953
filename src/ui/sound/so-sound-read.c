/* SPDX-License-Identifier: MIT */
#include "so-sound-read.h"

#include "so-listen.h"

typedef struct {
  GObject *source;         /* borrowed from the task */
  SoStore *store;
  char *sha256;
  SoSoundPart part;
  gint64 ms;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->store);
  g_free (job->sha256);
  g_free (job);
}

/* On its way to the main thread. */
typedef struct {
  GObject *source;
  char *sha256;
  SoSoundPart part;
  SoSound *so_far;
} Part;

static void
part_free (gpointer data)
{
  Part *part = data;

  g_object_unref (part->source);
  g_clear_pointer (&part->so_far, so_sound_unref);
  g_free (part->sha256);
  g_free (part);
}

static gboolean
on_part (gpointer data)
{
  Part *part = data;

  part->part (part->source, part->sha256, g_steal_pointer (&part->so_far));
  return G_SOURCE_REMOVE;
}

static void
on_progress (SoSound *so_far, gpointer data)
{
  const Job *job = data;
  Part *part = g_new (Part, 1);

  *part = (Part) { g_object_ref (job->source), g_strdup (job->sha256), job->part, so_far };
  g_idle_add_full (G_PRIORITY_DEFAULT, on_part, part, part_free);
}

static void
read_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  SoSound *sound = so_listen_read (job->store, job->sha256, &job->ms, on_progress, job, cancellable, &error);

  if (sound)
    g_task_return_pointer (task, sound, (GDestroyNotify) so_sound_unref);
  else
    g_task_return_error (task, error);
}

void
so_sound_read_async (GObject *source, SoStore *store, const char *sha256, SoSoundPart part, GCancellable *cancellable, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, NULL);
  Job *job = g_new (Job, 1);

  *job = (Job) { source, g_object_ref (store), g_strdup (sha256), part, 0 };
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, read_on_thread);
}

const char *
so_sound_read_get_sha256 (GAsyncResult *result)
{
  const Job *job = g_task_get_task_data (G_TASK (result));

  return job->sha256;
}

SoSound *
so_sound_read_finish (GAsyncResult *result, gint64 *ms, GError **error)
{
  const Job *job = g_task_get_task_data (G_TASK (result));

  *ms = job->ms;
  return g_task_propagate_pointer (G_TASK (result), error);
}
