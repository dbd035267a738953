/* SPDX-License-Identifier: MIT */
#include "so-day.h"

#include <string.h>

#define JULIAN_1970 719163   /* GDate's number of 1970-01-01 */
#define LAST_YEAR 2199

static gboolean
read_digits (const char *text, guint n, guint *number)
{
  *number = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *number = *number * 10 + (guint) (text[i] - '0');
    }
  return TRUE;
}

static gboolean
read_day (const char *text, int *day)
{
  guint year, month, date;
  GDate found;

  if (!read_digits (text, 4, &year) || text[4] != '-' || !read_digits (text + 5, 2, &month) || text[7] != '-' || !read_digits (text + 8, 2, &date) ||
      year < 1970 || year > LAST_YEAR || !g_date_valid_dmy (date, month, year))
    return FALSE;
  g_date_clear (&found, 1);
  g_date_set_dmy (&found, date, month, year);
  *day = (int) g_date_get_julian (&found) - JULIAN_1970;
  return TRUE;
}

gboolean
so_day_parse (const char *text, int *day)
{
  return text && strlen (text) == 10 && read_day (text, day);
}

gboolean
so_day_parse_time (const char *text, int *day, int *minute)
{
  guint hours, minutes;

  if (!text || strlen (text) != 16 || !read_day (text, day) || text[10] != 'T' || !read_digits (text + 11, 2, &hours) || text[13] != ':' ||
      !read_digits (text + 14, 2, &minutes) || hours > 23 || minutes > 59)
    return FALSE;
  *minute = (int) (hours * 60 + minutes);
  return TRUE;
}

char *
so_day_format (int day)
{
  GDate date;

  g_return_val_if_fail (day > -JULIAN_1970, NULL);
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (day + JULIAN_1970));
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}

char *
so_day_format_time (int day, int minute)
{
  g_autofree char *date = so_day_format (day);

  return g_strdup_printf ("%sT%02d:%02d", date, minute / 60, minute % 60);
}

int
so_day_weekday (int day)
{
  /* 1970-01-01 was a Thursday. */
  return ((day + 3) % 7 + 7) % 7;
}

int
so_day_monday (int day)
{
  return day - so_day_weekday (day);
}

int
so_day_of (gint64 ms, GTimeZone *zone, int *minute)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (ms * 1000);
  g_autoptr (GDateTime) local = utc && zone ? g_date_time_to_timezone (utc, zone) : NULL;
  GDateTime *time = local ? local : utc;
  GDate date;

  if (!time)
    return SO_DAY_NONE;
  if (minute)
    *minute = g_date_time_get_hour (time) * 60 + g_date_time_get_minute (time);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, g_date_time_get_day_of_month (time), g_date_time_get_month (time), g_date_time_get_year (time));
  return (int) g_date_get_julian (&date) - JULIAN_1970;
}

gint64
so_day_at (int day, int minute, GTimeZone *zone)
{
  g_autoptr (GTimeZone) utc = zone ? NULL : g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;
  GDate date;

  day += minute / SO_DAY_MINUTES;
  minute %= SO_DAY_MINUTES;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (day + JULIAN_1970));
  time = g_date_time_new (zone ? zone : utc, g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date), minute / 60, minute % 60, 0);
  return time ? g_date_time_to_unix (time) * 1000 : 0;
}
