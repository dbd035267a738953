/* SPDX-License-Identifier: MIT */
#include "so-plot-private.h"

#include <math.h>

#define BETWEEN 2.0        /* cells, px */
/* The weakest that is not nothing can be told from it. */
#define WEAKEST 0.15

typedef struct {
  SoPlot *plot;
  const SoChartData *series;
  const SoPlotFont *font;
  double left, column, row, most;
  gboolean numbered;       /* each cell has its number */
} Heat;

double
so_plot_heat_row (const SoPlotFont *font)
{
  return font->height + 6;
}

/* Where there is room for the widest of them, each cell has its number: nobody has to tell colours from each other. Some with and some without would seem to mean something. */
static gboolean
has_room (const Heat *heat)
{
  for (guint line = 0; line < so_chart_data_n_lines (heat->series); line++)
    for (guint point = 0; point < so_chart_data_n_points (heat->series); point++)
      {
        double value = so_chart_data_value (heat->series, line, point);
        g_autofree char *words = isfinite (value) && value > 0 ? so_axis_format_short (value, so_chart_data_get_unit (heat->series), so_chart_data_get_currency (heat->series)) : NULL;

        if (words && heat->font->width (words, heat->font->data) > heat->column - BETWEEN - 2)
          return FALSE;
      }
  return TRUE;
}

static void
draw_cell (Heat *heat, guint line, guint point)
{
  double value = so_chart_data_value (heat->series, line, point), x = heat->left + point * heat->column, y = line * heat->row, strength;
  g_autofree char *words = NULL;

  so_plot_add_cell (heat->plot, x, y, heat->column, heat->row);
  if (!isfinite (value) || value <= 0 || heat->most <= 0)
    {
      so_plot_add_faint (heat->plot, SO_SHAPE_RECT, SO_INK_GRID, x, y, heat->column - BETWEEN, heat->row - BETWEEN, 0.3);
      return;
    }
  strength = WEAKEST + (1 - WEAKEST) * value / heat->most;
  so_plot_add_faint (heat->plot, SO_SHAPE_RECT, SO_INK_FIRST, x, y, heat->column - BETWEEN, heat->row - BETWEEN, strength);
  if (!heat->numbered)
    return;
  words = so_axis_format_short (value, so_chart_data_get_unit (heat->series), so_chart_data_get_currency (heat->series));
  so_plot_add_text (heat->plot, strength > 0.6 ? SO_INK_ON_FIRST : SO_INK_TEXT, words, x + (heat->column - BETWEEN) / 2, y + (heat->row - BETWEEN - heat->font->height) / 2, 0.5);
}

static void
draw_labels (Heat *heat)
{
  guint n = so_chart_data_n_points (heat->series), step = 1;
  double widest = 0;

  for (guint i = 0; i < n; i++)
    widest = MAX (widest, heat->font->width (so_chart_data_label (heat->series, i), heat->font->data));
  /* Parts of a day: every third, sixth, twelfth hour. */
  while (step < n && step * heat->column < widest + SO_PLOT_GAP)
    step = step == 1 ? 3 : step * 2;
  for (guint i = 0; i < n; i += step)
    if (heat->left + i * heat->column + heat->font->width (so_chart_data_label (heat->series, i), heat->font->data) <= heat->plot->width)
      so_plot_add_text (heat->plot, SO_INK_DIM, so_chart_data_label (heat->series, i), heat->left + i * heat->column, so_chart_data_n_lines (heat->series) * heat->row + 2, 0);
}

void
so_plot_draw_heat (SoPlot *self, const SoChartData *series, const SoPlotFont *font)
{
  Heat heat = { .plot = self, .series = series, .font = font, .row = so_plot_heat_row (font), .most = so_chart_data_highest (series) };
  guint n = so_chart_data_n_points (series);

  for (guint i = 0; i < so_chart_data_n_lines (series); i++)
    heat.left = MAX (heat.left, font->width (so_chart_data_line (series, i), font->data) + SO_PLOT_GAP);
  heat.column = MAX (self->width - heat.left, 1) / MAX (n, 1);
  heat.numbered = has_room (&heat);
  for (guint i = 0; i < so_chart_data_n_lines (series); i++)
    so_plot_add_text (self, SO_INK_DIM, so_chart_data_line (series, i), heat.left - SO_PLOT_GAP, i * heat.row + (heat.row - BETWEEN - font->height) / 2, 1);
  for (guint point = 0; point < n; point++)
    for (guint line = 0; line < so_chart_data_n_lines (series); line++)
      draw_cell (&heat, line, point);
  draw_labels (&heat);
}
