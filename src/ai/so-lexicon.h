/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-signal.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define SO_TYPE_LEXICON (so_lexicon_get_type ())
G_DECLARE_FINAL_TYPE (SoLexicon, so_lexicon, SO, LEXICON, GObject)

/* Words and phrases of several languages, and what each speaks for. Never changed once made: threads share it.
 *
 * A language is a text like
 *
 *   # how much something costs
 *   [fee_inquiry]
 *   6: how much, price*, cost*
 *   3: rates
 *   -4: priceless
 *
 * with phrases as so-phrases.h has them; "move (my|the) (class|lesson)" stands for four of them. A line that begins with a space goes on with the one before. */

#define SO_LEXICON_LANGUAGES 6

/* "en", "de", "es", "fr", "pt", "hi": static. */
const char *so_lexicon_language (guint language);

typedef struct {
  SoSignal signal;
  int weight;
  guint language;            /* index */
  guint word, n_words;       /* where it stands */
  const char *phrase;        /* not ended by NUL; as long as the lexicon */
  guint n_bytes;             /* of it */
} SoLexiconHit;

/* From the resources of the library: read once, then always the same. */
SoLexicon *so_lexicon_new (void);
/* For tests: one language only. NULL and a sentence with the line where @text is wrong. */
SoLexicon *so_lexicon_new_for_text (const char *text, guint language, GError **error);

/* Everything that stands in @words (so_phrases_split()), appended to @hits (SoLexiconHit), in the order of the words. */
void so_lexicon_find (SoLexicon *self, GStrv words, GArray *hits);

G_END_DECLS
