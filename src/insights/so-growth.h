/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-metric.h"

G_BEGIN_DECLS

/* How a metric changed from one period to the next of the same kind. */
typedef struct {
  double before, now;   /* values */
  double change;        /* relative, 0.4: 40 % more; of a share: the difference, 0.04: 4 points more */
  gboolean points;      /* change is a difference of shares */
  guint n_before, n_now;
} SoGrowth;

/* FALSE where nothing is said: fewer than SO_METRIC_LEAST in the period before (of a share: in either), no value in one of the two, or 0 before.
 * before, now and the n are set all the same, so that they can be shown. */
gboolean so_growth (const SoFigures *before, const SoFigures *now, SoMetric metric, SoGrowth *growth);

G_END_DECLS
