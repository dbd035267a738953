/* SPDX-License-Identifier: MIT */
#include "so-plot-private.h"

#include <math.h>

#define BAR 8.0            /* px */
#define ROW_GAP 12.0
/* Of the width, at most for a name; the value is never cut. */
#define LEAST_NAME 40.0

double
so_plot_row_height (const SoPlotFont *font)
{
  return font->height + 3 + BAR + ROW_GAP;
}

/* "12", "12 · 35 %". */
static char *
dup_value (const SoChartData *series, guint point)
{
  g_autofree char *value = so_chart_data_format (series, 0, point);

  return so_chart_data_note (series, point) ? g_strdup_printf ("%s · %s", value, so_chart_data_note (series, point)) : g_steal_pointer (&value);
}

static void
draw_bar (SoPlot *self, const SoChartData *series, guint point, double y, gboolean centred)
{
  double value = so_chart_data_value (series, 0, point), most = so_chart_data_highest (series);
  double width = isfinite (value) && most > 0 ? self->width * MAX (value, 0) / most : 0;

  /* What all would be is drawn, too: a bar that is alone says how long it is. */
  so_plot_add_faint (self, SO_SHAPE_RECT, SO_INK_GRID, 0, y, self->width, BAR, 0.5);
  if (width > 0)
    so_plot_add (self, SO_SHAPE_RECT, SO_INK_FIRST, centred ? (self->width - width) / 2 : 0, y, MAX (width, 2), BAR);
}

void
so_plot_draw_rows (SoPlot *self, const SoChartData *series, const SoPlotFont *font, gboolean centred)
{
  for (guint i = 0; i < so_chart_data_n_points (series); i++)
    {
      double y = i * so_plot_row_height (font);
      g_autofree char *all = dup_value (series, i), *value = so_plot_cut (font, all, self->width - LEAST_NAME - SO_PLOT_GAP);
      double taken = font->width (value, font->data) + SO_PLOT_GAP;
      g_autofree char *name = so_plot_cut (font, so_chart_data_label (series, i), self->width - taken);

      so_plot_add_text (self, SO_INK_TEXT, name, 0, y, 0);
      so_plot_add_text (self, SO_INK_DIM, value, self->width, y, 1);
      draw_bar (self, series, i, y + font->height + 3, centred);
      so_plot_add_cell (self, 0, y, self->width, so_plot_row_height (font));
    }
}
