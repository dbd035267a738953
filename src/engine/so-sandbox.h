/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/* A question that the owner tries out: answered by the same rules, model and guard as a customer's message, in a conversation that is never
 * committed. Nothing of it is stored, and nothing can leave: there is no draft, no recipient and no account. */
typedef struct {
  char *question;
  char *text;          /* what would be proposed; NULL: nothing */
  char *origin;        /* "knowledge", "template", "price", "model"; NULL with @text */
  GStrv sources;       /* titles of what it was answered from; never NULL */
  char *note;          /* a sentence: why there is no answer, or what of this one the studio's data do not say; or NULL */
  gboolean person;     /* no rule and no model may answer this: it comes to the owner */
} SoSandboxAnswer;

void so_sandbox_answer_free (SoSandboxAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoSandboxAnswer, so_sandbox_answer_free)

/* Blocking: the rules in some milliseconds, a model in seconds; where that fails the rules' answer stays and the note says why. SO_ERROR_CHANGE
 * where nothing is asked. */
SoSandboxAnswer *so_sandbox_ask (SoStudio *studio, const char *question, GCancellable *cancellable, GError **error);

/* The same on a thread of its own. */
void so_sandbox_ask_async (SoStudio *studio, const char *question, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
SoSandboxAnswer *so_sandbox_ask_finish (SoStudio *studio, GAsyncResult *result, GError **error);

G_END_DECLS
