/* SPDX-License-Identifier: MIT */
#include "so-json-text.h"

#include <math.h>
#include <string.h>

#include "so-error.h"
#include "so-json.h"

typedef struct {
  guint from, to;          /* of strings: without the quotes */
  guint name, name_to;
  SoJsonPlace next;        /* 0: the last one */
  guint8 kind;
  guint8 escaped, name_escaped;
} Token;

struct _SoJsonText {
  char *data;
  GArray *tokens;          /* Token; the one at 0 is none */
  GStringChunk *strings;   /* those that somebody asked for */
};

typedef struct {
  SoJsonText *text;
  const char *p, *end;
  guint depth;
} Scan;

static const Token *
token_at (const SoJsonText *self, SoJsonPlace place)
{
  return &g_array_index (self->tokens, Token, place < self->tokens->len ? place : 0);
}

/* --- reading --- */

static void
skip_space (Scan *s)
{
  while (s->p < s->end && (*s->p == ' ' || *s->p == '\n' || *s->p == '\t' || *s->p == '\r'))
    s->p++;
}

static gboolean
take (Scan *s, char c)
{
  skip_space (s);
  if (s->p >= s->end || *s->p != c)
    return FALSE;
  s->p++;
  return TRUE;
}

static gboolean
scan_escape (Scan *s)
{
  if (s->p >= s->end || !strchr ("\"\\/bfnrtu", *s->p))
    return FALSE;
  if (*s->p++ != 'u')
    return TRUE;
  for (guint i = 0; i < 4; i++)
    if (s->p >= s->end || !g_ascii_isxdigit (*s->p++))
      return FALSE;
  return TRUE;
}

/* Behind the quote; ends behind the other one. */
static gboolean
scan_string (Scan *s, guint *from, guint *to, guint8 *escaped)
{
  *from = (guint) (s->p - s->text->data);
  *escaped = FALSE;
  while (s->p < s->end && *s->p != '"')
    {
      if ((guchar) *s->p < 0x20)
        return FALSE;
      if (*s->p++ != '\\')
        continue;
      *escaped = TRUE;
      if (!scan_escape (s))
        return FALSE;
    }
  *to = (guint) (s->p - s->text->data);
  return s->p++ < s->end;
}

static gboolean
scan_digits (Scan *s)
{
  const char *begin = s->p;

  while (s->p < s->end && g_ascii_isdigit (*s->p))
    s->p++;
  return s->p > begin;
}

static gboolean
scan_number (Scan *s)
{
  const char *begin = s->p;

  s->p += *s->p == '-';
  if (s->p < s->end && *s->p == '0')
    s->p++;
  else if (!scan_digits (s))
    return FALSE;
  if (s->p < s->end && *s->p == '.' && (s->p++, !scan_digits (s)))
    return FALSE;
  if (s->p < s->end && (*s->p == 'e' || *s->p == 'E'))
    {
      s->p++;
      if (s->p < s->end && (*s->p == '+' || *s->p == '-'))
        s->p++;
      if (!scan_digits (s))
        return FALSE;
    }
  return s->p > begin;
}

/* "1e999" is a number beyond all numbers: it becomes null, where it stands. */
static gboolean
drop_infinite (Scan *s, guint from)
{
  char *begin = s->text->data + from;
  gsize length = s->p - begin;

  if (length < 5 || isfinite (g_ascii_strtod (begin, NULL)))
    return FALSE;
  memset (begin, ' ', length);
  memcpy (begin, "null", 4);
  return TRUE;
}

static gboolean
scan_word (Scan *s, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (s->end - s->p) < length || memcmp (s->p, word, length))
    return FALSE;
  s->p += length;
  return TRUE;
}

static gboolean scan_value (Scan *s, const Token *named, SoJsonPlace *place);

static gboolean
scan_name (Scan *s, Token *named)
{
  return take (s, '"') && scan_string (s, &named->name, &named->name_to, &named->name_escaped) && take (s, ':');
}

static gboolean
scan_container (Scan *s, gboolean object)
{
  char close = object ? '}' : ']';
  SoJsonPlace before = 0, place;

  if (++s->depth > SO_JSON_MAX_DEPTH)
    return FALSE;
  for (gboolean first = TRUE; !take (s, close); first = FALSE)
    {
      Token named = { 0 };

      if ((!first && !take (s, ',')) || (object && !scan_name (s, &named)) || !scan_value (s, &named, &place))
        return FALSE;
      if (before)
        g_array_index (s->text->tokens, Token, before).next = place;
      before = place;
    }
  s->depth--;
  return TRUE;
}

