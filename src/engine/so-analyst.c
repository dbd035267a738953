/* SPDX-License-Identifier: MIT */
#include "so-analyst.h"

#include "so-asker.h"
#include "so-capability.h"
#include "so-error.h"
#include "so-reply-facts.h"
#include "so-threads.h"

#define AGENT "conversation_analysis"
#define MOST_TURNS 60
#define TOKENS 1200

typedef struct {
  GPtrArray *messages;       /* SoMessage, oldest first */
  GArray *turns;             /* SoAnalysisTurn */
  GPtrArray *said;           /* of the customer; ended by NULL; borrowed */
} Talk;

static void
talk_clear (Talk *talk)
{
  g_clear_pointer (&talk->messages, g_ptr_array_unref);
  g_clear_pointer (&talk->turns, g_array_unref);
  g_clear_pointer (&talk->said, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Talk, talk_clear)

static gboolean
load (Talk *talk, SoDb *db, const char *thread_id, GError **error)
{
  g_autoptr (GArray) numbers = so_message_numbers (db, thread_id, NULL, error);

  talk->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) so_message_free);
  talk->turns = g_array_new (FALSE, TRUE, sizeof (SoAnalysisTurn));
  talk->said = g_ptr_array_new ();
  for (guint i = numbers ? numbers->len - MIN (numbers->len, MOST_TURNS) : 0; numbers && i < numbers->len; i++)
    {
      SoMessage *message = so_message_load (db, g_array_index (numbers, gint64, i), error);
      SoAnalysisTurn turn;

      if (!message)
        return FALSE;
      g_ptr_array_add (talk->messages, message);
      if (message->system || !g_strcmp0 (message->state, "unsent"))
        continue;
      turn = (SoAnalysisTurn) { message->outbound, message->text, message->intent, message->sub_category, message->sentiment };
      g_array_append_val (talk->turns, turn);
      if (!message->outbound)
        g_ptr_array_add (talk->said, message->text);
    }
  g_ptr_array_add (talk->said, NULL);
  return numbers != NULL;
}

static SoAnalysis *
ask (SoStudio *studio, const SoReplyFacts *facts, const Talk *talk, GCancellable *cancellable, GError **error)
{
  SoPrompt prompt = { 0 };
  g_autofree char *system = NULL, *turn = NULL;
  const char *turns[2] = { NULL };
  SoModelAsk ask = { .turns = turns, .temperature = -1, .most_tokens = TOKENS };
  g_autoptr (SoModelAnswer) answer = NULL;

  so_reply_facts_fill_prompt (facts, &prompt);
  ask.system = system = so_prompt_analysis_system (&prompt);
  turns[0] = turn = so_prompt_analysis_turn (&prompt);
  answer = so_asker_ask (studio, AGENT, &ask, NULL, NULL, cancellable, error);
  if (answer && answer->outcome != SO_MODEL_DONE)
    return so_fail (error, SO_ERROR_WAIT, "%s", so_model_outcome_sentence (answer->outcome)), NULL;
  return answer ? so_analysis_parse (answer->text, (const char *const *) talk->said->pdata, error) : NULL;
}

SoAnalysis *
so_analyst_read (SoStudio *studio, const char *thread_id, char **failure, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoThread) thread = NULL;
  g_autoptr (SoReplyFacts) facts = NULL;
  g_autoptr (GError) failed = NULL;
  g_auto (Talk) talk = { 0 };
  SoAnalysis *analysis = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && thread_id, NULL);

  if (failure)
    *failure = NULL;
  db = so_store_read (so_studio_get_store (studio), error);
  thread = db ? so_thread_find (db, thread_id, error) : NULL;
  if (!thread || !load (&talk, db, thread_id, error))
    return NULL;
  if (talk.said->len > 1 && so_capability (SO_ACT_NOTE_CLAIM, SO_WORDS_STRANGER) == SO_MAY && so_asker_has_model (studio, AGENT))
    facts = so_reply_facts_load (studio, db, thread_id, NULL, NULL);
  g_clear_pointer (&db, so_db_release);
  if (facts)
    analysis = ask (studio, facts, &talk, cancellable, &failed);
  if (g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_propagate_error (error, g_steal_pointer (&failed)), NULL;
  if (failed && failure)
    *failure = g_strdup (failed->message);
  return analysis ? analysis : so_analysis_by_rules ((const SoAnalysisTurn *) (gpointer) talk.turns->data, talk.turns->len);
}
