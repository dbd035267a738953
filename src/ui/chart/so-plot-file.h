/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-plot.h"

G_BEGIN_DECLS

/* Charts as files: pure text, on white. Free with g_free(). */

/* The table, with a heading: comma, quotes where needed, CRLF; numbers are plain (a point, no thousands), a gap is empty. What a spreadsheet would take for a formula is text. */
char *so_plot_file_csv (const SoChartData *series);
/* @series: for the title and the description that screen readers read. */
char *so_plot_file_svg (const SoPlot *plot, const SoChartData *series, const SoPlotFont *font);
/* A picture @scale times as large, PNG. Free with g_bytes_unref(). */
GBytes *so_plot_file_png (const SoPlot *plot, const SoChartData *series, double scale);
/* What is written on white, 0 to 1 each. */
void so_plot_file_colour (SoInk ink, double *red, double *green, double *blue);
/* "messages-per-day.csv": what the file is called if one says nothing. */
char *so_plot_file_name (const SoChartData *series, const char *ending);

G_END_DECLS
