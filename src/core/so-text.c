/* SPDX-License-Identifier: MIT */
#include "so-text.h"

#include <string.h>

char *
so_text_clean (const char *bytes, gssize length)
{
  gsize n = length < 0 ? strlen (bytes) : (gsize) length;

  return g_utf8_make_valid (bytes, (gssize) n);
}

/* Accents, and the vowel signs that Arabic and Hebrew may leave out. A vowel of Hindi or Thai is a mark too, and so is
 * what makes a Japanese GA of a KA: these are letters to who reads them. */
static gboolean
is_accent (gunichar c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  if (g_unichar_type (c) == G_UNICODE_FORMAT || c == 0x0640)   /* and the Arabic stretching line */
    return TRUE;
  return g_unichar_type (c) == G_UNICODE_NON_SPACING_MARK && c != 0x3099 && c != 0x309a &&
         (script == G_UNICODE_SCRIPT_INHERITED || script == G_UNICODE_SCRIPT_ARABIC || script == G_UNICODE_SCRIPT_HEBREW ||
          script == G_UNICODE_SCRIPT_CYRILLIC);
}

/* The same for text without any accent or script, which most is: NULL for all other. Lists are searched with it row by row. */
static char *
fold_ascii (const char *text)
{
  g_autofree char *out = g_malloc (strlen (text) + 1);
  gsize n = 0;
  gboolean space = FALSE;

  for (const char *p = text; *p; p++)
    {
      if ((guchar) *p >= 0x80)
        return NULL;
      if (g_ascii_isspace (*p))
        {
          space = TRUE;
          continue;
        }
      if (space && n)
        out[n++] = ' ';
      space = FALSE;
      out[n++] = g_ascii_tolower (*p);
    }
  out[n] = '\0';
  return g_steal_pointer (&out);
}

/* Letters of Latin and the marks around them fold one by one, whatever stands beside them: their folds are looked up. */
#define LATIN_END 0x180
#define MARKS_START 0x2000
#define MARKS_END 0x20d0
#define PICTURES_START 0x1f300
#define PICTURES_END 0x1fb00

static char *fold_any (const char *text);

/* One string for each character of both blocks; a space stands for any. */
static const char *const *
known_folds (void)
{
  static gsize made;
  static char *folds[LATIN_END + MARKS_END - MARKS_START];

  if (g_once_init_enter (&made))
    {
      for (guint i = 1; i < G_N_ELEMENTS (folds); i++)
        {
          gunichar c = i < LATIN_END ? i : i - LATIN_END + MARKS_START;
          char between[16] = "a";
          g_autofree char *folded = NULL;

          between[1 + g_unichar_to_utf8 (c, between + 1)] = 'a';
          folded = fold_any (between);
          folded[strlen (folded) - 1] = '\0';
          folds[i] = g_strdup (folded + 1);
        }
      g_once_init_leave (&made, 1);
    }
  return (const char *const *) folds;
}

/* NULL where a character needs its neighbours to be folded, or is none. Lists are searched with it row by row. */
static char *
fold_plain (const char *text)
{
  const char *const *folds = known_folds ();
  g_autoptr (GString) out = g_string_sized_new (strlen (text) + 16);
  gboolean space = FALSE;

  for (const char *p = text; *p;)
    {
      gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char_validated (p, -1);
      const char *fold = NULL, *next = p + ((guchar) *p < 0x80 ? 1 : c < 0x110000 ? g_utf8_skip[(guchar) *p] : 1);

      if (c < LATIN_END)
        fold = folds[c];
      else if (c >= MARKS_START && c < MARKS_END)
        fold = folds[c - MARKS_START + LATIN_END];
      else if (c < PICTURES_START || c >= PICTURES_END)
        return NULL;
      if (fold && *fold == ' ')
        space = TRUE;
      else if (!fold || *fold)
        {
          if (space && out->len)
            g_string_append_c (out, ' ');
          space = FALSE;
          g_string_append_len (out, fold ? fold : p, fold ? (gssize) strlen (fold) : next - p);
        }
      p = next;
    }
  return g_string_free_and_steal (g_steal_pointer (&out));
}

static char *
fold_any (const char *text)
{
  g_autofree char *valid = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);
  g_autofree char *folded = g_utf8_casefold (valid ? valid : text, -1);
  g_autofree char *decomposed = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean space = FALSE;

  for (const char *p = decomposed; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (is_accent (c))
        continue;
      if (g_unichar_isspace (c))
        {
          space = TRUE;
          continue;
        }
      if (space && out->len)
        g_string_append_c (out, ' ');
      space = FALSE;
      g_string_append_unichar (out, c);
    }
  /* What was taken apart and has kept its parts is one again: Korean syllables, GA. */
  return g_utf8_normalize (out->str, (gssize) out->len, G_NORMALIZE_NFC);
}

char *
so_text_fold (const char *text)
{
  char *folded = fold_ascii (text);

  if (!folded)
    folded = fold_plain (text);
  return folded ? folded : fold_any (text);
}

char *
so_text_snippet (const char *text, guint chars)
{
  GString *out = g_string_new (NULL);
  guint n = 0;
  gboolean space = FALSE;

  for (const char *p = text ? text : ""; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_isspace (c))
        {
          space = out->len > 0;
          continue;
        }
      if (n + space >= chars)
        {
          g_string_append (out, "…");
          break;
        }
      if (space)
        g_string_append_c (out, ' ');
      g_string_append_unichar (out, c);
      n += 1 + space;
      space = FALSE;
    }
  return g_string_free_and_steal (out);
}

/* Pictures ("🎉") stand without spaces too. */
static gboolean
is_unspaced (gunichar c)
{
  if (c >= 0x2190 && g_unichar_type (c) == G_UNICODE_OTHER_SYMBOL)
    return TRUE;
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_HANGUL:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
so_text_is_unspaced (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (is_unspaced (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* Appends the run of unspaced characters at @p as pairs; returns where it ends. The index also
 * gets the last character alone ("日本 本語 語"), so that a query of one character finds it. */
static const char *
append_pairs (GString *out, const char *p, gboolean for_query)
{
  gunichar last = g_utf8_get_char (p);
  guint n = 1;

  if (out->len && out->str[out->len - 1] != ' ')
    g_string_append_c (out, ' ');
  for (p = g_utf8_next_char (p); *p && is_unspaced (g_utf8_get_char (p)); p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);
      g_string_append_unichar (out, last);
      g_string_append_unichar (out, c);
      g_string_append_c (out, ' ');
      last = c;
    }
  /* A query that goes on after the run has to meet what the index put there. */
  if (n == 1 || !for_query || *p)
    {
      g_string_append_unichar (out, last);
      g_string_append_c (out, ' ');
    }
  return p;
}

char *
so_text_segment (const char *text, gboolean for_query)
{
  GString *out;

  if (!so_text_is_unspaced (text))
    return g_strdup (text);
  out = g_string_sized_new (strlen (text) * 2);
  for (const char *p = text; *p;)
    if (is_unspaced (g_utf8_get_char (p)))
      p = append_pairs (out, p, for_query);
    else
      {
        const char *next = g_utf8_next_char (p);
        g_string_append_len (out, p, next - p);
        p = next;
      }
  return g_string_free_and_steal (out);
}