static gboolean
scan_rest (Scan *s, Token *token)
{
  switch (*s->p)
    {
    case '"':
      s->p++;
      token->kind = SO_JSON_STRING;
      return scan_string (s, &token->from, &token->to, &token->escaped);
    case '{': case '[':
      token->kind = *s->p == '{' ? SO_JSON_OBJECT : SO_JSON_LIST;
      return scan_container (s, *s->p++ == '{');
    case 't':
      token->kind = SO_JSON_TRUE;
      return scan_word (s, "true");
    case 'f':
      token->kind = SO_JSON_FALSE;
      return scan_word (s, "false");
    case 'n':
      token->kind = SO_JSON_NULL;
      return scan_word (s, "null");
    default:
      token->kind = SO_JSON_NUMBER;
      return scan_number (s);
    }
}

static gboolean
scan_value (Scan *s, const Token *named, SoJsonPlace *place)
{
  Token token = *named;

  skip_space (s);
  if (s->p >= s->end)
    return FALSE;
  *place = s->text->tokens->len;
  g_array_append_val (s->text->tokens, token);
  token.from = (guint) (s->p - s->text->data);
  if (!scan_rest (s, &token))
    return FALSE;
  if (token.kind == SO_JSON_NUMBER && drop_infinite (s, token.from))
    {
      token.kind = SO_JSON_NULL;
      token.to = token.from + 4;
    }
  if (token.kind != SO_JSON_STRING && !token.to)
    token.to = (guint) (s->p - s->text->data);
  g_array_index (s->text->tokens, Token, *place) = token;
  return TRUE;
}

SoJsonText *
so_json_text_new (const char *data, gssize length, gsize max_bytes, GError **error)
{
  gsize n = length < 0 ? strlen (data) : (gsize) length;
  g_autoptr (SoJsonText) self = NULL;
  Token none = { 0 };
  SoJsonPlace root;
  Scan scan;

  if (n > (max_bytes ? max_bytes : SO_JSON_MAX_BYTES))
    return so_fail (error, SO_ERROR_CHANGE, "The data is larger than Studio OS accepts"), NULL;
  if (memchr (data, 0, n) || !g_utf8_validate_len (data, n, NULL))
    return so_fail (error, SO_ERROR_CHANGE, "The data is not valid UTF-8 text"), NULL;
  self = g_new0 (SoJsonText, 1);
  self->data = memchr (data, '\\', n) ? so_json_repair (data, n) : g_strndup (data, n);
  self->tokens = g_array_sized_new (FALSE, FALSE, sizeof (Token), (guint) MIN (n / 12 + 8, G_MAXINT32 / sizeof (Token)));
  self->strings = g_string_chunk_new (4096);
  g_array_append_val (self->tokens, none);
  scan = (Scan) { .text = self, .p = self->data, .end = self->data + strlen (self->data) };
  skip_space (&scan);
  if (scan.p >= scan.end || (*scan.p != '{' && *scan.p != '['))
    return so_fail (error, SO_ERROR_CHANGE, "The data is not a JSON object or list"), NULL;
  if (!scan_value (&scan, &none, &root) || (skip_space (&scan), scan.p < scan.end))
    return so_fail (error, SO_ERROR_CHANGE, "The data is not valid JSON, or is nested too deeply"), NULL;
  return g_steal_pointer (&self);
}

void
so_json_text_free (SoJsonText *self)
{
  if (!self)
    return;
  g_free (self->data);
  g_array_unref (self->tokens);
  g_string_chunk_free (self->strings);
  g_free (self);
}

/* --- places --- */

SoJsonKind
so_json_text_kind (const SoJsonText *self, SoJsonPlace place)
{
  return token_at (self, place)->kind;
}

SoJsonPlace
so_json_text_first (const SoJsonText *self, SoJsonPlace container)
{
  const Token *token = token_at (self, container), *child = token_at (self, container + 1);
  gboolean holds = token->kind == SO_JSON_LIST || token->kind == SO_JSON_OBJECT;

  /* What comes next stands in it, unless it is empty. */
  return holds && child->kind && child->from < token->to ? container + 1 : 0;
}

SoJsonPlace
so_json_text_next (const SoJsonText *self, SoJsonPlace place)
{
  return token_at (self, place)->next;
}

