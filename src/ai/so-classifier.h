/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-classification.h"
#include "so-lexicon.h"

G_BEGIN_DECLS

#define SO_TYPE_CLASSIFIER (so_classifier_get_type ())
G_DECLARE_FINAL_TYPE (SoClassifier, so_classifier, SO, CLASSIFIER, GObject)

/* What is known about the studio in which a message is read; all may be 0 or NULL. */
typedef struct {
  gint64 now;                        /* 0: no day and no hour is resolved */
  GTimeZone *zone;                   /* of the studio; NULL: this computer's */
  gboolean month_first;              /* 3/4 is the fourth of March */
  const char *const *classes;        /* its own names */
  const char *const *instructors;
  const char *language;              /* of the conversation so far: for "ok" */
} SoClassifierContext;

/* The rules: words, and what each speaks for. No network, nothing kept, the same answer every time. One serves all threads. */
SoClassifier *so_classifier_new (void);

/* Never fails: what is not understood is GENERAL, "other", with little confidence. Free with so_classification_free(). */
SoClassification *so_classifier_classify (SoClassifier *self, const char *text, const SoClassifierContext *context);

/* What is done about such a message: "Send the price", in English, for _(); NULL where there is no such sub-category. Static. */
const char *so_classifier_action (const char *sub_category);

/* The lexicon's hits, for who scores or explains (SoLexiconHit); @words: of so_phrases_split(). */
GArray *so_classifier_hits (SoClassifier *self, GStrv words);

G_END_DECLS
