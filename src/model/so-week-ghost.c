/* SPDX-License-Identifier: MIT */
#include "so-week-ghost.h"

SoWeekGhost *
so_week_ghost_new (const SoWeekPlace *place, const char *reason)
{
  SoWeekGhost *ghost = g_new0 (SoWeekGhost, 1);

  ghost->place = *place;
  ghost->place.room = g_strdup (place->room);
  ghost->place.teacher = g_strdup (place->teacher);
  ghost->reason = g_strdup (reason);
  return ghost;
}

void
so_week_ghost_free (SoWeekGhost *ghost)
{
  if (!ghost)
    return;
  g_free ((char *) ghost->place.room);
  g_free ((char *) ghost->place.teacher);
  g_free (ghost->reason);
  g_free (ghost);
}
