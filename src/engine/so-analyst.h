/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-insight.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * Reads conversations: by rules always, and with the model of the agent "conversation_analysis" where one is set. Both readings are kept
 * (so-insights.h). Nothing else is changed by it: what it finds out about a person, or has to be done, is a proposal.
 *
 * By itself it looks once a conversation has been quiet for a quarter of an hour, since each message would only say half of it; or after an hour
 * where it goes on and on; or at once when the owner marks it as done. Only what came in live is read then: imported history is looked at
 * when the owner asks.
 */

/* Now, whole, because the owner asks. Blocking; worker threads only. @failure (may be NULL): why the model's reading was of no use, where
 * the rules stand in for it; free with g_free(). What is to be shown now. */
SoInsight *so_analyst_read (SoStudio *studio, const char *thread_id, char **failure, GCancellable *cancellable, GError **error);

/* The same on a thread of its own. */
void so_analyst_read_async (SoStudio *studio, const char *thread_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean so_analyst_read_finish (SoStudio *studio, GAsyncResult *result, GError **error);

/* The halves of the job "analyse" (so-jobs.h); its target is a conversation. */
gboolean so_analyst_work (SoStudio *studio, const char *thread_id, GCancellable *cancellable, char **result, GError **error);
gboolean so_analyst_keep (SoStudio *studio, SoDb *db, const char *thread_id, const char *result, GError **error);

/* A customer wrote there: it is looked at when it is quiet. In the transaction that stores the message. */
gboolean so_analyst_heard (SoDb *db, const char *thread_id, GError **error);
/* The studio wrote there: where customers write, that is part of it. */
gboolean so_analyst_answered (SoDb *db, const char *thread_id, GError **error);
/* It was marked as done: what waits to be looked at is, now. */
gboolean so_analyst_closed (SoDb *db, const char *thread_id, GError **error);

G_END_DECLS
