/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-model.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Asks the model that the owner chose for an agent ("smart_reply", "conversation_analysis"), or what a test put in its place. */

/* TRUE where there is one to ask. Cheap, any thread. */
gboolean so_asker_has_model (SoStudio *studio, const char *agent);
/* Blocking; as so_model_ask(). */
SoModelAnswer *so_asker_ask (SoStudio *studio, const char *agent, SoModelAsk *ask, SoModelPiece piece, gpointer data, GCancellable *cancellable,
                             GError **error);

/* For tests: a model of their own. */
typedef SoModelAnswer *(*SoAskerDouble) (const char *agent, const SoModelAsk *ask, SoModelPiece piece, gpointer piece_data, gpointer data,
                                         GCancellable *cancellable, GError **error);
void so_asker_set_double (SoStudio *studio, SoAskerDouble asker, gpointer data);

G_END_DECLS
