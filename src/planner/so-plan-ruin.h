/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-plan-work.h"

G_BEGIN_DECLS

/* One step of the search: some sessions that have to do with each other are taken out and put in again, and it can be undone. */
typedef struct _SoPlanRuin SoPlanRuin;

SoPlanRuin *so_plan_ruin_new (SoPlanWork *work);
void so_plan_ruin_free (SoPlanRuin *self);

void so_plan_ruin_change (SoPlanRuin *self, SoPlanRandom *random);
/* Everything is where it was before the last change. */
void so_plan_ruin_undo (SoPlanRuin *self);

G_END_DECLS
