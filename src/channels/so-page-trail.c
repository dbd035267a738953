/* SPDX-License-Identifier: MIT */
#include "so-page-trail.h"

/* Brent's way to find a circle. */
gboolean
so_page_trail_is_round (SoPageTrail *trail, const char *next)
{
  guint hash = g_str_hash (next);

  if (trail->n && hash == trail->mark)
    return TRUE;
  trail->n++;
  if (!(trail->n & (trail->n - 1)))
    trail->mark = hash;
  return FALSE;
}

char *
so_page_trail_write (const SoPageTrail *trail)
{
  return g_strdup_printf ("%u:%u", trail->n, trail->mark);
}

SoPageTrail
so_page_trail_read (const char *text)
{
  g_auto (GStrv) numbers = g_strsplit (text ? text : "", ":", 2);
  guint64 n, mark;

  if (g_strv_length (numbers) != 2 || !g_ascii_string_to_unsigned (numbers[0], 10, 0, G_MAXUINT, &n, NULL) || !g_ascii_string_to_unsigned (numbers[1], 10, 0, G_MAXUINT, &mark, NULL))
    return (SoPageTrail) { 0 };
  return (SoPageTrail) { (guint) n, (guint) mark };
}
