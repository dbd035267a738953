/* SPDX-License-Identifier: MIT */
#include "so-phrases.h"

#include "so-text.h"

#include <string.h>

#define MOST_BETWEEN 3

GStrv
so_phrases_split (const char *text)
{
  g_autofree char *segmented = so_text_segment (text, FALSE);
  g_autofree char *folded = so_text_fold (segmented);
  GStrvBuilder *words = g_strv_builder_new ();
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *p = folded;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == SO_PHRASES_NUKTA)
        continue;
      if (c && (g_unichar_isalnum (c) || g_unichar_ismark (c)))
        {
          g_string_append_unichar (word, c);
          continue;
        }
      if (word->len)
        g_strv_builder_add (words, word->str);
      g_string_truncate (word, 0);
      if (!c)
        break;
    }
  return g_strv_builder_unref_to_strv (words);
}

/* One word of a pattern, not ended by NUL. */
static gboolean
is_word (const char *pattern, gsize length, const char *word)
{
  gsize has = strlen (word);
  gboolean any_end = length > 1 && pattern[length - 1] == '*', any_start = *pattern == '*' && length > 1;
  gsize core = length - any_end - any_start;

  pattern += any_start;
  if (has < core)
    return FALSE;
  if (!any_start)
    return (any_end || has == core) && !strncmp (word, pattern, core);
  for (gsize i = any_end ? 0 : has - core; i + core <= has; i++)
    if (!strncmp (word + i, pattern, core))
      return TRUE;
  return FALSE;
}

guint
so_phrases_stands_at (const char *phrase, gsize length, char **words)
{
  const char *p = phrase, *end = phrase + length;
  char **start = words;

  while (p < end)
    {
      const char *space = memchr (p, ' ', (gsize) (end - p));
      gsize has = (gsize) ((space ? space : end) - p);

      if (has == 2 && !strncmp (p, "..", 2))
        {
          for (guint skip = 0, n; skip <= MOST_BETWEEN; skip++, words++)
            if ((n = so_phrases_stands_at (p + 3, (gsize) (end - p) - 3, words)))
              return (guint) (words - start) + n;
            else if (!*words)
              break;
          return 0;
        }
      if (!*words || !is_word (p, has, *words))
        return 0;
      words++;
      p += has + 1;
    }
  return (guint) (words - start);
}

/* A bit for every pair of bytes with which a word begins: most of a long list needs no closer look. Two pairs may share one. */
typedef struct {
  guint32 bits[32];
} Beginnings;

static guint
hash_beginning (const char *word)
{
  return ((guint) (guchar) word[0] * 31 + (guchar) word[1]) % 1024;
}

static void
note_beginnings (GStrv words, Beginnings *beginnings)
{
  *beginnings = (Beginnings) { 0 };
  for (guint i = 0; words[i]; i++)
    if (*words[i])
      beginnings->bits[hash_beginning (words[i]) / 32] |= 1u << hash_beginning (words[i]) % 32;
}

/* "*ende", ".. end" and "a*" say too little of how the word begins. */
static gboolean
may_stand (const char *phrase, gsize length, const Beginnings *beginnings)
{
  if (length < 2 || *phrase == '*' || *phrase == '.' || phrase[1] == '*' || phrase[1] == ' ')
    return length > 0;
  return beginnings->bits[hash_beginning (phrase) / 32] >> hash_beginning (phrase) % 32 & 1;
}

char *
so_phrases_find (const char *list, GStrv words)
{
  Beginnings beginnings;

  note_beginnings (words, &beginnings);
  while (*list)
    {
      gsize length = strcspn (list, ",");

      for (guint i = 0; may_stand (list, length, &beginnings) && words[i]; i++)
        if (so_phrases_stands_at (list, length, &words[i]))
          return g_strndup (list, length);
      list += length;
      list += strspn (list, ", ");
    }
  return NULL;
}

gboolean
so_phrases_stand_in (const char *list, GStrv words)
{
  g_autofree char *found = so_phrases_find (list, words);

  return found != NULL;
}

char *
so_phrases_of_lines (const char *lines)
{
  g_auto (GStrv) all = g_strsplit (lines ? lines : "", "\n", -1);
  GString *list = g_string_new (NULL);

  for (guint i = 0; all[i]; i++)
    {
      g_auto (GStrv) words = so_phrases_split (all[i]);
      g_autofree char *phrase = g_strjoinv (" ", words);

      if (!*phrase)
        continue;
      /* "gift*" keeps its star. */
      g_strchomp (all[i]);
      g_string_append_printf (list, "%s%s%s", list->len ? ", " : "", phrase, g_str_has_suffix (all[i], "*") ? "*" : "");
    }
  return g_string_free_and_steal (list);
}
