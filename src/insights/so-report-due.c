/* SPDX-License-Identifier: MIT */
#include "so-report-due.h"

#include "so-day.h"

#include <string.h>

#define WEEK 7
#define THURSDAY 3
#define LEAST_YEAR 1971
#define MOST_YEAR 2198

/* The Monday of week 1: that in which 4 January is. */
static int
first_monday (int year)
{
  g_autofree char *date = g_strdup_printf ("%04d-01-04", year);
  int day = 0;

  so_day_parse (date, &day);
  return so_day_monday (day);
}

/* Of the week whose Monday is @monday. */
static void
write_label (int monday, char label[SO_REPORT_LABEL])
{
  g_autofree char *thursday = so_day_format (monday + THURSDAY);
  int year = (int) g_ascii_strtoll (thursday, NULL, 10);

  g_snprintf (label, SO_REPORT_LABEL, "%04d-W%02d", year, (monday - first_monday (year)) / WEEK + 1);
}

/* The Monday whose week has the same Thursday as the one that begins on @first. */
static int
monday_of (int first, guint week_start)
{
  return first + (THURSDAY - (int) week_start + WEEK) % WEEK - THURSDAY;
}

static SoReportWeek
week_from (int first, guint week_start)
{
  SoReportWeek week = { .first = first };

  write_label (monday_of (first, week_start), week.label);
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
  guint64 year, number;
  g_autofree char *four = label && strlen (label) == 8 && !strncmp (label + 4, "-W", 2) ? g_strndup (label, 4) : NULL;

  if (!four || !g_ascii_string_to_unsigned (four, 10, LEAST_YEAR, MOST_YEAR, &year, NULL) || !g_ascii_string_to_unsigned (label + 6, 10, 1, 53, &number, NULL))
    return FALSE;
  *week = week_from (first_monday ((int) year) + ((int) number - 1) * WEEK - monday_of (0, week_start), week_start);
  /* Not every year has 53. */
  return !strcmp (week->label, label);
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
