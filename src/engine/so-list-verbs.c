/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-list-verbs.h"

#include "so-draft-versions.h"
#include "so-drafter.h"
#include "so-error.h"
#include "so-events.h"
#include "so-fill.h"
#include "so-knowledge-base.h"
#include "so-knowledge-verbs.h"
#include "so-prices.h"
#include "so-questions.h"
#include "so-reply-templates.h"
#include "so-text.h"
#include "so-threads.h"
#include "so-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_NAME 200
#define LONGEST_TEXT 10000
#define LABEL 60
#define HINTS 20

/* A transaction that is one step of undo: "Price saved: Beginner Salsa". @format has one %s. */
SoDb *
so_studio_begin_step (SoStudio *studio, const char *format, const char *name, GError **error)
{
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (studio), NULL, error);
  g_autofree char *shown = so_text_snippet (name, LABEL);
  g_auto (GStrv) around = g_strsplit (format, "%s", 2);
  g_autofree char *label = g_strconcat (around[0], around[1] ? shown : NULL, around[1], NULL);

  return db && so_undo_begin (db, label, error) ? g_steal_pointer (&db) : NULL;
}

gboolean
so_studio_end_step (SoStudio *studio, SoDb **db, GError **error)
{
  return so_undo_end (*db, error) && so_store_commit (so_studio_get_store (studio), db, error);
}

static char *
stripped (const char *text)
{
  return g_strstrip (g_strdup (text ? text : ""));
}

static char *
stripped_or_null (const char *text)
{
  g_autofree char *bare = stripped (text);

  return *bare ? g_steal_pointer (&bare) : NULL;
}

char *
so_studio_save_price (SoStudio *studio, const SoPrice *price, GError **error)
{
  g_autofree char *name = stripped (price->name), *unit = stripped_or_null (price->unit), *id = NULL;
  SoPrice tidied = *price;
  g_autoptr (SoDb) db = NULL;

  if (!*name)
    return so_fail (error, SO_ERROR_CHANGE, _("Say what the price is for")), NULL;
  if (g_utf8_strlen (name, -1) > LONGEST_NAME || (unit && g_utf8_strlen (unit, -1) > LONGEST_NAME))
    return so_fail (error, SO_ERROR_CHANGE, _("That has more than %d characters: shorten it"), LONGEST_NAME), NULL;
  tidied.name = name;
  tidied.unit = unit;
  db = so_studio_begin_step (studio, _("Price saved: %s"), name, error);
  id = db ? so_price_save (db, &tidied, error) : NULL;
  return id && so_studio_end_step (studio, &db, error) ? g_steal_pointer (&id) : NULL;
}

char *
so_studio_save_template (SoStudio *studio, const SoReplyTemplate *reply, GError **error)
{
  g_autofree char *name = stripped (reply->name), *text = stripped (reply->text), *category = stripped_or_null (reply->category), *id = NULL;
  SoReplyTemplate tidied = *reply;
  g_autoptr (SoDb) db = NULL;

  if (!*name)
    return so_fail (error, SO_ERROR_CHANGE, _("Give the template a name")), NULL;
  if (!*text)
    return so_fail (error, SO_ERROR_CHANGE, _("Write the text of the template")), NULL;
  if (g_utf8_strlen (name, -1) > LONGEST_NAME)
    return so_fail (error, SO_ERROR_CHANGE, _("That has more than %d characters: shorten it"), LONGEST_NAME), NULL;
  if (g_utf8_strlen (text, -1) > LONGEST_TEXT)
    return so_fail (error, SO_ERROR_CHANGE, _("That has more than %d characters: shorten it"), LONGEST_TEXT), NULL;
  tidied.name = name;
  tidied.text = text;
  tidied.category = category;
  db = so_studio_begin_step (studio, _("Template saved: %s"), name, error);
  id = db ? so_reply_template_save (db, &tidied, error) : NULL;
  return id && so_studio_end_step (studio, &db, error) ? g_steal_pointer (&id) : NULL;
}

gboolean
so_studio_delete_price (SoStudio *studio, const char *id, GError **error)
{
  g_autoptr (SoDb) reader = so_store_read (so_studio_get_store (studio), error), db = NULL;
  g_autoptr (SoPrice) price = reader ? so_price_find (reader, id, error) : NULL;

  db = price ? so_studio_begin_step (studio, _("Price removed: %s"), price->name, error) : NULL;
  return db && so_price_delete (db, id, error) && so_studio_end_step (studio, &db, error);
}

gboolean
so_studio_delete_template (SoStudio *studio, const char *id, GError **error)
{
  g_autoptr (SoDb) reader = so_store_read (so_studio_get_store (studio), error), db = NULL;
  g_autoptr (SoReplyTemplate) reply = reader ? so_reply_template_find (reader, id, error) : NULL;

  db = reply ? so_studio_begin_step (studio, _("Template removed: %s"), reply->name, error) : NULL;
  return db && so_reply_template_delete (db, id, error) && so_studio_end_step (studio, &db, error);
}

gboolean
so_studio_restore_knowledge (SoStudio *studio, const char *id, const char *version_id, GError **error)
{
  g_autoptr (SoDb) reader = so_store_read (so_studio_get_store (studio), error), db = NULL;
  g_autoptr (SoKnowledge) entry = reader ? so_knowledge_find (reader, id, error) : NULL;

  db = entry ? so_studio_begin_step (studio, _("Entry saved: %s"), entry->question, error) : NULL;
  return db && so_knowledge_restore (db, id, version_id, error) && so_studio_end_step (studio, &db, error);
}

