/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The menu button of what shows numbers: as a table, and as files. Its items are actions of a widget above it: "chart.table" and "chart.save" (i, an SoChartFile).
 * @title: of what it belongs to, translated. @pictures: it can be saved as one, too. @first: what stands above these, or NULL. */
GtkWidget *so_chart_menu_new (const char *title, gboolean pictures, GMenuItem *first);

G_END_DECLS
