/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-plot.h"

G_BEGIN_DECLS

/**
 * SoChart: a table as a picture, in the colours of the theme. What is under the pointer is said; with the focus, Left and Right go from point to point (of a heat map Up and Down, too),
 * Home and End to the first and last one, and Enter opens it. For screen readers it is a slider that says the point it is at. It has no animation.
 *
 * SoChart::open (guint point).
 */
#define SO_TYPE_CHART (so_chart_get_type ())
G_DECLARE_FINAL_TYPE (SoChart, so_chart, SO, CHART, GtkWidget)

GtkWidget *so_chart_new (SoPlotKind kind);
/* NULL: nothing yet. The point that was chosen stays chosen where there is one of its words. */
void so_chart_set_series (SoChart *self, SoChartData *series);
SoChartData *so_chart_get_series (SoChart *self);
SoPlotKind so_chart_get_kind (SoChart *self);

G_END_DECLS
