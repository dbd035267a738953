/* SPDX-License-Identifier: MIT */
#include "so-mail-text.h"

#include <string.h>

#include "so-text.h"

/* What is written for a charset and what is meant by it: the larger set that programs really use. */
static const struct {
  const char *claimed, *meant;
} charsets[] = {
  { "us-ascii", NULL },           { "ascii", NULL },             { "ansi_x3.4-1968", NULL },
  { "default", NULL },            { "unknown-8bit", NULL },      { "x-unknown", NULL },
  { "utf8", "UTF-8" },            { "utf-7", "UTF-7" },          { "iso-8859-1", "WINDOWS-1252" },
  { "latin1", "WINDOWS-1252" },   { "iso8859-1", "WINDOWS-1252" }, { "iso-8859-8-i", "ISO-8859-8" },
  { "gb2312", "GB18030" },        { "gbk", "GB18030" },          { "x-gbk", "GB18030" },
  { "ks_c_5601-1987", "CP949" },  { "euc-kr", "CP949" },         { "shift_jis", "CP932" },
  { "x-sjis", "CP932" },          { "iso-2022-jp", "ISO-2022-JP-3" }, { "big5", "BIG5-HKSCS" },
  { "cp-850", "CP850" },          { "windows-874", "CP874" },    { "x-mac-roman", "MACINTOSH" },
  { "iso-8859-9", "WINDOWS-1254" },
};

static char *
convert (const char *bytes, gsize length, const char *charset)
{
  gsize read = 0, written = 0;
  char *text = g_convert (bytes, length, "UTF-8", charset, &read, &written, NULL);

  if (text && (read < length || memchr (text, 0, written)))
    g_clear_pointer (&text, g_free);
  return text;
}

/* NULL where the claim says nothing. */
static const char *
meant_by (const char *claimed)
{
  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    if (!g_ascii_strcasecmp (claimed, charsets[i].claimed))
      return charsets[i].meant;
  return claimed;
}

static void
fix_line_ends (char *text)
{
  char *to = text;

  for (const char *from = text; *from; from++)
    if (*from != '\r')
      *to++ = *from;
    else if (from[1] != '\n')
      *to++ = '\n';
  *to = 0;
}

/* A text that is called UTF-8 and is not: broken somewhere, or Latin-1, where no letter of it is right. */
static gboolean
has_utf8_letter (const char *bytes, gsize length)
{
  for (gsize i = 0; i + 1 < length; i++)
    if ((guchar) bytes[i] >= 0xc2)
      {
        gunichar c = g_utf8_get_char_validated (bytes + i, (gssize) MIN (length - i, 4));
        if (c != (gunichar) -1 && c != (gunichar) -2)
          return TRUE;
      }
  return FALSE;
}

char *
so_mail_decode (const char *bytes, gsize length, const char *charset)
{
  const char *meant = charset && *charset ? meant_by (charset) : NULL;
  gboolean valid = g_utf8_validate_len (bytes, length, NULL);
  char *text = NULL;

  /* What is valid UTF-8 with letters beyond ASCII is hardly ever anything else. */
  if (valid && (!meant || !g_ascii_strcasecmp (meant, "UTF-8") || !g_ascii_strcasecmp (meant, "WINDOWS-1252")))
    text = g_strndup (bytes, length);
  if (!text && meant)
    text = convert (bytes, length, meant);
  if (!text && valid)
    text = g_strndup (bytes, length);
  if (!text && (!meant || g_ascii_strcasecmp (meant, "UTF-8") || !has_utf8_letter (bytes, length)))
    text = convert (bytes, length, "WINDOWS-1252");
  if (!text)
    text = so_text_clean (bytes, length);
  fix_line_ends (text);
  return text;
}

/* How deep a line is quoted, and where its words begin. */
static guint
quote_depth (const char **line)
{
  guint depth = 0;

  for (; **line == '>'; (*line)++)
    depth++;
  if (**line == ' ')
    (*line)++;
  return depth;
}

char *
so_mail_unflow (const char *text, gboolean delsp)
{
  GString *out = g_string_sized_new (strlen (text));
  guint depth_before = 0;
  gboolean flowing = FALSE;

  for (const char *p = text; *p;)
    {
      const char *end = strchr (p, '\n');
      const char *line = p;
      guint depth = quote_depth (&line);
      gsize n = (end ? end : p + strlen (p)) - line;
      gboolean signature = n == 3 && !strncmp (line, "-- ", 3);

      if (flowing && (depth != depth_before || signature))
        g_string_append_c (out, '\n'), flowing = FALSE;
      if (!flowing)
        {
          for (guint i = 0; i < depth; i++)
            g_string_append_c (out, '>');
          if (depth)
            g_string_append_c (out, ' ');
        }
      flowing = n && line[n - 1] == ' ' && !signature;
      g_string_append_len (out, line, flowing && delsp ? n - 1 : n);
      if (!flowing && end)
        g_string_append_c (out, '\n');
      depth_before = depth;
      p = end ? end + 1 : line + n;
    }
  return g_string_free_and_steal (out);
}
