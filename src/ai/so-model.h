/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A language model behind somebody's server, or on this computer: what it is asked, what it answers, and how it may end. An answer is
 * text for a person to look at; nothing it says is ever done. */

typedef enum { SO_MODEL_OPENAI, SO_MODEL_OPENAI_CHAT, SO_MODEL_ANTHROPIC, SO_MODEL_GEMINI, SO_MODEL_OLLAMA, SO_N_MODEL_KINDS } SoModelKind;

const char *so_model_kind_nick (SoModelKind kind);      /* "openai", "openai-chat": static */
gboolean so_model_kind_parse (const char *nick, SoModelKind *kind);
const char *so_model_kind_default_base (SoModelKind kind);
/* TRUE for what needs no key and no account. */
gboolean so_model_kind_is_local (SoModelKind kind);

/* Where and with which key. Borrowed values. */
typedef struct {
  SoModelKind kind;
  const char *base;              /* NULL: the provider's own */
  const char *key;               /* a secret; NULL: none */
} SoModelServer;

/* Borrowed values; zero where nothing is said. */
typedef struct {
  const char *model;             /* as so_model_list() names it */
  const char *system;            /* who it is and what it may use; or NULL */
  const char *const *turns;      /* the customer's and the studio's words by turns, the customer's first; ended by NULL */
  const char *schema;            /* JSON schema that the answer has to fit; or NULL */
  double temperature;            /* below 0: as the provider likes. Not sent where models refuse it */
  guint most_tokens;             /* of the answer; 0: 500 */
  guint most_seconds;            /* without a single byte; 0: 120 */
} SoModelAsk;

typedef enum {
  SO_MODEL_DONE,
  SO_MODEL_CUT,                  /* it had no room to end */
  SO_MODEL_REFUSED,              /* the model would not */
  SO_MODEL_BLOCKED,              /* the provider's filter would not let it */
  SO_MODEL_BROKEN,               /* the connection ended in the middle */
  SO_MODEL_EMPTY,                /* it ended, and there was no text */
} SoModelOutcome;

typedef struct {
  SoModelOutcome outcome;
  char *text;                    /* what was said, also where it was cut off; never NULL */
  char *reason;                  /* the provider's word for the outcome, or NULL */
  guint64 tokens_in, tokens_out; /* 0 where not told */
} SoModelAnswer;

void so_model_answer_free (SoModelAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoModelAnswer, so_model_answer_free)

/* "done", "cut": static. */
const char *so_model_outcome_nick (SoModelOutcome outcome);
/* One sentence for the owner; NULL for SO_MODEL_DONE. Translated, static. */
const char *so_model_outcome_sentence (SoModelOutcome outcome);

/* A piece of the text as it comes; on the calling thread. */
typedef void (*SoModelPiece) (const char *piece, gpointer data);

/* Blocking. NULL with SO_ERROR_SIGN_IN (the key), SO_ERROR_CHANGE (the model, the address, the account's money), SO_ERROR_WAIT
 * (busy, not there), or G_IO_ERROR_CANCELLED. @piece may be NULL. Never tried twice here: who shows pieces has to throw them away
 * first. */
SoModelAnswer *so_model_ask (const SoModelServer *server, const SoModelAsk *ask, SoModelPiece piece, gpointer data, GCancellable *cancellable,
                             GError **error);

/* Names of the models that the server has now; never compiled in, for they change. NULL-terminated. */
GStrv so_model_list (const SoModelServer *server, GCancellable *cancellable, GError **error);

G_END_DECLS
