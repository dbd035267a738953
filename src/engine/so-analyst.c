/* SPDX-License-Identifier: MIT */
#include "so-analyst-private.h"

#include "so-analysis.h"
#include "so-asker.h"
#include "so-assistant.h"
#include "so-capability.h"
#include "so-clock.h"
#include "so-error.h"
#include "so-insights.h"
#include "so-job-queue.h"
#include "so-json.h"
#include "so-prompt.h"
#include "so-settings.h"
#include "so-studio-private.h"
#include "so-threads.h"

#include <string.h>

#define AGENT SO_ANALYST_AGENT
#define KIND "analyse"
#define TOKENS 1200
#define QUIET_MS (15 * 60 * G_GINT64_CONSTANT (1000))
#define LONGEST_MS (60 * 60 * G_GINT64_CONSTANT (1000))

static SoTalk *
read_talk (SoStudio *studio, const char *thread_id, gboolean live, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);

  return db ? so_talk_load (db, thread_id, live, error) : NULL;
}

/* From a reading to what is kept ----------------------------------------------------------------- */

static SoInsight *
make_insight (const SoTalk *talk, const SoAnalysis *analysis, const char *model)
{
  SoInsight *insight = so_insight_new (talk->thread->id, analysis->by_model);
  /* The owner has said so, whoever read it. */
  gboolean spam = talk->thread->state == SO_THREAD_SPAM;

  insight->model = g_strdup (model);
  insight->summary = g_strdup (analysis->summary);
  insight->outcome = g_strdup (so_outcome_nick (spam ? SO_OUTCOME_SPAM : analysis->outcome));
  insight->sentiment = g_strdup (analysis->sentiment);
  insight->satisfaction = analysis->satisfaction;
  insight->quote = g_strdup (analysis->satisfaction_quote);
  insight->message_id = g_strdup (insight->quote ? so_talk_find_message (talk, insight->quote) : NULL);
  insight->messages = talk->turns->len;
  for (guint i = 0; i < talk->messages->len; i++)
    insight->newest_at = MAX (insight->newest_at, ((SoMessage *) g_ptr_array_index (talk->messages, i))->sent_at);
  insight->dropped = analysis->dropped;
  for (guint i = 0; i < analysis->items->len; i++)
    {
      const SoAnalysisItem *item = g_ptr_array_index (analysis->items, i);
      SoFinding *finding = g_new0 (SoFinding, 1);

      finding->kind = g_strdup (so_analysis_kind_nick (item->kind));
      finding->field = g_strdup (item->field);
      finding->what = g_strdup (item->what);
      finding->quote = g_strdup (item->quote);
      finding->message_id = g_strdup (so_talk_find_message (talk, item->quote));
      g_ptr_array_add (insight->findings, finding);
    }
  return insight;
}

static gboolean
keep (SoDb *db, const SoTalk *talk, const SoAnalysis *analysis, const char *model, GError **error)
{
  g_autoptr (SoInsight) insight = make_insight (talk, analysis, model);

  return so_insight_keep (db, insight, talk->profile ? talk->profile->country : NULL, error);
}

static gboolean
keep_rules (SoStudio *studio, const SoTalk *talk, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoAnalysis) analysis = NULL;
  g_autoptr (SoDb) db = NULL;

  so_talk_understand (studio, talk);
  analysis = so_analysis_by_rules (so_studio_get_classifier (studio), (const SoAnalysisTurn *) (gpointer) talk->turns->data, talk->turns->len);
  db = so_store_begin (store, NULL, error);
  return db && keep (db, talk, analysis, NULL, error) && so_store_commit (store, &db, error);
}

/* Asking a model --------------------------------------------------------------------------------- */

gboolean
so_analyst_may_ask (SoStudio *studio, const SoTalk *talk)
{
  return talk->said->len > 1 && so_capability (SO_ACT_NOTE_CLAIM, SO_WORDS_STRANGER) == SO_MAY && so_origin_may (SO_ORIGIN_MODEL, SO_EFFECT_PROPOSE_CHANGE) &&
         so_asker_has_model (studio, AGENT);
}

/* The summary is for the owner, in her language; "de" of "de_DE.UTF-8", or NULL. */
static char *
dup_language (void)
{
  const char *name = g_get_language_names ()[0];

  return strlen (name) >= 2 && g_ascii_isalpha (name[1]) && !g_ascii_isalpha (name[2]) ? g_ascii_strdown (name, 2) : NULL;
}

char *
so_analyst_ask (SoStudio *studio, const SoTalk *talk, GCancellable *cancellable, GError **error)
{
  g_autofree char *language = dup_language (), *system = NULL, *turn = NULL, *by = NULL;
  SoPrompt prompt = { .studio = talk->profile ? talk->profile->name : NULL, .language = language, .turns = (const SoPromptTurn *) (gpointer) talk->prompt->data,
                      .n_turns = talk->prompt->len };
  const char *turns[2] = { NULL };
  SoModelAsk what = { .turns = turns, .temperature = -1, .most_tokens = TOKENS };
  g_autoptr (SoModelAnswer) answer = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  what.system = system = so_prompt_analysis_system (&prompt);
  turns[0] = turn = so_prompt_analysis_turn (&prompt);
  answer = so_asker_ask (studio, AGENT, &what, NULL, NULL, cancellable, error);
  if (!answer)
    return NULL;
  if (answer->outcome == SO_MODEL_BROKEN || answer->outcome == SO_MODEL_EMPTY)
    return so_fail (error, SO_ERROR_WAIT, "%s", so_model_outcome_sentence (answer->outcome)), NULL;
  by = so_assistant_dup_name (studio, AGENT);
  object = json_object_new ();
  if (by)
    json_object_set_string_member (object, "by", by);
  if (answer->outcome == SO_MODEL_DONE)
    json_object_set_string_member (object, "answer", answer->text);
  else
    json_object_set_string_member (object, "fault", so_model_outcome_sentence (answer->outcome));
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  return so_json_write (node, FALSE);
}

