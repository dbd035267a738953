/* SPDX-License-Identifier: MIT */
#include "so-http-head.h"

#include <string.h>

#define MOST_TARGET 4096

void
so_http_head_clear (SoHttpHead *head)
{
  g_clear_pointer (&head->path, g_free);
  *head = (SoHttpHead) { 0 };
}

/* RFC 9110, 5.6.2 */
static gboolean
is_token (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && (!text[i] || !strchr ("!#$%&'*+-.^_`|~", text[i])))
      return FALSE;
  return length > 0;
}

static gboolean
is_line (const char *line, gsize length, const char *word)
{
  return length == strlen (word) && !strncmp (line, word, length);
}

/* A path of this server and nothing else: neither "http://other/…" nor "*", which proxies and servers take in different ways. */
static gboolean
is_target (const char *target, gsize length)
{
  if (!length || *target != '/')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (target[i] <= ' ' || target[i] >= 0x7f || strchr ("#<>\"\\^`{}", target[i]))
      return FALSE;
  return TRUE;
}

/* "POST /hook/x HTTP/1.1" */
static guint
parse_first_line (const char *line, gsize length, SoHttpHead *head, gboolean *old)
{
  static const char *const methods[] = { "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS" };
  const char *space = memchr (line, ' ', length);
  const char *last = space ? memchr (space + 1, ' ', line + length - space - 1) : NULL;
  const char *query;
  gboolean known = FALSE;

  if (!last || !is_token (line, space - line))
    return 400;
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    known |= is_line (line, space - line, methods[i]);
  if (!known)
    return 501;
  if (last - space - 1 > MOST_TARGET)
    return 414;
  if (!is_target (space + 1, last - space - 1))
    return 400;
  *old = is_line (last + 1, line + length - last - 1, "HTTP/1.0");
  if (!*old && !is_line (last + 1, line + length - last - 1, "HTTP/1.1"))
    return length - (last + 1 - line) == 8 && !strncmp (last + 1, "HTTP/", 5) ? 505 : 400;
  query = memchr (space, '?', last - space);
  head->path = g_strndup (space + 1, (query ? query : last) - space - 1);
  return 0;
}

typedef struct {
  guint hosts, lengths, codings;
} Counts;

/* Digits and nothing else: "+5", "5, 5" and "0x5" are read in several ways. */
static gboolean
parse_length (const char *value, gsize length, guint64 *number)
{
  *number = 0;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (value[i]))
        return FALSE;
      *number = *number * 10 + (guint) (value[i] - '0');
    }
  return length > 0 && length <= 15;
}

static guint
parse_field (const char *line, gsize length, SoHttpHead *head, Counts *counts)
{
  const char *colon = memchr (line, ':', length);
  const char *value = colon ? colon + 1 : NULL;
  gsize size;

  /* Also a line that goes on the one before it (it begins with a space), and a space before the colon. */
  if (!colon || !is_token (line, colon - line))
    return 400;
  size = line + length - value;
  while (size && (*value == ' ' || *value == '\t'))
    value++, size--;
  while (size && (value[size - 1] == ' ' || value[size - 1] == '\t'))
    size--;
  for (gsize i = 0; i < size; i++)
    if (((guchar) value[i] < ' ' && value[i] != '\t') || value[i] == 0x7f)
      return 400;
  if (colon - line == 4 && !g_ascii_strncasecmp (line, "host", 4))
    counts->hosts++;
  else if (colon - line == 14 && !g_ascii_strncasecmp (line, "content-length", 14))
    return ++counts->lengths > 1 || !parse_length (value, size, &head->content_length) ? 400 : 0;
  else if (colon - line == 17 && !g_ascii_strncasecmp (line, "transfer-encoding", 17))
    {
      head->chunked = TRUE;
      return ++counts->codings > 1 || size != 7 || g_ascii_strncasecmp (value, "chunked", 7) ? 400 : 0;
    }
  return 0;
}

