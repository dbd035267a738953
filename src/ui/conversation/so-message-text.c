/* SPDX-License-Identifier: MIT */
#include "so-message-text.h"

#include <string.h>

/* Longer texts stay plain: nobody reads a link in the second megabyte. */
#define MAX_LINKED (64 * 1024)

static const char *const schemes[] = { "https://", "http://", "mailto:" };

static gsize
scheme_length (const char *at)
{
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (!g_ascii_strncasecmp (at, schemes[i], strlen (schemes[i])))
      return strlen (schemes[i]);
  return 0;
}

/* "(see https://a.de/b)." ends before the bracket, "https://a.de/b_(c)" does not. */
static gsize
link_length (const char *at)
{
  gsize length = strcspn (at, " \t\r\n<>\"");
  int open = 0;

  for (gsize i = 0; i < length; i++)
    open += (at[i] == '(') - (at[i] == ')');
  while (length && strchr (".,;:!?'*)", at[length - 1]))
    {
      if (at[length - 1] == ')' && open++ >= 0)
        break;
      length--;
    }
  return g_utf8_validate_len (at, length, NULL) ? length : 0;
}

static gboolean
starts_word (const char *text, const char *at)
{
  return at == text || !g_ascii_isalnum (at[-1]);
}

static gboolean
is_address (const char *at, gsize length)
{
  g_autofree char *address = g_strndup (at, length);

  return g_uri_is_valid (address, G_URI_FLAGS_PARSE_RELAXED, NULL);
}

/* The next link at or after @from: where, and its length. */
static const char *
find_link (const char *text, const char *from, gsize *length)
{
  for (const char *p = from; *p; p++)
    {
      gsize scheme = (*p | 0x20) == 'h' || (*p | 0x20) == 'm' ? scheme_length (p) : 0;

      if (!scheme || !starts_word (text, p))
        continue;
      *length = link_length (p);
      if (*length > scheme && is_address (p, *length))
        return p;
    }
  return NULL;
}

static void
append_link (GString *markup, const char *at, gsize length)
{
  g_autofree char *address = g_strndup (at, length);
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
  const char *host = uri ? g_uri_get_host (uri) : NULL;
  g_autofree char *ascii = host ? g_hostname_to_ascii (host) : NULL;
  g_autofree char *href = g_markup_escape_text (address, -1);
  g_autofree char *shown = g_strdup (href);

  if (host && ascii && strcmp (host, ascii))
    {
      g_auto (GStrv) parts = g_strsplit (address, host, 2);
      g_autofree char *plain = g_strjoinv (ascii, parts);
      g_free (shown);
      shown = g_markup_escape_text (plain, -1);
    }
  g_string_append_printf (markup, "<a href=\"%s\">%s</a>", href, shown);
}

char *
so_message_text_to_markup (const char *text)
{
  GString *markup = g_string_new (NULL);
  const char *from = text, *at;
  gsize length;

  while (from - text < MAX_LINKED && (at = find_link (text, from, &length)))
    {
      g_autofree char *before = g_markup_escape_text (from, at - from);

      g_string_append (markup, before);
      append_link (markup, at, length);
      from = at + length;
    }
  {
    g_autofree char *rest = g_markup_escape_text (from, -1);
    g_string_append (markup, rest);
  }
  return g_string_free (markup, FALSE);
}

gboolean
so_message_text_has_links (const char *text)
{
  gsize length;

  return find_link (text, text, &length) != NULL;
}

/* "Am Mo., 3. Nov. 2025 um 10:12 schrieb Ana <ana@a.de>:" in any language: a line that ends in a
 * colon and is followed by a quoted one. */
static gboolean
introduces_quote (const char *line, gsize length, const char *next)
{
  while (length && g_ascii_isspace (line[length - 1]))
    length--;
  if (!length || line[length - 1] != ':')
    return FALSE;
  while (*next == '\n' || *next == '\r')
    next++;
  return *next == '>';
}

gsize
so_message_text_own_length (const char *text)
{
  gsize all = strlen (text), own = 0;
  const char *line = text;
  gsize cut = all;

  while (*line)
    {
      gsize length = strcspn (line, "\n");
      const char *next = line + length + (line[length] == '\n');

      if (*line == '>' || introduces_quote (line, length, next) || g_str_has_prefix (line, "-----Original Message-----"))
        {
          if (cut == all)
            cut = line - text;
        }
      else if (strspn (line, " \t\r") < length)
        {
          /* Answers between the quoted lines belong to the text. */
          cut = all;
          own = next - text;
        }
      line = next;
    }
  if (!own || cut == all)
    return all;
  while (cut && g_ascii_isspace (text[cut - 1]))
    cut--;
  return cut;
}

gboolean
so_message_text_is_emoji (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean part = c == 0x200d || c == 0xfe0f || (c >= 0x1f3fb && c <= 0x1f3ff);

      if (!part && !(c >= 0x1f300 && c <= 0x1faff) && !(c >= 0x2600 && c <= 0x27bf))
        return FALSE;
      n += !part;
    }
  return n >= 1 && n <= 3;
}
