/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-jobs.h"
#include "so-understand.h"

G_BEGIN_DECLS

/* A model's second look at a message. */
typedef struct {
  SoClassification *is;      /* NULL: what it answered cannot be used, the rules stand */
  char *action;              /* its suggestion, or NULL */
  char *fault;               /* why it cannot be used, or NULL */
  char *said;                /* what it answered */
  char *by;                  /* "ollama llama3.2" */
} SoRefinement;

void so_refinement_free (SoRefinement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoRefinement, so_refinement_free)

/* Asks the agent "conversation_analysis". Blocking. An answer that is nonsense is no error; errors as so_assistant_ask(). */
SoRefinement *so_refiner_ask (SoStudio *studio, const char *text, GCancellable *cancellable, GError **error);

/* The halves of the job "refine", and of "score": the model's opinion of a lead. */
gboolean so_refiner_work (SoStudio *studio, const char *message_id, GCancellable *cancellable, char **result, GError **error);
gboolean so_refiner_keep (SoStudio *studio, SoDb *db, const char *message_id, const char *result, GError **error);
gboolean so_opinion_work (SoStudio *studio, const char *message_id, GCancellable *cancellable, char **result, GError **error);
gboolean so_opinion_keep (SoStudio *studio, SoDb *db, const char *message_id, const char *result, GError **error);

G_END_DECLS