static guint
parse_lines (const char *data, SoHttpHead *head)
{
  const char *line = data, *end = data + head->size - 2;
  gboolean old = FALSE;
  Counts counts = { 0 };
  guint lines = 0, wrong = 0;

  while (line < end && !wrong)
    {
      const char *cr = memchr (line, '\r', end - line);

      wrong = lines == 0 ? parse_first_line (line, cr - line, head, &old) : parse_field (line, cr - line, head, &counts);
      line = cr + 2;
      if (++lines > SO_HTTP_HEAD_MOST_LINES + 1)
        return 431;
    }
  if (wrong)
    return wrong;
  if (counts.hosts > 1 || (!old && counts.hosts == 0) || (counts.codings && (counts.lengths || old)))
    return 400;
  return 0;
}

guint
so_http_head_parse (const char *data, gsize length, gsize *seen, SoHttpHead *head)
{
  gsize i;
  guint wrong;

  for (i = *seen; i < length && i < SO_HTTP_HEAD_MOST_BYTES; i++)
    {
      /* A line ends with CR LF; either of them alone is where two readers disagree. */
      if ((data[i] == '\n') != (i > 0 && data[i - 1] == '\r') || !data[i])
        return 400;
      if (data[i] == '\n' && i >= 3 && data[i - 2] == '\n')
        break;
      if (data[i] == '\n' && i == 1)
        return 400;
    }
  *seen = i;
  if (i >= SO_HTTP_HEAD_MOST_BYTES)
    return 431;
  if (i >= length)
    return SO_HTTP_HEAD_MORE;
  *head = (SoHttpHead) { .size = i + 1 };
  wrong = parse_lines (data, head);
  if (wrong)
    so_http_head_clear (head);
  return wrong;
}

/* The frame of a body:  [size CR LF [bytes CR LF]]… 0 CR LF CR LF */
enum { BODY_OVER, BODY_PLAIN, CHUNK_SIZE, CHUNK_SIZE_LF, CHUNK_BYTES, CHUNK_CR, CHUNK_LF, LAST_CR, LAST_LF };

void
so_http_body_begin (SoHttpBody *body, const SoHttpHead *head)
{
  *body = (SoHttpBody) { .left = head->content_length };
  body->state = head->chunked ? CHUNK_SIZE : body->left ? BODY_PLAIN : BODY_OVER;
}

gboolean
so_http_body_is_over (const SoHttpBody *body)
{
  return body->state == BODY_OVER;
}

/* One byte of the frame itself. No extensions and no trailers: nobody needs them, and readers differ about them. */
static gboolean
take_frame_byte (SoHttpBody *body, char c)
{
  switch (body->state)
    {
    case CHUNK_SIZE:
      if (g_ascii_isxdigit (c))
        {
          body->left = body->left * 16 + (guint) g_ascii_xdigit_value (c);
          return ++body->digits <= 8;
        }
      body->state = CHUNK_SIZE_LF;
      return c == '\r' && body->digits;
    case CHUNK_SIZE_LF:
      body->state = body->left ? CHUNK_BYTES : LAST_CR;
      body->digits = 0;
      return c == '\n';
    case CHUNK_CR:
      body->state = CHUNK_LF;
      return c == '\r';
    case CHUNK_LF:
      body->state = CHUNK_SIZE;
      return c == '\n';
    case LAST_CR:
      body->state = LAST_LF;
      return c == '\r';
    default:
      body->state = BODY_OVER;
      return c == '\n';
    }
}

gssize
so_http_body_feed (SoHttpBody *body, const char *data, gsize length)
{
  gsize used = 0;

  while (used < length && body->state != BODY_OVER)
    if (body->state == BODY_PLAIN || body->state == CHUNK_BYTES)
      {
        gsize part = MIN (length - used, body->left);

        used += part;
        body->left -= part;
        body->bytes += part;
        if (!body->left)
          body->state = body->state == BODY_PLAIN ? BODY_OVER : CHUNK_CR;
      }
    else if (!take_frame_byte (body, data[used++]))
      return -1;
  return used;
}
