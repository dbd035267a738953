/* SPDX-License-Identifier: MIT */
#include "so-fuzzy.h"

#include "so-text.h"

#include <string.h>

enum {
  SCORE_LETTERS = 100,
  SCORE_PART = 200,
  SCORE_WORDS = 300,
  SCORE_START = 400,
  /* closeness counts only among matches of the same sort */
  SCORE_CLOSE = 99,
};

static gboolean
word_starts_with (char **words, const char *beginning)
{
  for (; *words; words++)
    if (g_str_has_prefix (*words, beginning))
      return TRUE;
  return FALSE;
}

static gboolean
all_words_start (const char *needle, const char *haystack)
{
  g_auto (GStrv) wanted = g_strsplit (needle, " ", -1);
  g_auto (GStrv) words = g_strsplit (haystack, " ", -1);

  for (char **w = wanted; *w; w++)
    if (!word_starts_with (words, *w))
      return FALSE;
  return TRUE;
}

/* Letters between the first and the last one that were jumped over, or -1 where they are not all there. */
static int
count_gaps (const char *needle, const char *haystack)
{
  int gaps = 0;
  gboolean begun = FALSE;

  while (*needle && *haystack)
    {
      if (g_utf8_get_char (needle) == ' ')
        {
          needle = g_utf8_next_char (needle);
          continue;
        }
      if (g_utf8_get_char (needle) == g_utf8_get_char (haystack))
        {
          needle = g_utf8_next_char (needle);
          begun = TRUE;
        }
      else if (begun)
        gaps++;
      haystack = g_utf8_next_char (haystack);
    }
  return *needle ? -1 : gaps;
}

static guint
closeness (gsize distance)
{
  return SCORE_CLOSE - MIN (distance, SCORE_CLOSE);
}

guint
so_fuzzy_score (const char *needle, const char *haystack)
{
  g_autofree char *wanted = so_text_fold (needle ? needle : "");
  g_autofree char *text = so_text_fold (haystack ? haystack : "");
  const char *part;
  int gaps;

  if (!*wanted)
    return 1;
  if (g_str_has_prefix (text, wanted))
    return SCORE_START + closeness (strlen (text) - strlen (wanted));
  if (all_words_start (wanted, text))
    return SCORE_WORDS + closeness (strlen (text) - MIN (strlen (text), strlen (wanted)));
  part = strstr (text, wanted);
  if (part)
    return SCORE_PART + closeness (part - text);
  gaps = count_gaps (wanted, text);
  return gaps < 0 ? 0 : SCORE_LETTERS + closeness (gaps);
}
