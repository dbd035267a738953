/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-knowledge-verbs.h"

#include "so-error.h"
#include "so-knowledge-base.h"

#include <glib/gi18n-lib.h>

#define LONGEST_QUESTION 500
#define LONGEST_ANSWER 10000

SoKnowledge *
so_knowledge_copy (const SoKnowledge *entry)
{
  SoKnowledge *copy = g_new0 (SoKnowledge, 1);

  copy->n = entry->n;
  copy->id = g_strdup (entry->id);
  copy->category = g_strdup (entry->category);
  copy->question = g_strdup (entry->question);
  copy->answer = g_strdup (entry->answer);
  copy->language = g_strdup (entry->language);
  copy->quotable = entry->quotable;
  copy->updated_at = entry->updated_at;
  copy->version = entry->version;
  return copy;
}

/* NULL, empty and blank are the same to a person. */
static char *
stripped (const char *text)
{
  return g_strstrip (g_strdup (text ? text : ""));
}

static gboolean
tidy (SoKnowledge *entry, GError **error)
{
  g_autofree char *question = g_steal_pointer (&entry->question), *answer = g_steal_pointer (&entry->answer);

  entry->question = stripped (question);
  entry->answer = stripped (answer);
  if (!*entry->question)
    return so_fail (error, SO_ERROR_CHANGE, _("Write the question first"));
  if (!*entry->answer)
    return so_fail (error, SO_ERROR_CHANGE, _("Write the answer first"));
  if (g_utf8_strlen (entry->question, -1) > LONGEST_QUESTION)
    return so_fail (error, SO_ERROR_CHANGE, _("A question has at most %d characters: put the rest into the answer"), LONGEST_QUESTION);
  if (g_utf8_strlen (entry->answer, -1) > LONGEST_ANSWER)
    return so_fail (error, SO_ERROR_CHANGE, _("An answer has at most %d characters: make two of it"), LONGEST_ANSWER);
  if (!entry->category || !*entry->category)
    g_set_str (&entry->category, "other");
  return TRUE;
}

SoKnowledge *
so_knowledge_tidy (const SoKnowledge *entry, GError **error)
{
  g_autoptr (SoKnowledge) tidied = so_knowledge_copy (entry);

  return tidy (tidied, error) ? g_steal_pointer (&tidied) : NULL;
}

char *
so_studio_save_knowledge (SoStudio *studio, const SoKnowledge *entry, GError **error)
{
  g_autoptr (SoKnowledge) tidied = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autofree char *id = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && entry, NULL);

  tidied = so_knowledge_tidy (entry, error);
  db = tidied ? so_studio_begin_step (studio, _("Entry saved: %s"), tidied->question, error) : NULL;
  id = db ? so_knowledge_save (db, tidied, error) : NULL;
  if (!id || !so_studio_end_step (studio, &db, error))
    return NULL;
  return g_steal_pointer (&id);
}

gboolean
so_studio_delete_knowledge (SoStudio *studio, const char *id, GError **error)
{
  g_autoptr (SoDb) reader = NULL, db = NULL;
  g_autoptr (SoKnowledge) entry = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && id, FALSE);

  reader = so_store_read (so_studio_get_store (studio), error);
  entry = reader ? so_knowledge_find (reader, id, error) : NULL;
  db = entry ? so_studio_begin_step (studio, _("Entry removed: %s"), entry->question, error) : NULL;
  return db && so_knowledge_delete (db, id, error) && so_studio_end_step (studio, &db, error);
}

SoKnowledge *
so_studio_find_answer (SoStudio *studio, const char *question)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GArray) numbers = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && question, NULL);

  db = so_store_read (so_studio_get_store (studio), NULL);
  numbers = db ? so_knowledge_numbers (db, NULL, NULL) : NULL;
  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      g_autoptr (SoKnowledge) entry = so_knowledge_load (db, g_array_index (numbers, gint64, i), NULL);

      if (entry && !g_strcmp0 (entry->question, question))
        return g_steal_pointer (&entry);
    }
  return NULL;
}

static void
save_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  char *id = so_studio_save_knowledge (source, data, &error);

  if (id)
    g_task_return_pointer (task, id, g_free);
  else
    g_task_return_error (task, error);
}

void
so_studio_save_knowledge_async (SoStudio *studio, const SoKnowledge *entry, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SO_IS_STUDIO (studio) && entry);

  task = g_task_new (studio, cancellable, callback, user_data);
  g_task_set_source_tag (task, so_studio_save_knowledge_async);
  g_task_set_task_data (task, so_knowledge_copy (entry), (GDestroyNotify) so_knowledge_free);
  so_studio_run (studio, task, save_on_worker);
}

char *
so_studio_save_knowledge_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
delete_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (so_studio_delete_knowledge (source, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
so_studio_delete_knowledge_async (SoStudio *studio, const char *id, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SO_IS_STUDIO (studio) && id);

  task = g_task_new (studio, cancellable, callback, user_data);
  g_task_set_source_tag (task, so_studio_delete_knowledge_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  so_studio_run (studio, task, delete_on_worker);
}

gboolean
so_studio_delete_knowledge_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
