/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-report.h"

G_BEGIN_DECLS

/* Rows of the weekly report. */

/* Calls of a studio without a telephone, and bookings where nothing is booked, are left out. */
gboolean so_report_rows_has (const SoReport *report, SoMetric metric);
/* A figure, with what it was the week before. */
GtkWidget *so_report_rows_figure (const SoReport *report, SoMetric metric);
/* A week of the history; its name is that of the week. It is activated where another one is @shown. */
GtkWidget *so_report_rows_past (const SoReport *report, const SoReportPast *past, gboolean shown);

G_END_DECLS
