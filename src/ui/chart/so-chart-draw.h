/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-plot.h"

G_BEGIN_DECLS

/* The colours in force: @inks are those of SoInk. */
void so_chart_colours (GtkWidget *widget, GdkRGBA *inks);
/* Draws the shapes of @plot with @inks. @layout: for its texts. */
void so_chart_draw (GtkSnapshot *snapshot, const SoPlot *plot, PangoLayout *layout, const GdkRGBA *inks);

G_END_DECLS
