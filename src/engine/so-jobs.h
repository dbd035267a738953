/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-capability.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * What a language model does about a message that came in, beside its being stored: the rules have read and scored it by then, and
 * nothing waits for this. One row in the database for each message and kind (so-job-queue.h), so that it is done once, also where the
 * computer goes out in the middle of it. What is imported, in a demonstration, or in a folder that was copied, has none.
 */

/* What a kind does. @work asks; it may take minutes and has no transaction; *@result is JSON or NULL. @keep applies that in the
 * transaction which says that it is done; NULL: nothing to apply. Both may be called twice for one message. */
typedef struct {
  const char *nick;          /* "refine" */
  const char *agent;         /* "conversation_analysis" */
  gboolean (*work) (SoStudio *studio, const char *target_id, GCancellable *cancellable, char **result, GError **error);
  gboolean (*keep) (SoStudio *studio, SoDb *db, const char *target_id, const char *result, GError **error);
  SoEffect effect;           /* that a model's words have by it */
  guint tries;               /* at most; 0: as most have. Where nobody else waits for it there may be more */
} SoJobKind;

/* In the order in which they are done for one message. */
const SoJobKind *so_job_kinds (guint *n);

/* Bits 1 << index of the kinds that a message which comes in now is given: those with a model to ask, and the look at its conversation
 * (so-analyst.h), which is waited with until that is quiet. */
guint so_jobs_wanted (SoStudio *studio, SoDb *db);
/* In the transaction that stores the message. */
gboolean so_jobs_add (SoDb *db, const char *message_id, const char *thread_id, guint kinds, GError **error);

/* What ended badly in the last day is tried again, since the owner has changed something. In her transaction. */
gboolean so_jobs_retry (SoDb *db, GError **error);

/* Does what is due, one after the other. Blocking; only the holder of the lease calls this. *@ran: how many ended, well or badly; *@next:
 * when to come again (ms), 0: no need. FALSE where the studio cannot be read or written, or was cancelled. */
gboolean so_jobs_run (SoStudio *studio, guint *ran, gint64 *next, GCancellable *cancellable, GError **error);

/* The same by itself, on a thread of its own, from the time that this window has the lease until it gives it back. Main thread. */
typedef struct _SoJobs SoJobs;
SoJobs *so_jobs_new (SoStudio *studio);
void so_jobs_start (SoJobs *jobs);
/* Waits for what is under way, which is cancelled and begun anew another time. */
void so_jobs_stop (SoJobs *jobs);
void so_jobs_free (SoJobs *jobs);

G_END_DECLS
