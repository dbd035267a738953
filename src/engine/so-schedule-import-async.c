/* SPDX-License-Identifier: MIT */
#include "so-schedule-import.h"

#include "so-clock.h"
#include "so-day.h"

#define YEAR 366

static void
run_look (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (source), cancellable, &error);
  JsonObject *report = NULL;

  /* Nothing is committed. */
  if (db && so_schedule_import (db, path, NULL, so_now (), &report, &error))
    g_task_return_pointer (task, report, (GDestroyNotify) json_object_unref);
  else
    g_task_return_error (task, error);
}

void
so_schedule_look_async (SoStudio *studio, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, cancellable, callback, user_data);

  g_task_set_source_tag (task, so_schedule_look_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, run_look);
}

JsonObject *
so_schedule_look_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
run_export (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (source), &error);
  int today = so_day_of (so_now (), so_studio_get_zone (source), NULL);
  guint n;

  if (db && so_schedule_export (db, path, today, today + YEAR, so_now (), &n, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
so_schedule_export_async (SoStudio *studio, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, cancellable, callback, user_data);

  g_task_set_source_tag (task, so_schedule_export_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, run_export);
}

gboolean
so_schedule_export_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
