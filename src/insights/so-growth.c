/* SPDX-License-Identifier: MIT */
#include "so-growth.h"

gboolean
so_growth (const SoFigures *before, const SoFigures *now, SoMetric metric, SoGrowth *growth)
{
  gboolean known;

  *growth = (SoGrowth) { .points = so_metric_unit (metric) == SO_UNIT_SHARE };
  known = so_metric_value (before, metric, &growth->before, &growth->n_before);
  known = so_metric_value (now, metric, &growth->now, &growth->n_now) && known;
  if (!known || so_metric_is_now (metric) || growth->n_before < SO_METRIC_LEAST)
    return FALSE;
  if (growth->points)
    return growth->change = growth->now - growth->before, TRUE;
  if (growth->before <= 0)
    return FALSE;
  return growth->change = growth->now / growth->before - 1, TRUE;
}
