/* SPDX-License-Identifier: MIT */
#include "so-quiet.h"

#include <string.h>

#define DAY 1440
#define FEWEST_MINUTES 60

/* Calling codes, the longest that fits counts. A second zone where the country has several: the outermost ones in which many
 * people live; places far from both have rows of their own. */
static const struct {
  const char *code;
  const char *zones[2];
} countries[] = {
  { "1", { "America/New_York", "America/Los_Angeles" } }, { "1808", { "Pacific/Honolulu" } }, { "1907", { "America/Anchorage" } },
  { "1787", { "America/Puerto_Rico" } }, { "1939", { "America/Puerto_Rico" } }, { "1809", { "America/Santo_Domingo" } }, { "1829", { "America/Santo_Domingo" } },
  { "1709", { "America/St_Johns" } }, { "1876", { "America/Jamaica" } },
  { "20", { "Africa/Cairo" } }, { "27", { "Africa/Johannesburg" } }, { "30", { "Europe/Athens" } }, { "31", { "Europe/Amsterdam" } },
  { "32", { "Europe/Brussels" } }, { "33", { "Europe/Paris" } }, { "34", { "Europe/Madrid" } }, { "351", { "Europe/Lisbon" } },
  { "352", { "Europe/Luxembourg" } }, { "353", { "Europe/Dublin" } }, { "354", { "Atlantic/Reykjavik" } }, { "355", { "Europe/Tirane" } },
  { "356", { "Europe/Malta" } }, { "357", { "Asia/Nicosia" } }, { "358", { "Europe/Helsinki" } }, { "359", { "Europe/Sofia" } },
  { "36", { "Europe/Budapest" } }, { "370", { "Europe/Vilnius" } }, { "371", { "Europe/Riga" } }, { "372", { "Europe/Tallinn" } },
  { "377", { "Europe/Monaco" } }, { "380", { "Europe/Kyiv" } }, { "381", { "Europe/Belgrade" } }, { "382", { "Europe/Podgorica" } },
  { "385", { "Europe/Zagreb" } }, { "386", { "Europe/Ljubljana" } }, { "387", { "Europe/Sarajevo" } }, { "389", { "Europe/Skopje" } },
  { "39", { "Europe/Rome" } }, { "40", { "Europe/Bucharest" } }, { "41", { "Europe/Zurich" } }, { "420", { "Europe/Prague" } },
  { "421", { "Europe/Bratislava" } }, { "423", { "Europe/Vaduz" } }, { "43", { "Europe/Vienna" } }, { "44", { "Europe/London" } },
  { "45", { "Europe/Copenhagen" } }, { "46", { "Europe/Stockholm" } }, { "47", { "Europe/Oslo" } }, { "48", { "Europe/Warsaw" } },
  { "49", { "Europe/Berlin" } }, { "51", { "America/Lima" } }, { "52", { "America/Cancun", "America/Tijuana" } },
  { "54", { "America/Argentina/Buenos_Aires" } }, { "55", { "America/Sao_Paulo", "America/Rio_Branco" } }, { "56", { "America/Santiago" } },
  { "57", { "America/Bogota" } }, { "58", { "America/Caracas" } }, { "593", { "America/Guayaquil" } }, { "595", { "America/Asuncion" } },
  { "598", { "America/Montevideo" } }, { "60", { "Asia/Kuala_Lumpur" } }, { "61", { "Australia/Sydney", "Australia/Perth" } },
  { "62", { "Asia/Jayapura", "Asia/Jakarta" } }, { "63", { "Asia/Manila" } }, { "64", { "Pacific/Auckland" } }, { "65", { "Asia/Singapore" } },
  { "66", { "Asia/Bangkok" } }, { "7", { "Asia/Vladivostok", "Europe/Kaliningrad" } }, { "81", { "Asia/Tokyo" } }, { "82", { "Asia/Seoul" } },
  { "84", { "Asia/Ho_Chi_Minh" } }, { "852", { "Asia/Hong_Kong" } }, { "86", { "Asia/Shanghai" } }, { "886", { "Asia/Taipei" } },
  { "90", { "Europe/Istanbul" } }, { "91", { "Asia/Kolkata" } }, { "92", { "Asia/Karachi" } }, { "94", { "Asia/Colombo" } },
  { "212", { "Africa/Casablanca" } }, { "213", { "Africa/Algiers" } }, { "216", { "Africa/Tunis" } }, { "233", { "Africa/Accra" } },
  { "234", { "Africa/Lagos" } }, { "254", { "Africa/Nairobi" } }, { "961", { "Asia/Beirut" } }, { "966", { "Asia/Riyadh" } },
  { "971", { "Asia/Dubai" } }, { "972", { "Asia/Jerusalem" } }, { "974", { "Asia/Qatar" } },
};

