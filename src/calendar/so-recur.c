/* SPDX-License-Identifier: MIT */
#include "so-recur.h"

#include <libical/ical.h>
#include <string.h>

#include "so-day.h"
#include "so-error.h"

#define LONGEST_RULE 500
/* What a rule may look at and leave out before it is taken for one that never comes: libical itself stops at the end of its time. */
#define LAST_DAY 84005   /* 2199-12-31 */

static struct icaltimetype
time_of (int day)
{
  struct icaltimetype time = icaltime_null_date ();
  g_autofree char *text = so_day_format (day);

  time.year = atoi (text);
  time.month = atoi (text + 5);
  time.day = atoi (text + 8);
  time.is_date = 1;
  return time;
}

static int
day_of (struct icaltimetype time)
{
  g_autofree char *text = g_strdup_printf ("%04d-%02d-%02d", time.year, time.month, time.day);
  int day;

  return so_day_parse (text, &day) ? day : SO_DAY_NONE;
}

static gboolean
names_hours (const struct icalrecurrencetype *recur)
{
  return recur->by_hour[0] != ICAL_RECURRENCE_ARRAY_MAX || recur->by_minute[0] != ICAL_RECURRENCE_ARRAY_MAX || recur->by_second[0] != ICAL_RECURRENCE_ARRAY_MAX;
}

static gboolean
is_of_days (const struct icalrecurrencetype *recur)
{
  return recur->freq == ICAL_DAILY_RECURRENCE || recur->freq == ICAL_WEEKLY_RECURRENCE || recur->freq == ICAL_MONTHLY_RECURRENCE || recur->freq == ICAL_YEARLY_RECURRENCE;
}

static gboolean
says_nothing (const short *by)
{
  return by[0] == ICAL_RECURRENCE_ARRAY_MAX;
}

/* "Monthly" from the 31st is on each 31st, and from 29 February on each of these: libical takes the 30th and the 28th. */
static void
say_day (struct icalrecurrencetype *recur, int first)
{
  struct icaltimetype begin = time_of (first);
  gboolean yearly = recur->freq == ICAL_YEARLY_RECURRENCE;

  if ((recur->freq != ICAL_MONTHLY_RECURRENCE && !yearly) || !says_nothing (recur->by_day) || !says_nothing (recur->by_month_day) || !says_nothing (recur->by_year_day) ||
      !says_nothing (recur->by_week_no))
    return;
  recur->by_month_day[0] = (short) begin.day;
  recur->by_month_day[1] = ICAL_RECURRENCE_ARRAY_MAX;
  if (yearly && says_nothing (recur->by_month))
    {
      recur->by_month[0] = (short) begin.month;
      recur->by_month[1] = ICAL_RECURRENCE_ARRAY_MAX;
    }
}

/* UNTIL with a time is the day it is on. */
static struct icalrecurrencetype
read_rule (const char *rule, int first)
{
  struct icalrecurrencetype recur = icalrecurrencetype_from_string (rule);

  say_day (&recur, first);
  if (!icaltime_is_null_time (recur.until))
    {
      recur.until.is_date = 1;
      recur.until.hour = recur.until.minute = recur.until.second = 0;
      recur.until.zone = NULL;
    }
  return recur;
}

gboolean
so_recur_check (const char *rule, int first, GError **error)
{
  struct icalrecurrencetype recur;
  icalrecur_iterator *iterator;

  if (!rule)
    return TRUE;
  if (strlen (rule) > LONGEST_RULE)
    return so_fail (error, SO_ERROR_CHANGE, "The rule by which this is repeated is longer than 500 characters.");
  recur = read_rule (rule, first);
  if (!is_of_days (&recur))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” does not say how often: write FREQ=WEEKLY, or DAILY, MONTHLY, YEARLY.", rule);
  if (names_hours (&recur))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” names hours: write one series for each time of the day.", rule);
  iterator = icalrecur_iterator_new (recur, time_of (first));
  if (!iterator)
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is no rule by which something is repeated.", rule);
  icalrecur_iterator_free (iterator);
  return TRUE;
}

/* Calls @each with every day, in order, until it says FALSE. The first day of a series is one of them, whatever its rule says. */
static void
walk (const char *rule, int first, gboolean (*each) (int day, gpointer data), gpointer data)
{
  struct icalrecurrencetype recur = { 0 };
  icalrecur_iterator *iterator = NULL;

  if (!each (first, data) || !rule)
    return;
  if (so_recur_check (rule, first, NULL))
    {
      recur = read_rule (rule, first);
      iterator = icalrecur_iterator_new (recur, time_of (first));
    }
  for (guint i = 0; iterator && i < SO_RECUR_MOST; i++)
    {
      struct icaltimetype next = icalrecur_iterator_next (iterator);
      int day = icaltime_is_null_time (next) ? SO_DAY_NONE : day_of (next);

      if (day == SO_DAY_NONE || day > LAST_DAY || (day > first && !each (day, data)))
        break;
    }
  g_clear_pointer (&iterator, icalrecur_iterator_free);
}

