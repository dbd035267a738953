/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/**
 * SoPlanDialog: plans a week. First what for, then the plan while it gets better, then what it would change; nothing changes before it is applied.
 */
#define SO_TYPE_PLAN_DIALOG (so_plan_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SoPlanDialog, so_plan_dialog, SO, PLAN_DIALOG, AdwDialog)

/* The week of @day (so-day.h). */
void so_plan_dialog_present (SoWindow *window, int day);
/* The same where as little as possible is to change. */
void so_plan_dialog_present_repair (SoWindow *window, int day);

G_END_DECLS
