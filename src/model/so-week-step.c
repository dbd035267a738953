/* SPDX-License-Identifier: MIT */
#include "so-week-step.h"

#include "so-week-layout.h"

static gboolean
step_time (const SoWeek *week, SoWeekStep step, SoWeekPlace *place)
{
  guint grid = so_week_get_grid (week), end = place->start + place->minutes;
  guint later = place->start / grid * grid + grid, longer = end / grid * grid + grid, shorter = (end - 1) / grid * grid;

  if (step == SO_WEEK_EARLIER && place->start)
    place->start = (place->start - 1) / grid * grid;
  else if (step == SO_WEEK_LATER && later + place->minutes <= SO_WEEK_DAY_MINUTES)
    place->start = later;
  else if (step == SO_WEEK_LONGER && longer <= SO_WEEK_DAY_MINUTES)
    place->minutes = longer - place->start;
  else if (step == SO_WEEK_SHORTER && shorter > place->start)
    place->minutes = shorter - place->start;
  else
    return FALSE;
  return TRUE;
}

static gboolean
step_column (const SoWeek *week, SoWeekLanes lanes, int sign, SoWeekPlace *place)
{
  g_autoptr (GArray) columns = so_week_columns (week, lanes);
  guint at = so_week_column_of (columns, place->day, so_week_place_lane (place, lanes)) + sign;
  const SoWeekColumn *column;

  if (at >= columns->len)
    return FALSE;
  column = &g_array_index (columns, SoWeekColumn, at);
  place->day = column->day;
  if (lanes == SO_WEEK_ROOMS)
    place->room = column->lane;
  else if (lanes == SO_WEEK_TEACHERS)
    place->teacher = column->lane;
  return TRUE;
}

static gboolean
step_day (int sign, SoWeekPlace *place)
{
  if (place->day + sign >= SO_WEEK_DAYS)
    return FALSE;
  place->day += sign;
  return TRUE;
}

gboolean
so_week_step (const SoWeek *week, SoWeekLanes lanes, const SoWeekPlace *from, SoWeekStep step, SoWeekPlace *to)
{
  g_return_val_if_fail (week && from && to, FALSE);

  *to = *from;
  switch (step)
    {
    case SO_WEEK_NEXT_COLUMN: return step_column (week, lanes, 1, to);
    case SO_WEEK_PREVIOUS_COLUMN: return step_column (week, lanes, -1, to);
    case SO_WEEK_NEXT_DAY: return step_day (1, to);
    case SO_WEEK_PREVIOUS_DAY: return step_day (-1, to);
    default: return step_time (week, step, to);
    }
}
