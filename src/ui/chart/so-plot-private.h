/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-plot.h"

G_BEGIN_DECLS

/* Between texts that are beside each other, px. */
#define SO_PLOT_GAP 8.0

/* Each kind draws from left to right; so_plot_new() mirrors. */
void so_plot_draw_columns (SoPlot *self, const SoChartData *series, const SoPlotFont *font, gboolean lines);
void so_plot_draw_rows (SoPlot *self, const SoChartData *series, const SoPlotFont *font, gboolean centred);
void so_plot_draw_heat (SoPlot *self, const SoChartData *series, const SoPlotFont *font);
/* Of a list one row, of a heat map one row, each in px. */
double so_plot_row_height (const SoPlotFont *font);
double so_plot_heat_row (const SoPlotFont *font);
/* The names of the lines of columns, with what they look like; returns the height that they take. @self NULL: only that. */
double so_plot_draw_legend (SoPlot *self, const SoChartData *series, const SoPlotFont *font, double width, gboolean lines);

void so_plot_add (SoPlot *self, SoShapeKind kind, SoInk ink, double x, double y, double width, double height);
void so_plot_add_faint (SoPlot *self, SoShapeKind kind, SoInk ink, double x, double y, double width, double height, double strength);
void so_plot_add_text (SoPlot *self, SoInk ink, const char *text, double x, double y, double align);
/* As much of @text as there is room for in @width px, with "…" where it was cut. */
char *so_plot_cut (const SoPlotFont *font, const char *text, double width);
void so_plot_add_cell (SoPlot *self, double x, double y, double width, double height);

G_END_DECLS