static gboolean
read_time (const char *text, guint *minutes)
{
  g_autoptr (GRegex) regex = g_regex_new ("^\\s*(\\d{1,2})(?::(\\d\\d))?\\s*$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *hour = NULL, *minute = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;
  hour = g_match_info_fetch (match, 1);
  minute = g_match_info_fetch (match, 2);
  *minutes = (guint) (g_ascii_strtoull (hour, NULL, 10) * 60 + (minute ? g_ascii_strtoull (minute, NULL, 10) : 0));
  return *minutes <= DAY && (!minute || g_ascii_strtoull (minute, NULL, 10) < 60);
}

gboolean
so_quiet_parse (const char *text, SoQuiet *quiet)
{
  g_auto (GStrv) halves = g_strsplit (text ? text : "", "-", 2);
  SoQuiet read = { 0 };

  *quiet = (SoQuiet) { FALSE, 8 * 60, 21 * 60 };
  if (!g_strcmp0 (text, "off"))
    return quiet->off = TRUE;
  if (!halves[0] || !halves[1] || !read_time (halves[0], &read.from) || !read_time (halves[1], &read.until) || read.from + FEWEST_MINUTES > read.until)
    return FALSE;
  *quiet = read;
  return TRUE;
}

char *
so_quiet_write (const SoQuiet *quiet)
{
  return quiet->off ? g_strdup ("off")
                    : g_strdup_printf ("%02u:%02u-%02u:%02u", quiet->from / 60, quiet->from % 60, quiet->until / 60, quiet->until % 60);
}

static void
add_zone (GPtrArray *zones, const char *name)
{
  GTimeZone *zone = name ? g_time_zone_new_identifier (name) : NULL;

  if (zone)
    g_ptr_array_add (zones, zone);
}

GPtrArray *
so_quiet_zones (const char *number, const char *country, GTimeZone *own)
{
  GPtrArray *zones = g_ptr_array_new_with_free_func ((GDestroyNotify) g_time_zone_unref);
  const char *digits = number && *number == '+' ? number + 1 : "";
  guint best = G_MAXUINT;

  for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
    if (g_str_has_prefix (digits, countries[i].code) && (best == G_MAXUINT || strlen (countries[i].code) > strlen (countries[best].code)))
      best = i;
  if (best != G_MAXUINT && (!countries[best].zones[1] || g_strcmp0 (country, countries[best].code)))
    {
      add_zone (zones, countries[best].zones[0]);
      add_zone (zones, countries[best].zones[1]);
    }
  if (!zones->len)
    g_ptr_array_add (zones, g_time_zone_ref (own));
  return zones;
}

/* @at itself while it is day there; otherwise when it is next. A morning that the clocks skip begins where they go on. */
static gint64
day_from (const SoQuiet *quiet, gint64 at, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / 1000), local = g_date_time_to_timezone (utc, zone);
  guint minute = (guint) (g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local));
  g_autoptr (GDateTime) date = g_date_time_add_days (local, minute >= quiet->until);
  g_autoptr (GDateTime) morning = NULL;

  if (minute >= quiet->from && minute < quiet->until)
    return at;
  morning = g_date_time_new (zone, g_date_time_get_year (date), g_date_time_get_month (date), g_date_time_get_day_of_month (date),
                             (int) quiet->from / 60, (int) quiet->from % 60, 0);
  return morning ? MAX (at + 1, g_date_time_to_unix (morning) * 1000) : at;
}

gint64
so_quiet_ends (const SoQuiet *quiet, gint64 now, GPtrArray *zones)
{
  gint64 at = now, before;
  guint tries = 0;

  if (quiet->off)
    return 0;
  /* Morning in one may be night in the other still. */
  do
    {
      before = at;
      for (guint i = 0; i < zones->len; i++)
        at = day_from (quiet, at, g_ptr_array_index (zones, i));
    }
  while (at != before && ++tries < 8);
  return at > now ? at : 0;
}
