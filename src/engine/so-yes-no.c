/* SPDX-License-Identifier: MIT */
#include "so-yes-no.h"

#include "so-phrases.h"

#include <string.h>

#define MOST_WORDS 8

/* As so_phrases_split() writes them. Polite words say nothing by themselves. */
static const char *const yes[] = {
  "yes", "yep", "yeah", "yup", "ok", "okay", "sure", "definitely", "ja", "jo", "gerne", "gern", "klar", "unbedingt", "si", "vale", "claro", "oui", "volontiers", "sim", "haan", NULL,
};
static const char *const no[] = { "no", "nope", "nein", "nee", "leider", "non", "nao", "nahi", NULL };
static const char *const polite[] = {
  "please", "thanks", "thank", "you", "great", "perfect", "super", "bitte", "danke", "vielen", "dank", "toll", "perfekt", "gracias", "perfecto", "merci", "parfait", "obrigado", "obrigada",
  "perfeito", NULL,
};

static gboolean
is_one (const char *word, const char *const *list)
{
  return g_strv_contains (list, word);
}

SoYesNo
so_yes_no (const char *text)
{
  g_auto (GStrv) words = so_phrases_split (text ? text : "");
  guint agrees = 0, refuses = 0, n = g_strv_length (words);

  if (n > MOST_WORDS || (text && strchr (text, '?')))
    return SO_SAYS_NEITHER;
  for (guint i = 0; i < n; i++)
    {
      agrees += is_one (words[i], yes);
      refuses += is_one (words[i], no);
      if (!is_one (words[i], yes) && !is_one (words[i], no) && !is_one (words[i], polite))
        return SO_SAYS_NEITHER;
    }
  if (agrees && refuses)
    return SO_SAYS_NEITHER;
  return agrees ? SO_SAYS_YES : refuses ? SO_SAYS_NO : SO_SAYS_NEITHER;
}
