/* SPDX-License-Identifier: MIT */
#include "so-age.h"

#include "so-clock.h"

#include <glib/gi18n.h>

/* Of the studio that is shown: a program shows one. NULL: this computer's. */
static GTimeZone *shown_zone;

void
so_age_set_zone (GTimeZone *zone)
{
  g_clear_pointer (&shown_zone, g_time_zone_unref);
  shown_zone = zone ? g_time_zone_ref (zone) : NULL;
}

static GDateTime *
local (gint64 ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (ms / 1000);

  /* What a broken import may hold. */
  if (!time)
    time = g_date_time_new_from_unix_utc (0);
  return shown_zone ? g_date_time_to_timezone (time, shown_zone) : g_date_time_to_local (time);
}

/* Days from the one of @ms to the one of @now: 1 is yesterday. */
static int
days_ago (gint64 ms, gint64 now)
{
  g_autoptr (GDateTime) then = local (ms);
  g_autoptr (GDateTime) today = local (now);
  GDate a, b;

  g_date_clear (&a, 1);
  g_date_clear (&b, 1);
  g_date_set_dmy (&a, g_date_time_get_day_of_month (then), g_date_time_get_month (then), g_date_time_get_year (then));
  g_date_set_dmy (&b, g_date_time_get_day_of_month (today), g_date_time_get_month (today), g_date_time_get_year (today));
  return g_date_days_between (&a, &b);
}

static gboolean
same_year (gint64 a, gint64 b)
{
  g_autoptr (GDateTime) x = local (a);
  g_autoptr (GDateTime) y = local (b);

  return g_date_time_get_year (x) == g_date_time_get_year (y);
}

char *
so_age_dup_time (gint64 ms)
{
  g_autoptr (GDateTime) time = local (ms);

  /* Translators: a time of day, see g_date_time_format() */
  return g_date_time_format (time, _("%H:%M"));
}

char *
so_age_dup_short (gint64 ms, gint64 now)
{
  g_autoptr (GDateTime) time = local (ms);
  int days = days_ago (ms, now);

  if (days == 0)
    return so_age_dup_time (ms);
  if (days == 1)
    return g_strdup (_("Yesterday"));
  if (days > 1 && days < 7)
    return g_date_time_format (time, "%a");
  if (same_year (ms, now))
    /* Translators: day and short month in a list */
    return g_date_time_format (time, _("%-d %b"));
  /* Translators: day, short month and year in a list */
  return g_date_time_format (time, _("%-d %b %Y"));
}

char *
so_age_dup_day (gint64 ms)
{
  g_autoptr (GDateTime) time = local (ms);
  gint64 now = so_now ();
  int days = days_ago (ms, now);

  if (days == 0)
    return g_strdup (_("Today"));
  if (days == 1)
    return g_strdup (_("Yesterday"));
  if (same_year (ms, now))
    /* Translators: weekday, day and month above the messages of a day */
    return g_date_time_format (time, _("%A, %-d %B"));
  /* Translators: weekday, day, month and year above the messages of a day */
  return g_date_time_format (time, _("%A, %-d %B %Y"));
}

char *
so_age_dup_coming (gint64 ms, gint64 now)
{
  g_autofree char *time = so_age_dup_time (ms);
  g_autofree char *day = NULL;
  g_autoptr (GDateTime) date = local (ms);
  int days = -days_ago (ms, now);

  if (days == 0)
    return g_strdup_printf (_("today %s"), time);
  if (days == 1)
    return g_strdup_printf (_("tomorrow %s"), time);
  day = g_date_time_format (date, days > 1 && days < 7 ? "%a" : same_year (ms, now) ? _("%-d %b") : _("%-d %b %Y"));
  return g_strdup_printf ("%s %s", day, time);
}

char *
so_age_dup_moment (gint64 ms)
{
  g_autoptr (GDateTime) time = local (ms);
  g_autofree char *day = so_age_dup_day (ms);
  /* Translators: a time of day to the second, see g_date_time_format() */
  g_autofree char *clock = g_date_time_format (time, _("%H:%M:%S"));

  return g_strdup_printf ("%s, %s", day, clock);
}

gboolean
so_age_same_day (gint64 a, gint64 b)
{
  return days_ago (a, b) == 0;
}
