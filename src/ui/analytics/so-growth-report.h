/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* SoGrowthReport: the week's goals, as the last weekly report has them, and the way to that report. It reads them when it is looked at. */
#define SO_TYPE_GROWTH_REPORT (so_growth_report_get_type ())
G_DECLARE_FINAL_TYPE (SoGrowthReport, so_growth_report, SO, GROWTH_REPORT, AdwBin)

GtkWidget *so_growth_report_new (void);
/* Anew, while it is looked at. */
void so_growth_report_refresh (SoGrowthReport *self);

G_END_DECLS
