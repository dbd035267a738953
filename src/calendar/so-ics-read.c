/* SPDX-License-Identifier: MIT */
#include "so-ics.h"

#include <libical/ical.h>
#include <string.h>

#include "so-day.h"
#include "so-error.h"
#include "so-recur.h"

#define LONGEST_TEXT 200
#define MOST_DATES 1000
#define DAY 1440
#define LAST_DAY 84005   /* 2199-12-31 */

typedef struct {
  GTimeZone *zone;
  GPtrArray *events, *skips;
} Reading;

/* Where the file names no zone it is the studio's clock. FALSE where it is no time from 1970 to 2199. */
static gboolean
read_time (Reading *reading, struct icaltimetype time, SoIcsTime *at)
{
  g_autofree char *text = NULL;

  if (icaltime_is_null_time (time) || !icaltime_is_valid_time (time) || time.is_date)
    return FALSE;
  if (time.zone)
    {
      gint64 ms = (gint64) icaltime_as_timet_with_zone (time, time.zone) * 1000;

      at->day = so_day_of (ms, reading->zone, &at->minute);
    }
  else
    {
      text = g_strdup_printf ("%04d-%02d-%02d", time.year, time.month, time.day);
      at->minute = time.hour * 60 + time.minute;
      if (!so_day_parse (text, &at->day))
        return FALSE;
    }
  return at->day >= 0 && at->day <= LAST_DAY;
}

static char *
dup_text (icalcomponent *component, icalproperty_kind kind)
{
  icalproperty *property = icalcomponent_get_first_property (component, kind);
  const char *value = property ? icalproperty_get_value_as_string (property) : NULL;
  g_autofree char *valid = NULL;

  if (!value)
    return NULL;
  /* As it is meant, not as it is written: without backslashes. */
  value = kind == ICAL_SUMMARY_PROPERTY ? icalproperty_get_summary (property) : kind == ICAL_LOCATION_PROPERTY ? icalproperty_get_location (property) :
          kind == ICAL_UID_PROPERTY ? icalproperty_get_uid (property) : value;
  valid = g_utf8_make_valid (value ? value : "", -1);
  g_strstrip (valid);
  return *valid ? g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), LONGEST_TEXT)) : NULL;
}

static char *
dup_teacher (icalcomponent *component)
{
  for (icalproperty *one = icalcomponent_get_first_property (component, ICAL_X_PROPERTY); one; one = icalcomponent_get_next_property (component, ICAL_X_PROPERTY))
    if (!g_strcmp0 (icalproperty_get_x_name (one), "X-STUDIO-TEACHER"))
      {
        g_autofree char *valid = g_utf8_make_valid (icalproperty_get_x (one) ? icalproperty_get_x (one) : "", -1);

        return *valid && g_utf8_strlen (valid, -1) <= LONGEST_TEXT ? g_steal_pointer (&valid) : NULL;
      }
  return NULL;
}

/* The day until which it goes, by the studio's clock. */
static void
settle_until (Reading *reading, struct icalrecurrencetype *rule)
{
  SoIcsTime until;

  if (icaltime_is_null_time (rule->until) || rule->until.is_date)
    return;
  if (icaltime_is_utc (rule->until))
    rule->until.zone = icaltimezone_get_utc_timezone ();
  if (read_time (reading, rule->until, &until))
    {
      g_autofree char *text = so_day_format (until.day);
      g_auto (GStrv) parts = g_strsplit (text, "-", 3);
      g_autofree char *date = g_strjoinv ("", parts);

      rule->until = icaltime_from_string (date);
    }
}

static gboolean
names_nothing (const short *by)
{
  return by[0] == ICAL_RECURRENCE_ARRAY_MAX;
}

/* What is on a Tuesday by the clock of the file may be on a Monday here: @later days, -1 to 1. FALSE where that is no rule any more. */
static gboolean
settle_days (struct icalrecurrencetype *rule, int later)
{
  if (rule->until.is_date)
    icaltime_adjust (&rule->until, later, 0, 0, 0);
  if (rule->freq != ICAL_WEEKLY_RECURRENCE)
    return names_nothing (rule->by_day) && names_nothing (rule->by_month_day) && names_nothing (rule->by_year_day) && names_nothing (rule->by_week_no);
  for (guint i = 0; rule->by_day[i] != ICAL_RECURRENCE_ARRAY_MAX; i++)
    rule->by_day[i] = (short) ((rule->by_day[i] - 1 + later + 7) % 7 + 1);
  return TRUE;
}

/* The days from the one that the file begins @event on to the one that it is on here. */
static int
days_later (const SoIcsEvent *event, struct icaltimetype start)
{
  g_autofree char *text = g_strdup_printf ("%04d-%02d-%02d", start.year, start.month, start.day);
  int day;

  return so_day_parse (text, &day) ? event->start.day - day : 0;
}