gboolean
so_json_text_is_named (const SoJsonText *self, SoJsonPlace place, const char *name)
{
  const Token *token = token_at (self, place);
  gsize length = strlen (name);

  return token->name_to - token->name == length && !memcmp (self->data + token->name, name, length);
}

char
so_json_text_letter (const SoJsonText *self, SoJsonPlace place)
{
  const Token *token = token_at (self, place);

  return token->name_to - token->name == 1 ? self->data[token->name] : 0;
}

SoJsonPlace
so_json_text_member (const SoJsonText *self, SoJsonPlace object, const char *name)
{
  if (so_json_text_kind (self, object) != SO_JSON_OBJECT)
    return 0;
  for (SoJsonPlace place = so_json_text_first (self, object); place; place = so_json_text_next (self, place))
    if (so_json_text_is_named (self, place, name))
      return place;
  return 0;
}

static gunichar
read_code (const char **p)
{
  gunichar code = 0;

  for (guint i = 0; i < 4; i++)
    code = code << 4 | (gunichar) g_ascii_xdigit_value (*(*p)++);
  return code;
}

/* Pairs are whole: the rest was mended before. */
static void
append_decoded (GString *out, const char *p, const char *end)
{
  static const char letters[] = "bfnrt", meanings[] = "\b\f\n\r\t";

  while (p < end)
    {
      const char *letter;
      gunichar code;

      if (*p != '\\')
        {
          g_string_append_c (out, *p++);
          continue;
        }
      p++;
      letter = strchr (letters, *p);
      if (*p != 'u')
        {
          g_string_append_c (out, letter ? meanings[letter - letters] : *p);
          p++;
          continue;
        }
      p++;
      code = read_code (&p);
      if (code >= 0xd800 && code < 0xdc00 && end - p >= 6)
        {
          p += 2;
          code = 0x10000 + ((code - 0xd800) << 10) + (read_code (&p) - 0xdc00);
        }
      g_string_append_unichar (out, code);
    }
}

static const char *
keep_string (SoJsonText *self, guint from, guint to, gboolean escaped)
{
  g_autoptr (GString) decoded = NULL;

  if (!escaped)
    return g_string_chunk_insert_len (self->strings, self->data + from, to - from);
  decoded = g_string_sized_new (to - from);
  append_decoded (decoded, self->data + from, self->data + to);
  return g_string_chunk_insert_len (self->strings, decoded->str, (gssize) decoded->len);
}

const char *
so_json_text_name (SoJsonText *self, SoJsonPlace place)
{
  const Token *token = token_at (self, place);

  return keep_string (self, token->name, token->name_to, token->name_escaped);
}

const char *
so_json_text_string (SoJsonText *self, SoJsonPlace place)
{
  const Token *token = token_at (self, place);

  return token->kind == SO_JSON_STRING ? keep_string (self, token->from, token->to, token->escaped) : NULL;
}

const char *
so_json_text_plain (const SoJsonText *self, SoJsonPlace place, gsize *length)
{
  const Token *token = token_at (self, place);

  *length = token->to - token->from;
  return token->kind == SO_JSON_STRING && !token->escaped ? self->data + token->from : NULL;
}

gboolean
so_json_text_number (const SoJsonText *self, SoJsonPlace place, gint64 *value, double *real)
{
  const Token *token = token_at (self, place);
  const char *begin = self->data + token->from;
  gsize length = token->to - token->from;

  *value = 0;
  *real = 0;
  if (token->kind != SO_JSON_NUMBER)
    return TRUE;
  if (!memchr (begin, '.', length) && !memchr (begin, 'e', length) && !memchr (begin, 'E', length))
    {
      gint64 number = g_ascii_strtoll (begin, NULL, 10);

      /* At the ends of the range it may be one that was cut. */
      if (number != G_MAXINT64 && number != G_MININT64)
        return *value = number, TRUE;
    }
  *real = g_ascii_strtod (begin, NULL);
  return FALSE;
}

gint64
so_json_text_int (const SoJsonText *self, SoJsonPlace place)
{
  gint64 value;
  double real;

  if (so_json_text_number (self, place, &value, &real))
    return value;
  return real > -9e18 && real < 9e18 ? (gint64) real : 0;
}

const char *
so_json_text_span (const SoJsonText *self, SoJsonPlace place, gsize *length)
{
  const Token *token = token_at (self, place);
  guint quote = token->kind == SO_JSON_STRING;

  *length = token->to - token->from + 2 * quote;
  return self->data + token->from - quote;
}

