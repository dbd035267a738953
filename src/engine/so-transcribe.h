/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-transcribe-settings.h"

G_BEGIN_DECLS

/**
 * What is said in calls and voice notes, written down by whom the owner chose (so-transcribe-settings.h): once for each message, one after the other, beside all else, and again
 * later where nobody is there to do it. The sound is read by the media process (so-media-read.h); what leaves is plain samples, of each voice by itself where a recording keeps them
 * apart, and no name, number or text. In private mode nothing leaves this computer.
 */

/* In the transaction that says that a sound of @message_id has come: it is put into the queue, where somebody is there to write it down, nobody has, and it is of the last days;
 * what the first look at a provider brings is not. */
gboolean so_transcribe_came (SoStudio *studio, SoDb *db, const char *message_id, GError **error);

/* The job SO_JOB_TRANSCRIBE (so-jobs.h). */
gboolean so_transcribe_work (SoStudio *studio, const char *message_id, GCancellable *cancellable, char **result, GError **error);

/* Because the owner asks: into the queue, whatever became of it before. */
gboolean so_transcribe_queue (SoStudio *studio, const char *message_id, GError **error);
/* The same at once. Blocking, for minutes. SO_ERROR_CHANGE where it has no sound here, or nobody is chosen to do it. */
gboolean so_transcribe_now (SoStudio *studio, const char *message_id, GCancellable *cancellable, GError **error);

/* How it stands with a message, in words for the owner; NULL: there is nothing to say. *@failed: it was given up. Quick; free with g_free(). */
char *so_transcribe_dup_state (SoDb *db, const char *message_id, gboolean *failed);

/* The same of a studio that nobody reads yet; any thread. */
char *so_transcribe_load_state (SoStore *store, const char *message_id);

/* Has a sound of two seconds without words written down: what came back, as a sentence. Blocking; free with g_free(). */
char *so_transcribe_test (SoStudio *studio, GCancellable *cancellable, GError **error);

G_END_DECLS
