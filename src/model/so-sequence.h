/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SO_SEQUENCE_MOST_STEPS 10
#define SO_SEQUENCE_MOST_DAYS 365

/* Follow-ups: what to propose if somebody has not written again. Stored as [{"days": 2, "text": "Hi {first name|there}, …"}]. */

typedef struct {
  guint days;             /* after the step before, or after the beginning: 1 … 365 */
  char *text;             /* a template (so-template.h) */
} SoSequenceStep;

typedef struct {
  gint64 n;
  char *id;               /* NULL: not stored yet */
  char *name;
  gint64 version;         /* counts changes, from 1 */
  GPtrArray *steps;       /* SoSequenceStep */
  guint running;          /* in how many conversations */
} SoSequence;

SoSequence *so_sequence_new (const char *name);
SoSequence *so_sequence_copy (const SoSequence *sequence);
void so_sequence_free (SoSequence *sequence);
void so_sequence_add (SoSequence *sequence, guint days, const char *text);

/* SO_ERROR_CHANGE in words. */
SoSequence *so_sequence_from_json (const char *name, const char *steps, GError **error);
char *so_sequence_to_json (const SoSequence *sequence);
gboolean so_sequence_check (const SoSequence *sequence, GError **error);

/* One conversation in which they run. Free with so_sequence_run_free(). */
typedef struct {
  char *id, *sequence_id, *thread_id;
  guint step;               /* the next one, from 0 */
  gint64 due_at, started_at;
  char *state;              /* "running", "done", "replied", "stopped", "closed" */
  char *name;               /* of the follow-ups; NULL: the owner has removed them */
  guint n_steps;            /* how many messages they have; 0: removed */
} SoSequenceRun;
void so_sequence_run_free (SoSequenceRun *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoSequence, so_sequence_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoSequenceRun, so_sequence_run_free)

G_END_DECLS
