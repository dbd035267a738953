/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A plan for a week as it is proposed to the owner: what it would change, what it is worth, and why. A value that never changes. Its words are translated. */

typedef enum {
  SO_PROPOSAL_MOVED,       /* another time, room or teacher */
  SO_PROPOSAL_ADDED,       /* a session that was missing */
  SO_PROPOSAL_NO_PLACE,    /* nowhere to go: what there is of it stays as it is */
  SO_N_PROPOSAL_KINDS,
} SoProposalKind;

/* "moved", "added", "no_place". */
const char *so_proposal_kind_nick (SoProposalKind kind);

typedef struct {
  int day, start;          /* 0 = Monday, -1: nowhere; minutes after midnight */
  char *room, *teacher;    /* names, or NULL */
} SoProposalSpot;

/* One session that is not as before. */
typedef struct {
  SoProposalKind kind;
  char *session_id;        /* NULL: there is none yet */
  char *title;
  int minutes;
  guint booked;
  SoProposalSpot from, to;
} SoProposalLine;

typedef struct {
  char *words;
  int points;              /* below zero for what has no place */
  int change;              /* 1: gained by the plan, -1: lost by it, 0: as before */
} SoProposalPoint;

/* The kinds of points, as the planner counts them. */
typedef enum { SO_POINTS_PREFERRED, SO_POINTS_BEGINNER_PEAK, SO_POINTS_ROOM_FIT, SO_POINTS_CONTINUITY, SO_POINTS_UNPLACED, SO_N_POINTS } SoPointsKind;

typedef struct {
  const char *nick;        /* "preferred" */
  gint64 before, after;
  GPtrArray *points;       /* SoProposalPoint */
} SoProposalPart;

/* Why something has no place: a rule, and what to change so that it is none. */
typedef struct {
  char *words, *advice;    /* advice: or NULL */
} SoProposalReason;

typedef enum { SO_PROPOSAL_FEASIBLE, SO_PROPOSAL_OPTIMAL, SO_PROPOSAL_INFEASIBLE } SoProposalStatus;

typedef struct {
  int monday;              /* so-day.h */
  gboolean repair;         /* it was to change as little as possible */
  SoProposalStatus status; /* optimal: proved; infeasible: not all sessions can have a place, which is proved as well */
  gint64 before, after;    /* score and what is missing, together */
  gboolean has_bound;
  gint64 bound;            /* no plan is worth more */
  guint unplaced;          /* sessions */
  guint moves;             /* sessions that are there and go elsewhere */
  GPtrArray *lines;        /* SoProposalLine: moved, added, without a place; each in order of the week */
  SoProposalPart parts[SO_N_POINTS];
  GPtrArray *mended;       /* sentences: rules that the week breaks now */
  GPtrArray *reasons;      /* SoProposalReason; none where all have a place, or nothing was found out */
  gboolean reasons_are_least;   /* without any one of them there would be a place */
  char *solution;          /* JSON, for SO_VERB_PLAN_APPLY */
} SoProposal;

void so_proposal_free (SoProposal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoProposal, so_proposal_free)

/* How much better another plan could be at most, in percent of what this one is worth; 0: there is no better one, -1: nobody knows. */
double so_proposal_gap (const SoProposal *self);

/* For who makes one. */
SoProposal *so_proposal_new (void);
SoProposalLine *so_proposal_add_line (SoProposal *self, SoProposalKind kind, const char *session_id, const char *title);
void so_proposal_add_point (SoProposal *self, SoPointsKind kind, char *words, int points, int change);
void so_proposal_add_reason (SoProposal *self, char *words, char *advice);
void so_proposal_sort (SoProposal *self);

G_END_DECLS
