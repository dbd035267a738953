/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/**
 * SoConflictsDialog: what is wrong in a week, with the least that mends it: one key on each row.
 */
#define SO_TYPE_CONFLICTS_DIALOG (so_conflicts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SoConflictsDialog, so_conflicts_dialog, SO, CONFLICTS_DIALOG, AdwDialog)

/* The week of @day (so-day.h). */
void so_conflicts_dialog_present (SoWindow *window, int day);

G_END_DECLS
