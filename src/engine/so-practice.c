/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-practice.h"

#include "so-clock.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-id.h"
#include "so-settings.h"
#include "so-threads.h"
#include "so-verb.h"

#include <glib/gi18n-lib.h>

void
so_practice_answer_free (SoPracticeAnswer *answer)
{
  if (!answer)
    return;
  g_free (answer->thread_id);
  g_free (answer->draft_id);
  g_free (answer->draft_text);
  g_free (answer);
}

static char *
find_practice_account (SoDb *db, GError **error)
{
  g_autoptr (GPtrArray) accounts = so_account_list (db, error);

  for (guint i = 0; accounts && i < accounts->len; i++)
    {
      const SoAccount *account = accounts->pdata[i];

      if (account->channel == SO_CHANNEL_LOOPBACK)
        return g_strdup (account->id);
    }
  if (accounts)
    so_fail (error, SO_ERROR_CHANGE, _("There is no practice channel: add one in Preferences"));
  return NULL;
}

static char *
receive (SoStudio *studio, const char *text, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoIncoming) incoming = so_incoming_new (SO_CHANNEL_LOOPBACK);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  g_autofree char *account = db ? find_practice_account (db, error) : NULL;
  g_autofree char *thread = NULL;
  SoIngest how = { .account_id = account, .practice = TRUE };
  SoIngested done = { 0 };

  if (!account)
    return NULL;
  incoming->remote_id = so_id_new ();
  incoming->thread_key = g_strdup (SO_PRACTICE_CUSTOMER);
  incoming->sent_at = so_now ();
  incoming->sender = so_identity_new (SO_IDENTITY_LOOPBACK, SO_PRACTICE_CUSTOMER, _("Practice Customer"));
  g_ptr_array_add (incoming->parts, so_part_new_text (text));
  if (so_ingest (db, incoming, &how, &done, error) && so_store_commit (store, &db, error))
    thread = g_steal_pointer (&done.thread_id);
  so_ingested_clear (&done);
  return g_steal_pointer (&thread);
}

static gboolean
read_draft (SoStudio *studio, SoPracticeAnswer *answer, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_autoptr (SoDraft) draft = db ? so_draft_find (db, answer->draft_id, error) : NULL;

  if (draft)
    answer->draft_text = g_strdup (draft->text);
  return draft != NULL;
}

SoPracticeAnswer *
so_practice_ask (SoStudio *studio, const char *text, GError **error)
{
  g_autoptr (SoPracticeAnswer) answer = NULL;
  g_autofree char *question = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && text, NULL);

  question = g_strstrip (g_strdup (text));
  if (!*question)
    {
      so_fail (error, SO_ERROR_CHANGE, _("Write what the customer asks first"));
      return NULL;
    }
  answer = g_new0 (SoPracticeAnswer, 1);
  answer->thread_id = receive (studio, question, error);
  if (!answer->thread_id || !so_studio_do (studio, SO_VERB_PROPOSE, answer->thread_id, NULL, &answer->draft_id, error))
    return NULL;
  if (answer->draft_id && !read_draft (studio, answer, error))
    return NULL;
  return g_steal_pointer (&answer);
}

static void
ask_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  SoPracticeAnswer *answer = so_practice_ask (source, data, &error);

  if (answer)
    g_task_return_pointer (task, answer, (GDestroyNotify) so_practice_answer_free);
  else
    g_task_return_error (task, error);
}

void
so_practice_ask_async (SoStudio *studio, const char *text, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SO_IS_STUDIO (studio) && text);

  task = g_task_new (studio, cancellable, callback, user_data);
  g_task_set_source_tag (task, so_practice_ask_async);
  g_task_set_task_data (task, g_strdup (text), g_free);
  so_studio_run (studio, task, ask_on_worker);
}

SoPracticeAnswer *
so_practice_ask_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
