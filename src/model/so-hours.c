/* SPDX-License-Identifier: MIT */
#include "so-hours-private.h"

#include "so-time.h"

#define DAY_MINUTES (24 * 60)
#define MINUTE G_GINT64_CONSTANT (60000)
#define CHUNK_DAYS 32                /* looked at in one go; a closed period rarely is longer */
#define FARTHEST_DAYS (3 * 366)
#define LONGEST_DAYS (100 * 366)
/* Calendars of the library end with the year 9999, also of the days around: whoever tells another time is not believed. */
#define EARLIEST G_GINT64_CONSTANT (-62100000000000)
#define LATEST G_GINT64_CONSTANT (253370000000000)

/* Some time during which it is open: [from, to) in ms. */
typedef struct {
  gint64 from, to;
} Open;

static gint64
at_local (GTimeZone *tz, int year, int month, int day, int minutes)
{
  g_autoptr (GDateTime) date = g_date_time_new (tz, year, month, day, minutes / 60, minutes % 60, 0);

  return date ? g_date_time_to_unix (date) * 1000 : SO_HOURS_NEVER;
}

static int
by_start (gconstpointer a, gconstpointer b)
{
  const Open *x = a, *y = b;

  return x->from < y->from ? -1 : x->from > y->from;
}

static void
add_day (const SoHours *hours, const GDate *day, GArray *open)
{
  const GArray *spans = hours->week[g_date_get_weekday (day) - 1];
  GDate next = *day;

  g_date_add_days (&next, 1);
  for (guint i = 0; i < spans->len; i++)
    {
      const SoHoursSpan *span = &g_array_index (spans, SoHoursSpan, i);
      const GDate *last = span->to >= DAY_MINUTES ? &next : day;
      Open one = {
        at_local (hours->tz, g_date_get_year (day), g_date_get_month (day), g_date_get_day (day), (int) span->from),
        at_local (hours->tz, g_date_get_year (last), g_date_get_month (last), g_date_get_day (last), (int) (span->to % DAY_MINUTES)),
      };

      /* The hour that spring leaves out can make it empty. */
      if (one.from < one.to)
        g_array_append_val (open, one);
    }
}

/* Touching and overlapping ones are one. */
static GArray *
merge (GArray *open)
{
  GArray *merged = g_array_new (FALSE, FALSE, sizeof (Open));

  g_array_sort (open, by_start);
  for (guint i = 0; i < open->len; i++)
    {
      const Open *one = &g_array_index (open, Open, i);
      Open *last = merged->len ? &g_array_index (merged, Open, merged->len - 1) : NULL;

      if (last && one->from <= last->to)
        last->to = MAX (last->to, one->to);
      else
        g_array_append_val (merged, *one);
    }
  return merged;
}

static GArray *
take_out (GArray *open, gint64 from, gint64 to)
{
  GArray *left = g_array_new (FALSE, FALSE, sizeof (Open));

  for (guint i = 0; i < open->len; i++)
    {
      Open one = g_array_index (open, Open, i);
      Open before = { one.from, MIN (one.to, from) }, after = { MAX (one.from, to), one.to };

      if (before.from < before.to)
        g_array_append_val (left, before);
      if (after.from < after.to && (after.from != before.from || after.to != before.to))
        g_array_append_val (left, after);
    }
  g_array_unref (open);
  return left;
}

/* All open time that touches the @days days from the local day of @at minus one on. What began earlier is cut: one day
 * more than is asked for stands at both ends. */
static GArray *
open_around (const SoHours *hours, gint64 at, int days)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (CLAMP (at, EARLIEST, LATEST) / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, hours->tz);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Open));
  GArray *open;
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) g_date_time_get_day_of_month (local), g_date_time_get_month (local), (GDateYear) g_date_time_get_year (local));
  g_date_subtract_days (&day, 2);
  for (int i = 0; i < days + 3; i++, g_date_add_days (&day, 1))
    add_day (hours, &day, all);
  open = merge (all);
  for (guint i = 0; i < hours->closures->len; i++)
    {
      const SoHoursClosure *closure = g_ptr_array_index (hours->closures, i);

      open = take_out (open, closure->from_at, closure->to_at);
    }
  return open;
}

gboolean
so_hours_is_open (const SoHours *hours, gint64 at)
{
  g_autoptr (GArray) open = open_around (hours, at, 1);

  for (guint i = 0; i < open->len; i++)
    if (g_array_index (open, Open, i).from <= at && at < g_array_index (open, Open, i).to)
      return TRUE;
  return FALSE;
}

gint64
so_hours_next_open (const SoHours *hours, gint64 at)
{
  for (int day = 0; day < FARTHEST_DAYS; day += CHUNK_DAYS)
    {
      g_autoptr (GArray) open = open_around (hours, at + day * DAY_MINUTES * MINUTE, CHUNK_DAYS);

      for (guint i = 0; i < open->len; i++)
        if (g_array_index (open, Open, i).to > at)
          return MAX (at, g_array_index (open, Open, i).from);
    }
  return SO_HOURS_NEVER;
}

