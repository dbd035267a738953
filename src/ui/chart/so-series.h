/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-axis.h"

G_BEGIN_DECLS

/**
 * SoSeries: the table behind a chart: points (days, categories, hours) with a value for each line (received, sent). A value that is not known is NAN: a gap, which is not 0. Once it is
 * shown it is not changed any more; shared by reference.
 */
typedef struct _SoSeries SoSeries;

/* @title: of the chart; @points: what the points are ("Day"), the heading of their column. @currency: of money, else NULL. */
SoSeries *so_series_new (const char *title, const char *points, SoAxisUnit unit, const char *currency);
SoSeries *so_series_ref (SoSeries *self);
void so_series_unref (SoSeries *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoSeries, so_series_unref)

/* Lines come before points. */
void so_series_add_line (SoSeries *self, const char *name);
/* What the numbers of one line are, where they are not as those of the others: for tables, not for charts. */
void so_series_set_line_unit (SoSeries *self, guint line, SoAxisUnit unit);
/* @label: below the chart, "12 Nov"; @words: in full, "Thursday, 12 November", NULL: the same; then a double for each line. Returns its place. */
guint so_series_add_point (SoSeries *self, const char *label, const char *words, ...);
guint so_series_add_values (SoSeries *self, const char *label, const char *words, const double *values);
/* What is said beside a value, "62 % of the step before"; NULL: nothing. */
void so_series_set_note (SoSeries *self, guint point, const char *note);

const char *so_series_get_title (const SoSeries *self);
const char *so_series_get_points (const SoSeries *self);
SoAxisUnit so_series_get_unit (const SoSeries *self);
SoAxisUnit so_series_get_line_unit (const SoSeries *self, guint line);
const char *so_series_get_currency (const SoSeries *self);
guint so_series_n_lines (const SoSeries *self);
guint so_series_n_points (const SoSeries *self);
const char *so_series_line (const SoSeries *self, guint line);
const char *so_series_label (const SoSeries *self, guint point);
const char *so_series_words (const SoSeries *self, guint point);
const char *so_series_note (const SoSeries *self, guint point);
/* NAN: not known. */
double so_series_value (const SoSeries *self, guint line, guint point);
/* The largest and the smallest value; 0 where none is known. */
double so_series_highest (const SoSeries *self);
double so_series_lowest (const SoSeries *self);
/* TRUE where every value is 0 or not known. */
gboolean so_series_is_empty (const SoSeries *self);
/* "Received" is "12": a value as people read it. Free with g_free(). */
char *so_series_format (const SoSeries *self, guint line, guint point);
/* "Thursday, 12 November: Received 12, Sent 9": what is said of a point. */
char *so_series_say (const SoSeries *self, guint point);

G_END_DECLS
