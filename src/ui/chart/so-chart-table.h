/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-series.h"

G_BEGIN_DECLS

/* The numbers behind a chart as a table, for everybody: a dialog in front of @widget's window. */
void so_chart_table_present (GtkWidget *widget, SoSeries *series);

G_END_DECLS
