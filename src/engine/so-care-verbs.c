/* SPDX-License-Identifier: MIT */
#include "so-care-verbs.h"

#include "so-exchange.h"

typedef struct {
  char *folder;
  char *path;
} Restore;

static void
restore_free (Restore *restore)
{
  g_free (restore->folder);
  g_free (restore->path);
  g_free (restore);
}

static void
return_result (GTask *task, gboolean done, GError *error)
{
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
backup_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  gboolean done = so_care_backup (so_studio_get_store (source), data, cancellable, &error);

  return_result (task, done, error);
}

void
so_studio_backup_async (SoStudio *studio, const char *path, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SO_IS_STUDIO (studio) && path);

  task = g_task_new (studio, cancellable, callback, user_data);
  g_task_set_source_tag (task, so_studio_backup_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, backup_on_thread);
}

gboolean
so_studio_backup_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
export_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  gboolean done = so_exchange_export (source, data, cancellable, &error);

  return_result (task, done, error);
}

void
so_studio_export_async (SoStudio *studio, const char *folder, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SO_IS_STUDIO (studio) && folder);

  task = g_task_new (studio, cancellable, callback, user_data);
  g_task_set_source_tag (task, so_studio_export_async);
  g_task_set_task_data (task, g_strdup (folder), g_free);
  g_task_run_in_thread (task, export_on_thread);
}

gboolean
so_studio_export_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
check_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  SoCareReport *report = so_care_check (so_studio_get_store (source), cancellable, &error);

  if (report)
    g_task_return_pointer (task, report, (GDestroyNotify) so_care_report_free);
  else
    g_task_return_error (task, error);
}

void
so_studio_check_async (SoStudio *studio, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SO_IS_STUDIO (studio));

  task = g_task_new (studio, cancellable, callback, user_data);
  g_task_set_source_tag (task, so_studio_check_async);
  g_task_run_in_thread (task, check_on_thread);
}

SoCareReport *
so_studio_check_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
restore_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Restore *restore = data;
  GError *error = NULL;
  gboolean done = so_care_restore (restore->folder, restore->path, cancellable, &error);

  return_result (task, done, error);
}

void
so_studio_restore_async (const char *folder, const char *path, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Restore *restore;

  g_return_if_fail (folder && path);

  restore = g_new0 (Restore, 1);
  restore->folder = g_strdup (folder);
  restore->path = g_strdup (path);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, so_studio_restore_async);
  g_task_set_task_data (task, restore, (GDestroyNotify) restore_free);
  g_task_run_in_thread (task, restore_on_thread);
}

gboolean
so_studio_restore_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
