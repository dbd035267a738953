/* SPDX-License-Identifier: MIT */
#include "so-period.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N_(text) text

static const struct { const char *nick, *label; } kinds[SO_N_PERIODS] = {
  [SO_PERIOD_TODAY] = { "today", N_("Today") },
  [SO_PERIOD_WEEK] = { "week", N_("This Week") },
  [SO_PERIOD_MONTH] = { "month", N_("This Month") },
  [SO_PERIOD_30_DAYS] = { "30days", N_("Last 30 Days") },
  [SO_PERIOD_12_WEEKS] = { "12weeks", N_("Last 12 Weeks") },
  [SO_PERIOD_DAYS] = { "days", N_("Chosen Days") },
};
static const char *const weekdays[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

const char *
so_period_nick (SoPeriodKind kind)
{
  return kinds[kind].nick;
}

gboolean
so_period_parse (const char *nick, SoPeriodKind *kind)
{
  for (guint i = 0; nick && i < SO_N_PERIODS; i++)
    if (!strcmp (kinds[i].nick, nick))
      return *kind = (SoPeriodKind) i, TRUE;
  return FALSE;
}

const char *
so_period_label (SoPeriodKind kind)
{
  return kinds[kind].label;
}

/* Days ----------------------------------------------------------------------------------------------------- */

static int
week_begins (int day, guint week_start)
{
  return day - (so_day_weekday (day) + 7 - (int) (week_start % 7)) % 7;
}

/* The first of the month of @day, so many months later. */
static int
month_begins (int day, int months)
{
  g_autofree char *text = so_day_format (day);
  int year = 0, month = 0;
  g_autofree char *first = NULL;

  sscanf (text, "%4d-%2d", &year, &month);
  month += 12 * year - 1 + months;
  first = g_strdup_printf ("%04d-%02d-01", month / 12, month % 12 + 1);
  so_day_parse (first, &day);
  return day;
}

static SoPeriod
period_of (SoPeriodKind kind, int first, int last, GTimeZone *zone)
{
  last = MAX (first, last);
  return (SoPeriod) { kind, first, last, so_day_at (first, 0, zone), so_day_at (last + 1, 0, zone) };
}

SoPeriod
so_period_get (SoPeriodKind kind, gint64 now, GTimeZone *zone, guint week_start)
{
  int today = so_day_of (now, zone, NULL), first;

  switch (kind)
    {
    case SO_PERIOD_WEEK:
      first = week_begins (today, week_start);
      return period_of (kind, first, first + 6, zone);
    case SO_PERIOD_MONTH:
      return period_of (kind, month_begins (today, 0), month_begins (today, 1) - 1, zone);
    case SO_PERIOD_30_DAYS:
      return period_of (kind, today - 29, today, zone);
    case SO_PERIOD_12_WEEKS:
      return period_of (kind, today - 83, today, zone);
    case SO_PERIOD_TODAY:
    case SO_PERIOD_DAYS:
    case SO_N_PERIODS:
      break;
    }
  return period_of (kind, today, today, zone);
}

SoPeriod
so_period_days (int first, int last, GTimeZone *zone)
{
  return period_of (SO_PERIOD_DAYS, first, last, zone);
}

SoPeriod
so_period_week_of (int day, GTimeZone *zone, guint week_start)
{
  int first = week_begins (day, week_start);

  return period_of (SO_PERIOD_WEEK, first, first + 6, zone);
}

gboolean
so_period_is_running (const SoPeriod *period, gint64 now)
{
  return now >= period->from && now < period->to;
}

SoPeriod
so_period_before (const SoPeriod *period, gint64 now, GTimeZone *zone)
{
  int days = period->last - period->first + 1, first = period->kind == SO_PERIOD_MONTH ? month_begins (period->first, -1) : period->first - days, minute;
  SoPeriod before = period_of (period->kind, first, period->first - 1, zone);

  if (so_period_is_running (period, now))
    {
      int day = first + so_day_of (now, zone, &minute) - period->first;
      gint64 to = so_day_at (day, minute, zone) + now % 60000;

      before.to = MIN (before.to, to);
      before.last = MIN (before.last, day);
    }
  return before;
}

/* Weeks ---------------------------------------------------------------------------------------------------- */

guint
so_week_start_parse (const char *nick)
{
  for (guint i = 0; nick && i < G_N_ELEMENTS (weekdays); i++)
    if (!g_ascii_strcasecmp (weekdays[i], nick))
      return i;
  return 0;
}

const char *
so_week_start_nick (guint week_start)
{
  return weekdays[week_start % 7];
}

/* Monday of the week in which the year's 4th of January is. */
static int
first_week (int year)
{
  g_autofree char *text = g_strdup_printf ("%04d-01-04", year);
  int day = 0;

  return so_day_parse (text, &day) ? so_day_monday (day) : SO_DAY_NONE;
}

gboolean
so_period_parse_week (const char *text, int *monday)
{
  int year, week, first, next;

  if (!text || strlen (text) != strlen ("2026-W47") || strspn (text, "0123456789") != 4 || memcmp (text + 4, "-W", 2) || strspn (text + 6, "0123456789") != 2)
    return FALSE;
  year = atoi (text);
  week = atoi (text + 6);
  first = first_week (year);
  next = first_week (year + 1);
  *monday = first + 7 * (week - 1);
  return first != SO_DAY_NONE && next != SO_DAY_NONE && week > 0 && *monday < next;
}

char *
so_period_format_week (int day)
{
  int monday = so_day_monday (day), year = 0;
  g_autofree char *thursday = so_day_format (monday + 3);

  sscanf (thursday, "%4d", &year);
  return g_strdup_printf ("%04d-W%02d", year, (monday - first_week (year)) / 7 + 1);
}
