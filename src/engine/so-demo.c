/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-demo.h"

#include "so-error.h"

#include <glib/gi18n-lib.h>

gboolean
so_demo_fill (SoStudio *studio, const char *kind, guint weeks, guint seed, SoDemoCounts *counts, GError **error)
{
  return so_fail (error, SO_ERROR_GIVE_UP, _("The demonstration for “%s” is not ready: use dance."), kind);
}

typedef struct {
  char *kind;
  guint weeks, seed;
} Job;

static void
job_free (Job *job)
{
  g_free (job->kind);
  g_free (job);
}

static void
run_fill (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  SoDemoCounts counts;
  GError *error = NULL;

  if (so_demo_fill (source, job->kind, job->weeks, job->seed, &counts, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
so_demo_fill_async (SoStudio *studio, const char *kind, guint weeks, guint seed, GCancellable *cancellable,
                    GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, so_demo_fill_async);
  job->kind = g_strdup (kind);
  job->weeks = weeks;
  job->seed = seed;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  so_studio_run (studio, task, run_fill);
}

gboolean
so_demo_fill_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