SoAnalysis *
so_analyst_parse (const SoTalk *talk, const char *result, char **by, char **fault)
{
  g_autoptr (JsonNode) node = so_json_parse (result, -1, 0, NULL);
  JsonObject *object = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *answer = object ? so_json_string (object, "answer") : NULL;
  g_autoptr (GError) wrong = NULL;
  SoAnalysis *analysis = answer ? so_analysis_parse (answer, (const char *const *) talk->said->pdata, &wrong) : NULL;

  *by = g_strdup (object ? so_json_string (object, "by") : NULL);
  *fault = g_strdup (analysis || !object ? NULL : wrong ? wrong->message : so_json_string (object, "fault"));
  return analysis;
}

static gboolean
keep_answer (SoDb *db, const SoTalk *talk, const char *result, GError **error)
{
  g_autofree char *by = NULL, *fault = NULL;
  g_autoptr (SoAnalysis) analysis = so_analyst_parse (talk, result, &by, &fault);

  if (analysis)
    return keep (db, talk, analysis, by, error);
  return !fault || so_insight_keep_fault (db, talk->thread->id, by, fault, error);
}

/* By itself -------------------------------------------------------------------------------------- */

gboolean
so_analyst_work (SoStudio *studio, const char *thread_id, GCancellable *cancellable, char **result, GError **error)
{
  g_autoptr (GError) gone = NULL;
  g_autoptr (SoTalk) talk = read_talk (studio, thread_id, TRUE, &gone);

  *result = NULL;
  /* Erased meanwhile; or nothing but pictures and calls. */
  if (!talk && g_error_matches (gone, SO_ERROR, SO_ERROR_CHANGE))
    return TRUE;
  if (!talk)
    return g_propagate_error (error, g_steal_pointer (&gone)), FALSE;
  /* The rules' is there, whatever becomes of the model's. */
  if (talk->said->len < 2 || !keep_rules (studio, talk, error))
    return talk->said->len < 2;
  if (!so_analyst_may_ask (studio, talk))
    return TRUE;
  *result = so_analyst_ask (studio, talk, cancellable, error);
  return *result != NULL;
}

gboolean
so_analyst_keep (SoStudio *studio, SoDb *db, const char *thread_id, const char *result, GError **error)
{
  g_autoptr (SoTalk) talk = result ? so_talk_load (db, thread_id, TRUE, NULL) : NULL;

  return !talk || keep_answer (db, talk, result, error);
}

gboolean
so_analyst_heard (SoDb *db, const char *thread_id, GError **error)
{
  return so_job_arm (db, KIND, thread_id, so_now () + QUIET_MS, LONGEST_MS, TRUE, error);
}

gboolean
so_analyst_answered (SoDb *db, const char *thread_id, GError **error)
{
  return so_job_arm (db, KIND, thread_id, so_now () + QUIET_MS, LONGEST_MS, FALSE, error);
}

gboolean
so_analyst_closed (SoDb *db, const char *thread_id, GError **error)
{
  return so_job_hurry (db, KIND, thread_id, error);
}

/* Because the owner asks ------------------------------------------------------------------------- */

static gboolean
keep_asked (SoStudio *studio, const SoTalk *talk, const char *result, const char *failure, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autofree char *by = failure ? so_assistant_dup_name (studio, AGENT) : NULL;
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  return db && (result ? keep_answer (db, talk, result, error) : so_insight_keep_fault (db, talk->thread->id, by, failure, error)) &&
         so_store_commit (store, &db, error);
}

SoInsight *
so_analyst_read (SoStudio *studio, const char *thread_id, char **failure, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoTalk) talk = NULL;
  g_autoptr (GError) failed = NULL;
  g_autofree char *result = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoInsight) insight = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && thread_id, NULL);

  if (failure)
    *failure = NULL;
  talk = read_talk (studio, thread_id, FALSE, error);
  if (!talk || !keep_rules (studio, talk, error))
    return NULL;
  if (so_analyst_may_ask (studio, talk))
    {
      result = so_analyst_ask (studio, talk, cancellable, &failed);
      if (g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return g_propagate_error (error, g_steal_pointer (&failed)), NULL;
      if (!keep_asked (studio, talk, result, failed ? failed->message : NULL, error))
        return NULL;
    }
  db = so_store_read (so_studio_get_store (studio), error);
  insight = db ? so_insight_load (db, thread_id, error) : NULL;
  if (insight && failure && result && insight->fault)
    *failure = g_strdup (insight->fault);
  else if (insight && failure && failed)
    *failure = g_strdup (failed->message);
  return g_steal_pointer (&insight);
}

static void
read_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (SoInsight) insight = so_analyst_read (source, data, NULL, cancellable, &error);

  if (insight)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
so_analyst_read_async (SoStudio *studio, const char *thread_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SO_IS_STUDIO (studio) && thread_id);

  task = g_task_new (studio, cancellable, callback, user_data);
  g_task_set_source_tag (task, so_analyst_read_async);
  g_task_set_task_data (task, g_strdup (thread_id), g_free);
  so_studio_run_writer (studio, task, read_on_thread);
}

gboolean
so_analyst_read_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
