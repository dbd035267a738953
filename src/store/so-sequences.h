/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-sequence.h"
#include "so-store.h"

G_BEGIN_DECLS

/* Follow-ups as they are stored, and where they run. Changes of a sequence belong to the undo step that is being recorded. */

GPtrArray *so_sequence_list (SoDb *db, GError **error);
SoSequence *so_sequence_find (SoDb *db, const char *id, GError **error);
/* New where @sequence->id is NULL. Its id; free with g_free(). */
char *so_sequence_save (SoDb *db, const SoSequence *sequence, GError **error);
gboolean so_sequence_delete (SoDb *db, const char *id, GError **error);

/* Begins; a run of the same sequence that goes on there already stays as it is. Like ending all, it belongs to the undo step that is
 * being recorded. */
gboolean so_sequence_start (SoDb *db, const SoSequence *sequence, const char *thread_id, gint64 now, GError **error);
/* Those of a conversation, newest first, with @thread_id NULL all that run: SoSequenceRun. */
GPtrArray *so_sequence_runs (SoDb *db, const char *thread_id, GError **error);
/* Those that run with a person, the next due first: SoSequenceRun. */
GPtrArray *so_sequence_running_with (SoDb *db, const char *contact_id, GError **error);
/* Those due at @now, the first due first: SoSequenceRun. */
GPtrArray *so_sequence_due (SoDb *db, gint64 now, GError **error);
gboolean so_sequence_go_on (SoDb *db, const char *run_id, guint step, gint64 due_at, GError **error);
gboolean so_sequence_end (SoDb *db, const char *run_id, const char *state, GError **error);
/* All that run in a conversation, or in another one with the same person. */
gboolean so_sequence_end_all (SoDb *db, const char *thread_id, const char *state, GError **error);

G_END_DECLS
