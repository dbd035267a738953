/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-knowledge.h"
#include "so-price.h"
#include "so-reply-template.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What the owner does to prices, templates, older wordings and unanswered questions; each one step of undo. Blocking: pages call
 * them by so_studio_job_async(). Errors are sentences for the owner. */

/* Stores it: a new one where its id is NULL. Its id; free with g_free(). */
char *so_studio_save_price (SoStudio *studio, const SoPrice *price, GError **error);
char *so_studio_save_template (SoStudio *studio, const SoReplyTemplate *reply, GError **error);
gboolean so_studio_delete_price (SoStudio *studio, const char *id, GError **error);
gboolean so_studio_delete_template (SoStudio *studio, const char *id, GError **error);

/* An entry says again what it said in that version. */
gboolean so_studio_restore_knowledge (SoStudio *studio, const char *id, const char *version_id, GError **error);

/* Adds @entry (new, or changed where it has an id) as the answer to a question, which is closed by it. The entry's id. */
char *so_studio_answer_question (SoStudio *studio, const char *question_id, const SoKnowledge *entry, GError **error);
gboolean so_studio_dismiss_question (SoStudio *studio, const char *question_id, GError **error);

/* A template filled in for a conversation. What is not known stays as "{name}" and is listed in *@missing (may be NULL; free with
 * g_strfreev()). A short read. Free with g_free(). */
char *so_studio_fill_template (SoStudio *studio, const char *id, const char *thread_id, GStrv *missing, GError **error);

/* Short reads for pages; NULL where there is nothing of that id, or it cannot be read. */
SoKnowledge *so_studio_find_entry (SoStudio *studio, const char *id);
SoPrice *so_studio_find_price (SoStudio *studio, const char *id);
SoReplyTemplate *so_studio_find_template (SoStudio *studio, const char *id);
/* SoReplyTemplate values; @query as in a search field, or NULL. */
GPtrArray *so_studio_list_templates (SoStudio *studio, const char *query);
/* SoPrice values by name. */
GPtrArray *so_studio_list_prices (SoStudio *studio);
/* What an entry said before, newest first: SoKnowledgeVersion. */
GPtrArray *so_studio_list_wordings (SoStudio *studio, const char *knowledge_id);
/* What was asked last to be changed in drafts, newest first. Free with g_strfreev(). */
GStrv so_studio_list_hints (SoStudio *studio);

/* Any of these on the worker thread, in the order of the calls. The result is what @job returns, a string or NULL. */
typedef char *(*SoStudioJob) (SoStudio *studio, gpointer data, GError **error);
void so_studio_job_async (SoStudio *studio, SoStudioJob job, gpointer data, GDestroyNotify free_data, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
/* The same for what takes minutes (so_studio_run_aside()). */
void so_studio_aside_async (SoStudio *studio, SoStudioJob job, gpointer data, GDestroyNotify free_data,
                            GAsyncReadyCallback callback, gpointer user_data);
/* NULL is no failure: look at @error. */
char *so_studio_job_finish (SoStudio *studio, GAsyncResult *result, GError **error);

G_END_DECLS
