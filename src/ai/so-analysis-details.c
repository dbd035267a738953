/* SPDX-License-Identifier: MIT */
#include "so-analysis-private.h"

#include <string.h>

/* What people say of themselves, in six languages. Only where they say so outright: "I am tired" is no name. */

/* One or two words that begin like a name, "Ana", "Ana María", "आना"; case counts in it. */
#define NAME "((?-i:\\p{Lu}[\\p{Ll}\\p{M}'’-]+(?: \\p{Lu}[\\p{Ll}\\p{M}'’-]+)?|[\\p{Lo}\\p{M}]{2,}))"
#define DAY "((?:\\d{1,2}(?:st|nd|rd|th|er|º)?[./ -]{1,2}(?:(?:of|de) )?(?:\\d{1,2}|\\p{L}{3,10})(?:[./ -]{1,2}(?:de )?\\d{2,4})?|\\d{4}-\\d\\d-\\d\\d|\\p{L}{3,10} \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?))"

static const struct {
  const char *field, *pattern;
} rows[] = {
  { "email", "([\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}.-]+\\.\\p{L}{2,})" },
  { "phone", "\\b(?:my (?:number|phone|mobile|cell)|call me|reach me|text me|phone|tel|telephone|mobile|whatsapp|nummer|handy|anrufen|telefon|n[uú]mero|m[oó]vil|celular|ll[aá]mame|llamarme"
             "|t[eé]l[eé]phone|portable|num[eé]ro|appelez|ligar|telefone|phone number|number hai)\\b[^\\d+]{0,25}(\\+?\\d[\\d ()/.-]{5,18}\\d)" },
  { "name", "\\b(?:my name is|my name s|my name’s|my name's|i am called|this is|ich hei(?:ß|ss)e|mein name ist|hier ist|me llamo|mi nombre es|je m['’]appelle|mon nom est|meu nome [eé]|(?:eu )?me chamo|chamo-me"
            "|mera naam|मेरा नाम) " NAME },
  { "child", "\\b(?:my (?:little |youngest |oldest )?(?:daughter|son|kid|child|girl|boy)|mein(?:e|en|em|er)? (?:kleine[nr]? )?(?:tochter|sohn|kind)|mi (?:hij[ao]|niñ[ao])|m(?:a fille|on fils)"
             "|m(?:inha filha|eu filho)|mer[iae] (?:beti|beta)|मेर[ीा] (?:बेटी|बेटा))(?: is called| is named| named| called| heißt| namens| se llama| s['’]appelle| se chama)?,? " NAME },
  { "birthday", "\\b(?:my birthday is(?: on)?|my birthday[:,]|i was born on|born on|date of birth[:,]?|mein geburtstag ist(?: am| der)?|ich habe am|geboren am|geburtsdatum[:,]?|mi cumpleaños es(?: el)?|nac[ií] el"
                "|fecha de nacimiento[:,]?|mon anniversaire est(?: le)?|n[eé]e? le|meu anivers[aá]rio [eé](?: (?:em|dia|no dia))?|nasci (?:em|no dia)|mera (?:birthday|janamdin))(?: the)? " DAY },
  { "level", "\\b(?:i am|i'm|i’m|im|we are|we're|ich bin|wir sind|soy|somos|je suis|nous sommes|(?:eu )?sou|main|hum)\\b[^.!?]{0,24}?\\b((?:complete |absolute |total |blutige[rn]? |absolute[rn]? )?(?:beginners?|intermediate|advanced"
             "|anf[aä]nger(?:in)?|fortgeschritten(?:e[rn]?)?|principiantes?|intermedi[oa]|avanzad[oa]s?|d[eé]butante?s?|interm[eé]diaire|avanc[eé]e?s?|iniciantes?|intermedi[aá]ri[oa]|avan[cç]ad[oa]s?))\\b" },
  { "goal", "\\b(?:my|our|unsere[rn]?|meine[rn]?|nuestra|mi|notre|mon|nosso|meu|hamari|meri)\\s((?:own )?(?:wedding(?: dance)?|first dance|prom|competition|audition|marathon|hochzeit(?:stanz)?|er(?:ö|oe)ffnungstanz|boda|mariage|casamento|shaadi|शादी))\\b" },
  { "goal", "\\b(lose (?:some )?weight|weight loss|get (?:back )?in shape|get fit(?:ter)?|back pain|abnehmen|fit werden|r[uü]ckenschmerzen|bajar de peso|perder peso|perdre du poids|dolor de espalda|mal de dos|dor nas costas|emagrecer"
            "|wazan kam)\\b" },
};

static GRegex *
regex_of (guint i)
{
  static GRegex *made[G_N_ELEMENTS (rows)];

  if (g_once_init_enter (&made[i]))
    {
      g_autoptr (GError) error = NULL;
      GRegex *regex = g_regex_new (rows[i].pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, &error);

      g_assert_no_error (error);
      g_once_init_leave (&made[i], regex);
    }
  return made[i];
}

static gboolean
has (const SoAnalysis *self, const char *field, const char *value)
{
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      const SoAnalysisItem *item = g_ptr_array_index (self->items, i);

      if (item->kind != SO_ANALYSIS_DETAIL)
        continue;
      n++;
      if (!strcmp (item->field, field) && !strcmp (item->what, value))
        return TRUE;
    }
  return n >= SO_ANALYSIS_MOST;
}

void
so_analysis_read_details (SoAnalysis *self, const char *sentence)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GMatchInfo) match = NULL;
      g_autofree char *value = NULL;

      if (!g_regex_match (regex_of (i), sentence, 0, &match))
        continue;
      value = g_match_info_fetch (match, 1);
      if (value && *g_strstrip (value) && !has (self, rows[i].field, value))
        so_analysis_add (self, SO_ANALYSIS_DETAIL, rows[i].field, value, sentence);
    }
}