/* NULL where it cannot be said by the studio's clock. */
static char *
dup_rule (Reading *reading, icalproperty *property, int later)
{
  struct icalrecurrencetype rule = icalproperty_get_rrule (property);
  char *text, *copy;

  if (later && !settle_days (&rule, later))
    return NULL;
  settle_until (reading, &rule);
  text = icalrecurrencetype_as_string_r (&rule);
  copy = g_strdup (text ? text : "");
  icalmemory_free_buffer (text);
  return copy;
}

static void
read_dates (Reading *reading, icalcomponent *component, icalproperty_kind kind, GArray *times, int minute)
{
  for (icalproperty *one = icalcomponent_get_first_property (component, kind); one && times->len < MOST_DATES; one = icalcomponent_get_next_property (component, kind))
    {
      struct icaltimetype time = kind == ICAL_RDATE_PROPERTY ? icalproperty_get_rdate (one).time : icalproperty_get_datetime_with_component (one, component);
      SoIcsTime at;

      /* A day alone is that of the session. */
      if (time.is_date)
        {
          time.is_date = 0;
          time.hour = minute / 60;
          time.minute = minute % 60;
          time.zone = NULL;
        }
      if (read_time (reading, time, &at))
        g_array_append_val (times, at);
    }
}

static int
read_minutes (icalcomponent *component, struct icaltimetype start)
{
  struct icaltimetype end = icalcomponent_get_dtend (component);
  struct icaldurationtype length = icalcomponent_get_duration (component);

  if (!icaltime_is_null_time (end))
    length = icaltime_subtract (end, start);
  return icaldurationtype_as_int (length) / 60;
}

/* Of a day alone the minute is that of the series: none as yet. */
static gboolean
read_original (Reading *reading, icalcomponent *component, SoIcsEvent *event)
{
  struct icaltimetype original = icalcomponent_get_recurrenceid (component);
  icalproperty *property = icalcomponent_get_first_property (component, ICAL_RECURRENCEID_PROPERTY);
  icalparameter *range = icalproperty_get_first_parameter (property, ICAL_RANGE_PARAMETER);
  gboolean day = original.is_date, read;

  event->following = range && icalparameter_get_range (range) == ICAL_RANGE_THISANDFUTURE;
  original.is_date = 0;
  read = event->uid && read_time (reading, original, &event->original);
  if (day)
    event->original.minute = 0;
  return read;
}

/* A zone that neither the file explains nor anybody knows: the session would be at another hour. */
static gboolean
is_of_unknown_zone (icalcomponent *component, struct icaltimetype start)
{
  icalproperty *property = icalcomponent_get_first_property (component, ICAL_DTSTART_PROPERTY);

  return property && !start.zone && icalproperty_get_first_parameter (property, ICAL_TZID_PARAMETER);
}

/* What cannot be read is left out by libical: a session that repeats would be a single one. */
static gboolean
has_lost_its_rule (icalcomponent *component)
{
  for (icalproperty *one = icalcomponent_get_first_property (component, ICAL_XLICERROR_PROPERTY); one; one = icalcomponent_get_next_property (component, ICAL_XLICERROR_PROPERTY))
    if (strstr (icalproperty_get_xlicerror (one), "RRULE"))
      return TRUE;
  return FALSE;
}

/* Why it cannot be taken; NULL where it can. */
static const char *
read_event (Reading *reading, icalcomponent *component, SoIcsEvent *event)
{
  struct icaltimetype start = icalcomponent_get_dtstart (component);
  icalproperty *status = icalcomponent_get_first_property (component, ICAL_STATUS_PROPERTY), *rule = icalcomponent_get_first_property (component, ICAL_RRULE_PROPERTY);

  event->title = dup_text (component, ICAL_SUMMARY_PROPERTY);
  event->uid = dup_text (component, ICAL_UID_PROPERTY);
  event->place = dup_text (component, ICAL_LOCATION_PROPERTY);
  event->who = dup_teacher (component);
  event->cancelled = status && icalproperty_get_status (status) == ICAL_STATUS_CANCELLED;
  event->is_change = icalcomponent_get_first_property (component, ICAL_RECURRENCEID_PROPERTY) != NULL;
  if (event->is_change && !read_original (reading, component, event))
    return "It changes a session that cannot be found.";
  /* Many say of what is cancelled no more than that. */
  if (event->is_change && event->cancelled)
    {
      event->title = event->title ? event->title : g_strdup ("");
      return NULL;
    }
  if (start.is_date)
    return "It takes whole days: enter it as a closure.";
  if (!read_time (reading, start, &event->start))
    return "It has no beginning that can be read.";
  if (is_of_unknown_zone (component, start))
    return "Its time zone is not known.";
  if (has_lost_its_rule (component))
    return "How often it repeats cannot be read.";
  event->minutes = read_minutes (component, start);
  if (event->minutes < 5 || event->minutes > DAY / 2)
    return "It ends before it begins, or takes less than 5 minutes or more than 12 hours.";
  if (!event->title)
    return "It has no title.";
  if (event->is_change)
    return NULL;
  if (rule && !(event->rule = dup_rule (reading, rule, days_later (event, start))))
    return "It is repeated on days that are others by the studio's clock: enter it by hand.";
  read_dates (reading, component, ICAL_EXDATE_PROPERTY, event->except, event->start.minute);
  read_dates (reading, component, ICAL_RDATE_PROPERTY, event->extra, event->start.minute);
  return NULL;
}

