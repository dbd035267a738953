/* SPDX-License-Identifier: MIT */
#include "so-retry.h"

#include "so-clock.h"

#define LONGEST_WAIT ((gint64) 24 * 3600 * 1000)
#define LONGEST_DELAY (5 * 60 * 1000)

SoError
so_retry_sort (guint status)
{
  switch (status)
    {
    case 401:
      return SO_ERROR_SIGN_IN;
    case 408:
    case 425:
    case 429:
      return SO_ERROR_WAIT;
    default:
      return status >= 500 ? SO_ERROR_WAIT : status >= 300 && status < 400 ? SO_ERROR_REPORT : SO_ERROR_CHANGE;
    }
}

/* "120", or "1500.5" as some send it. -1 where it is no such number. */
static gint64
parse_number (const char *text, double unit_ms)
{
  char *end = NULL;
  double value;

  if (!text || !g_ascii_isdigit (*text))
    return -1;
  value = g_ascii_strtod (text, &end);
  if (end == text || *end || !(value >= 0))
    return -1;
  return value * unit_ms >= LONGEST_WAIT ? LONGEST_WAIT : (gint64) (value * unit_ms);
}

static gint64
parse_date (const char *text, gint64 now)
{
  gint64 at = so_http_parse_date (text);

  return at < 0 ? -1 : CLAMP (at - now, 0, LONGEST_WAIT);
}

gint64
so_retry_asked (const SoHttpResponse *response, gint64 now)
{
  const char *after = so_http_header (response, "retry-after");
  gint64 wait = parse_number (so_http_header (response, "retry-after-ms"), 1);

  if (wait < 0)
    wait = parse_number (after, 1000);
  return wait < 0 ? parse_date (after, now) : wait;
}

void
so_retry_note (GError **error, const SoHttpResponse *response)
{
  if (error && g_error_matches (*error, SO_ERROR, SO_ERROR_WAIT))
    so_error_set_wait (*error, MAX (so_retry_asked (response, so_now ()), 0));
}

gint64
so_retry_delay (guint attempts, gint64 asked, guint32 random)
{
  guint doubled = MIN (attempts ? attempts - 1 : 0, 16);
  gint64 most = MIN ((gint64) 1000 << doubled, LONGEST_DELAY);
  /* Many studios that failed at the same moment must not come back at the same moment. */
  gint64 delay = most - (gint64) ((double) random / G_MAXUINT32 * (double) (most / 2));

  return MAX (delay, asked);
}
