/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What was read out of one conversation, as it is kept: estimates and proposals, for the owner's eyes. */

typedef enum { SO_FINDING_PROPOSED, SO_FINDING_ACCEPTED, SO_FINDING_DISMISSED, SO_N_FINDING_STATES } SoFindingState;
const char *so_finding_state_nick (SoFindingState state);      /* "proposed": static */
gboolean so_finding_state_parse (const char *nick, SoFindingState *state);

typedef struct {
  char *id;
  char *thread_id;
  char *contact_id;          /* whom it is about, or NULL */
  char *kind;                /* "interest", "action", "frustration", "success", "detail" */
  char *field;               /* of a detail: "name", "goal"…; else NULL */
  char *what;                /* in a few words; of a detail its value */
  char *quote;               /* the customer's own words */
  char *message_id;          /* where they stand, or NULL */
  gboolean by_rules, by_model;
  SoFindingState state;
  char *now;                 /* of a detail: another value that stands at the person now, or NULL */
} SoFinding;

void so_finding_free (SoFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoFinding, so_finding_free)

typedef struct {
  char *thread_id;
  gboolean by_model;
  char *model;               /* "ollama llama3.2", or NULL */
  char *fault;               /* why the model's newest answer is of no use, or NULL */
  char *summary;             /* never NULL */
  char *outcome;             /* "booked"; never NULL */
  char *sentiment;           /* "POSITIVE"…, or NULL */
  int satisfaction;          /* 0 to 10, estimated; -1: not told */
  char *quote;               /* the words it rests on, and where they stand; NULL where it is not told */
  char *message_id;
  guint messages;            /* how many were read */
  gint64 newest_at;          /* when the newest of them was sent, ms */
  guint dropped;             /* what the model said and could not quote */
  gint64 updated_at;         /* ms */
  GPtrArray *findings;       /* SoFinding */
} SoInsight;

SoInsight *so_insight_new (const char *thread_id, gboolean by_model);
void so_insight_free (SoInsight *insight);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoInsight, so_insight_free)

/* What the owner has to do. */
typedef struct {
  char *id;
  char *title;
  char *contact_id, *contact;   /* id and name of whom it is about, or NULL */
  char *thread_id;           /* where it came up, or NULL */
  char *finding_id;          /* what it was made from, or NULL: typed */
  gint64 due_at, done_at;    /* ms; 0: no day, not done */
  gint64 created_at;
} SoTask;

void so_task_free (SoTask *task);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoTask, so_task_free)

/* What is kept of a person in words of its own: "goal", "wedding dance". */
typedef struct {
  char *id;
  char *name, *value;
} SoContactField;

void so_contact_field_free (SoContactField *field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoContactField, so_contact_field_free)

G_END_DECLS
