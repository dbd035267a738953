/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-health-private.h"

#include "so-care.h"
#include "so-jobs.h"
#include "so-job-queue.h"
#include "so-settings.h"
#include "so-studio-private.h"

const char *
so_health_grade_nick (SoHealthGrade grade)
{
  static const char *const nicks[] = { [SO_HEALTH_FINE] = "fine", [SO_HEALTH_NOTE] = "note", [SO_HEALTH_FAULT] = "fault" };

  return nicks[grade];
}

static void
item_free (gpointer data)
{
  SoHealthItem *item = data;

  g_free (item->id);
  g_free (item->title);
  g_free (item->words);
  g_free (item->plain);
  g_free (item);
}

void
so_health_report_free (SoHealthReport *report)
{
  if (!report)
    return;
  g_free (report->sqlite);
  g_ptr_array_unref (report->items);
  g_free (report);
}

SoHealthItem *
so_health_add (SoHealthLook *look, const char *nick, const char *title, SoHealthGrade grade, SoHealthDo remedy, char *words)
{
  SoHealthItem *item = g_new0 (SoHealthItem, 1);

  item->nick = nick;
  item->title = g_strdup (title);
  item->words = words;
  item->plain = g_strdup (words);
  item->grade = grade;
  item->remedy = remedy;
  g_ptr_array_add (look->report->items, item);
  look->report->worst = MAX (look->report->worst, grade);
  return item;
}

/* A large database is read for seconds: who closes the page does not wait for that. */
static void
on_cancelled (GCancellable *cancellable, gpointer db)
{
  so_db_interrupt (db);
}

SoHealthReport *
so_health_read (SoStudio *studio, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHealthReport) report = g_new0 (SoHealthReport, 1);
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_autoptr (GPtrArray) accounts = db ? so_account_list (db, error) : NULL;
  SoHealthLook look = { studio, db, accounts, report, cancellable };
  gulong watch;

  report->items = g_ptr_array_new_with_free_func (item_free);
  if (!accounts)
    return NULL;
  watch = cancellable ? g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), db, NULL) : 0;
  so_health_look_at_places (&look);
  so_health_look_at_work (&look);
  g_cancellable_disconnect (cancellable, watch);
  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&report);
}

static void
read_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  SoHealthReport *report = so_health_read (source, cancellable, &error);

  if (report)
    g_task_return_pointer (task, report, (GDestroyNotify) so_health_report_free);
  else
    g_task_return_error (task, error);
}

void
so_health_read_async (SoStudio *studio, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SO_IS_STUDIO (studio));

  task = g_task_new (studio, cancellable, callback, user_data);
  g_task_set_source_tag (task, so_health_read_async);
  g_task_run_in_thread (task, read_on_thread);
}

SoHealthReport *
so_health_read_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
so_health_report_dup_text (const SoHealthReport *report, const char *versions)
{
  GString *text = g_string_new ("Studio OS " APP_VERSION "\n");

  if (versions)
    g_string_append_printf (text, "%s\n", versions);
  g_string_append_printf (text, "SQLite: %s, schema %d\n", report->sqlite, report->schema);
  for (guint i = 0; i < report->items->len; i++)
    {
      const SoHealthItem *item = report->items->pdata[i];

      g_string_append_printf (text, "[%s] %s: %s\n", so_health_grade_nick (item->grade), item->nick, item->plain);
    }
  return g_string_free (text, FALSE);
}

gboolean
so_health_unlock (SoStudio *studio, GError **error)
{
  return so_secrets_unlock (so_studio_get_secrets (studio), NULL, error);
}

gboolean
so_health_retry (SoStudio *studio, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  return db && so_job_retry_failed (db, 0, error) && so_store_commit (store, &db, error);
}
