/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-guard-private.h"

#include "so-language.h"
#include "so-phrases.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST 1200
#define LONGEST_WORDS 80
/* Fewer letters tell no language. */
#define LETTERS 12

static const struct {
  const char *nick;
  const char *sentence;      /* with %s: the words */
} kinds[SO_N_GUARDS] = {
  [SO_GUARD_EMPTY] = { "empty", N_ ("There is nothing to read in it") },
  [SO_GUARD_HIDDEN] = { "hidden", N_ ("It holds characters that nobody can see (%s): they are no part of an honest answer") },
  [SO_GUARD_MARKUP] = { "markup", N_ ("“%s” is markup: the customer would see it as it stands there") },
  [SO_GUARD_PLACEHOLDER] = { "placeholder", N_ ("“%s” is not filled in") },
  [SO_GUARD_LINK] = { "link", N_ ("“%s” leads to where the studio does not link") },
  [SO_GUARD_PERSON] = { "person", N_ ("“%s” may belong to somebody else") },
  [SO_GUARD_NUMBER] = { "number", N_ ("“%s” stands nowhere in your prices, hours and knowledge") },
  [SO_GUARD_FACT] = { "fact", N_ ("“%s”: nothing in your prices, hours and knowledge says so") },
  [SO_GUARD_IDENTITY] = { "identity", N_ ("“%s”: it speaks of itself or of its instructions") },
  [SO_GUARD_LANGUAGE] = { "language", N_ ("It is in another language than the customer’s message") },
  [SO_GUARD_LENGTH] = { "length", N_ ("It is longer than anybody reads in a chat") },
};

void
so_guard_finding_free (SoGuardFinding *finding)
{
  if (!finding)
    return;
  g_free (finding->words);
  g_free (finding->sentence);
  g_free (finding);
}

const char *
so_guard_nick (SoGuardKind kind)
{
  return kinds[kind].nick;
}

/* The only format there is. */
static char *
sentence_of (SoGuardKind kind, const char *words)
{
  g_auto (GStrv) around = g_strsplit (_(kinds[kind].sentence), "%s", 2);

  return g_strconcat (around[0], around[1] ? words : NULL, around[1], NULL);
}

void
so_guard_add (GPtrArray *findings, SoGuardKind kind, const char *words)
{
  SoGuardFinding *finding;
  g_autofree char *cut = g_utf8_substring (words, 0, MIN (g_utf8_strlen (words, -1), LONGEST_WORDS));

  for (guint i = 0; i < findings->len; i++)
    {
      finding = g_ptr_array_index (findings, i);
      if (finding->kind == kind && !strcmp (finding->words, cut))
        return;
    }
  finding = g_new0 (SoGuardFinding, 1);
  finding->kind = kind;
  finding->sentence = sentence_of (kind, cut);
  finding->words = g_steal_pointer (&cut);
  g_ptr_array_add (findings, finding);
}

/* Characters ---------------------------------------------------------------------------------------- */

/* Scripts that are written with joiners: Arabic, those of India; and pictures, of which a family is four joined by three. */
static gboolean
takes_joiners (gunichar c)
{
  return (c >= 0x0600 && c <= 0x0dff) || c >= 0x1f000 || (c >= 0x2600 && c <= 0x27bf) || c == 0xfe0f;
}

static gboolean
is_hidden (gunichar c, gunichar before)
{
  switch (c)
    {
    case '\n':
    case '\t':
    case '\r':
    case 0xfe0f:                  /* "as a picture" */
      return FALSE;
    case 0x200c:
    case 0x200d:
      return !takes_joiners (before);
    default:
      return g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT || g_unichar_type (c) == G_UNICODE_PRIVATE_USE ||
             (c >= 0xfe00 && c <= 0xfe0e) || (c >= 0xe0000 && c <= 0xe0fff) || c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0;
    }
}

static void
find_hidden (const char *draft, GPtrArray *findings)
{
  gunichar before = 0;

  for (const char *p = draft; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_hidden (c, before))
        {
          g_autofree char *name = g_strdup_printf ("U+%04X", c);

          so_guard_add (findings, SO_GUARD_HIDDEN, name);
        }
      before = c;
    }
}

/* As one reads it: wide letters as narrow ones, without what is not seen. What hides "ev\u200bil.com" is seen through. */
static char *
as_read (const char *draft)
{
  g_autofree char *plain = g_utf8_normalize (draft, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *read = g_string_new (NULL);
  gunichar before = 0;

  for (const char *p = plain ? plain : ""; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_hidden (c, before))
        g_string_append_unichar (read, c);
      before = c;
    }
  return g_string_free_and_steal (read);
}

/* Form ---------------------------------------------------------------------------------------------- */

static void
find_all (const char *text, GRegex *regex, SoGuardKind kind, GPtrArray *findings)
{
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *words = g_match_info_fetch (match, 0);

      so_guard_add (findings, kind, g_strstrip (words));
    }
}

