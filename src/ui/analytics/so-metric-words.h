/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-axis.h"
#include "so-metric.h"
#include "so-overview.h"

G_BEGIN_DECLS

/* Numbers of the studio in words. Pure; free with g_free(). */

/* "12", "82 %", "4 min 30 s", "120 €"; "–" where nothing is known, or too little to say a share. */
char *so_metric_words_value (const SoFigures *figures, SoMetric metric, const char *currency);
/* What stands below it: why there is none ("only 3 so far"), or how it changed: "+40 % · 30 before". "" where there is nothing to say. */
char *so_metric_words_note (const SoOverview *overview, SoMetric metric);
/* "+40 %", "−4 points"; where too little is known for it "n = 3". */
char *so_metric_words_change (const SoFigures *before, const SoFigures *now, SoMetric metric);
/* The unit of a chart, and @value in it (minutes become seconds). */
SoAxisUnit so_metric_words_axis (SoMetric metric, double *value);
/* "12 Nov", and "Thursday, 12 November". */
char *so_metric_words_day (int day);
char *so_metric_words_long_day (int day);

G_END_DECLS
