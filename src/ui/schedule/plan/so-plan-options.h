/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-plan-wishes.h"
#include "so-planning.h"
#include "so-week-facts.h"

G_BEGIN_DECLS

/**
 * SoPlanOptions: the form before a plan: what for, and what the owner wishes of every plan.
 */
#define SO_TYPE_PLAN_OPTIONS (so_plan_options_get_type ())
G_DECLARE_FINAL_TYPE (SoPlanOptions, so_plan_options, SO, PLAN_OPTIONS, AdwBin)

GtkWidget *so_plan_options_new (SoStudio *studio);
/* Who and what could be missing, once it is read. */
void so_plan_options_set_facts (SoPlanOptions *self, const SoWeekFacts *facts);
void so_plan_options_set_repair (SoPlanOptions *self, gboolean repair);

/* What is chosen; the ids are borrowed until the form goes. */
void so_plan_options_get_wish (SoPlanOptions *self, SoPlanningWish *wish);
void so_plan_options_get_wishes (SoPlanOptions *self, SoPlanWishes *wishes);

G_END_DECLS
