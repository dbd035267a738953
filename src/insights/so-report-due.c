/* SPDX-License-Identifier: MIT */
#include "so-report-due.h"

#include "so-day.h"

#include <string.h>

#define WEEK 7
#define THURSDAY 3

/* The one Thursday of the week that begins on @first. */
static int
thursday_of (int first, guint week_start)
{
  return first + (THURSDAY - (int) week_start + WEEK) % WEEK;
}

static SoReportWeek
week_from (int first, guint week_start)
{
  SoReportWeek week = { .first = first };
  g_autofree char *label = so_period_format_week (thursday_of (first, week_start));

  g_strlcpy (week.label, label, sizeof week.label);
  return week;
}

SoReportWeek
so_report_week_of (int day, guint week_start)
{
  return week_from (day - (so_day_weekday (day) - (int) week_start + WEEK) % WEEK, week_start);
}

gboolean
so_report_week_parse (const char *label, guint week_start, SoReportWeek *week)
{
  int monday;

  if (!so_period_parse_week (label, &monday))
    return FALSE;
  *week = week_from (monday + THURSDAY - thursday_of (0, week_start), week_start);
  return TRUE;
}

gint64
so_report_week_begin (const SoReportWeek *week, GTimeZone *zone)
{
  return so_day_at (week->first, 0, zone);
}

gint64
so_report_week_end (const SoReportWeek *week, GTimeZone *zone)
{
  return so_day_at (week->first + WEEK, 0, zone);
}

/* The oldest of those made that is not still to come; NULL: there is none. */
static const char *
find_oldest (const char *const *made, const char *running)
{
  const char *oldest = NULL;

  for (guint i = 0; made && made[i]; i++)
    if (strcmp (made[i], running) < 0 && (!oldest || strcmp (made[i], oldest) < 0))
      oldest = made[i];
  return oldest;
}

GArray *
so_report_due (gint64 now, GTimeZone *zone, guint week_start, gint64 first_data, const char *const *made)
{
  GArray *due = g_array_new (FALSE, FALSE, sizeof (SoReportWeek));
  int today = so_day_of (now, zone, NULL), data = so_day_of (first_data, zone, NULL);
  SoReportWeek running = so_report_week_of (today, week_start);
  const char *oldest = find_oldest (made, running.label);

  for (int back = SO_REPORT_MOST_WEEKS; first_data && back > 0; back--)
    {
      SoReportWeek week = week_from (running.first - back * WEEK, week_start);

      if (week.first + WEEK > data && (!oldest || strcmp (week.label, oldest) > 0) && !(made && g_strv_contains (made, week.label)))
        g_array_append_val (due, week);
    }
  return due;
}

gint64
so_report_next (gint64 now, GTimeZone *zone, guint week_start)
{
  SoReportWeek running = so_report_week_of (so_day_of (now, zone, NULL), week_start);

  return so_report_week_end (&running, zone);
}
