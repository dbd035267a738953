/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-plan-solver.h"
#include "so-plan-week.h"
#include "so-proposal.h"

G_BEGIN_DECLS

/* What @solution would make of the week, and why. It is tried out in a transaction that is taken back, so that nothing is told that would not be done. For engine/ only. */
SoProposal *so_plan_propose (SoStore *store, const SoPlanWeek *week, const SoPlanReport *before, const SoPlanSolution *solution, GError **error);

G_END_DECLS
