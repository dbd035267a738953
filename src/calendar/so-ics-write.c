/* SPDX-License-Identifier: MIT */
#include "so-ics.h"

#include <libical/ical.h>

#include "so-day.h"

#define DAY 1440

/* Two threads of one process may write at once, and libical's prefix is one for all: it is set to the same each time. */
static icaltimezone *
find_zone (const char *zone)
{
  icaltimezone_set_tzid_prefix ("");
  return zone ? icaltimezone_get_builtin_timezone (zone) : NULL;
}

static struct icaltimetype
time_of (int day, int minute)
{
  g_autofree char *text = so_day_format (day + minute / DAY);
  struct icaltimetype time = icaltime_null_time ();

  time.year = atoi (text);
  time.month = atoi (text + 5);
  time.day = atoi (text + 8);
  time.hour = minute % DAY / 60;
  time.minute = minute % 60;
  return time;
}

/* Takes @property; by the clock of @zone, NULL: of whoever reads it. */
static void
add_time (icalcomponent *component, icalproperty *property, const char *zone)
{
  if (zone)
    icalproperty_add_parameter (property, icalparameter_new_tzid (zone));
  icalcomponent_add_property (component, property);
}

static void
add_rule (icalcomponent *component, const SoIcsEvent *event)
{
  struct icalrecurrencetype rule;

  if (!event->rule)
    return;
  rule = icalrecurrencetype_from_string (event->rule);
  /* RFC 5545: UNTIL is of the kind of DTSTART. Of a day it is the end of it, by any clock. */
  if (!icaltime_is_null_time (rule.until) && rule.until.is_date)
    {
      rule.until.is_date = 0;
      rule.until.hour = 23;
      rule.until.minute = 59;
      rule.until.second = 59;
    }
  icalcomponent_add_property (component, icalproperty_new_rrule (rule));
}

static void
add_dates (icalcomponent *component, const GArray *times, gboolean except, const char *zone)
{
  for (guint i = 0; i < times->len; i++)
    {
      const SoIcsTime *at = &g_array_index (times, SoIcsTime, i);
      struct icaltimetype time = time_of (at->day, at->minute);
      struct icaldatetimeperiodtype period = { time, icalperiodtype_null_period () };

      add_time (component, except ? icalproperty_new_exdate (time) : icalproperty_new_rdate (period), zone);
    }
}

static icalcomponent *
write_event (const SoIcsEvent *event, const char *zone, gint64 stamp)
{
  icalcomponent *component = icalcomponent_new (ICAL_VEVENT_COMPONENT);

  icalcomponent_add_property (component, icalproperty_new_uid (event->uid));
  icalcomponent_add_property (component, icalproperty_new_dtstamp (icaltime_from_timet_with_zone ((time_t) (stamp / 1000), 0, icaltimezone_get_utc_timezone ())));
  add_time (component, icalproperty_new_dtstart (time_of (event->start.day, event->start.minute)), zone);
  add_time (component, icalproperty_new_dtend (time_of (event->start.day, event->start.minute + event->minutes)), zone);
  icalcomponent_add_property (component, icalproperty_new_summary (event->title));
  if (event->place)
    icalcomponent_add_property (component, icalproperty_new_location (event->place));
  if (event->who)
    {
      icalproperty *who = icalproperty_new_x (event->who);

      icalproperty_set_x_name (who, "X-STUDIO-TEACHER");
      icalcomponent_add_property (component, who);
    }
  add_rule (component, event);
  add_dates (component, event->except, TRUE, zone);
  add_dates (component, event->extra, FALSE, zone);
  if (event->is_change)
    add_time (component, icalproperty_new_recurrenceid (time_of (event->original.day, event->original.minute)), zone);
  if (event->cancelled)
    icalcomponent_add_property (component, icalproperty_new_status (ICAL_STATUS_CANCELLED));
  return component;
}

char *
so_ics_write (GPtrArray *events, const char *zone, gint64 stamp)
{
  icalcomponent *calendar = icalcomponent_vanew (ICAL_VCALENDAR_COMPONENT, icalproperty_new_version ("2.0"), icalproperty_new_prodid ("-//Studio OS//Schedule//EN"), (void *) 0);
  icaltimezone *known = find_zone (zone);
  char *text, *copy;

  if (known)
    icalcomponent_add_component (calendar, icalcomponent_new_clone (icaltimezone_get_component (known)));
  for (guint i = 0; i < events->len; i++)
    icalcomponent_add_component (calendar, write_event (events->pdata[i], zone, stamp));
  text = icalcomponent_as_ical_string_r (calendar);
  copy = g_strdup (text);
  icalmemory_free_buffer (text);
  icalcomponent_free (calendar);
  return copy;
}
