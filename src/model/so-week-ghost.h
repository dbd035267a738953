/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-week.h"

G_BEGIN_DECLS

/* A place that a class could have, as somebody ranked it, and why. */
typedef struct {
  SoWeekPlace place;     /* its ids are owned by the ghost */
  char *reason;          /* for people: "Preferred time +20, good room size +10", or NULL */
} SoWeekGhost;

/* Copies everything. */
SoWeekGhost *so_week_ghost_new (const SoWeekPlace *place, const char *reason);
void so_week_ghost_free (SoWeekGhost *ghost);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoWeekGhost, so_week_ghost_free)

G_END_DECLS
