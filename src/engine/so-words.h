/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the drafter knows of languages: words that say nothing, and words that mean the same
 * question. English, German, Spanish, French, Portuguese. Pure. */

typedef enum {
  SO_TOPIC_NONE,
  SO_TOPIC_PRICE,
  SO_TOPIC_SCHEDULE,
  SO_TOPIC_LOCATION,
  SO_TOPIC_HOURS,
  SO_TOPIC_TRIAL,
  SO_N_TOPICS,
} SoTopic;

/* The words of @text that carry meaning, folded, each once; a word of a topic stands as that topic's name, so
 * that "fee" and "cost" are the same. Free with g_ptr_array_unref(). */
GPtrArray *so_words_of (const char *text);

/* Of a category ("fee_inquiry", "Prices") or a word; NONE where it is of none. */
SoTopic so_words_topic (const char *word);
SoTopic so_words_category_topic (const char *category);
/* How a topic stands among so_words_of(). */
const char *so_words_topic_name (SoTopic topic);
SoTopic so_words_topic_of_name (const char *name);
/* All words of a topic, folded, with a space between; a trailing * is any ending. NULL for NONE. Static. */
const char *so_words_topic_words (SoTopic topic);

/* "en", "de", "es", "fr", "pt" by its small words, or NULL where they do not tell. Static. */
const char *so_words_language (const char *text);

G_END_DECLS
