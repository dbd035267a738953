/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-axis.h"

G_BEGIN_DECLS

/**
 * SoChartData: the table behind a chart: points (days, categories, hours) with a value for each line (received, sent). A value that is not known is NAN: a gap, which is not 0. Once it is
 * shown it is not changed any more; shared by reference.
 */
typedef struct _SoChartData SoChartData;

/* @title: of the chart; @points: what the points are ("Day"), the heading of their column. @currency: of money, else NULL. */
SoChartData *so_chart_data_new (const char *title, const char *points, SoAxisUnit unit, const char *currency);
SoChartData *so_chart_data_ref (SoChartData *self);
void so_chart_data_unref (SoChartData *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoChartData, so_chart_data_unref)

/* Lines come before points. */
void so_chart_data_add_line (SoChartData *self, const char *name);
/* What the numbers of one line are, where they are not as those of the others: for tables, not for charts. */
void so_chart_data_set_line_unit (SoChartData *self, guint line, SoAxisUnit unit);
/* @label: below the chart, "12 Nov"; @words: in full, "Thursday, 12 November", NULL: the same; then a double for each line. Returns its place. */
guint so_chart_data_add_point (SoChartData *self, const char *label, const char *words, ...);
guint so_chart_data_add_values (SoChartData *self, const char *label, const char *words, const double *values);
/* What is said beside a value, "62 % of the step before"; NULL: nothing. */
void so_chart_data_set_note (SoChartData *self, guint point, const char *note);

const char *so_chart_data_get_title (const SoChartData *self);
const char *so_chart_data_get_points (const SoChartData *self);
SoAxisUnit so_chart_data_get_unit (const SoChartData *self);
SoAxisUnit so_chart_data_get_line_unit (const SoChartData *self, guint line);
const char *so_chart_data_get_currency (const SoChartData *self);
guint so_chart_data_n_lines (const SoChartData *self);
guint so_chart_data_n_points (const SoChartData *self);
const char *so_chart_data_line (const SoChartData *self, guint line);
const char *so_chart_data_label (const SoChartData *self, guint point);
const char *so_chart_data_words (const SoChartData *self, guint point);
const char *so_chart_data_note (const SoChartData *self, guint point);
/* NAN: not known. */
double so_chart_data_value (const SoChartData *self, guint line, guint point);
/* The largest and the smallest value; 0 where none is known. */
double so_chart_data_highest (const SoChartData *self);
double so_chart_data_lowest (const SoChartData *self);
/* TRUE where every value is 0 or not known. */
gboolean so_chart_data_is_empty (const SoChartData *self);
/* "Received" is "12": a value as people read it. Free with g_free(). */
char *so_chart_data_format (const SoChartData *self, guint line, guint point);
/* "Thursday, 12 November: Received 12, Sent 9": what is said of a point. */
char *so_chart_data_say (const SoChartData *self, guint point);
/* The same, with a line for each of its parts: narrow enough for a tooltip beside the edge of a screen. Free with g_free(). */
char *so_chart_data_say_lines (const SoChartData *self, guint point);

G_END_DECLS
