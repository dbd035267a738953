/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Thousands of phrases (so-phrases.h) that are looked for at once: each text costs as much as its own words, not as the lists are
 * long. Filled by one thread, then never changed: threads share it. */
typedef struct _SoPhraseIndex SoPhraseIndex;

SoPhraseIndex *so_phrase_index_new (void);
void so_phrase_index_free (SoPhraseIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoPhraseIndex, so_phrase_index_free)

/* One phrase of @length bytes, which has to stay as long as the index. @number: whatever tells it from others. */
void so_phrase_index_add (SoPhraseIndex *self, const char *phrase, gsize length, guint number);
/* Each phrase of @list, which ends where one of the characters in @between stands ("," or " "). */
void so_phrase_index_add_list (SoPhraseIndex *self, const char *list, const char *between, guint number);

typedef struct {
  const char *phrase;        /* not ended by NUL */
  gsize length;
  guint number;
  guint word, n_words;       /* where it stands */
} SoPhraseHit;

typedef void (*SoPhraseFound) (const SoPhraseHit *hit, gpointer data);

/* Calls @found for everything that stands in @words, in the order of the words; of one word first those that begin with that very word, then those
 * with its beginning ("refund*"), the shorter first, then those with any ("*kurs"), each in the order in which they were added. */
void so_phrase_index_find (const SoPhraseIndex *self, char *const *words, SoPhraseFound found, gpointer data);

G_END_DECLS
