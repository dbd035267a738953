/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-report.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* The owner's goals, with how far the week came: each is changed where it stands. */
#define SO_TYPE_REPORT_GOALS (so_report_goals_get_type ())
G_DECLARE_FINAL_TYPE (SoReportGoals, so_report_goals, SO, REPORT_GOALS, AdwPreferencesGroup)

SoReportGoals *so_report_goals_new (void);
void so_report_goals_set_studio (SoReportGoals *self, SoStudio *studio);
/* What is being typed stays. */
void so_report_goals_show (SoReportGoals *self, const SoReport *report);

G_END_DECLS
