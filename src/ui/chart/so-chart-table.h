/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-chart-data.h"

G_BEGIN_DECLS

/* The numbers of @series as a table, to be put anywhere; it scrolls sideways by itself where there is no room for it. */
GtkWidget *so_chart_table_new (SoChartData *series);
/* The numbers behind a chart as a table, for everybody: a dialog in front of @widget's window. */
void so_chart_table_present (GtkWidget *widget, SoChartData *series);

G_END_DECLS
