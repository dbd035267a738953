/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-gmail-raw.h"

#include "so-base64url.h"
#include "so-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PIECE (64 * 1024)
/* Ids, labels, a snippet: a few hundred bytes. */
#define MOST_REST (1024 * 1024)

/* Where the reading is. Only strings, escapes and the depth matter: the rest is parsed afterwards as what it is. */
typedef struct {
  SoMailSpool *mail;
  GString *rest;
  GString *name;          /* the string before, as long as it may be a member's name */
  GString *out;           /* decoded, on its way to @mail */
  guint depth;
  gboolean in_string, escaped;
  gboolean after_raw;     /* "raw" was read, and then nothing but ":" and space */
  gboolean colon;
  gboolean in_raw, had_raw;
  char escape[6];         /* "u003d", of which so much was read */
  guint escape_length;
  guint bits, held, padding;
} Split;

static gboolean
nonsense (GError **error)
{
  return so_fail (error, SO_ERROR_WAIT, _("The server's answer makes no sense: it is tried again later"));
}

static gboolean
decode (Split *s, char c)
{
  int digit = so_base64url_digit (c);

  if (c == '=')
    return ++s->padding <= 2;
  if (digit < 0 || s->padding)
    return FALSE;
  s->held = (s->held << 6 | (guint) digit) & 0xffff;
  s->bits += 6;
  if (s->bits >= 8)
    g_string_append_c (s->out, (char) (s->held >> (s->bits -= 8)));
  return TRUE;
}

/* In the base64url of "raw" only "=" is ever escaped. */
static gboolean
take_raw (Split *s, char c)
{
  if (s->escaped)
    {
      s->escape[s->escape_length++] = c;
      if (s->escape_length < 5)
        return TRUE;
      s->escaped = FALSE;
      return !g_ascii_strncasecmp (s->escape, "u003d", 5) && decode (s, '=');
    }
  if (c == '\\')
    {
      s->escaped = TRUE;
      s->escape_length = 0;
      return TRUE;
    }
  if (c != '"')
    return decode (s, c);
  g_string_append_c (s->rest, c);
  s->in_raw = FALSE;
  return TRUE;
}

static void
take_string (Split *s, char c)
{
  if (s->escaped)
    s->escaped = FALSE;
  else if (c == '\\')
    s->escaped = TRUE;
  else if (c == '"')
    {
      s->in_string = FALSE;
      s->after_raw = s->depth == 1 && !s->colon && !strcmp (s->name->str, "raw");
      return;
    }
  if (s->name->len < 8)
    g_string_append_c (s->name, c);
}

static gboolean
take (Split *s, char c)
{
  if (s->in_raw)
    return take_raw (s, c);
  if (s->rest->len > MOST_REST)
    return FALSE;
  g_string_append_c (s->rest, c);
  if (s->in_string)
    {
      take_string (s, c);
      return TRUE;
    }
  if (c == '"' && s->after_raw && s->colon)
    {
      if (s->had_raw)
        return FALSE;
      s->in_raw = s->had_raw = TRUE;
      s->after_raw = s->colon = FALSE;
      return TRUE;
    }
  if (c == '"')
    {
      s->in_string = TRUE;
      g_string_truncate (s->name, 0);
      s->after_raw = FALSE;
      return TRUE;
    }
  if (c == '{' || c == '[')
    s->depth++;
  else if (c == '}' || c == ']')
    s->depth -= s->depth > 0;
  if (c == ':')
    s->colon = TRUE;
  else if (!g_ascii_isspace (c))
    s->colon = s->after_raw = FALSE;
  return TRUE;
}

gboolean
so_gmail_raw_split (GInputStream *stream, SoMailSpool *mail, GString *rest, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) name = g_string_new (NULL), out = g_string_sized_new (PIECE);
  g_autofree char *piece = g_malloc (PIECE);
  Split s = { .mail = mail, .rest = rest, .name = name, .out = out };
  gssize n;

  while ((n = g_input_stream_read (stream, piece, PIECE, cancellable, error)) > 0)
    {
      for (gssize i = 0; i < n; i++)
        if (!take (&s, piece[i]))
          return nonsense (error);
      if (!so_mail_spool_append (mail, out->str, out->len, error))
        return FALSE;
      g_string_truncate (out, 0);
    }
  if (n < 0)
    return FALSE;
  return (s.had_raw && !s.in_raw && !s.in_string && !s.depth && s.bits != 6) || nonsense (error);
}
