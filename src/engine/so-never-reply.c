/* SPDX-License-Identifier: MIT */
#include "so-never-reply.h"

#include "so-phrases.h"
#include "so-text.h"

#include <string.h>

#define FEWEST_PHONE_DIGITS 6
#define QUOTED_WORDS 4

/* "{name}", but also one brace alone: who writes for customers writes none. */
static gboolean
has_gap (const char *text)
{
  return strpbrk (text, "{}") || strstr (text, "[[") || strstr (text, "]]");
}

/* "Studio.Example" of "https://www.studio.example:8080/a?b". */
static char *
host_of (const char *link)
{
  const char *host = strstr (link, "://");
  g_autofree char *low = NULL;
  gsize length;

  host = host ? host + 3 : link;
  length = strcspn (host, "/?#:");
  /* "https://studio.example@evil.example" goes to the latter. */
  if (memchr (host, '@', length))
    return g_strdup ("");
  low = g_ascii_strdown (host, (gssize) length);
  return g_strdup (g_str_has_prefix (low, "www.") ? low + 4 : low);
}

static gboolean
is_allowed (const char *link, const char *const *links)
{
  g_autofree char *host = host_of (link);

  for (guint i = 0; links && links[i]; i++)
    {
      g_autofree char *allowed = host_of (links[i]);

      if (*allowed && !strcmp (host, allowed))
        return TRUE;
    }
  return FALSE;
}

static gboolean
links_are_allowed (const char *text, const char *const *links)
{
  g_autoptr (GRegex) regex = g_regex_new ("(?:[a-z][a-z0-9+.-]*://|www\\.)\\S+|\\b(?:[a-z0-9-]+\\.)+(?:com|org|net|de|es|fr|pt|br|in|io|me|co|uk|eu|info|app|link|ly)\\b\\S*",
                                          G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *link = g_match_info_fetch (match, 0);

      if (!is_allowed (link, links))
        return FALSE;
    }
  return TRUE;
}

/* Numbers as people write them, to their digits: "1.200,50 €" and "1200.50 EUR" are one amount, "+49 (30) 12-34 56" is a
 * telephone number. Each with a mark of what it is: "€120050", "#4930123456". */
static GPtrArray *
numbers_in (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (
    "(?<sign>[€$£₹¥]|EUR|USD|GBP|CHF|INR|BRL|R\\$|Rs\\.?|Rs)?\\s?(?<number>\\+?[0-9][0-9 .,()/'\\x{a0}\\x{202f}-]*)(?<after>\\s?(?:€|\\$|£|₹|¥|EUR\\b|USD\\b|GBP\\b|CHF\\b|INR\\b|BRL\\b|euros?\\b|"
    "dollars?\\b|dólares\\b|reais\\b|rupees?\\b|rupaye\\b|रुपये|रुपए|pounds?\\b|francs?\\b|franken\\b|%))?", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  GPtrArray *numbers = g_ptr_array_new_with_free_func (g_free);

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *sign = g_match_info_fetch_named (match, "sign"), *after = g_match_info_fetch_named (match, "after");
      g_autofree char *number = g_match_info_fetch_named (match, "number");
      gboolean amount = (sign && *sign) || (after && *after);
      g_autoptr (GString) digits = g_string_new (amount ? "€" : "#");
      guint n = 0;

      /* ",00" says nothing. */
      g_strchomp (number);
      if (amount && (g_str_has_suffix (number, ",00") || g_str_has_suffix (number, ".00")))
        number[strlen (number) - 3] = 0;
      for (const char *p = number; *p; p++)
        if (g_ascii_isdigit (*p))
          g_string_append_c (digits, *p), n++;
      if (n && (amount || n >= FEWEST_PHONE_DIGITS))
        g_ptr_array_add (numbers, g_strdup (digits->str));
    }
  return numbers;
}

static gboolean
stands_in (const char *number, const char *const *own_data)
{
  for (guint i = 0; own_data && own_data[i]; i++)
    {
      g_autoptr (GPtrArray) own = numbers_in (own_data[i]);

      if (g_ptr_array_find_with_equal_func (own, number, g_str_equal, NULL))
        return TRUE;
    }
  return FALSE;
}

gboolean
so_never_reply_is_checked (const char *reply, const char *const *own_data, const char *const *links)
{
  g_autoptr (GPtrArray) numbers = NULL;

  if (!reply)
    return TRUE;
  if (has_gap (reply) || !links_are_allowed (reply, links))
    return FALSE;
  numbers = numbers_in (reply);
  for (guint i = 0; i < numbers->len; i++)
    if (!stands_in (g_ptr_array_index (numbers, i), own_data))
      return FALSE;
  return TRUE;
}

gboolean
so_never_reply_quotes (const char *reply, const char *const *internal)
{
  g_auto (GStrv) words = so_phrases_split (reply ? reply : "");
  guint n = g_strv_length (words);

  for (guint i = 0; internal && internal[i]; i++)
    {
      g_auto (GStrv) own = so_phrases_split (internal[i]);
      g_autofree char *joined = g_strjoinv (" ", own), *padded = g_strconcat (" ", joined, " ", NULL);

      for (guint k = 0; k + QUOTED_WORDS <= n; k++)
        {
          g_autofree char *run = g_strdup_printf (" %s %s %s %s ", words[k], words[k + 1], words[k + 2], words[k + 3]);

          if (strstr (padded, run))
            return TRUE;
        }
    }
  return FALSE;
}
