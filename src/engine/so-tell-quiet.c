/* SPDX-License-Identifier: MIT */
#include "so-tell-quiet.h"

#include <string.h>

#define DAY_MINUTES (24 * 60)

static gboolean
parse_days (const char *text, guint *days)
{
  *days = 0;
  for (; *text; text++)
    {
      if (*text < '1' || *text > '7' || *days & 1u << (*text - '1'))
        return FALSE;
      *days |= 1u << (*text - '1');
    }
  return *days != 0;
}

gboolean
so_tell_quiet_parse (const char *text, SoTellQuiet *quiet)
{
  g_autofree char *bare = g_strstrip (g_strdup (text ? text : ""));
  g_auto (GStrv) parts = g_strsplit (bare, " ", 2);
  SoTellQuiet made = { .days = SO_TELL_QUIET_ALL_DAYS };

  *quiet = (SoTellQuiet) { .off = TRUE };
  if (!*bare || !strcmp (bare, "off"))
    return TRUE;
  if (!so_hours_span_parse (parts[0], &made.span) || (parts[1] && !parse_days (g_strstrip (parts[1]), &made.days)))
    return FALSE;
  *quiet = made;
  return TRUE;
}

char *
so_tell_quiet_write (const SoTellQuiet *quiet)
{
  g_autofree char *span = quiet->off ? NULL : so_hours_span_format (&quiet->span);
  g_autoptr (GString) text = NULL;

  if (!span)
    return g_strdup ("off");
  text = g_string_new (span);
  g_string_append_c (text, ' ');
  for (guint i = 0; i < 7; i++)
    if (quiet->days & 1u << i)
      g_string_append_c (text, (char) ('1' + i));
  return g_strdup (text->str);
}

gboolean
so_tell_quiet_holds (const SoTellQuiet *quiet, gint64 now, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / 1000), local = g_date_time_to_timezone (utc, zone);
  guint minute = (guint) (g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local)), today = (guint) g_date_time_get_day_of_week (local) - 1;

  if (quiet->off)
    return FALSE;
  if (quiet->days & 1u << today && minute >= quiet->span.from && minute < quiet->span.to)
    return TRUE;
  /* the night that began yesterday */
  return (quiet->days & 1u << (today + 6) % 7) != 0 && minute + DAY_MINUTES < quiet->span.to;
}
