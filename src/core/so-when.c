/* SPDX-License-Identifier: MIT */
#include "so-when.h"

#include "so-text.h"
#include "so-time.h"

#include <string.h>

#define HOUR_OF_DAY 8

typedef struct {
  GDateTime *now;      /* local */
  int days;            /* from today, -1 if no day was named */
  int weekday;         /* 1 to 7, 0 if none */
  int month, day;      /* 0 if none */
  int hour, minute;    /* -1 if none */
  gint64 after;        /* ms of "in 2 hours", -1 if none */
} When;

typedef struct {
  const char *word;
  int value;
} Word;

/* English, then German; folded, so without accents. */
static const Word weekdays[] = {
  { "monday", 1 }, { "mon", 1 }, { "montag", 1 }, { "mo", 1 },
  { "tuesday", 2 }, { "tues", 2 }, { "tue", 2 }, { "dienstag", 2 }, { "di", 2 },
  { "wednesday", 3 }, { "wed", 3 }, { "mittwoch", 3 }, { "mi", 3 },
  { "thursday", 4 }, { "thurs", 4 }, { "thu", 4 }, { "donnerstag", 4 }, { "do", 4 },
  { "friday", 5 }, { "fri", 5 }, { "freitag", 5 }, { "fr", 5 },
  { "saturday", 6 }, { "sat", 6 }, { "samstag", 6 }, { "sa", 6 },
  { "sunday", 7 }, { "sun", 7 }, { "sonntag", 7 }, { "so", 7 },
};
static const Word days[] = {
  { "today", 0 }, { "heute", 0 }, { "tomorrow", 1 }, { "tmrw", 1 }, { "morgen", 1 }, { "ubermorgen", 2 }, { "uebermorgen", 2 },
};
static const Word months[] = {
  { "january", 1 }, { "jan", 1 }, { "januar", 1 }, { "february", 2 }, { "feb", 2 }, { "februar", 2 },
  { "march", 3 }, { "mar", 3 }, { "marz", 3 }, { "april", 4 }, { "apr", 4 }, { "may", 5 }, { "mai", 5 },
  { "june", 6 }, { "jun", 6 }, { "juni", 6 }, { "july", 7 }, { "jul", 7 }, { "juli", 7 },
  { "august", 8 }, { "aug", 8 }, { "september", 9 }, { "sep", 9 }, { "sept", 9 },
  { "october", 10 }, { "oct", 10 }, { "oktober", 10 }, { "okt", 10 },
  { "november", 11 }, { "nov", 11 }, { "december", 12 }, { "dec", 12 }, { "dezember", 12 }, { "dez", 12 },
};
static const Word hours[] = {
  { "noon", 12 }, { "mittag", 12 }, { "evening", 19 }, { "tonight", 19 }, { "abend", 19 }, { "morning", 8 },
};
/* Minutes of a unit. */
static const Word units[] = {
  { "minutes", 1 }, { "minute", 1 }, { "mins", 1 }, { "min", 1 }, { "m", 1 }, { "minuten", 1 },
  { "hours", 60 }, { "hour", 60 }, { "h", 60 }, { "std", 60 }, { "stunden", 60 }, { "stunde", 60 },
  { "days", 1440 }, { "day", 1440 }, { "d", 1440 }, { "tage", 1440 }, { "tagen", 1440 }, { "tag", 1440 },
  { "weeks", 10080 }, { "week", 10080 }, { "w", 10080 }, { "wochen", 10080 }, { "woche", 10080 },
};
static const char *const ignored[] = { "at", "on", "um", "uhr", "am", "the", "this", "next", "o'clock", "diesen", "nachsten", "of", NULL };

static gboolean
look_up (const Word *words, gsize n, const char *word, int *value)
{
  for (gsize i = 0; i < n; i++)
    if (!strcmp (words[i].word, word))
      {
        *value = words[i].value;
        return TRUE;
      }
  return FALSE;
}

#define LOOK_UP(words, word, value) look_up (words, G_N_ELEMENTS (words), word, value)

