/* SPDX-License-Identifier: MIT */
#include "so-time.h"

#include <string.h>

char *
so_time_format (gint64 ms)
{
  gint64 seconds = ms >= 0 ? ms / 1000 : -((-ms + 999) / 1000);
  int rest = (int) (ms - seconds * 1000);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *text = time ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S") : g_strdup ("0001-01-01T00:00:00");

  return rest ? g_strdup_printf ("%s.%03dZ", text, rest) : g_strconcat (text, "Z", NULL);
}

gboolean
so_time_parse (const char *text, GTimeZone *zone, gint64 *ms)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *full = NULL;
  g_autoptr (GDateTime) time = NULL;

  if (!text)
    return FALSE;
  full = strpbrk (text, "Tt ") ? g_strdup (text) : g_strconcat (text, "T00:00:00", NULL);
  time = g_date_time_new_from_iso8601 (full, zone ? zone : utc);
  if (!time)
    return FALSE;
  *ms = g_date_time_to_unix (time) * 1000 + g_date_time_get_microsecond (time) / 1000;
  return TRUE;
}
