/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* Work that is done beside the storing of messages, one row for each kind and target however often it is asked for. Of this computer
 * alone; who runs it holds the lease.
 *
 *   waiting → running → done | failed
 *      ↑_________|  (not now; or whoever ran it died)
 */
typedef struct {
  gint64 n;
  char *kind;                /* "refine"; SO_JOB_TRANSCRIBE */
  char *target_id;           /* of a message, or of a conversation ("analyse") */
  char *state;
  gint64 run_at;             /* ms; not before this */
  guint attempts;            /* how often it was begun */
  char *result;              /* JSON, or NULL */
  char *error;               /* a sentence, or NULL */
  gint64 created_at, finished_at;
} SoJob;

/* What is written down of a sound takes minutes, and asks somebody else than a model: it has a lane of its own, so that neither waits for the other. */
#define SO_JOB_TRANSCRIBE "transcribe"
typedef enum { SO_JOB_LANE_WORDS, SO_JOB_LANE_SOUND, SO_N_JOB_LANES } SoJobLane;

void so_job_free (SoJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoJob, so_job_free)

/* What is there already stays as it is. */
gboolean so_job_add (SoDb *db, const char *kind, const char *target_id, GError **error);
/* The same, and one that is over is done once more: what it is about has changed. */
gboolean so_job_add_again (SoDb *db, const char *kind, const char *target_id, GError **error);
/* When it was asked for last, ms; 0: never. */
gint64 so_job_asked_at (SoDb *db, const char *kind, const char *target_id);
/* It stands in the queue already, or failed since @since (ms). */
gboolean so_job_is_settled (SoDb *db, const char *kind, const char *target_id, gint64 since);

/* The same of what is done again and again: once more at @run_at, but where it has waited already not later than @longest ms after it
 * began to. While it runs: after that. @make FALSE: only where there is one. */
gboolean so_job_arm (SoDb *db, const char *kind, const char *target_id, gint64 run_at, gint64 longest, gboolean make, GError **error);
/* What waits is due now. */
gboolean so_job_hurry (SoDb *db, const char *kind, const char *target_id, GError **error);

/* The oldest one of @lane that is due at @now (a look at a conversation after all else), running from now on; *@job NULL: none. */
gboolean so_job_claim (SoDb *db, SoJobLane lane, gint64 now, SoJob **job, GError **error);
/* @error_words: NULL where it is done, else it failed for good. @result stays in either case. */
gboolean so_job_finish (SoDb *db, gint64 n, const char *result, const char *error_words, GError **error);
/* Not now: again at @run_at, and nothing else of its lane before that, since whoever is busy for one is busy for all. @tried FALSE: this time does
 * not count. */
gboolean so_job_put_off (SoDb *db, gint64 n, gint64 run_at, gboolean tried, const char *error_words, GError **error);

/* It was done by other means: whoever waits for it, or had failed, has nothing left to do. */
gboolean so_job_settle (SoDb *db, const char *kind, const char *target_id, GError **error);

/* What a dead holder of the lease left running goes back; how many. */
gboolean so_job_recover (SoDb *db, SoJobLane lane, guint *n, GError **error);
/* What failed since @since (ms) has another chance: the owner changed what was wrong. */
gboolean so_job_retry_failed (SoDb *db, gint64 since, GError **error);

gboolean so_job_is_any_running (SoDb *db, SoJobLane lane);
/* When the next one is due, ms; 0: none waits. */
gint64 so_job_next_at (SoDb *db, SoJobLane lane);
/* NULL, no error, where there is none. */
SoJob *so_job_find (SoDb *db, const char *kind, const char *target_id, GError **error);
/* SoJob, newest first; @kind, @state NULL: all. */
GPtrArray *so_job_list (SoDb *db, const char *kind, const char *state, guint limit, GError **error);

G_END_DECLS
