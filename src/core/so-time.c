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

/* "2026-11-30T09:00+01:00" → "2026-11-30T09:00:00+01:00", which is the only form that GLib reads. */
static char *
dup_full_time (const char *text)
{
  const char *time = strpbrk (text, "Tt ");

  if (!time)
    return g_strconcat (text, "T00:00:00", NULL);
  if (strlen (++time) >= 5 && time[2] == ':' && (time[5] == '\0' || strchr ("Zz+-", time[5])))
    return g_strdup_printf ("%.*s:00%s", (int) (time + 5 - text), text, time + 5);
  return g_strdup (text);
}

gboolean
so_time_parse (const char *text, GTimeZone *zone, gint64 *ms)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *full = NULL;
  g_autoptr (GDateTime) time = NULL;

  if (!text)
    return FALSE;
  full = dup_full_time (text);
  time = g_date_time_new_from_iso8601 (full, zone ? zone : utc);
  if (!time)
    return FALSE;
  *ms = g_date_time_to_unix (time) * 1000 + g_date_time_get_microsecond (time) / 1000;
  return TRUE;
}

gboolean
so_time_parse_end (const char *text, GTimeZone *zone, gint64 *ms)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) day = NULL, next = NULL;

  if (!so_time_parse (text, zone, ms))
    return FALSE;
  if (strpbrk (text, "Tt "))
    return TRUE;
  /* Not 24 hours: the day on which the clocks change has 23 or 25. */
  day = g_date_time_new_from_unix_utc (*ms / 1000);
  next = g_date_time_to_timezone (day, zone ? zone : utc);
  g_date_time_unref (day);
  day = g_date_time_add_days (next, 1);
  *ms = g_date_time_to_unix (day) * 1000;
  return TRUE;
}

GTimeZone *
so_time_zone (const char *name)
{
  return name && g_ascii_isalpha (*name) && !strchr (name, '.') ? g_time_zone_new_identifier (name) : NULL;
}
