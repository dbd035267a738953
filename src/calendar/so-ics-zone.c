/* SPDX-License-Identifier: MIT */
#include "so-ics-zone.h"

#define ENDLESS 9999

static struct icaltimetype
start_of (icalcomponent *part)
{
  return icalproperty_get_dtstart (icalcomponent_get_first_property (part, ICAL_DTSTART_PROPERTY));
}

static gboolean
get_rule (icalcomponent *part, struct icalrecurrencetype *rule)
{
  icalproperty *property = icalcomponent_get_first_property (part, ICAL_RRULE_PROPERTY);

  if (property)
    *rule = icalproperty_get_rrule (property);
  return property != NULL;
}

/* When the clock was put to what @part says for the last time. */
static struct icaltimetype
last_of (icalcomponent *part)
{
  struct icaltimetype last = start_of (part);
  struct icalrecurrencetype rule;

  for (icalproperty *one = icalcomponent_get_first_property (part, ICAL_RDATE_PROPERTY); one; one = icalcomponent_get_next_property (part, ICAL_RDATE_PROPERTY))
    if (icaltime_compare (icalproperty_get_rdate (one).time, last) > 0)
      last = icalproperty_get_rdate (one).time;
  if (!get_rule (part, &rule))
    return last;
  if (!icaltime_is_null_time (rule.until))
    return rule.until;
  last.year = ENDLESS;
  return last;
}

static int
offset_of (icalcomponent *part, icalproperty_kind kind)
{
  icalproperty *property = icalcomponent_get_first_property (part, kind);

  return kind == ICAL_TZOFFSETTO_PROPERTY ? icalproperty_get_tzoffsetto (property) : icalproperty_get_tzoffsetfrom (property);
}

/* Whether @next says what @part says, from where that ends: the tables of the system stop in 2037, and libical goes on with another part. */
static gboolean
goes_on (icalcomponent *part, icalcomponent *next)
{
  struct icalrecurrencetype rule, other;

  return icalcomponent_isa (part) == icalcomponent_isa (next) && get_rule (part, &rule) && get_rule (next, &other) && !icaltime_is_null_time (rule.until) &&
         start_of (next).year - rule.until.year == 1 && last_of (next).year == ENDLESS && rule.by_day[0] == other.by_day[0] && rule.by_month[0] == other.by_month[0] &&
         rule.by_month_day[0] == other.by_month_day[0] && offset_of (part, ICAL_TZOFFSETTO_PROPERTY) == offset_of (next, ICAL_TZOFFSETTO_PROPERTY) &&
         offset_of (part, ICAL_TZOFFSETFROM_PROPERTY) == offset_of (next, ICAL_TZOFFSETFROM_PROPERTY);
}

static void
drop (icalcomponent *zone, icalcomponent *part)
{
  icalcomponent_remove_component (zone, part);
  icalcomponent_free (part);
}

/* Makes one part of two that say the same; whether there were such. */
static gboolean
join (icalcomponent *zone, GPtrArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    for (guint k = 0; k < parts->len; k++)
      if (goes_on (parts->pdata[i], parts->pdata[k]))
        {
          icalproperty *property = icalcomponent_get_first_property (parts->pdata[i], ICAL_RRULE_PROPERTY);
          struct icalrecurrencetype rule = icalproperty_get_rrule (property);

          rule.until = icaltime_null_time ();
          icalproperty_set_rrule (property, rule);
          drop (zone, g_ptr_array_remove_index (parts, k));
          return TRUE;
        }
  return FALSE;
}

/* What ended before @year; the newest of that stays where nothing else tells how the clock stood when @year began. */
static void
drop_past (icalcomponent *zone, GPtrArray *parts, int year)
{
  icalcomponent *newest = NULL;
  gboolean told = FALSE;

  for (guint i = 0; i < parts->len; i++)
    if (last_of (parts->pdata[i]).year >= year)
      told |= start_of (parts->pdata[i]).year < year;
    else if (!newest || icaltime_compare (last_of (parts->pdata[i]), last_of (newest)) > 0)
      newest = parts->pdata[i];
  for (guint i = 0; i < parts->len; i++)
    if (last_of (parts->pdata[i]).year < year && (told || parts->pdata[i] != newest))
      drop (zone, parts->pdata[i]);
}

icalcomponent *
so_ics_zone_component (icaltimezone *zone, const char *id, int year)
{
  icalcomponent *component = icalcomponent_new_clone (icaltimezone_get_component (zone));
  icalproperty *name = icalcomponent_get_first_property (component, ICAL_TZID_PROPERTY);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  /* libical puts the name of its makers in front: then no event would be in this zone. */
  if (name)
    icalproperty_set_tzid (name, id);
  for (icalcomponent *part = icalcomponent_get_first_component (component, ICAL_ANY_COMPONENT); part; part = icalcomponent_get_next_component (component, ICAL_ANY_COMPONENT))
    if (icalcomponent_get_first_property (part, ICAL_DTSTART_PROPERTY))
      g_ptr_array_add (parts, part);
  while (join (component, parts))
    ;
  drop_past (component, parts, year - 1);
  return component;
}
