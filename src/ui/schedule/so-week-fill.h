/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-week-block.h"
#include "so-week-ghost.h"
#include "so-week-problems.h"

G_BEGIN_DECLS

/* What a block says of its class: its words, its name, and what is in its way. @lanes: what its column says already. */

void so_week_fill_class (SoWeekBlock *block, const SoWeek *week, const GPtrArray *problems, const SoWeekSession *session, SoWeekLanes lanes);
/* @problem: in words, or NULL. */
void so_week_fill_carried (SoWeekBlock *block, const SoWeek *week, const char *title, const SoWeekPlace *place, SoWeekLanes lanes, const char *problem);
/* @number: from 1, the best one first. */
void so_week_fill_ghost (SoWeekBlock *block, const SoWeek *week, const char *title, const SoWeekGhost *ghost, guint number, SoWeekLanes lanes);

G_END_DECLS
