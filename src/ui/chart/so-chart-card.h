/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-chart.h"

G_BEGIN_DECLS

/**
 * SoChartCard: a chart with its title, what it counts in one sentence, and a menu: the table behind it, and the files that it can be saved as. Until there are numbers, and where they
 * are all nothing, it says so in a place of the same height: nothing jumps.
 */
#define SO_TYPE_CHART_CARD (so_chart_card_get_type ())
G_DECLARE_FINAL_TYPE (SoChartCard, so_chart_card, SO, CHART_CARD, AdwBin)

/* @definition: below the title. @nothing: what is said where all is nothing. Both translated; @name: untranslated, of the widget. */
SoChartCard *so_chart_card_new (SoPlotKind kind, const char *name, const char *title, const char *definition, const char *nothing);
void so_chart_card_set_series (SoChartCard *self, SoChartData *series);
SoChart *so_chart_card_get_chart (SoChartCard *self);

G_END_DECLS
