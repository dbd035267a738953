/* SPDX-License-Identifier: MIT */
#include "so-guard-private.h"

#include "so-phrases.h"

#include <string.h>

/* Whom or what a text points to: hosts, mail addresses, telephone numbers, names. */

/* Fewer digits are an amount, a year, a house number. */
#define PHONE_DIGITS 7
/* Of two spellings of a number ("0151 …", "+49 151 …") the last digits are the same. */
#define SAME_DIGITS 7

#define HOST "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?"
/* Without a scheme only what ends like an address is one: "class.We start" is none. */
#define ENDINGS "com|org|net|info|biz|eu|de|at|ch|es|fr|pt|br|in|it|uk|us|co|io|me|ly|gl|to|tv|cc|be|nl|pl|ru|cn|jp|xyz|top|app|dev|shop|store|site|online|club|click|link|live|" \
                "page|web|cloud|studio|dance|yoga|fit|example|test|invalid|local|onion|gg|ai|id|mx|ar|cl|ca|au|nz|za|tk|ml|ga|su"

static gboolean
is_under (const char *host, const char *allowed)
{
  gsize length = strlen (allowed);
  const char *rest = length && g_str_has_suffix (host, allowed) ? host + strlen (host) - length : NULL;

  return rest && (rest == host || rest[-1] == '.');
}

static gboolean
is_allowed_host (const char *host, const SoGuardFacts *facts)
{
  const char *bare = g_str_has_prefix (host, "www.") ? host + 4 : host;

  for (guint i = 0; facts->links && facts->links[i]; i++)
    {
      g_autofree char *allowed = g_utf8_strdown (facts->links[i], -1);

      if (is_under (bare, allowed))
        return TRUE;
    }
  for (guint i = 0; facts->allowed && facts->allowed[i]; i++)
    {
      g_autofree char *lower = g_utf8_strdown (facts->allowed[i], -1);

      /* What the studio's own answers link to, to the letter. */
      for (const char *at = strstr (lower, bare); at; at = strstr (at + 1, bare))
        if ((at == lower || !(g_ascii_isalnum (at[-1]) || at[-1] == '-')) && !(g_ascii_isalnum (at[strlen (bare)]) || at[strlen (bare)] == '-' ||
            (at[strlen (bare)] == '.' && g_ascii_isalnum (at[strlen (bare) + 1]))))
          return TRUE;
    }
  return FALSE;
}

void
so_guard_links (const char *text, const SoGuardFacts *facts, GPtrArray *findings)
{
  static GRegex *regex;
  g_autoptr (GMatchInfo) match = NULL;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new ("\\b[a-z][a-z0-9+.-]{1,12}://(?:[^\\s/@]*@)?([^\\s/:?#]+)|\\b(?:javascript|data|vbscript|file|intent|sms|facetime):(\\S+)|"
                                            "(?<![@\\p{L}\\p{N}._%+-])((?:" HOST "\\.)+(?:" ENDINGS "|xn--[a-z0-9-]+))\\b(?!@)|"
                                            "(?<![\\d.])((?:\\d{1,3}\\.){3}\\d{1,3})(?![\\d.])|(?<![@\\p{L}\\p{N}._%+-])((?:" HOST "\\.)+\\p{L}{2,24})(?=[/?:]\\S)",
                                            G_REGEX_CASELESS, 0, NULL));
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *whole = g_match_info_fetch (match, 0), *host = NULL;

      for (int i = 1; i <= 5 && !(host && *host); i++)
        {
          g_free (host);
          host = g_match_info_fetch (match, i);
        }
      if (host && *host)
        {
          g_autofree char *lower = g_utf8_strdown (host, -1);

          if (is_allowed_host (lower, facts))
            continue;
        }
      so_guard_add (findings, SO_GUARD_LINK, whole);
    }
}

static char *
digits_of (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (g_unichar_digit_value (g_utf8_get_char (p)) >= 0)
      g_string_append_c (digits, (char) ('0' + g_unichar_digit_value (g_utf8_get_char (p))));
  return g_string_free_and_steal (digits);
}

static gboolean
same_number (const char *digits, const char *other)
{
  g_autofree char *others = digits_of (other);
  gsize has = strlen (digits), have = strlen (others), n = MIN (has, have);

  if (n < SAME_DIGITS)
    return FALSE;
  /* A leading zero stands for the country in front of it. */
  while (n > SAME_DIGITS && (digits[has - n] == '0' || others[have - n] == '0'))
    n--;
  return !strcmp (digits + has - n, others + have - n);
}

static GRegex *
reach_regex (void)
{
  static GRegex *regex;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new ("[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}.-]+\\p{L}|(?<![\\p{L}\\p{N}])\\+?\\(?\\p{Nd}[\\p{Nd} ()./\\x{a0}\\x{202f}\\x{2010}-\\x{2013}-]{5,22}\\p{Nd}(?![\\p{L}\\p{N}])",
                                            0, 0, NULL));
  return regex;
}

static gboolean
stands_in (const char *word, gboolean mail, const char *const *texts)
{
  g_autofree char *digits = mail ? NULL : digits_of (word);

  for (guint i = 0; texts && texts[i]; i++)
    {
      g_autoptr (GMatchInfo) match = NULL;

      for (g_regex_match (reach_regex (), texts[i], 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
        {
          g_autofree char *other = g_match_info_fetch (match, 0), *folded = g_utf8_casefold (other, -1), *own = g_utf8_casefold (word, -1);

          if (mail ? !strcmp (own, folded) : !strchr (other, '@') && same_number (digits, other))
            return TRUE;
        }
    }
  return FALSE;
}

/* "24.12.2026", "2026-12-24 18:00": a day. "10-12, 14-18": hours. */
static gboolean
is_date (const char *word)
{
  static GRegex *regex;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new ("^(?:\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}|\\d{4}-\\d{2}-\\d{2})(?:[ -]+\\d{1,2})?$|^\\d{1,2}[.]\\d{1,2}[. ]*[–-] ?\\d{1,2}[.]\\d{1,2}(?:[.]\\d{2,4})?$", 0, 0, NULL));
  return g_regex_match (regex, word, 0, NULL);
}

/* Names are found by who knows them all; here only whether they stand there. */
static void
find_names (const char *text, const SoGuardFacts *facts, GPtrArray *findings)
{
  g_auto (GStrv) words = so_phrases_split (text);

  for (guint i = 0; facts->foreign && facts->foreign[i]; i++)
    {
      g_auto (GStrv) parts = so_phrases_split (facts->foreign[i]);
      g_autofree char *phrase = g_strjoinv (" ", parts);

      if (*phrase && so_phrases_stand_in (phrase, words))
        so_guard_add (findings, SO_GUARD_PERSON, facts->foreign[i]);
    }
}

void
so_guard_people (const char *text, const SoGuardFacts *facts, GPtrArray *findings)
{
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (reach_regex (), text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *word = g_match_info_fetch (match, 0), *digits = digits_of (word);
      gboolean mail = strchr (word, '@') != NULL;

      if ((!mail && (strlen (digits) < PHONE_DIGITS || is_date (word))) || stands_in (word, mail, facts->contacts) || stands_in (word, mail, facts->allowed))
        continue;
      so_guard_add (findings, SO_GUARD_PERSON, word);
    }
  find_names (text, facts, findings);
}
