/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-sandbox.h"

#include "so-asker.h"
#include "so-clock.h"
#include "so-drafter.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-id.h"
#include "so-incoming.h"
#include "so-json.h"
#include "so-never-auto.h"
#include "so-threads.h"
#include "so-writer-ask.h"

#include <glib/gi18n-lib.h>

/* Nobody is called so: an answer begins without a name. */
#define NOBODY "0"

void
so_sandbox_answer_free (SoSandboxAnswer *answer)
{
  if (!answer)
    return;
  g_free (answer->question);
  g_free (answer->text);
  g_free (answer->origin);
  g_strfreev (answer->sources);
  g_free (answer->note);
  g_free (answer);
}

/* In the caller's transaction, which goes back: the id of the conversation. */
static char *
receive (SoDb *db, const char *question, GError **error)
{
  g_autoptr (SoIncoming) incoming = so_incoming_new (SO_CHANNEL_LOOPBACK);
  g_auto (SoIngested) done = { 0 };
  SoIngest how = { .practice = TRUE };

  incoming->remote_id = so_id_new ();
  incoming->thread_key = g_strdup (incoming->remote_id);
  incoming->sent_at = so_now ();
  incoming->sender = so_identity_new (SO_IDENTITY_LOOPBACK, incoming->remote_id, NOBODY);
  g_ptr_array_add (incoming->parts, so_part_new_text (question));
  return so_ingest (db, incoming, &how, &done, error) ? g_steal_pointer (&done.thread_id) : NULL;
}

static GStrv
titles_of (const char *sources)
{
  g_autoptr (JsonNode) root = sources ? so_json_parse (sources, -1, 1 << 20, NULL) : NULL;
  JsonArray *array = root && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      const char *title = so_json_string (so_json_element (array, i), "title");

      if (title)
        g_strv_builder_add (titles, title);
    }
  return g_strv_builder_end (titles);
}

static void
set_answer (SoSandboxAnswer *answer, const char *text, const char *origin, const char *sources)
{
  g_set_str (&answer->text, text);
  g_set_str (&answer->origin, origin);
  g_strfreev (answer->sources);
  answer->sources = titles_of (sources);
}

/* What the rules propose; @facts: what a model would be told, where there is one to ask. The transaction ends with it, and nothing is kept. */
static gboolean
ask_rules (SoStudio *studio, SoSandboxAnswer *answer, SoReplyFacts **facts, GCancellable *cancellable, GError **error)
{
  gboolean model = so_asker_has_model (studio, SO_WRITER_AGENT);
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (studio), cancellable, error);
  g_autofree char *thread = db ? receive (db, answer->question, error) : NULL, *id = NULL;
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoDraft) draft = NULL;

  if (!thread)
    return FALSE;
  answer->person = so_never_auto_needs_person (answer->question);
  id = so_drafter_propose (db, thread, FALSE, &failed);
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  draft = id ? so_draft_find (db, id, error) : NULL;
  if (id && !draft)
    return FALSE;
  if (draft)
    set_answer (answer, draft->text, draft->origin, draft->sources);
  if (!model || answer->person)
    return TRUE;
  *facts = so_reply_facts_load (studio, db, thread, NULL, error);
  return *facts != NULL;
}

static char *
dup_findings (GPtrArray *findings)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    g_string_append_printf (words, "%s%s", words->len ? "\n" : "", ((SoGuardFinding *) g_ptr_array_index (findings, i))->sentence);
  return words->len ? g_string_free_and_steal (g_steal_pointer (&words)) : NULL;
}

/* As so-writer.c: what comes back is held against the same facts, and where nothing comes the rules' answer stays. */
static gboolean
ask_model (SoStudio *studio, SoSandboxAnswer *answer, const SoReplyFacts *facts, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autofree char *text = so_writer_ask (studio, facts, NULL, NULL, NULL, cancellable, &failed), *sources = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  if (g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  if (!text)
    {
      answer->note = g_strdup_printf (_("The model gave no answer: %s"), failed->message);
      return TRUE;
    }
  db = so_store_read (so_studio_get_store (studio), error);
  if (!db)
    return FALSE;
  sources = so_reply_facts_sources (facts, text);
  set_answer (answer, text, "model", sources);
  findings = so_reply_facts_guard (facts, db, text);
  answer->note = dup_findings (findings);
  return TRUE;
}

SoSandboxAnswer *
so_sandbox_ask (SoStudio *studio, const char *question, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoSandboxAnswer) answer = NULL;
  g_autoptr (SoReplyFacts) facts = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && question, NULL);

  answer = g_new0 (SoSandboxAnswer, 1);
  answer->question = g_strstrip (g_strdup (question));
  answer->sources = g_new0 (char *, 1);
  if (!*answer->question)
    return so_fail (error, SO_ERROR_CHANGE, _("Write what the customer asks first")), NULL;
  if (!ask_rules (studio, answer, &facts, cancellable, error) || (facts && !ask_model (studio, answer, facts, cancellable, error)))
    return NULL;
  if (answer->person)
    answer->note = g_strdup (_("This needs a person: it comes to you, and nothing is proposed"));
  else if (!answer->text && !answer->note)
    answer->note = g_strdup (_("What you have written down does not answer this, and nothing is made up"));
  return g_steal_pointer (&answer);
}

static void
ask_aside (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  SoSandboxAnswer *answer = so_sandbox_ask (source, data, cancellable, &error);

  if (answer)
    g_task_return_pointer (task, answer, (GDestroyNotify) so_sandbox_answer_free);
  else
    g_task_return_error (task, error);
}

void
so_sandbox_ask_async (SoStudio *studio, const char *question, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SO_IS_STUDIO (studio) && question);

  task = g_task_new (studio, cancellable, callback, user_data);
  g_task_set_source_tag (task, so_sandbox_ask_async);
  g_task_set_task_data (task, g_strdup (question), g_free);
  so_studio_run_aside (studio, task, ask_aside);
}

SoSandboxAnswer *
so_sandbox_ask_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
