/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/* Drafts by a model. What the rules propose is there at once; what a model writes takes its place when it is finished, as another version
 * of the same draft, and only where the owner has not begun to write herself and the customer has not written again. Whatever goes
 * wrong, the rules' proposal stays, and the draft says in one line why. */

/* Blocking; worker threads only. @hint: what the owner asks to be changed ("" for another version); NULL: nobody asked, a message came in.
 * TRUE where there was nothing to do, too; FALSE with a sentence where the model failed. */
gboolean so_writer_write (SoStudio *studio, const char *thread_id, const char *hint, GCancellable *cancellable, GError **error);

/* TRUE where there is a model to write with. Cheap, any thread. */
gboolean so_writer_has_model (SoStudio *studio);

/* The same on a thread of its own, for who looks on (so-writing.h). Main thread. */
void so_writer_start (SoStudio *studio, const char *thread_id, const char *hint);

/* Somebody wrote in a conversation: what is being written there stops; a draft for the new words is a job (so-jobs.h). Any thread. */
void so_studio_heard (SoStudio *studio, const char *thread_id);

/* As a draft's reason, with the sentence as its detail. */
#define SO_REASON_MODEL "model_failed"

G_END_DECLS
