/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-decision-csv.h"

#include <string.h>

#include "so-csv-guard.h"
#include "so-decision-log.h"
#include "so-error.h"
#include "so-exchange-save.h"
#include "so-exchange-tables.h"
#include "so-time.h"

static const char *const names[] = {
  "decided_at", "person", "channel", "outcome", "reason", "decided_by", "approver", "method", "rule", "rule_version", "edited",
  "edit_distance", "warned_of", "text", "proposed", "sent_at", "person_id", "conversation_id", "draft_id",
};
#define N_CELLS G_N_ELEMENTS (names)

static char *
dup_time (gint64 ms)
{
  return ms ? so_time_format (ms) : g_strdup ("");
}

static void
write_row (FILE *file, const SoLogEntry *entry)
{
  g_autofree char *decided = dup_time (entry->decided_at), *sent = dup_time (entry->sent_at);
  g_autofree char *name = so_csv_guard (entry->contact_name), *approver = so_csv_guard (entry->approver);
  g_autofree char *text = so_csv_guard (entry->text), *proposed = so_csv_guard (entry->edited ? entry->proposed : NULL);
  g_autofree char *version = entry->rule_version ? g_strdup_printf ("%" G_GINT64_FORMAT, entry->rule_version) : NULL;
  g_autofree char *distance = entry->edit_distance >= 0 ? g_strdup_printf ("%d", entry->edit_distance) : NULL;
  const char *cells[N_CELLS] = {
    decided, name, entry->channel, so_log_outcome (entry->state), entry->reason, so_log_by_nick (entry->by), approver, entry->method,
    entry->rule, version, entry->edited ? "yes" : "no", distance, entry->warnings, text, proposed, sent, entry->contact_id,
    entry->thread_id, entry->id,
  };

  so_exchange_csv_row (file, cells, N_CELLS);
}

static gboolean
write_rows (SoStudio *studio, const SoLogFilter *filter, FILE *file, guint *rows, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_autoptr (GArray) numbers = db ? so_log_numbers (db, filter, 0, 0, error) : NULL;

  if (!numbers)
    return FALSE;
  so_exchange_csv_row (file, names, N_CELLS);
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (SoLogEntry) entry = so_log_load (db, g_array_index (numbers, gint64, i), error);

      if (!entry || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      write_row (file, entry);
    }
  *rows = numbers->len;
  return TRUE;
}

typedef struct {
  SoStudio *studio;
  const SoLogFilter *filter;
  GCancellable *cancellable;
  guint rows;
} Save;

static gboolean
write_log (FILE *file, gpointer data, GError **error)
{
  Save *save = data;

  return write_rows (save->studio, save->filter, file, &save->rows, save->cancellable, error);
}

gboolean
so_decision_csv_save (SoStudio *studio, const SoLogFilter *filter, const char *path, guint *rows, GCancellable *cancellable, GError **error)
{
  Save save = { studio, filter, cancellable, 0 };

  g_return_val_if_fail (SO_IS_STUDIO (studio) && path, FALSE);

  if (!so_exchange_save (path, write_log, &save, error))
    return FALSE;
  if (rows)
    *rows = save.rows;
  return TRUE;
}

typedef struct {
  SoLogFilter filter;    /* its strings are those below */
  char *contact_id, *text, *path;
  guint rows;
} Job;

static void
job_free (Job *job)
{
  g_free (job->contact_id);
  g_free (job->text);
  g_free (job->path);
  g_free (job);
}

static void
run_save (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (so_decision_csv_save (source, &job->filter, job->path, &job->rows, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
so_decision_csv_save_async (SoStudio *studio, const SoLogFilter *filter, const char *path, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  if (filter)
    job->filter = *filter;
  job->filter.contact_id = job->contact_id = g_strdup (job->filter.contact_id);
  job->filter.text = job->text = g_strdup (job->filter.text);
  job->path = g_strdup (path);
  g_task_set_source_tag (task, so_decision_csv_save_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  /* It only reads: verbs do not wait for it. */
  g_task_run_in_thread (task, run_save);
}

gboolean
so_decision_csv_save_finish (SoStudio *studio, GAsyncResult *result, guint *rows, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), FALSE);

  if (rows)
    *rows = ((Job *) g_task_get_task_data (G_TASK (result)))->rows;
  return g_task_propagate_boolean (G_TASK (result), error);
}
