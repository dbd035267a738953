/* SPDX-License-Identifier: MIT */
#include "so-mail-private.h"

#include <string.h>

/* No person's header nests that deeply; GMime's stack bears some ten thousand levels. */
#define MAX_NESTING 500

/* How deeply "(" and groups ("friends: a@x, b@x;") nest in a header. */
static guint
nesting_of (const char *p, const char *end)
{
  int comments = 0, groups = 0, most = 0;

  for (; p < end; p++)
    {
      comments += *p == '(' ? 1 : *p == ')' && comments ? -1 : 0;
      groups += *p == ':' ? 1 : *p == ';' && groups ? -1 : 0;
      most = MAX (most, MAX (comments, groups));
    }
  return most;
}

/* Only these hold addresses; an indented list below "Notes:" in a text is left alone. */
static gboolean
is_address_header (const char *p, gsize length)
{
  static const char *const names[] = { "from:", "to:", "cc:", "bcc:", "sender:", "reply-to:", "resent-", "disposition-notification-to:" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (length > strlen (names[i]) && !g_ascii_strncasecmp (p, names[i], strlen (names[i])))
      return TRUE;
  return FALSE;
}

/* The end of a header that begins at @p: behind its last folded line. */
static char *
header_end (char *p, char *end)
{
  for (;;)
    {
      char *newline = memchr (p, '\n', end - p);
      if (!newline || newline + 1 == end)
        return end;
      p = newline + 1;
      if (*p != ' ' && *p != '\t')
        return p;
    }
}

void
so_mail_guard (char *data, gsize length)
{
  char *end = data + length;

  for (char *p = data; p < end;)
    {
      char *next = header_end (p, end);
      if (next - p > MAX_NESTING && is_address_header (p, next - p) && nesting_of (p, next) > MAX_NESTING)
        for (char *c = memchr (p, ':', next - p); c && ++c < next;)
          if (*c == '(' || *c == ':')
            *c = ' ';
      p = next;
    }
}
