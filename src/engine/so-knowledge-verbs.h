/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-knowledge.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What the owner does to knowledge. Blocking forms for programs, async ones for pages. */

/* Stores @entry: a new one where its id is NULL. A question and an answer are needed (SO_ERROR_CHANGE). Its id; free with g_free(). */
char *so_studio_save_knowledge (SoStudio *studio, const SoKnowledge *entry, GError **error);
gboolean so_studio_delete_knowledge (SoStudio *studio, const char *id, GError **error);

void so_studio_save_knowledge_async (SoStudio *studio, const SoKnowledge *entry, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
char *so_studio_save_knowledge_finish (SoStudio *studio, GAsyncResult *result, GError **error);

void so_studio_delete_knowledge_async (SoStudio *studio, const char *id, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
gboolean so_studio_delete_knowledge_finish (SoStudio *studio, GAsyncResult *result, GError **error);

/* The entry with exactly this question, or NULL where there is none. A short read. */
SoKnowledge *so_studio_find_answer (SoStudio *studio, const char *question);

/* A copy that outlives its list row; free with so_knowledge_free(). */
SoKnowledge *so_knowledge_copy (const SoKnowledge *entry);

/* @entry as it may be stored, or NULL with a sentence. Free with so_knowledge_free(). */
SoKnowledge *so_knowledge_tidy (const SoKnowledge *entry, GError **error);

/* For verbs of the owner: a transaction that is one step of undo, called @format with @name in the place of its %s. */
SoDb *so_studio_begin_step (SoStudio *studio, const char *format, const char *name, GError **error);
gboolean so_studio_end_step (SoStudio *studio, SoDb **db, GError **error);

G_END_DECLS
