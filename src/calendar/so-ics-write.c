/* SPDX-License-Identifier: MIT */
#include "so-ics.h"

#include <libical/ical.h>
#include <string.h>

#include "so-day.h"
#include "so-ics-zone.h"

#define DAY 1440

/* By whose clock the times are: @id NULL: of whoever reads it, or where @utc is set that of Greenwich. */
typedef struct {
  const char *id;
  icaltimezone *zone;
  gboolean utc;
} Clock;

static Clock
find_clock (const char *zone)
{
  icaltimezone *known = zone ? icaltimezone_get_builtin_timezone (zone) : NULL;
  gboolean utc = zone && (!strcmp (zone, "UTC") || !strcmp (zone, "Etc/UTC"));

  return (Clock) { known && !utc ? zone : NULL, known && !utc ? known : NULL, utc };
}

static struct icaltimetype
time_of (int day, int minute, const Clock *clock)
{
  g_autofree char *text = so_day_format (day + minute / DAY);
  struct icaltimetype time = icaltime_null_time ();

  time.year = atoi (text);
  time.month = atoi (text + 5);
  time.day = atoi (text + 8);
  time.hour = minute % DAY / 60;
  time.minute = minute % 60;
  return clock->utc ? icaltime_set_timezone (&time, icaltimezone_get_utc_timezone ()) : time;
}

/* Takes @property. */
static void
add_time (icalcomponent *component, icalproperty *property, const Clock *clock)
{
  if (clock->id)
    icalproperty_add_parameter (property, icalparameter_new_tzid (clock->id));
  icalcomponent_add_property (component, property);
}

static void
add_rule (icalcomponent *component, const SoIcsEvent *event, const Clock *clock)
{
  struct icalrecurrencetype rule;

  if (!event->rule)
    return;
  rule = icalrecurrencetype_from_string (event->rule);
  /* RFC 5545: where DTSTART is by the clock of a zone, UNTIL is by that of Greenwich. Of a day it is the end of it. */
  if (!icaltime_is_null_time (rule.until) && rule.until.is_date)
    {
      rule.until.is_date = 0;
      rule.until.hour = 23;
      rule.until.minute = 59;
      rule.until.second = 59;
      if (clock->zone)
        icaltimezone_convert_time (&rule.until, clock->zone, icaltimezone_get_utc_timezone ());
      if (clock->zone || clock->utc)
        icaltime_set_timezone (&rule.until, icaltimezone_get_utc_timezone ());
    }
  icalcomponent_add_property (component, icalproperty_new_rrule (rule));
}

static void
add_dates (icalcomponent *component, const GArray *times, gboolean except, const Clock *clock)
{
  for (guint i = 0; i < times->len; i++)
    {
      const SoIcsTime *at = &g_array_index (times, SoIcsTime, i);
      struct icaltimetype time = time_of (at->day, at->minute, clock);
      struct icaldatetimeperiodtype period = { time, icalperiodtype_null_period () };

      add_time (component, except ? icalproperty_new_exdate (time) : icalproperty_new_rdate (period), clock);
    }
}

static icalcomponent *
write_event (const SoIcsEvent *event, const Clock *clock, gint64 stamp)
{
  icalcomponent *component = icalcomponent_new (ICAL_VEVENT_COMPONENT);

  icalcomponent_add_property (component, icalproperty_new_uid (event->uid));
  icalcomponent_add_property (component, icalproperty_new_dtstamp (icaltime_from_timet_with_zone ((time_t) (stamp / 1000), 0, icaltimezone_get_utc_timezone ())));
  add_time (component, icalproperty_new_dtstart (time_of (event->start.day, event->start.minute, clock)), clock);
  add_time (component, icalproperty_new_dtend (time_of (event->start.day, event->start.minute + event->minutes, clock)), clock);
  icalcomponent_add_property (component, icalproperty_new_summary (event->title));
  if (event->place)
    icalcomponent_add_property (component, icalproperty_new_location (event->place));
  if (event->who)
    {
      icalproperty *who = icalproperty_new_x (event->who);

      icalproperty_set_x_name (who, "X-STUDIO-TEACHER");
      icalcomponent_add_property (component, who);
    }
  add_rule (component, event, clock);
  add_dates (component, event->except, TRUE, clock);
  add_dates (component, event->extra, FALSE, clock);
  if (event->is_change)
    add_time (component, icalproperty_new_recurrenceid (time_of (event->original.day, event->original.minute, clock)), clock);
  if (event->cancelled)
    icalcomponent_add_property (component, icalproperty_new_status (ICAL_STATUS_CANCELLED));
  return component;
}

/* The year of the first event. */
static int
first_year (GPtrArray *events)
{
  g_autofree char *text = NULL;
  int first = G_MAXINT;

  for (guint i = 0; i < events->len; i++)
    first = MIN (first, ((const SoIcsEvent *) events->pdata[i])->start.day);
  text = events->len ? so_day_format (first) : NULL;
  return text ? atoi (text) : 0;
}

char *
so_ics_write (GPtrArray *events, const char *zone, gint64 stamp)
{
  icalcomponent *calendar = icalcomponent_vanew (ICAL_VCALENDAR_COMPONENT, icalproperty_new_version ("2.0"), icalproperty_new_prodid ("-//Studio OS//Schedule//EN"), (void *) 0);
  const Clock clock = find_clock (zone);
  char *text, *copy;

  if (clock.zone)
    icalcomponent_add_component (calendar, so_ics_zone_component (clock.zone, clock.id, first_year (events)));
  for (guint i = 0; i < events->len; i++)
    icalcomponent_add_component (calendar, write_event (events->pdata[i], &clock, stamp));
  text = icalcomponent_as_ical_string_r (calendar);
  copy = g_strdup (text);
  icalmemory_free_buffer (text);
  icalcomponent_free (calendar);
  return copy;
}
