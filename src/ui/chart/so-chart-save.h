/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-plot.h"

G_BEGIN_DECLS

typedef enum {
  SO_CHART_CSV,
  SO_CHART_PNG,
  SO_CHART_SVG,
} SoChartFile;

/* Asks where, writes the numbers or the picture there, and tells in @widget's window how that went. The picture is always of one size and on white. */
void so_chart_save (GtkWidget *widget, SoPlotKind kind, SoChartData *series, SoChartFile file);

G_END_DECLS