/* A number of at most four digits; *@end is behind it. */
static int
number (const char *text, const char **end)
{
  int value = 0, n = 0;

  for (*end = text; g_ascii_isdigit (**end) && n < 5; (*end)++, n++)
    value = value * 10 + (**end - '0');
  return n && n < 5 ? value : -1;
}

/* "9", "9:30", "9.30", "9am", "9:30pm", "17h". */
static gboolean
parse_clock (const char *word, const char *next, int *hour, int *minute, gboolean *took_next)
{
  const char *p, *suffix;

  *took_next = FALSE;
  *minute = 0;
  *hour = number (word, &p);
  if (*hour < 0 || p - word > 2)
    return FALSE;
  if (*p == ':' || *p == '.')
    {
      const char *start = p + 1;
      *minute = number (start, &p);
      if (*minute < 0 || *minute > 59 || p - start != 2)
        return FALSE;
    }
  suffix = *p ? p : next ? next : "";
  if (!strcmp (suffix, "am") || !strcmp (suffix, "pm"))
    {
      if (*hour < 1 || *hour > 12)
        return FALSE;
      *hour = *hour % 12 + (*suffix == 'p' ? 12 : 0);
      *took_next = !*p;
    }
  else if (*p && strcmp (p, "h") && strcmp (p, "uhr"))
    {
      return FALSE;
    }
  return *hour < 24;
}

/* "in 2 hours", "in 30 min", "2h" without "in" is a duration too. */
static gboolean
parse_duration (const char *word, const char *next, gboolean after_in, gint64 *ms, gboolean *took_next)
{
  const char *p;
  int n = !strcmp (word, "a") || !strcmp (word, "an") || !strcmp (word, "einer") || !strcmp (word, "einem") ? 1 : number (word, &p);
  int minutes;

  *took_next = FALSE;
  if (n <= 0)
    return FALSE;
  if (g_ascii_isdigit (*word) && *p)
    {
      if (!after_in || !LOOK_UP (units, p, &minutes))
        return FALSE;
    }
  else if (next && LOOK_UP (units, next, &minutes))
    {
      *took_next = TRUE;
    }
  else
    {
      return FALSE;
    }
  *ms = (gint64) n * minutes * 60000;
  return TRUE;
}

/* "3.11.", "24.12.2026", "24.12" only after no time fits. */
static gboolean
parse_dotted (const char *word, When *when)
{
  const char *p;
  int day = number (word, &p), month;

  if (day < 1 || *p != '.' || !g_ascii_isdigit (p[1]))
    return FALSE;
  month = number (p + 1, &p);
  if (day > 31 || month < 1 || month > 12 || *p != '.')
    return FALSE;
  when->day = day;
  when->month = month;
  return TRUE;
}

static gboolean
take_word (When *when, char **word, gboolean *in, int *taken)
{
  const char *next = word[1];
  gboolean took_next;
  int hour, minute, value;
  gint64 ms;

  *taken = 1;
  if (!strcmp (*word, "in"))
    return *in = TRUE;
  if (!strcmp (*word, "next") && next && (!strcmp (next, "week") || !strcmp (next, "woche")))
    return *taken = 2, when->weekday = 1, TRUE;
  if (parse_duration (*word, next, *in, &ms, &took_next))
    return *taken += took_next, when->after = ms, TRUE;
  if (LOOK_UP (days, *word, &value))
    return when->days = value, TRUE;
  if (LOOK_UP (weekdays, *word, &value))
    return when->weekday = value, TRUE;
  if (LOOK_UP (hours, *word, &value))
    return when->hour = value, when->minute = 0, TRUE;
  if (LOOK_UP (months, *word, &value) && !when->month)
    return when->month = value, TRUE;
  if (parse_dotted (*word, when))
    return TRUE;
  if (next && LOOK_UP (months, next, &value) && atoi (*word) >= 1 && atoi (*word) <= 31)
    return *taken = 2, when->day = atoi (*word), when->month = value, TRUE;
  if (when->month && !when->day && atoi (*word) >= 1 && atoi (*word) <= 31 && !strchr (*word, ':'))
    return when->day = atoi (*word), TRUE;
  if (when->hour < 0 && parse_clock (*word, next, &hour, &minute, &took_next))
    return *taken += took_next, when->hour = hour, when->minute = minute, TRUE;
  return g_strv_contains (ignored, *word);
}

