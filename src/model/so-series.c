/* SPDX-License-Identifier: MIT */
#include "so-series.h"

#include "so-class-kind.h"
#include "so-day.h"
#include "so-error.h"

static gboolean
is_day (const char *text)
{
  int day;

  return !text || so_day_parse (text, &day);
}

static gboolean
check_series (gpointer value, GError **error)
{
  SoSeries *series = value;
  int day, minute;

  if (!so_day_parse_time (series->first, &day, &minute))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is no beginning of a series: write it as 2026-09-01T18:00.", series->first ? series->first : "");
  if (!is_day (series->from_day) || !is_day (series->until_day))
    return so_fail (error, SO_ERROR_CHANGE, "The days between which a series goes on are written as 2026-09-01.");
  if (series->minutes < 5 || series->minutes > SO_CLASS_LONGEST)
    return so_fail (error, SO_ERROR_CHANGE, "A session takes 5 to 720 minutes.");
  if (series->start < 0 || series->start >= SO_DAY_MINUTES || series->start + series->minutes > 2 * SO_DAY_MINUTES)
    return so_fail (error, SO_ERROR_CHANGE, "A session begins between 0:00 and 23:59.");
  return ABS (series->shift) <= SO_SERIES_FARTHEST || so_fail (error, SO_ERROR_CHANGE, "A series is moved by up to a year: begin another one instead.");
}

#define FIELD(name, type) { #name, SO_ENTITY_##type, G_STRUCT_OFFSET (SoSeries, name) }
static const SoEntityField series_fields[] = {
  FIELD (root, TEXT), FIELD (class_id, TEXT), FIELD (term_id, TEXT), FIELD (first, TEXT), FIELD (rule, TEXT), FIELD (from_day, TEXT), FIELD (until_day, TEXT),
  FIELD (shift, NUMBER), FIELD (start, NUMBER), FIELD (minutes, NUMBER), FIELD (room_id, TEXT), FIELD (teacher_id, TEXT), FIELD (pinned, FLAG), FIELD (uid, TEXT), { NULL },
};
#undef FIELD

const SoEntity so_series_entity = { "series", sizeof (SoSeries), series_fields, "There is no such series on the schedule.", "n", check_series };

SoSeries *
so_series_new (void)
{
  SoSeries *series = g_new0 (SoSeries, 1);

  series->minutes = 60;
  return series;
}

void
so_series_free (SoSeries *series)
{
  so_entity_free (&so_series_entity, series);
}

#define FIELD(name, type) { #name, SO_ENTITY_##type, G_STRUCT_OFFSET (SoSessionChange, name) }
static const SoEntityField change_fields[] = {
  FIELD (root, TEXT), FIELD (original, TEXT), FIELD (state, TEXT), FIELD (note, TEXT), FIELD (day, TEXT), FIELD (start, MAYBE), FIELD (minutes, MAYBE),
  FIELD (room_id, TEXT), FIELD (teacher_id, TEXT), { NULL },
};
#undef FIELD

const SoEntity so_session_change_entity = { "session", sizeof (SoSessionChange), change_fields, "Nothing else is said of that session.", "root, original", NULL };

SoSessionChange *
so_session_change_new (const char *root, const char *original)
{
  SoSessionChange *change = g_new0 (SoSessionChange, 1);

  change->root = g_strdup (root);
  change->original = g_strdup (original);
  change->state = g_strdup ("");
  change->start = change->minutes = -1;
  return change;
}

void
so_session_change_free (SoSessionChange *change)
{
  so_entity_free (&so_session_change_entity, change);
}
