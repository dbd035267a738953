/* SPDX-License-Identifier: MIT */
#include "so-hint.h"

#include "so-text.h"
#include "so-words.h"

#include <string.h>

typedef enum { SHORTER, OFFER, QUESTION, WARM, FORMAL, PLAIN, LANGUAGE, FILLER } Meaning;

/* Folded. "auf Deutsch", "more", "make it": said around the wish, never looked for. */
static const struct {
  Meaning meaning;
  const char *language;
  const char *words;
} meanings[] = {
  { SHORTER, NULL, "shorter short brief briefer concise kurzer kurz knapper knapp corto corta breve court courte bref curto curta" },
  { OFFER, NULL, "offer angebot oferta offre" },
  { QUESTION, NULL, "question frage nachfrage pregunta pergunta" },
  { WARM, NULL, "warmer warm friendlier friendly nicer kinder herzlicher herzlich freundlicher netter warmherziger amable calido calida "
                "carinoso chaleureux chaleureuse amical caloroso calorosa amigavel" },
  { FORMAL, NULL, "formal formaler formeller formell politer polite hoflicher formel formelle cortes poli" },
  { PLAIN, NULL, "plain plainer neutral simpler simple sachlicher sachlich schlichter sencillo simples sobre" },
  { LANGUAGE, "en", "english englisch ingles anglais inglese" },
  { LANGUAGE, "de", "german deutsch aleman allemand alemao" },
  { LANGUAGE, "es", "spanish spanisch espanol espagnol espanhol castellano" },
  { LANGUAGE, "fr", "french franzosisch frances francais" },
  { LANGUAGE, "pt", "portuguese portugiesisch portugues portugais" },
  { FILLER, NULL, "make version another other translate translated ubersetzen ubersetzt bit little etwas noch mach machen andere anderen mas plus mais "
                  "un peu poco pouco tone ton tono tom" },
};

static gboolean
stands_in (const char *word, const char *list)
{
  g_auto (GStrv) all = g_strsplit (list, " ", -1);

  return g_strv_contains ((const char *const *) all, word);
}

static gboolean
understand (SoHint *hint, const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (stands_in (word, meanings[i].words))
      {
        hint->shorter |= meanings[i].meaning == SHORTER;
        hint->offer |= meanings[i].meaning == OFFER;
        hint->question |= meanings[i].meaning == QUESTION;
        if (meanings[i].meaning >= WARM && meanings[i].meaning <= PLAIN)
          hint->tone = meanings[i].meaning == WARM ? "warm" : meanings[i].meaning == FORMAL ? "formal" : "plain";
        if (meanings[i].language)
          hint->language = meanings[i].language;
        return TRUE;
      }
  return FALSE;
}

SoHint *
so_hint_parse (const char *text)
{
  SoHint *hint = g_new0 (SoHint, 1);
  g_autofree char *folded = so_text_fold (text ? text : "");
  g_auto (GStrv) words = g_strsplit_set (folded, " ,.;:!?\"'()/", -1);
  g_autoptr (GString) left = g_string_new (NULL);
  g_autoptr (GPtrArray) told = NULL;

  for (guint i = 0; words[i]; i++)
    if (*words[i] && !understand (hint, words[i]))
      g_string_append_printf (left, "%s%s", left->len ? " " : "", words[i]);
  /* "it to the" tell nothing. */
  told = so_words_of (left->str);
  if (told->len)
    hint->words = g_strdup (left->str);
  return hint;
}

void
so_hint_free (SoHint *hint)
{
  if (!hint)
    return;
  g_free (hint->words);
  g_free (hint);
}

gboolean
so_hint_is_empty (const SoHint *hint)
{
  return !hint->shorter && !hint->offer && !hint->question && !hint->tone && !hint->language && !hint->words;
}
