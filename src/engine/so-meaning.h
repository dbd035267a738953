/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/* Entries of the knowledge base that mean what is asked, also where no word of theirs stands in the question: where the provider compares texts
 * and the owner has chosen a model for it, entries and questions get a direction each (so-embedding.h), kept in the database, and what is found by
 * words and what is found by meaning are blended. Without one, words alone find, as ever. Blocking but where said; worker threads. */

/* The job "embed": the next entries that have none yet, or another text or model than then. */
#define SO_MEANING_JOB "embed"
gboolean so_meaning_work (SoStudio *studio, const char *target, GCancellable *cancellable, char **result, GError **error);
/* Puts that job into the queue where there is something to do. Cheap where there is not. */
gboolean so_meaning_queue (SoStudio *studio, GError **error);

/* What is asked, so that so_meaning_blend() can compare; nothing happens where entries are too few to be searched (@enough). What fails is only a
 * message in the log: words find alone. */
void so_meaning_read (SoStudio *studio, const char *message_id, const char *text, guint enough, GCancellable *cancellable);

/* @by_words: numbers of entries, best first; at most @limit of them and of those that mean what @message_id asks, by reciprocal rank. Needs no network. */
GArray *so_meaning_blend (SoDb *db, const char *message_id, GArray *by_words, guint limit, GError **error);

/* "studioctl ai embeddings", also before anything was asked. */
typedef struct {
  char *model;               /* NULL: none is chosen */
  char *by;                  /* "ollama/nomic-embed-text", NULL where nobody is asked */
  guint n, of;               /* entries that have one, of those that may be quoted */
} SoMeaningState;

void so_meaning_get_state (SoDb *db, SoMeaningState *state);
void so_meaning_state_clear (SoMeaningState *state);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SoMeaningState, so_meaning_state_clear)

/* The same of a studio; FALSE where it cannot be read. Quick. */
gboolean so_meaning_load (SoStudio *studio, SoMeaningState *state);

/* NULL or "": by words alone from now on, and what was kept is removed. SO_ERROR_CHANGE where it is no name of a model. */
gboolean so_meaning_choose (SoStudio *studio, const char *model, GError **error);

G_END_DECLS
