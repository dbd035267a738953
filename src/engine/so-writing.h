/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/* What a model is writing at this moment, conversation by conversation: kept in memory only, for whoever looks on. What is finished is a
 * draft like any other. Any thread, but where it says otherwise.
 *
 * SoStudio::writing: there is more of it in a conversation (its id), or it has ended. Main thread. */

/* The text so far, "" where nothing came yet; NULL where nothing is written. Free with g_free(). */
char *so_studio_dup_writing (SoStudio *studio, const char *thread_id);
/* Why the last one for this conversation came to nothing, as a sentence for the owner; NULL where it did not. Free with g_free(). */
char *so_studio_dup_writing_failure (SoStudio *studio, const char *thread_id);
/* The owner writes herself, or the conversation went on: it ends soon, and its text goes nowhere. */
void so_studio_stop_writing (SoStudio *studio, const char *thread_id);

/* For so-writer.c. One per conversation: a new one stops the one before. */
typedef struct _SoWritings SoWritings;
SoWritings *so_writings_new (SoStudio *studio);
void so_writings_free (SoWritings *self);
void so_writings_begin (SoWritings *self, const char *thread_id, GCancellable *stop);
void so_writings_add (SoWritings *self, const char *thread_id, GCancellable *stop, const char *piece);
/* @failure: why it came to nothing, or NULL. */
void so_writings_end (SoWritings *self, const char *thread_id, GCancellable *stop, const char *failure);
void so_writings_stop_all (SoWritings *self);

G_END_DECLS
