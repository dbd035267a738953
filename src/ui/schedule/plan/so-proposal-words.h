/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-planning.h"

G_BEGIN_DECLS

/* What a plan says, in the owner's language. Pure; free with g_free(). */

/* "Monday 18:00, Studio A, Lena"; what it has none of is left out. NULL where it is nowhere. */
char *so_proposal_words_spot (const SoProposalSpot *spot);
/* "Salsa: Tuesday 18:00, Hall, Lena", and below it "Was: Monday 18:00, Studio A, Lena · 6 have booked". */
char *so_proposal_words_line (const SoProposalLine *line);
char *so_proposal_words_was (const SoProposalLine *line);

/* How good the plan is: "There is no better plan: that is proved." */
char *so_proposal_words_status (const SoProposal *proposal);
/* "Preferred times", for people; borrowed. */
const char *so_proposal_words_kind (SoPointsKind kind);
/* "+20", "−5"; of what is lost: "−20" */
char *so_proposal_words_points (gint64 points);

/* While it goes on: "Score 140, before 95. 1 session has no place yet." and "At most 0.9 % better is possible." or "" */
char *so_proposal_words_news (const SoPlanningNews *news);
char *so_proposal_words_bound (const SoPlanningNews *news);
/* Afterwards: "Plan applied: 3 sessions moved, 1 added." @result: JSON of SO_VERB_PLAN_APPLY. */
char *so_proposal_words_applied (const char *result);

G_END_DECLS