char *
so_hours_dup_period (const SoHours *hours, gint64 at)
{
  if (so_hours_is_open (hours, at))
    return NULL;
  for (int day = 0; day < FARTHEST_DAYS; day += CHUNK_DAYS)
    {
      g_autoptr (GArray) open = open_around (hours, at - (day + CHUNK_DAYS) * DAY_MINUTES * MINUTE, CHUNK_DAYS + 1);

      for (guint i = open->len; i > 0; i--)
        if (g_array_index (open, Open, i - 1).to <= at)
          return so_time_format (g_array_index (open, Open, i - 1).to);
    }
  return g_strdup ("always");
}

gint64
so_hours_minutes_between (const SoHours *hours, gint64 from, gint64 to)
{
  int days = (int) CLAMP ((to - from) / (DAY_MINUTES * MINUTE) + 2, 1, FARTHEST_DAYS);
  g_autoptr (GArray) open = to > from ? open_around (hours, from, days) : NULL;
  gint64 sum = 0;

  for (guint i = 0; open && i < open->len; i++)
    sum += MAX (0, MIN (to, g_array_index (open, Open, i).to) - MAX (from, g_array_index (open, Open, i).from));
  return sum / MINUTE;
}

struct _SoHoursLine {
  GArray *open;      /* Open */
  GArray *before;    /* gint64, of each: ms that it was open before it */
};

SoHoursLine *
so_hours_line_new (const SoHours *hours, gint64 from, gint64 to)
{
  SoHoursLine *line = g_new0 (SoHoursLine, 1);
  gint64 days = (MIN (to, LATEST) - MAX (from, EARLIEST)) / (DAY_MINUTES * MINUTE) + 2, sum = 0;

  line->open = open_around (hours, from, (int) CLAMP (days, 1, LONGEST_DAYS));
  line->before = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < line->open->len; i++)
    {
      g_array_append_val (line->before, sum);
      sum += g_array_index (line->open, Open, i).to - g_array_index (line->open, Open, i).from;
    }
  return line;
}

void
so_hours_line_free (SoHoursLine *line)
{
  g_array_unref (line->open);
  g_array_unref (line->before);
  g_free (line);
}

/* How long it was open from its beginning to @at, ms. */
static gint64
open_until (const SoHoursLine *line, gint64 at)
{
  guint low = 0, high = line->open->len;
  const Open *last;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (line->open, Open, middle).from <= at)
        low = middle + 1;
      else
        high = middle;
    }
  if (!low)
    return 0;
  last = &g_array_index (line->open, Open, low - 1);
  return g_array_index (line->before, gint64, low - 1) + MIN (at, last->to) - last->from;
}

gint64
so_hours_line_minutes (const SoHoursLine *line, gint64 from, gint64 to)
{
  return to > from ? (open_until (line, to) - open_until (line, from)) / MINUTE : 0;
}

gint64
so_hours_add_minutes (const SoHours *hours, gint64 from, gint64 minutes)
{
  gint64 left = minutes * MINUTE, at = from;
  int days = 0;

  while (days < FARTHEST_DAYS)
    {
      g_autoptr (GArray) open = open_around (hours, at, CHUNK_DAYS);
      gint64 until = at + CHUNK_DAYS * DAY_MINUTES * MINUTE;

      for (guint i = 0; i < open->len; i++)
        {
          const Open *one = &g_array_index (open, Open, i);
          gint64 start = MAX (at, one->from), end = MIN (one->to, until);

          if (end > start && end - start >= left)
            return start + left;
          left -= MAX (0, end - start);
        }
      at = until;
      days += CHUNK_DAYS;
    }
  return SO_HOURS_NEVER;
}

const SoHoursClosure *
so_hours_closure_at (const SoHours *hours, gint64 at)
{
  for (guint i = 0; i < hours->closures->len; i++)
    {
      const SoHoursClosure *closure = g_ptr_array_index (hours->closures, i);

      if (closure->from_at <= at && at < closure->to_at)
        return closure;
    }
  return NULL;
}

static void
closure_free (SoHoursClosure *closure)
{
  g_free (closure->from);
  g_free (closure->to);
  g_free (closure->label);
  g_free (closure);
}

void
so_hours_free (SoHours *hours)
{
  if (!hours)
    return;
  g_free (hours->zone);
  g_clear_pointer (&hours->tz, g_time_zone_unref);
  for (guint i = 0; i < G_N_ELEMENTS (hours->week); i++)
    g_clear_pointer (&hours->week[i], g_array_unref);
  g_clear_pointer (&hours->closures, g_ptr_array_unref);
  g_free (hours);
}

SoHours *
so_hours_new (void)
{
  SoHours *hours = g_new0 (SoHours, 1);

  for (guint i = 0; i < G_N_ELEMENTS (hours->week); i++)
    hours->week[i] = g_array_new (FALSE, FALSE, sizeof (SoHoursSpan));
  hours->closures = g_ptr_array_new_with_free_func ((GDestroyNotify) closure_free);
  return hours;
}
