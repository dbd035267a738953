/* SPDX-License-Identifier: MIT */
#include "so-rulebook.h"

#include "so-automation.h"
#include "so-reply-templates.h"
#include "so-rules.h"
#include "so-sequences.h"

void
so_rulebook_free (SoRulebook *book)
{
  if (!book)
    return;
  g_clear_pointer (&book->rules, g_ptr_array_unref);
  g_clear_pointer (&book->words, g_ptr_array_unref);
  g_clear_pointer (&book->sequences, g_ptr_array_unref);
  g_clear_pointer (&book->templates, g_ptr_array_unref);
  g_free (book);
}

SoRulebook *
so_rulebook_read (SoDb *db, GError **error)
{
  g_autoptr (SoRulebook) book = g_new0 (SoRulebook, 1);

  if (!(book->rules = so_rule_list (db, FALSE, error)) || !(book->sequences = so_sequence_list (db, error)) ||
      !(book->templates = so_reply_template_list (db, error)))
    return NULL;
  book->words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < book->rules->len; i++)
    g_ptr_array_add (book->words, so_rule_describe (db, book->rules->pdata[i]));
  return g_steal_pointer (&book);
}

static void
read_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (source), &error);
  SoRulebook *book = db ? so_rulebook_read (db, &error) : NULL;

  if (book)
    g_task_return_pointer (task, book, (GDestroyNotify) so_rulebook_free);
  else
    g_task_return_error (task, error);
}

void
so_studio_read_rulebook_async (SoStudio *studio, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SO_IS_STUDIO (studio));

  task = g_task_new (studio, cancellable, callback, user_data);
  g_task_set_source_tag (task, so_studio_read_rulebook_async);
  so_studio_run (studio, task, read_on_worker);
}

SoRulebook *
so_studio_read_rulebook_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