typedef struct { GArray *days; int from, to, last; } Range;

static gboolean
collect (int day, gpointer data)
{
  Range *range = data;

  if (day > range->to)
    return FALSE;
  if (day >= range->from)
    g_array_append_val (range->days, day);
  range->last = day;
  return TRUE;
}

GArray *
so_recur_days (const char *rule, int first, int from, int to)
{
  Range range = { g_array_new (FALSE, FALSE, sizeof (int)), from, to, SO_DAY_NONE };

  walk (rule, first, collect, &range);
  return range.days;
}

gboolean
so_recur_has (const char *rule, int first, int day)
{
  g_autoptr (GArray) days = so_recur_days (rule, first, day, day);

  return days->len > 0;
}

int
so_recur_before (const char *rule, int first, int day)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (int));
  Range range = { days, G_MAXINT, day - 1, SO_DAY_NONE };

  walk (rule, first, collect, &range);
  return range.last;
}

/* The rule for one day of the week; @until: as the text of a rule has it, or NULL. */
static char *
rule_of_day (struct icalrecurrencetype recur, const char *until)
{
  g_autofree char *interval = recur.interval > 1 ? g_strdup_printf (";INTERVAL=%d", recur.interval) : g_strdup ("");

  return g_strconcat ("FREQ=WEEKLY", interval, until ? ";UNTIL=" : "", until ? until : "", NULL);
}

static char *
last_day_of (const char *rule, int first)
{
  int last = so_recur_before (rule, first, LAST_DAY + 1);
  g_autofree char *text = so_day_format (last);
  g_auto (GStrv) parts = g_strsplit (text, "-", 3);

  return g_strjoinv ("", parts);
}

static gboolean
is_plain_weekly (const struct icalrecurrencetype *recur)
{
  return recur->freq == ICAL_WEEKLY_RECURRENCE && recur->by_month[0] == ICAL_RECURRENCE_ARRAY_MAX && recur->by_set_pos[0] == ICAL_RECURRENCE_ARRAY_MAX &&
         recur->by_month_day[0] == ICAL_RECURRENCE_ARRAY_MAX && recur->by_year_day[0] == ICAL_RECURRENCE_ARRAY_MAX && recur->by_week_no[0] == ICAL_RECURRENCE_ARRAY_MAX;
}

/* The first day after @first that is on @weekday; of a rule that does not name the day of @first, this alone has that. */
static int
next_on (const char *rule, int first, int weekday)
{
  g_autoptr (GArray) days = so_recur_days (rule, first, first + 1, first + 366);

  for (guint i = 0; i < days->len; i++)
    if (so_day_weekday (g_array_index (days, int, i)) == weekday)
      return g_array_index (days, int, i);
  return SO_DAY_NONE;
}

static void
add_part (GPtrArray *rules, GArray *begins, char *rule, int begin)
{
  g_ptr_array_add (rules, rule);
  g_array_append_val (begins, begin);
}

static void
split_week (const char *rule, int first, GPtrArray *rules, GArray *begins)
{
  struct icalrecurrencetype recur = read_rule (rule, first);
  g_autofree char *until = recur.count > 0 || !icaltime_is_null_time (recur.until) ? last_day_of (rule, first) : NULL;

  for (int i = 0; i < 7; i++)
    {
      int next = next_on (rule, first, (so_day_weekday (first) + i) % 7);

      if (next != SO_DAY_NONE)
        add_part (rules, begins, rule_of_day (recur, until), i ? next : first);
      else if (!i)
        add_part (rules, begins, NULL, first);
    }
}

GPtrArray *
so_recur_split (const char *rule, int first, GArray **firsts, GError **error)
{
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) begins = g_array_new (FALSE, FALSE, sizeof (int));
  struct icalrecurrencetype recur = { 0 };

  if (!so_recur_check (rule, first, error))
    return NULL;
  if (rule)
    recur = read_rule (rule, first);
  if (rule && is_plain_weekly (&recur))
    split_week (rule, first, rules, begins);
  else
    add_part (rules, begins, g_strdup (rule), first);
  *firsts = g_steal_pointer (&begins);
  return g_steal_pointer (&rules);
}
