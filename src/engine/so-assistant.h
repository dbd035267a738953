/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-assistant-settings.h"

G_BEGIN_DECLS

/* The one way to a language model: with the provider, model, temperature and length that the owner set for an agent, its key out of
 * the key ring, every token counted, and nothing leaving this computer in private mode. All of it blocks but so_assistant_has_model():
 * worker threads only. */
typedef struct _SoModelUse SoModelUse;

/* @agent: "smart_reply", "lead_scoring", "conversation_analysis", "scheduling". NULL with SO_ERROR_CHANGE where none is set or private
 * mode forbids it, SO_ERROR_SIGN_IN where the key is missing. */
SoModelUse *so_assistant_open (SoStudio *studio, const char *agent, GError **error);
void so_model_use_free (SoModelUse *use);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoModelUse, so_model_use_free)

/* Who answers: "llama3.2", "ollama". Borrowed. */
const char *so_model_use_get_model (SoModelUse *use);
const char *so_model_use_get_provider (SoModelUse *use);

/* Fills the model and the temperature of @ask, and most_tokens where it is 0. What the model says is text for a person to look at:
 * see so_model_ask(). Private mode is looked at once more before anything leaves. */
SoModelAnswer *so_assistant_ask (SoModelUse *use, SoModelAsk *ask, SoModelPiece piece, gpointer data, GCancellable *cancellable, GError **error);

/* TRUE where so_assistant_open() would find a model to ask. Any thread, also while that has a transaction. */
gboolean so_assistant_has_model (SoStudio *studio, const char *agent);
/* The same by a reader that is at hand. */
gboolean so_assistant_has_model_in (SoDb *db, const char *agent);

/* Who answers for @agent, "ollama llama3.2", or NULL. Free with g_free(). */
char *so_assistant_dup_name (SoStudio *studio, const char *agent);

/* With which model texts are compared (so-meaning.h), as "ollama/nomic-embed-text": of the provider of "smart_reply"; NULL: with none, or none may be
 * asked. Free with g_free(). */
#define SO_SETTING_EMBEDDING "assistant.embedding.model"
char *so_assistant_embedding_in (SoDb *db);
SoModelUse *so_assistant_open_embedding (SoStudio *studio, GError **error);
/* As so_model_embed(); counted under "embedding". */
GPtrArray *so_assistant_embed (SoModelUse *use, const char *const *texts, GCancellable *cancellable, GError **error);

/* "This month: 12 questions, 3400 tokens, 0.05 €": for the owner; free with g_free(). */
char *so_assistant_describe_use (SoStudio *studio);

/* Names of the models that @kind's server has now. */
GStrv so_assistant_list_models (SoStudio *studio, SoModelKind kind, GCancellable *cancellable, GError **error);

/* Asks @kind's server for its models, and a model for one word: what came of it as a sentence; free with g_free(). */
char *so_assistant_test (SoStudio *studio, SoModelKind kind, GCancellable *cancellable, GError **error);

G_END_DECLS
