/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-pull-all.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Sends what is due: claims, writes the attempt, sends, writes the outcome. Blocking. How many were
 * accepted in *@sent (may be NULL); ms of the next one due in *@next, 0 if none. */
gboolean so_outbox_dispatch (SoStudio *studio, guint *sent, gint64 *next, GError **error);

/* Does @work as the one who sends for the studio: SO_ERROR_WAIT while another window or program does. Blocking. */
gboolean so_outbox_with_lease (SoStudio *studio, gboolean (*work) (SoStudio *studio, gpointer data, GError **error), gpointer data, GError **error);

/* Does what models have to do and is due: so_jobs_run(). Blocking. */
gboolean so_outbox_run_jobs (SoStudio *studio, guint *ran, gint64 *next, GCancellable *cancellable, GError **error);

/* Pulls every account once (@account_id NULL: all that are on) and runs the pipeline on what came: tags and drafts. Blocking. What is
 * wrong with one keeps no other from being asked; it stands with it, and is an error only where it was the one that was named. */
gboolean so_outbox_pull (SoStudio *studio, const char *account_id, guint *received, GError **error);
/* TRUE where that left some for the next time, as a first sync does: so that sending has its turn, too. Any thread. */
gboolean so_outbox_has_more (SoStudio *studio);
/* What @change makes of an account's cursor (NULL: nothing) is where the next pull goes on; the one that is under way is cancelled. */
typedef char *(*SoOutboxCursor) (const SoAccount *account);
gboolean so_outbox_set_cursor (SoStudio *studio, const char *account_id, SoOutboxCursor change, GError **error);
/* The same, with what became of each: SoPulled. */
GPtrArray *so_outbox_pull_each (SoStudio *studio, const char *account_id, GError **error);

/* From now on the studio sends and pulls by itself, on a thread of its own, woken when something is
 * due; drafts left over from the last run are looked at first. Main thread. */
void so_outbox_start (SoStudio *studio);
void so_outbox_stop (SoStudio *studio);
/* Whether there is a network. What needs one is held while there is none, and goes by itself afterwards, behind what
 * came in meanwhile. TRUE until it is said. Any thread. */
void so_outbox_set_online (SoStudio *studio, gboolean online);
gboolean so_outbox_is_online (SoStudio *studio);
/* Whether this process has had the sending of this studio: only then it asks the others for what it is to send (so-share-claim.h). Any thread. */
gboolean so_outbox_has_begun (SoStudio *studio);
/* TRUE while another window or program has the studio open and sends for it; SoStudio::sender-changed tells. Main thread. */
gboolean so_outbox_is_elsewhere (SoStudio *studio);

G_END_DECLS
