/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum { SO_PRIORITY_LOW, SO_PRIORITY_NORMAL, SO_PRIORITY_HIGH, SO_PRIORITY_URGENT, SO_N_PRIORITIES } SoPriority;
typedef enum { SO_SENTIMENT_POSITIVE, SO_SENTIMENT_NEUTRAL, SO_SENTIMENT_NEGATIVE, SO_SENTIMENT_MIXED, SO_N_SENTIMENTS } SoSentiment;

/* "LOW", "POSITIVE": as they are stored. Static. */
const char *so_priority_nick (SoPriority priority);
const char *so_sentiment_nick (SoSentiment sentiment);
gboolean so_priority_parse (const char *nick, SoPriority *priority);
gboolean so_sentiment_parse (const char *nick, SoSentiment *sentiment);

/* What is understood of one message, by rules or by a model. */
typedef struct {
  const char *category, *sub_category;   /* static: so-intent.h */
  SoPriority priority;
  SoSentiment sentiment;
  double confidence;                     /* 0 to 1 */
  const char *language;                  /* "en", static; NULL: too short to tell */
  GPtrArray *tags;                       /* char*: "asks_price", at most one of each */
  char *class_type, *instructor;         /* as the studio calls it, else as the customer does; or NULL */
  char *date, *time;                     /* "2026-11-24", "18:00" on the studio's clock; or NULL */
  const char *action;                    /* one sentence in English, to be translated; static */
} SoClassification;

SoClassification *so_classification_new (void);
void so_classification_free (SoClassification *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoClassification, so_classification_free)

/* Once each. */
void so_classification_add_tag (SoClassification *self, const char *tag);

G_END_DECLS