static GDateTime *
at (GDateTime *day, int hour, int minute)
{
  GTimeZone *zone = g_date_time_get_timezone (day);

  return g_date_time_new (zone, g_date_time_get_year (day), g_date_time_get_month (day),
                          g_date_time_get_day_of_month (day), hour, minute, 0);
}

static GDateTime *
named_day (const When *when)
{
  GDateTime *now = when->now;

  if (when->month)
    {
      GTimeZone *zone = g_date_time_get_timezone (now);
      GDateTime *day = g_date_time_new (zone, g_date_time_get_year (now), when->month, MAX (1, when->day), 23, 59, 0);

      if (day && g_date_time_compare (day, now) < 0)
        {
          g_date_time_unref (day);
          day = g_date_time_new (zone, g_date_time_get_year (now) + 1, when->month, MAX (1, when->day), 23, 59, 0);
        }
      return day;
    }
  if (when->weekday)
    {
      int ahead = (when->weekday - g_date_time_get_day_of_week (now) + 7) % 7;
      return g_date_time_add_days (now, ahead ? ahead : 7);
    }
  return g_date_time_add_days (now, MAX (0, when->days));
}

static gboolean
resolve (const When *when, gint64 now, gint64 *result)
{
  gboolean has_day = when->days >= 0 || when->weekday || when->month;
  g_autoptr (GDateTime) day = NULL;
  g_autoptr (GDateTime) time = NULL;

  if (when->after >= 0 && !has_day && when->hour < 0)
    {
      *result = now + when->after;
      return when->after > 0;
    }
  if (when->after >= 0 || (!has_day && when->hour < 0))
    return FALSE;
  day = named_day (when);
  time = day ? at (day, when->hour < 0 ? HOUR_OF_DAY : when->hour, MAX (0, when->minute)) : NULL;
  if (!time)
    return FALSE;
  *result = g_date_time_to_unix (time) * 1000;
  if (*result <= now && !has_day)
    {
      g_autoptr (GDateTime) tomorrow = g_date_time_add_days (time, 1);
      *result = g_date_time_to_unix (tomorrow) * 1000;
    }
  return *result > now;
}

static GDateTime *
local_now (gint64 now, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / 1000);

  return zone ? g_date_time_to_timezone (utc, zone) : g_date_time_to_local (utc);
}

gboolean
so_when_parse (const char *text, gint64 now, GTimeZone *zone, gint64 *result)
{
  g_autofree char *folded = so_text_fold (text);
  g_auto (GStrv) words = g_strsplit_set (folded, " ,", -1);
  g_autoptr (GDateTime) local = local_now (now, zone);
  g_autoptr (GTimeZone) own = zone ? g_time_zone_ref (zone) : g_time_zone_new_local ();
  When when = { local, -1, 0, 0, 0, -1, -1, -1 };
  gboolean in = FALSE;
  int taken;

  if (so_time_parse (text, own, result))
    {
      /* A date alone means that morning, not its midnight. */
      if (strlen (folded) == 10)
        *result += HOUR_OF_DAY * 3600000;
      return *result > now;
    }
  for (char **word = words; *word; word += taken)
    {
      taken = 1;
      if (**word && !take_word (&when, word, &in, &taken))
        return FALSE;
    }
  return resolve (&when, now, result);
}

gint64
so_when_weekday (gint64 now, GTimeZone *zone, int weekday, int hour)
{
  g_autoptr (GDateTime) local = local_now (now, zone);
  When when = { local, -1, weekday, 0, 0, hour, 0, -1 };
  gint64 result = now;

  resolve (&when, now, &result);
  return result;
}

gint64
so_when_day (gint64 now, GTimeZone *zone, int in_days, int hour)
{
  g_autoptr (GDateTime) local = local_now (now, zone);
  g_autoptr (GDateTime) day = g_date_time_add_days (local, in_days);
  g_autoptr (GDateTime) time = at (day, hour, 0);

  return time ? g_date_time_to_unix (time) * 1000 : now;
}
