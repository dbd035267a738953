/* SPDX-License-Identifier: MIT */
#include "so-writer-ask.h"

#include "so-asker.h"
#include "so-error.h"

#include <string.h>

#define LONGEST 4000
#define TOKENS 700

/* Without the quotation marks that some put around it. */
static char *
tidy (const char *text)
{
  g_autofree char *clean = g_strstrip (so_prompt_clean (text, LONGEST));
  gsize length = strlen (clean);

  if (length > 2 && clean[0] == '"' && clean[length - 1] == '"' && !memchr (clean + 1, '"', length - 2))
    return g_strstrip (g_strndup (clean + 1, length - 2));
  return g_steal_pointer (&clean);
}

char *
so_writer_ask (SoStudio *studio, const SoReplyFacts *facts, const char *before, SoModelPiece piece, gpointer data, GCancellable *cancellable, GError **error)
{
  SoPrompt prompt = { 0 };
  g_autofree char *system = NULL, *turn = NULL, *text = NULL;
  const char *turns[2] = { NULL };
  SoModelAsk ask = { .turns = turns, .temperature = -1, .most_tokens = TOKENS };
  g_autoptr (SoModelAnswer) answer = NULL;
  SoModelOutcome outcome;

  so_reply_facts_fill_prompt (facts, &prompt);
  prompt.before = before;
  ask.system = system = so_prompt_system (&prompt);
  turns[0] = turn = so_prompt_turn (&prompt);
  answer = so_asker_ask (studio, SO_WRITER_AGENT, &ask, piece, data, cancellable, error);
  if (!answer)
    return NULL;
  text = answer->outcome == SO_MODEL_DONE ? tidy (answer->text) : NULL;
  outcome = text && !*text ? SO_MODEL_EMPTY : answer->outcome;
  if (outcome == SO_MODEL_DONE)
    return g_steal_pointer (&text);
  /* What it would not say it will not say the next time. */
  so_fail (error, outcome == SO_MODEL_BROKEN || outcome == SO_MODEL_EMPTY ? SO_ERROR_WAIT : SO_ERROR_GIVE_UP, "%s", so_model_outcome_sentence (outcome));
  return NULL;
}
