/* SPDX-License-Identifier: MIT */
#include "so-plot-private.h"

/* Of what has an axis, px: without its legend and its labels. */
#define COLUMNS_HEIGHT 150.0

static void
clear_shape (gpointer data)
{
  g_free (((SoShape *) data)->text);
}

void
so_plot_add_faint (SoPlot *self, SoShapeKind kind, SoInk ink, double x, double y, double width, double height, double strength)
{
  SoShape shape = { .kind = kind, .ink = ink, .x = x, .y = y, .width = width, .height = height, .strength = strength };

  g_array_append_val (self->shapes, shape);
}

void
so_plot_add (SoPlot *self, SoShapeKind kind, SoInk ink, double x, double y, double width, double height)
{
  so_plot_add_faint (self, kind, ink, x, y, width, height, 1);
}

void
so_plot_add_text (SoPlot *self, SoInk ink, const char *text, double x, double y, double align)
{
  SoShape shape = { .kind = SO_SHAPE_TEXT, .ink = ink, .x = x, .y = y, .align = align, .strength = 1, .text = g_strdup (text) };

  g_array_append_val (self->shapes, shape);
}

char *
so_plot_cut (const SoPlotFont *font, const char *text, double width)
{
  glong n = g_utf8_strlen (text, -1);

  if (font->width (text, font->data) <= width)
    return g_strdup (text);
  while (n-- > 1)
    {
      g_autofree char *start = g_utf8_substring (text, 0, n), *cut = g_strconcat (g_strchomp (start), "…", NULL);

      if (font->width (cut, font->data) <= width)
        return g_steal_pointer (&cut);
    }
  return g_strdup ("…");
}

void
so_plot_add_cell (SoPlot *self, double x, double y, double width, double height)
{
  SoPlotCell cell = { x, y, width, height };

  g_array_append_val (self->cells, cell);
}

static void
mirror (SoPlot *self)
{
  for (guint i = 0; i < self->shapes->len; i++)
    {
      SoShape *shape = &g_array_index (self->shapes, SoShape, i);

      if (shape->kind == SO_SHAPE_TEXT)
        shape->x = self->width - shape->x, shape->align = 1 - shape->align;
      else if (shape->kind == SO_SHAPE_SEGMENT || shape->kind == SO_SHAPE_DASHED)
        shape->x = self->width - shape->x, shape->width = -shape->width;
      else
        shape->x = self->width - shape->x - shape->width;
    }
  for (guint i = 0; i < self->cells->len; i++)
    {
      SoPlotCell *cell = &g_array_index (self->cells, SoPlotCell, i);

      cell->x = self->width - cell->x - cell->width;
    }
}

double
so_plot_height (SoPlotKind kind, const SoChartData *series, double width, const SoPlotFont *font)
{
  switch (kind)
    {
    case SO_PLOT_LIST:
    case SO_PLOT_FUNNEL:
      return MAX (so_chart_data_n_points (series), 1) * so_plot_row_height (font);
    case SO_PLOT_HEAT:
      return so_chart_data_n_lines (series) * so_plot_heat_row (font) + font->height + SO_PLOT_GAP;
    default:
      return COLUMNS_HEIGHT + font->height * 2 + so_plot_draw_legend (NULL, series, font, width, kind == SO_PLOT_LINES);
    }
}

SoPlot *
so_plot_new (SoPlotKind kind, const SoChartData *series, double width, gboolean rtl, const SoPlotFont *font)
{
  SoPlot *self = g_new0 (SoPlot, 1);

  self->width = width;
  self->height = so_plot_height (kind, series, width, font);
  self->rows = kind == SO_PLOT_HEAT ? so_chart_data_n_lines (series) : 1;
  self->shapes = g_array_new (FALSE, FALSE, sizeof (SoShape));
  g_array_set_clear_func (self->shapes, clear_shape);
  self->cells = g_array_new (FALSE, FALSE, sizeof (SoPlotCell));
  if (kind == SO_PLOT_HEAT)
    so_plot_draw_heat (self, series, font);
  else if (kind == SO_PLOT_LIST || kind == SO_PLOT_FUNNEL)
    so_plot_draw_rows (self, series, font, kind == SO_PLOT_FUNNEL);
  else
    so_plot_draw_columns (self, series, font, kind == SO_PLOT_LINES);
  if (rtl)
    mirror (self);
  return self;
}

void
so_plot_free (SoPlot *self)
{
  g_array_unref (self->shapes);
  g_array_unref (self->cells);
  g_free (self);
}

int
so_plot_find (const SoPlot *self, double x, double y)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      const SoPlotCell *cell = &g_array_index (self->cells, SoPlotCell, i);

      if (x >= cell->x && x < cell->x + cell->width && y >= cell->y && y < cell->y + cell->height)
        return (int) i;
    }
  return -1;
}
