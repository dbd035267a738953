/* SPDX-License-Identifier: MIT */
#include "so-check-async.h"

#include "so-check-facts.h"

typedef struct {
  char *draft_id;
  char *words;       /* set by the worker, read after it */
} Check;

static void
check_free (Check *check)
{
  g_free (check->draft_id);
  g_free (check->words);
  g_free (check);
}

static void
run_check (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Check *check = data;
  g_autoptr (GError) error = NULL;
  guint failed = so_studio_check_draft (source, check->draft_id, &error);

  if (failed & (1u << SO_CHECK_UNPROVEN | 1u << SO_CHECK_HIDDEN | 1u << SO_CHECK_OTHER_PERSON | 1u << SO_CHECK_PLACEHOLDER | 1u << SO_CHECK_LINK))
    check->words = so_studio_dup_guard_words (source, check->draft_id);

  if (error)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_int (task, failed);
}

void
so_check_async (SoStudio *studio, const char *draft_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, cancellable, callback, user_data);
  Check *check = g_new0 (Check, 1);

  g_task_set_source_tag (task, so_check_async);
  check->draft_id = g_strdup (draft_id);
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);
  so_studio_run (studio, task, run_check);
}

int
so_check_finish (GAsyncResult *result, char **words, GError **error)
{
  Check *check = g_task_get_task_data (G_TASK (result));

  if (words)
    *words = g_steal_pointer (&check->words);
  return g_task_propagate_int (G_TASK (result), error);
}
