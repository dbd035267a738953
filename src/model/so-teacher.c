/* SPDX-License-Identifier: MIT */
#include "so-teacher.h"

#include "so-day.h"
#include "so-error.h"
#include "so-hours.h"

static int
by_start (gconstpointer a, gconstpointer b)
{
  return (int) ((const SoHoursSpan *) a)->from - (int) ((const SoHoursSpan *) b)->from;
}

/* The hours of a day that are said twice are a slip: which of them was meant? */
static gboolean
check_overlaps (GArray *spans, GError **error)
{
  g_array_sort (spans, by_start);
  for (guint i = 1; i < spans->len; i++)
    {
      const SoHoursSpan *before = &g_array_index (spans, SoHoursSpan, i - 1), *after = before + 1;
      g_autofree char *one = so_hours_span_format (before), *other = so_hours_span_format (after);

      if (after->from < before->to)
        return so_fail (error, SO_ERROR_CHANGE, "The hours %s and %s of one day overlap.", one, other);
    }
  return TRUE;
}

/* Written as the opening hours are. */
static gboolean
check_week (const char *week, GError **error)
{
  g_autofree char *json = g_strconcat ("{\"week\":", week, "}", NULL);
  g_autoptr (SoHours) hours = so_hours_parse (json, NULL, error);

  for (int i = 0; hours && i < 7; i++)
    if (!check_overlaps (hours->week[i], error))
      return FALSE;
  return hours != NULL;
}

static gboolean
check_teacher (gpointer value, GError **error)
{
  SoTeacher *teacher = value;

  if (!so_entity_check_name (&teacher->name, "A teacher's name has 1 to 200 characters.", error))
    return FALSE;
  if (!teacher->styles)
    teacher->styles = g_new0 (char *, 1);
  return !teacher->week || check_week (teacher->week, error);
}

#define FIELD(name, type) { #name, SO_ENTITY_##type, G_STRUCT_OFFSET (SoTeacher, name) }
static const SoEntityField teacher_fields[] = {
  FIELD (name, TEXT), FIELD (contact_id, TEXT), FIELD (styles, WORDS), FIELD (week, JSON), FIELD (max_day, MAYBE), FIELD (max_week, MAYBE),
  FIELD (max_run, MAYBE), FIELD (min_break, MAYBE), FIELD (position, NUMBER), { NULL },
};
#undef FIELD

const SoEntity so_teacher_entity = { "teacher", sizeof (SoTeacher), teacher_fields, "There is no such teacher in this studio.", "position, name, n", check_teacher };

SoTeacher *
so_teacher_new (void)
{
  SoTeacher *teacher = g_new0 (SoTeacher, 1);

  teacher->styles = g_new0 (char *, 1);
  teacher->max_day = teacher->max_week = teacher->max_run = teacher->min_break = -1;
  return teacher;
}

void
so_teacher_free (SoTeacher *teacher)
{
  so_entity_free (&so_teacher_entity, teacher);
}

static gboolean
check_day (gpointer value, GError **error)
{
  SoTeacherDay *day = value;
  g_autofree char *spans = NULL, *week = NULL;
  int number;

  if (!so_day_parse (day->day, &number))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is no day: write it as 2026-11-24.", day->day ? day->day : "");
  if (!day->spans)
    day->spans = g_new0 (char *, 1);
  spans = so_entity_write_words ((const char *const *) day->spans);
  week = g_strdup_printf ("[%s,[],[],[],[],[],[]]", spans);
  return check_week (week, error);
}

#define FIELD(name, type) { #name, SO_ENTITY_##type, G_STRUCT_OFFSET (SoTeacherDay, name) }
static const SoEntityField day_fields[] = { FIELD (teacher_id, TEXT), FIELD (day, TEXT), FIELD (spans, WORDS), FIELD (note, TEXT), { NULL } };
#undef FIELD

const SoEntity so_teacher_day_entity = { "teacher_day", sizeof (SoTeacherDay), day_fields, "Nothing else is said of that day.", "day, n", check_day };

void
so_teacher_day_free (SoTeacherDay *day)
{
  so_entity_free (&so_teacher_day_entity, day);
}