const char *
so_json_text_raw (SoJsonText *self, SoJsonPlace place)
{
  gsize length;
  const char *span = so_json_text_span (self, place, &length);

  return g_string_chunk_insert_len (self->strings, span, (gssize) length);
}

const char *
so_json_text_keep (SoJsonText *self, const char *string)
{
  return g_string_chunk_insert (self->strings, string);
}

/* --- what is in it --- */

static gboolean
are_names_clear (const SoJsonText *self, SoJsonPlace object)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (SoJsonPlace place = so_json_text_first (self, object); place; place = so_json_text_next (self, place))
    {
      const Token *token = token_at (self, place);

      if (token->name_escaped || !g_hash_table_add (names, g_strndup (self->data + token->name, token->name_to - token->name)))
        return FALSE;
    }
  return TRUE;
}

/* The few names that an object has as a rule are compared with each other. */
static gboolean
are_few_names_clear (const SoJsonText *self, SoJsonPlace object, gboolean *few)
{
  const Token *seen[32];
  guint n = 0;

  for (SoJsonPlace place = so_json_text_first (self, object); place; place = so_json_text_next (self, place))
    {
      const Token *token = token_at (self, place);
      guint length = token->name_to - token->name;

      *few = n < G_N_ELEMENTS (seen);
      if (!*few || token->name_escaped)
        return FALSE;
      for (guint i = 0; i < n; i++)
        if (seen[i]->name_to - seen[i]->name == length && !memcmp (self->data + seen[i]->name, self->data + token->name, length))
          return FALSE;
      seen[n++] = token;
    }
  return TRUE;
}

gboolean
so_json_text_is_clear (const SoJsonText *self, SoJsonPlace place)
{
  SoJsonKind kind = so_json_text_kind (self, place);
  gboolean few = TRUE;

  if (kind != SO_JSON_OBJECT && kind != SO_JSON_LIST)
    return TRUE;
  if (kind == SO_JSON_OBJECT && !are_few_names_clear (self, place, &few) && (few || !are_names_clear (self, place)))
    return FALSE;
  for (SoJsonPlace child = so_json_text_first (self, place); child; child = so_json_text_next (self, child))
    if (!so_json_text_is_clear (self, child))
      return FALSE;
  return TRUE;
}

void
so_json_append_string (GString *out, const char *text)
{
  const char *p = text ? text : "";

  g_string_append_c (out, '"');
  while (*p)
    {
      gsize plain = 0;

      while ((guchar) p[plain] >= 0x20 && p[plain] != '"' && p[plain] != '\\')
        plain++;
      g_string_append_len (out, p, (gssize) plain);
      p += plain;
      if (*p == '"' || *p == '\\')
        g_string_append_printf (out, "\\%c", *p++);
      else if (*p)
        g_string_append_printf (out, "\\u%04x", *p++);
    }
  g_string_append_c (out, '"');
}

static void
write_number (const SoJsonText *self, SoJsonPlace place, GString *out)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  gint64 value;
  double real;

  if (so_json_text_number (self, place, &value, &real))
    g_string_append_printf (out, "%" G_GINT64_FORMAT, value);
  else
    g_string_append (out, g_ascii_dtostr (buffer, sizeof buffer, real));
}

static void
write_container (SoJsonText *self, SoJsonPlace container, gboolean object, GString *out)
{
  g_string_append_c (out, object ? '{' : '[');
  for (SoJsonPlace place = so_json_text_first (self, container), first = place; place; place = so_json_text_next (self, place))
    {
      if (place != first)
        g_string_append_c (out, ',');
      if (object)
        {
          so_json_append_string (out, so_json_text_name (self, place));
          g_string_append_c (out, ':');
        }
      so_json_text_write (self, place, out);
    }
  g_string_append_c (out, object ? '}' : ']');
}

void
so_json_text_write (SoJsonText *self, SoJsonPlace place, GString *out)
{
  SoJsonKind kind = so_json_text_kind (self, place);
  gsize length;
  const char *span = so_json_text_span (self, place, &length);

  if (kind == SO_JSON_OBJECT || kind == SO_JSON_LIST)
    write_container (self, place, kind == SO_JSON_OBJECT, out);
  else if (kind == SO_JSON_NUMBER)
    write_number (self, place, out);
  else if (kind == SO_JSON_STRING && token_at (self, place)->escaped)
    so_json_append_string (out, so_json_text_string (self, place));
  else
    g_string_append_len (out, span, (gssize) length);
}
