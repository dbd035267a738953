/* SPDX-License-Identifier: MIT */
#include "so-check-async.h"

#include "so-check-facts.h"

static void
run_check (GTask *task, gpointer source, gpointer draft_id, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  guint failed = so_studio_check_draft (source, draft_id, &error);

  if (error)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_int (task, failed);
}

void
so_check_async (SoStudio *studio, const char *draft_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, cancellable, callback, user_data);

  g_task_set_source_tag (task, so_check_async);
  g_task_set_task_data (task, g_strdup (draft_id), g_free);
  so_studio_run (studio, task, run_check);
}

int
so_check_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}