static void
find_form (const char *text, const SoGuardFacts *facts, GPtrArray *findings)
{
  static GRegex *markup, *placeholder;
  gsize longest = facts->longest ? facts->longest : LONGEST;
  gboolean letters = FALSE;

  if (g_once_init_enter (&markup))
    g_once_init_leave (&markup, g_regex_new ("</?[a-z!][^<>\\n]{0,80}>|\\*\\*[^*\\n]+\\*\\*|__[^_\\s][^_\\n]*__|`[^`\\n]+`|```|^#{1,6}\\s|\\[[^\\]\\n]+\\]\\([^)\\n]*\\)|&(?:#\\d+|#x[0-9a-f]+|[a-z]{2,8});|^\\|.*\\|$",
                                             G_REGEX_CASELESS | G_REGEX_MULTILINE, 0, NULL));
  if (g_once_init_enter (&placeholder))
    g_once_init_leave (&placeholder, g_regex_new ("\\{[^{}\\n]{0,60}\\}|\\[[^\\]\\n]{1,60}\\](?!\\()|\\bX{3,}\\b|\\bTODO\\b|_{3,}|lorem ipsum|<(?:name|date|price|time|your [a-z ]+)>",
                                                  0, 0, NULL));
  for (const char *p = text; *p && !letters; p = g_utf8_next_char (p))
    letters = g_unichar_isalnum (g_utf8_get_char (p));
  if (!letters)
    so_guard_add (findings, SO_GUARD_EMPTY, "");
  find_all (text, markup, SO_GUARD_MARKUP, findings);
  find_all (text, placeholder, SO_GUARD_PLACEHOLDER, findings);
  if ((gsize) g_utf8_strlen (text, -1) > longest)
    so_guard_add (findings, SO_GUARD_LENGTH, "");
}

/* Facts in words ------------------------------------------------------------------------------------ */

/* Things that are not said unless the studio says them, in six languages, folded. One list is one thing: "free" in English may be said
 * where the studio wrote "kostenlos". */
static const char *const promises[] = {
  "is free, are free, for free, free of charge, free trial*, free class*, free lesson*, free session*, first one free, no charge, complimentary, on the house, "
  "gratis, kostenlos*, kostenfrei*, umsonst, geschenkt, gratuit*, offert*, regalad*, de graca, muft, मफत, मुफत, मुफ्त, nishulk, निशुल्क, नि शुल्क",
  "discount*, percent off, rabatt*, ermassig*, nachlass, descuento*, rebaja*, remise*, reduction*, rabais, desconto*, chhoot, छूट",
  "refund*, money back, ruckerstatt*, erstatt*, geld zuruck, reembols*, devol*, rembours*, paise wapas, पैसे वापस, रिफंड",
  "guarantee*, garantier*, garantiz*, garanti*, garantid*, guarantee, गारंटी",
  "have booked, is booked, are booked, booked you, reserved, is confirmed, are confirmed, have confirmed, your booking is, gebucht, reserviert, bestatigt, reservad*, "
  "confirmad*, reserve pour, ai reserve, est reserve*, est confirme*, agendad*, book kar diya, बुक कर दिया, पक्का कर दिया",
  "have cancelled, is cancelled, have canceled, storniert, gekundigt, cancelad*, annule*, cancel kar diya, रद्द कर",
};

/* Mondays first, folded. */
static const char *const weekdays[] = {
  "monday*, mondays, montag*, lunes, lundi*, segunda, segundas, segunda feira, somvar, somwar, सोमवार",
  "tuesday*, dienstag*, martes, mardi*, terca, tercas, terca feira, mangalvar, mangalwar, मगलवार, मंगलवार",
  "wednesday*, mittwoch*, miercoles, mercredi*, quarta, quartas, quarta feira, budhvar, budhwar, बुधवार",
  "thursday*, donnerstag*, jueves, jeudi*, quinta, quintas, quinta feira, guruvar, guruwar, गुरुवार",
  "friday*, freitag*, viernes, vendredi*, sexta, sextas, sexta feira, shukravar, shukrawar, शुक्रवार",
  "saturday*, samstag*, sonnabend*, sabado*, samedi*, shanivar, shaniwar, शनिवार",
  "sunday*, sonntag*, domingo*, dimanche*, ravivar, raviwar, itvar, रविवार",
};

static const char identity[] =
  "chatgpt, chat gpt, openai, anthropic, language model*, ai model, as an ai, i am an ai, sprachmodell*, als ki, modelo de lenguaje, modele de langage, "
  "modelo de linguagem, system prompt*, my instructions, my prompt, previous instructions, systemprompt*, meine anweisungen, mis instrucciones, mes instructions, "
  "minhas instrucoes, भाषा मॉडल, भषा मॉडल";

static gboolean
stands_in_any (const char *list, const char *const *texts)
{
  for (guint i = 0; texts && texts[i]; i++)
    {
      g_auto (GStrv) words = so_phrases_split (texts[i]);

      if (so_phrases_stand_in (list, words))
        return TRUE;
    }
  return FALSE;
}