static void
take (Reading *reading, icalcomponent *component, guint number)
{
  g_autoptr (SoIcsEvent) event = so_ics_event_new ();
  g_autoptr (GError) error = NULL;
  const char *why = read_event (reading, component, event);
  g_autofree char *where = event->title ? g_strdup (event->title) : g_strdup_printf ("Event %u", number);

  if (!why && event->rule && !so_recur_check (event->rule, event->start.day, &error))
    why = error->message;
  if (why)
    so_ics_skip_add (reading->skips, where, why);
  else
    g_ptr_array_add (reading->events, g_steal_pointer (&event));
}

/* All events, in whatever they stand. FALSE where there are too many. */
static gboolean
walk (Reading *reading, icalcomponent *root, guint *n)
{
  for (icalcomponent *one = icalcomponent_get_first_component (root, ICAL_ANY_COMPONENT); one; one = icalcomponent_get_next_component (root, ICAL_ANY_COMPONENT))
    {
      if (icalcomponent_isa (one) == ICAL_VEVENT_COMPONENT)
        {
          if (++*n > SO_ICS_MOST_EVENTS)
            return FALSE;
          take (reading, one, *n);
        }
      else if (icalcomponent_isa (one) == ICAL_VCALENDAR_COMPONENT && !walk (reading, one, n))
        return FALSE;
    }
  return TRUE;
}

/* Some write a change of a session as one of its day, or of midnight: it is that of the session of this day. */
static void
settle_originals (GPtrArray *events)
{
  g_autoptr (GHashTable) minutes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < events->len; i++)
    {
      SoIcsEvent *event = events->pdata[i];

      if (event->uid && !event->is_change)
        g_hash_table_insert (minutes, event->uid, GINT_TO_POINTER (event->start.minute));
    }
  for (guint i = 0; i < events->len; i++)
    {
      SoIcsEvent *event = events->pdata[i];

      if (event->is_change && event->original.minute == 0)
        event->original.minute = GPOINTER_TO_INT (g_hash_table_lookup (minutes, event->uid));
    }
}

/* What libical could not read; what has no value, as Apple's URL, is nothing, and a rule is said of its event. */
static guint
count_lost (icalcomponent *root)
{
  guint n = 0;

  for (icalproperty *one = icalcomponent_get_first_property (root, ICAL_XLICERROR_PROPERTY); one; one = icalcomponent_get_next_property (root, ICAL_XLICERROR_PROPERTY))
    n += !g_str_has_prefix (icalproperty_get_xlicerror (one), "No value for") && !strstr (icalproperty_get_xlicerror (one), "RRULE");
  for (icalcomponent *one = icalcomponent_get_first_component (root, ICAL_ANY_COMPONENT); one; one = icalcomponent_get_next_component (root, ICAL_ANY_COMPONENT))
    n += count_lost (one);
  return n;
}

static gboolean
has_calendar (icalcomponent *root)
{
  return root && (icalcomponent_isa (root) == ICAL_VCALENDAR_COMPONENT || icalcomponent_get_first_component (root, ICAL_VCALENDAR_COMPONENT));
}

GPtrArray *
so_ics_read (const char *text, gsize length, GTimeZone *zone, GPtrArray **skips, GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) so_ics_event_free);
  g_autoptr (GPtrArray) skipped = g_ptr_array_new_with_free_func ((GDestroyNotify) so_ics_skip_free);
  Reading reading = { zone, events, skipped };
  g_autofree char *copy = NULL;
  icalcomponent *root;
  gboolean fits;
  guint n = 0, lost;

  if (length > SO_ICS_MOST_BYTES)
    return so_fail (error, SO_ERROR_CHANGE, "This calendar is larger than 8 MB: export a part of it."), NULL;
  copy = g_strndup (text, length);
  root = strlen (copy) == length ? icalparser_parse_string (copy) : NULL;
  if (!has_calendar (root))
    {
      if (root)
        icalcomponent_free (root);
      return so_fail (error, SO_ERROR_CHANGE, "This is no calendar, or not a whole one: a file that ends with .ics begins with BEGIN:VCALENDAR and ends with END:VCALENDAR."), NULL;
    }
  fits = walk (&reading, root, &n);
  settle_originals (events);
  lost = count_lost (root);
  if (lost)
    {
      g_autofree char *why = lost == 1 ? g_strdup ("One line could not be read, and was left out.") : g_strdup_printf ("%u lines could not be read, and were left out.", lost);

      so_ics_skip_add (skipped, "The file", why);
    }
  icalcomponent_free (root);
  if (!fits)
    return so_fail (error, SO_ERROR_CHANGE, "This calendar has more than 10000 events: export a part of it."), NULL;
  *skips = g_steal_pointer (&skipped);
  return g_steal_pointer (&events);
}
