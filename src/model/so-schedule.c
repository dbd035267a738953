/* SPDX-License-Identifier: MIT */
#include "so-schedule.h"

#include <string.h>

#include "so-day.h"

void
so_schedule_free (SoSchedule *schedule)
{
  if (!schedule)
    return;
  g_clear_pointer (&schedule->rooms, g_ptr_array_unref);
  g_clear_pointer (&schedule->teachers, g_ptr_array_unref);
  g_clear_pointer (&schedule->kinds, g_ptr_array_unref);
  g_clear_pointer (&schedule->terms, g_ptr_array_unref);
  g_clear_pointer (&schedule->closures, g_ptr_array_unref);
  g_clear_pointer (&schedule->series, g_ptr_array_unref);
  g_clear_pointer (&schedule->days, g_ptr_array_unref);
  g_clear_pointer (&schedule->hours, so_hours_free);
  g_clear_pointer (&schedule->zone, g_time_zone_unref);
  g_free (schedule);
}

/* All of these begin with their id. */
static gpointer
find (GPtrArray *values, const char *id)
{
  for (guint i = 0; id && i < values->len; i++)
    if (!strcmp (*(char **) values->pdata[i], id))
      return values->pdata[i];
  return NULL;
}

SoRoom *
so_schedule_room (const SoSchedule *schedule, const char *id)
{
  return find (schedule->rooms, id);
}

SoTeacher *
so_schedule_teacher (const SoSchedule *schedule, const char *id)
{
  return find (schedule->teachers, id);
}

SoClassKind *
so_schedule_kind (const SoSchedule *schedule, const char *id)
{
  return find (schedule->kinds, id);
}

SoTerm *
so_schedule_term (const SoSchedule *schedule, const char *id)
{
  return find (schedule->terms, id);
}

GArray *
so_schedule_open (const SoSchedule *schedule, int first, int last)
{
  return schedule->hours ? so_spans_of_hours (schedule->hours, first, last) : NULL;
}

static GArray *
spans_of_week (const char *week, int first, int last)
{
  g_autofree char *json = g_strconcat ("{\"zone\":\"UTC\",\"week\":", week, "}", NULL);
  g_autoptr (SoHours) hours = so_hours_parse (json, NULL, NULL);

  return hours ? so_spans_of_hours (hours, first, last) : so_spans_new ();
}

/* A day of which something else is said is that, from midnight on; a night that began before goes on. */
static void
replace_day (GArray *spans, const SoTeacherDay *other, int day)
{
  so_spans_cut (spans, (gint64) day * SO_DAY_MINUTES, (gint64) (day + 1) * SO_DAY_MINUTES);
  for (guint i = 0; other->spans && other->spans[i]; i++)
    {
      SoHoursSpan span;

      if (so_hours_span_parse (other->spans[i], &span))
        so_spans_add (spans, (gint64) day * SO_DAY_MINUTES + span.from, (gint64) day * SO_DAY_MINUTES + span.to);
    }
  so_spans_join (spans);
}

GArray *
so_schedule_there (const SoSchedule *schedule, const SoTeacher *teacher, int first, int last)
{
  GArray *spans = teacher->week ? spans_of_week (teacher->week, first, last) : so_schedule_open (schedule, first, last);
  int day = 0;

  for (guint i = 0; schedule->days && i < schedule->days->len; i++)
    {
      const SoTeacherDay *other = schedule->days->pdata[i];

      if (strcmp (other->teacher_id, teacher->id) || !so_day_parse (other->day, &day) || day < first || day > last)
        continue;
      /* Where nobody has said when the studio is open, they are there at any time but then. */
      if (!spans)
        {
          spans = so_spans_new ();
          so_spans_add (spans, (gint64) first * SO_DAY_MINUTES, (gint64) (last + 2) * SO_DAY_MINUTES);
        }
      replace_day (spans, other, day);
    }
  return spans;
}