/* The words of the draft, not those of the list. */
static void
find_listed (GStrv words, const char *list, SoGuardKind kind, GPtrArray *findings)
{
  while (*list)
    {
      gsize length = strcspn (list, ",");

      for (guint i = 0; length && words[i]; i++)
        {
          guint n = so_phrases_stands_at (list, length, &words[i]);
          g_autoptr (GStrvBuilder) some = n ? g_strv_builder_new () : NULL;
          g_auto (GStrv) found = NULL;
          g_autofree char *phrase = NULL;

          if (!n)
            continue;
          for (guint k = 0; k < n; k++)
            g_strv_builder_add (some, words[i + k]);
          found = g_strv_builder_end (some);
          phrase = g_strjoinv (" ", found);
          so_guard_add (findings, kind, phrase);
          return;
        }
      list += length;
      list += strspn (list, ", ");
    }
}

/* A range of days ("Monday to Friday") allows what lies between: hours are written like that. */
static gboolean
is_in_range (guint day, const char *const *texts)
{
  for (guint i = 0; texts && texts[i]; i++)
    {
      int first = -1, last = -1;

      if (!strstr (texts[i], "–") && !strstr (texts[i], " - ") && !strstr (texts[i], " to ") && !strstr (texts[i], " bis ") && !strstr (texts[i], " a ") &&
          !strstr (texts[i], " au ") && !strstr (texts[i], " से "))
        continue;
      for (guint d = 0; d < G_N_ELEMENTS (weekdays); d++)
        if (stands_in_any (weekdays[d], (const char *const[]) { texts[i], NULL }))
          {
            first = first < 0 ? (int) d : first;
            last = (int) d;
          }
      if (first >= 0 && (int) day > first && (int) day < last)
        return TRUE;
    }
  return FALSE;
}

static void
find_facts (const char *text, const SoGuardFacts *facts, GPtrArray *findings)
{
  g_auto (GStrv) words = so_phrases_split (text);

  for (guint i = 0; i < G_N_ELEMENTS (weekdays); i++)
    if (so_phrases_stand_in (weekdays[i], words) && !stands_in_any (weekdays[i], facts->allowed) && !stands_in_any (weekdays[i], facts->said) &&
        !is_in_range (i, facts->allowed))
      find_listed (words, weekdays[i], SO_GUARD_FACT, findings);
  for (guint i = 0; i < G_N_ELEMENTS (promises); i++)
    if (so_phrases_stand_in (promises[i], words) && !stands_in_any (promises[i], facts->allowed))
      find_listed (words, promises[i], SO_GUARD_FACT, findings);
  if (!stands_in_any (identity, facts->allowed))
    find_listed (words, identity, SO_GUARD_IDENTITY, findings);
}

/* Language ------------------------------------------------------------------------------------------ */

static guint
count_letters (const char *text, guint *foreign)
{
  guint letters = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      {
        GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (p));

        letters++;
        *foreign += script != G_UNICODE_SCRIPT_LATIN && script != G_UNICODE_SCRIPT_DEVANAGARI;
      }
  return letters;
}

static gboolean
is_known_language (const char *language)
{
  for (guint i = 0; i < SO_LEXICON_LANGUAGES; i++)
    if (!strcmp (language, so_lexicon_language (i)))
      return TRUE;
  return FALSE;
}

static void
find_language (const char *text, const SoGuardFacts *facts, GPtrArray *findings)
{
  guint foreign = 0, letters = count_letters (text, &foreign);
  g_auto (GStrv) words = NULL;
  g_autoptr (GArray) hits = NULL;
  int found;

  if (!facts->language || !facts->classifier || letters < LETTERS || !is_known_language (facts->language))
    return;
  if (foreign * 2 > letters)
    {
      so_guard_add (findings, SO_GUARD_LANGUAGE, "");
      return;
    }
  words = so_phrases_split (text);
  hits = so_classifier_hits (facts->classifier, words);
  found = so_language_of (text, hits);
  if (found >= 0 && strcmp (so_lexicon_language ((guint) found), facts->language) != 0)
    so_guard_add (findings, SO_GUARD_LANGUAGE, "");
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const SoGuardFinding *one = *(SoGuardFinding *const *) a, *other = *(SoGuardFinding *const *) b;

  return (int) one->kind - (int) other->kind;
}

GPtrArray *
so_guard_run (const char *draft, const SoGuardFacts *facts)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) so_guard_finding_free);
  g_autofree char *text = NULL;

  g_return_val_if_fail (draft && facts, findings);

  text = as_read (draft);
  find_hidden (draft, findings);
  find_form (text, facts, findings);
  so_guard_links (text, facts, findings);
  so_guard_people (text, facts, findings);
  so_guard_numbers (text, facts, findings);
  find_facts (text, facts, findings);
  find_language (text, facts, findings);
  g_ptr_array_sort (findings, compare);
  return findings;
}
