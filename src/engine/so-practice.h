/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/* Who that is, as the channel calls them. */
#define SO_PRACTICE_CUSTOMER "practice-customer"

/* What came of a question: all but the thread are NULL where the studio knows no answer. */
typedef struct {
  char *thread_id;
  char *draft_id;
  char *draft_text;
} SoPracticeAnswer;
void so_practice_answer_free (SoPracticeAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoPracticeAnswer, so_practice_answer_free)

/* A practice customer asks @text on the practice channel, and the studio proposes an answer.
 * Nothing leaves the computer. On the worker thread. */
void so_practice_ask_async (SoStudio *studio, const char *text, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
SoPracticeAnswer *so_practice_ask_finish (SoStudio *studio, GAsyncResult *result, GError **error);

/* The same, blocking. */
SoPracticeAnswer *so_practice_ask (SoStudio *studio, const char *text, GError **error);

G_END_DECLS
