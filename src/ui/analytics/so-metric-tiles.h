/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-metric.h"
#include "so-overview.h"

G_BEGIN_DECLS

/**
 * SoMetricTiles: numbers beside each other, each with its name and how it changed. What one counts is its tooltip and its description, and Enter shows it. Until there are numbers "…"
 * stands in their place: nothing jumps.
 */
#define SO_TYPE_METRIC_TILES (so_metric_tiles_get_type ())
G_DECLARE_FINAL_TYPE (SoMetricTiles, so_metric_tiles, SO, METRIC_TILES, AdwBin)

/* @name: for screen readers, translated. */
SoMetricTiles *so_metric_tiles_new (const char *name, const SoMetric *metrics, guint n);
/* One that is no SoMetric, after the others: translated words that live as long as the program; @nick is its name for style sheets. */
void so_metric_tiles_add (SoMetricTiles *self, const char *nick, const char *label, const char *definition);
/* What stands in the @tile-th, counted from 0; @note: below it, or "". */
void so_metric_tiles_set (SoMetricTiles *self, guint tile, const char *value, const char *note);
/* The numbers of all that are a SoMetric. */
void so_metric_tiles_show (SoMetricTiles *self, const SoOverview *overview);

/* A popover at @widget with what @metric counts. */
void so_metric_tiles_explain (GtkWidget *widget, SoMetric metric);

G_END_DECLS
