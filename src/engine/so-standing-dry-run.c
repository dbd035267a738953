/* SPDX-License-Identifier: MIT */
#include "so-standing-dry-run.h"

#include "so-clock.h"
#include "so-standing.h"
#include "so-text.h"

#define DAY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))
#define QUESTION_CHARS 120

static void
example_free (SoDryRunExample *example)
{
  g_free (example->message_id);
  g_free (example->thread_id);
  g_free (example->contact_name);
  g_free (example->question);
  g_free (example->answer);
  g_free (example);
}

void
so_dry_run_free (SoDryRun *run)
{
  if (!run)
    return;
  g_ptr_array_unref (run->examples);
  g_free (run);
}

static void
add_example (SoDryRun *run, const char *message_id, const SoStandingSituation *s, SoStandingVerdict *verdict)
{
  SoDryRunExample *example = g_new0 (SoDryRunExample, 1);

  example->message_id = g_strdup (message_id);
  example->thread_id = g_strdup (s->thread_id);
  example->contact_name = g_strdup (s->contact_name);
  example->question = so_text_snippet (s->texts[0], QUESTION_CHARS);
  example->answer = g_steal_pointer (&verdict->text);
  example->at = s->at;
  if (run->examples->len == SO_DRY_RUN_EXAMPLES)
    g_ptr_array_remove_index (run->examples, 0);
  g_ptr_array_add (run->examples, example);
}

/* @had: set of "contact period" that had their message. */
static gboolean
try_message (SoDb *db, const SoStandingContext *context, SoStandingKind kind, const char *id, GHashTable *had, SoDryRun *run, GError **error)
{
  g_autoptr (SoStandingSituation) s = so_standing_situation (db, id, FALSE, error);
  g_auto (SoStandingVerdict) verdict = { 0 };
  g_autofree char *key = NULL;

  if (!s)
    return FALSE;
  so_standing_consider (context, s, kind, s->at, NULL, &verdict);
  if (!verdict.fits)
    return TRUE;
  run->fitting++;
  key = g_strdup_printf ("%s %s", s->contact_id, verdict.period);
  if (!verdict.text)
    run->unknown++;
  else if (verdict.never)
    {
      run->stopped++;
      for (guint rule = 0; rule < SO_N_NEVER; rule++)
        run->by_rule[rule] += (verdict.never >> rule) & 1;
    }
  else if (!g_hash_table_add (had, g_steal_pointer (&key)))
    run->repeats++;
  else
    {
      run->answered++;
      add_example (run, id, s, &verdict);
    }
  return TRUE;
}

SoDryRun *
so_standing_dry_run (SoDb *db, SoStandingKind kind, gint64 now, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoStandingContext) context = so_standing_context_load (db, error);
  g_auto (GStrv) ids = context ? so_standing_messages (db, now - SO_DRY_RUN_DAYS * DAY_MS, now, error) : NULL;
  g_autoptr (GHashTable) had = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (SoDryRun) run = NULL;

  G_STATIC_ASSERT (SO_N_NEVER <= G_N_ELEMENTS (((SoDryRun *) NULL)->by_rule));
  if (!ids)
    return NULL;
  run = g_new0 (SoDryRun, 1);
  run->examples = g_ptr_array_new_with_free_func ((GDestroyNotify) example_free);
  /* A demonstration shows what would be: it can never send. */
  if (context->profile)
    context->profile->demo = FALSE;
  for (guint i = 0; ids[i]; i++, run->messages++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !try_message (db, context, kind, ids[i], had, run, error))
      return NULL;
  return g_steal_pointer (&run);
}

static void
run_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (source), &error);
  SoDryRun *run = db ? so_standing_dry_run (db, GPOINTER_TO_UINT (data), so_now (), cancellable, &error) : NULL;

  if (run)
    g_task_return_pointer (task, run, (GDestroyNotify) so_dry_run_free);
  else
    g_task_return_error (task, error);
}

void
so_studio_dry_run_async (SoStudio *studio, SoStandingKind kind, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SO_IS_STUDIO (studio) && kind < SO_N_STANDINGS);

  task = g_task_new (studio, cancellable, callback, user_data);
  g_task_set_source_tag (task, so_studio_dry_run_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (kind), NULL);
  so_studio_run (studio, task, run_on_worker);
}

SoDryRun *
so_studio_dry_run_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
