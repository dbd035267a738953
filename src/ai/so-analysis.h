/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-classifier.h"

G_BEGIN_DECLS

/* What one conversation says: what the customer wants, what is to be done, how it went. A model's reading of it is believed only as far as
 * it can quote the customer word for word; what it cannot quote is dropped. Estimates, for the owner's eyes. */

typedef enum {
  SO_OUTCOME_OPEN, SO_OUTCOME_BOOKED, SO_OUTCOME_ANSWERED, SO_OUTCOME_LOST, SO_OUTCOME_ESCALATED, SO_OUTCOME_SPAM, SO_N_OUTCOMES,
} SoOutcome;
const char *so_outcome_nick (SoOutcome outcome);      /* "booked": static */
gboolean so_outcome_parse (const char *nick, SoOutcome *outcome);

typedef enum {
  SO_ANALYSIS_INTEREST,
  SO_ANALYSIS_ACTION,        /* what the studio still has to do */
  SO_ANALYSIS_FRUSTRATION,
  SO_ANALYSIS_SUCCESS,
  SO_ANALYSIS_DETAIL,        /* of the person: proposed, never entered by itself */
  SO_N_ANALYSES,
} SoAnalysisKind;
const char *so_analysis_kind_nick (SoAnalysisKind kind);

typedef struct {
  SoAnalysisKind kind;
  char *field;               /* of a detail: "name", "email", "phone", "child", "birthday", "goal", "level"; else NULL */
  char *what;                /* in a few words; of a detail its value */
  char *quote;               /* the customer's own words */
} SoAnalysisItem;

typedef struct {
  gboolean by_model;
  char *summary;             /* "" where nobody wrote one */
  SoOutcome outcome;
  const char *sentiment;     /* "POSITIVE"…, or NULL. Static */
  int satisfaction;          /* 0 to 10, -1: not told */
  char *satisfaction_quote;  /* what it rests on; NULL where it is not told */
  GPtrArray *items;          /* SoAnalysisItem */
  guint dropped;             /* what the model said and could not quote */
} SoAnalysis;

void so_analysis_free (SoAnalysis *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoAnalysis, so_analysis_free)

/* A model's answer (see resources/prompts/analyse.txt). @said: what the customer wrote, ended by NULL. NULL with SO_ERROR_WAIT where it is not
 * the JSON that was asked for. Pure. */
SoAnalysis *so_analysis_parse (const char *json, const char *const *said, GError **error);

/* One message, as the classifier understood it. Borrowed. */
typedef struct {
  gboolean outbound;
  const char *text;
  const char *category, *sub_category, *sentiment;   /* or NULL, as the others */
  const char *class_type, *date, *time;
} SoAnalysisTurn;

/* Without a model: humour, outcome, what was asked for and is to be done, and what people say of themselves ("my name is Ana"), from what
 * the rules understood and the words of six languages. Pure. */
SoAnalysis *so_analysis_by_rules (SoClassifier *classifier, const SoAnalysisTurn *turns, guint n);

G_END_DECLS
