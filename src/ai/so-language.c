/* SPDX-License-Identifier: MIT */
#include "so-language.h"

#define HINDI 5
/* A small word tells more than a word of a topic: "salsa" is every language's. */
#define SMALL_WORD 4
#define TOPIC_WORD 1

static gboolean
is_devanagari (const char *text)
{
  guint own = 0, letters = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      letters += g_unichar_isalpha (c);
      own += c >= 0x0900 && c <= 0x097f;
    }
  return own && own * 3 >= letters;
}

int
so_language_of (const char *text, GArray *hits)
{
  int points[SO_LEXICON_LANGUAGES] = { 0 }, best = 0;
  gboolean tie = FALSE;

  if (is_devanagari (text))
    return HINDI;
  for (guint i = 0; i < hits->len; i++)
    {
      const SoLexiconHit *hit = &g_array_index (hits, SoLexiconHit, i);

      points[hit->language] += hit->signal == SO_SIGNAL_LANGUAGE ? SMALL_WORD * hit->weight : hit->signal == SO_SIGNAL_CLASS ? 0 : TOPIC_WORD;
    }
  for (int i = 1; i < SO_LEXICON_LANGUAGES; i++)
    if (points[i] >= points[best])
      {
        tie = points[i] == points[best];
        best = points[i] > points[best] ? i : best;
      }
  return points[best] && !tie ? best : -1;
}