/* Questions ---------------------------------------------------------------------------------------- */

char *
so_studio_answer_question (SoStudio *studio, const char *question_id, const SoKnowledge *entry, GError **error)
{
  g_autoptr (SoKnowledge) tidied = so_knowledge_tidy (entry, error);
  g_autoptr (SoDb) db = NULL;
  g_autofree char *id = NULL;

  if (!tidied)
    return NULL;
  db = so_studio_begin_step (studio, _("Question answered: %s"), tidied->question, error);
  id = db ? so_knowledge_save (db, tidied, error) : NULL;
  if (!id || !so_question_set_state (db, question_id, "answered", id, error) || !so_studio_end_step (studio, &db, error))
    return NULL;
  return g_steal_pointer (&id);
}

gboolean
so_studio_dismiss_question (SoStudio *studio, const char *question_id, GError **error)
{
  g_autoptr (SoDb) reader = so_store_read (so_studio_get_store (studio), error), db = NULL;
  g_autoptr (SoQuestion) question = reader ? so_question_find (reader, question_id, error) : NULL;

  db = question ? so_studio_begin_step (studio, _("Question dismissed: %s"), question->text, error) : NULL;
  return db && so_question_set_state (db, question_id, "dismissed", NULL, error) && so_studio_end_step (studio, &db, error);
}

char *
so_studio_fill_template (SoStudio *studio, const char *id, const char *thread_id, GStrv *missing, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_autoptr (SoReplyTemplate) reply = db ? so_reply_template_find (db, id, error) : NULL;
  g_autoptr (SoThread) thread = reply ? so_thread_find (db, thread_id, error) : NULL;
  g_autoptr (SoMessage) asked = thread ? so_drafter_find_question (db, thread_id, &failed) : NULL;
  g_autoptr (SoFill) fill = NULL;
  const char *language;

  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), NULL;
  if (!thread)
    return NULL;
  language = reply->language ? reply->language : asked ? so_words_language (asked->text) : NULL;
  fill = so_fill_new (db, thread->contact_name, asked ? asked->text : NULL, language, error);
  return fill ? so_fill_text (fill, reply->text, missing) : NULL;
}

/* Short reads --------------------------------------------------------------------------------------- */

SoKnowledge *
so_studio_find_entry (SoStudio *studio, const char *id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return db ? so_knowledge_find (db, id, NULL) : NULL;
}

SoPrice *
so_studio_find_price (SoStudio *studio, const char *id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return db ? so_price_find (db, id, NULL) : NULL;
}

SoReplyTemplate *
so_studio_find_template (SoStudio *studio, const char *id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return db ? so_reply_template_find (db, id, NULL) : NULL;
}

GPtrArray *
so_studio_list_prices (SoStudio *studio)
{
  g_autoptr (SoDb) db = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio), NULL);

  db = so_store_read (so_studio_get_store (studio), NULL);
  return db ? so_price_list (db, NULL) : NULL;
}

GPtrArray *
so_studio_list_templates (SoStudio *studio, const char *query)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (GArray) numbers = db ? so_reply_template_numbers (db, query, NULL) : NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) so_reply_template_free);

  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      SoReplyTemplate *reply = so_reply_template_load (db, g_array_index (numbers, gint64, i), NULL);

      if (reply)
        g_ptr_array_add (all, reply);
    }
  return numbers ? g_steal_pointer (&all) : NULL;
}

GPtrArray *
so_studio_list_wordings (SoStudio *studio, const char *knowledge_id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return db ? so_knowledge_versions (db, knowledge_id, NULL) : NULL;
}

GStrv
so_studio_list_hints (SoStudio *studio)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (GPtrArray) hints = db ? so_draft_hints (db, HINTS, NULL) : NULL;

  if (!hints)
    return g_new0 (char *, 1);
  g_ptr_array_add (hints, NULL);
  return (GStrv) g_ptr_array_steal (hints, NULL);
}

/* On the worker thread ------------------------------------------------------------------------------ */

typedef struct {
  SoStudioJob job;
  gpointer data;
  GDestroyNotify free_data;
} Job;

static void
job_free (Job *job)
{
  if (job->free_data)
    job->free_data (job->data);
  g_free (job);
}

static void
run_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  char *result = job->job (source, job->data, &error);

  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, g_free);
}

static GTask *
new_task (SoStudio *studio, SoStudioJob job, gpointer data, GDestroyNotify free_data, GCancellable *cancellable,
          GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (studio, cancellable, callback, user_data);
  Job *own = g_new0 (Job, 1);

  *own = (Job) { job, data, free_data };
  g_task_set_source_tag (task, so_studio_job_async);
  g_task_set_task_data (task, own, (GDestroyNotify) job_free);
  return task;
}

void
so_studio_job_async (SoStudio *studio, SoStudioJob job, gpointer data, GDestroyNotify free_data, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SO_IS_STUDIO (studio) && job);

  task = new_task (studio, job, data, free_data, cancellable, callback, user_data);
  so_studio_run (studio, task, run_job);
}

void
so_studio_aside_async (SoStudio *studio, SoStudioJob job, gpointer data, GDestroyNotify free_data, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SO_IS_STUDIO (studio) && job);

  task = new_task (studio, job, data, free_data, NULL, callback, user_data);
  so_studio_run_aside (studio, task, run_job);
}

char *
so_studio_job_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
