/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-week.h"

G_BEGIN_DECLS

/* One key press of a class that is carried. Pure. */
typedef enum {
  SO_WEEK_EARLIER,
  SO_WEEK_LATER,
  SO_WEEK_LONGER,
  SO_WEEK_SHORTER,
  SO_WEEK_NEXT_COLUMN,      /* the next room or teacher, and after the last one the next day; without lanes the next day */
  SO_WEEK_PREVIOUS_COLUMN,
  SO_WEEK_NEXT_DAY,
  SO_WEEK_PREVIOUS_DAY,
} SoWeekStep;

/* Where @from leads to. A time between two steps of the grid goes to the next one in that direction. FALSE at the edge of the day or the week; *@to is
 * @from then. Its ids are borrowed from @week or @from. */
gboolean so_week_step (const SoWeek *week, SoWeekLanes lanes, const SoWeekPlace *from, SoWeekStep step, SoWeekPlace *to);

G_END_DECLS
