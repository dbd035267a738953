/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-never-auto.h"

G_BEGIN_DECLS

/* The words by which so-never-auto.c knows a matter for a person: one file per idea, lists as in so-phrases.h, in
 * English, German, Spanish, French, Portuguese and Hindi (in its own letters and in Latin ones, as people type it).
 * Every list counts for every text: people mix languages. Where a word may be meant otherwise the lists err towards
 * a person. */

typedef enum {
  SO_NEVER_INBOUND = 1 << 0,     /* what the customer writes */
  SO_NEVER_OUTBOUND = 1 << 1,    /* what would be answered */
  SO_NEVER_BOTH = SO_NEVER_INBOUND | SO_NEVER_OUTBOUND,
} SoNeverDirection;

typedef struct {
  SoNeverRule rule;
  SoNeverDirection direction;
  const char *idea;              /* "refund": for tests and messages */
  const char *language;
  const char *list;
} SoNeverWords;

/* Each ends with a row without a list. */
extern const SoNeverWords so_never_words_complaint[];
extern const SoNeverWords so_never_words_demand[];
extern const SoNeverWords so_never_words_promise[];
extern const SoNeverWords so_never_words_health[];
extern const SoNeverWords so_never_words_people[];

G_END_DECLS
