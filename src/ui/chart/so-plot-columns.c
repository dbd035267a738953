/* SPDX-License-Identifier: MIT */
#include "so-plot-private.h"

#include <math.h>

#define SAMPLE 12.0        /* of a line's look, beside its name, px */
#define WIDEST_BAR 32.0
#define BARS_PART 0.75     /* of the place of a point */
#define DOT 6.0

typedef struct {
  SoPlot *plot;
  const SoChartData *series;
  const SoPlotFont *font;
  SoAxis axis;
  double left, top, width, height;    /* of the field with the bars */
} Columns;

static SoInk
ink_of (guint line)
{
  return line ? SO_INK_SECOND : SO_INK_FIRST;
}

static double
text_width (const SoPlotFont *font, const char *text)
{
  return font->width (text, font->data);
}

static void
draw_sample (SoPlot *plot, guint line, gboolean lines, double x, double y, double height)
{
  double middle = y + height / 2;

  if (!lines)
    {
      so_plot_add (plot, line ? SO_SHAPE_HOLLOW : SO_SHAPE_RECT, ink_of (line), x, middle - SAMPLE / 2, SAMPLE, SAMPLE);
      return;
    }
  so_plot_add (plot, line ? SO_SHAPE_DASHED : SO_SHAPE_SEGMENT, ink_of (line), x, middle, SAMPLE, 0);
  so_plot_add (plot, line ? SO_SHAPE_RING : SO_SHAPE_DOT, ink_of (line), x + SAMPLE / 2 - DOT / 2, middle - DOT / 2, DOT, DOT);
}

double
so_plot_draw_legend (SoPlot *self, const SoChartData *series, const SoPlotFont *font, double width, gboolean lines)
{
  double x = 0, y = 0;

  /* One line is what the title says. */
  if (so_chart_data_n_lines (series) < 2)
    return 0;
  for (guint i = 0; i < so_chart_data_n_lines (series); i++)
    {
      g_autofree char *name = so_plot_cut (font, so_chart_data_line (series, i), width - SAMPLE - SO_PLOT_GAP);
      double all = SAMPLE + SO_PLOT_GAP + text_width (font, name);

      if (x > 0 && x + all > width)
        x = 0, y += font->height + 2;
      if (self)
        {
          draw_sample (self, i, lines, x, y, font->height);
          so_plot_add_text (self, SO_INK_TEXT, name, x + SAMPLE + SO_PLOT_GAP, y, 0);
        }
      x += all + 2 * SO_PLOT_GAP;
    }
  return y + font->height + SO_PLOT_GAP;
}

static double
y_of (const Columns *columns, double value)
{
  return columns->top + columns->height * (1 - so_axis_place (&columns->axis, value));
}

static double
slot (const Columns *columns)
{
  return columns->width / MAX (so_chart_data_n_points (columns->series), 1);
}

static double
widest_tick (const Columns *columns)
{
  double widest = 0;

  for (guint i = 0; i < columns->axis.n; i++)
    {
      g_autofree char *words = so_axis_format_short (so_axis_tick (&columns->axis, i), so_chart_data_get_unit (columns->series), so_chart_data_get_currency (columns->series));

      widest = MAX (widest, text_width (columns->font, words));
    }
  return widest;
}

/* Lines of the grid, and what they stand for; the one of nothing is stronger. */
static void
draw_ticks (Columns *columns)
{
  for (guint i = 0; i < columns->axis.n; i++)
    {
      double value = so_axis_tick (&columns->axis, i), y = y_of (columns, value);
      g_autofree char *words = so_axis_format_short (value, so_chart_data_get_unit (columns->series), so_chart_data_get_currency (columns->series));

      so_plot_add_faint (columns->plot, SO_SHAPE_SEGMENT, SO_INK_GRID, columns->left, y, columns->width, 0, value == 0 ? 1 : 0.5);
      so_plot_add_text (columns->plot, SO_INK_DIM, words, columns->left - SO_PLOT_GAP, y - columns->font->height / 2, 1);
    }
}

/* By how much the label of the last point would stick out at the end, where it has its middle below the point. */
static double
sticking_out (const Columns *columns)
{
  guint n = so_chart_data_n_points (columns->series);

  return n ? MAX (text_width (columns->font, so_chart_data_label (columns->series, n - 1)) / 2 - slot (columns) / 2, 0) : 0;
}

/* Every one, or every second, third…: as there is room for. Counted from the last one, which is now, and is moved in where it has no place. */
static void
draw_labels (Columns *columns)
{
  guint n = so_chart_data_n_points (columns->series), step = 1;
  double widest = 0, top = columns->top + columns->height + columns->font->height * 0.5, out = sticking_out (columns);

  for (guint i = 0; i < n; i++)
    widest = MAX (widest, text_width (columns->font, so_chart_data_label (columns->series, i)));
  while (step < n && step * slot (columns) < widest + SO_PLOT_GAP + out)
    step++;
  for (guint i = 0; i < n; i++)
    {
      const char *label = so_chart_data_label (columns->series, i);
      double middle = columns->left + (i + 0.5) * slot (columns) - (i == n - 1 ? out : 0), half = text_width (columns->font, label) / 2;

      if ((n - 1 - i) % step == 0 && middle - half >= 0)
        so_plot_add_text (columns->plot, SO_INK_DIM, label, middle, top, 0.5);
    }
}

static void
draw_bars (Columns *columns, guint point)
{
  guint n = so_chart_data_n_lines (columns->series);
  double width = MIN (slot (columns) * BARS_PART / MAX (n, 1), WIDEST_BAR), x = columns->left + (point + 0.5) * slot (columns) - n * width / 2;
  double ground = y_of (columns, 0);

  for (guint i = 0; i < n; i++, x += width)
    {
      double value = so_chart_data_value (columns->series, i, point), y;

      if (!isfinite (value) || value == 0)
        continue;
      y = y_of (columns, value);
      /* One of a thousand is seen, too. */
      if (fabs (ground - y) < 1)
        y = ground - (value > 0 ? 1 : -1);
      so_plot_add (columns->plot, i ? SO_SHAPE_HOLLOW : SO_SHAPE_RECT, ink_of (i), x, MIN (y, ground), n > 1 && width > 2 ? width - 1 : width, fabs (ground - y));
    }
}

static void
draw_line (Columns *columns, guint line)
{
  double x = 0, y = 0, dot = MIN (DOT, slot (columns));
  gboolean before = FALSE;

  for (guint i = 0; i < so_chart_data_n_points (columns->series); i++)
    {
      double value = so_chart_data_value (columns->series, line, i), next_x = columns->left + (i + 0.5) * slot (columns), next_y;

      if (!isfinite (value))
        {
          before = FALSE;
          continue;
        }
      next_y = y_of (columns, value);
      if (before)
        so_plot_add (columns->plot, line ? SO_SHAPE_DASHED : SO_SHAPE_SEGMENT, ink_of (line), x, y, next_x - x, next_y - y);
      so_plot_add (columns->plot, line ? SO_SHAPE_RING : SO_SHAPE_DOT, ink_of (line), next_x - dot / 2, next_y - dot / 2, dot, dot);
      x = next_x, y = next_y, before = TRUE;
    }
}

void
so_plot_draw_columns (SoPlot *self, const SoChartData *series, const SoPlotFont *font, gboolean lines)
{
  Columns columns = { .plot = self, .series = series, .font = font };

  columns.top = so_plot_draw_legend (self, series, font, self->width, lines) + font->height / 2;
  columns.height = self->height - columns.top - font->height * 1.5;
  columns.axis = so_axis_make (so_chart_data_lowest (series), so_chart_data_highest (series), (guint) CLAMP (columns.height / (font->height * 2.5), 2, 5), so_chart_data_get_unit (series));
  columns.left = widest_tick (&columns) + SO_PLOT_GAP;
  columns.width = MAX (self->width - columns.left, 1);
  draw_ticks (&columns);
  draw_labels (&columns);
  for (guint i = 0; i < so_chart_data_n_points (series); i++)
    {
      if (!lines)
        draw_bars (&columns, i);
      so_plot_add_cell (self, columns.left + i * slot (&columns), columns.top, slot (&columns), columns.height);
    }
  for (guint i = 0; lines && i < so_chart_data_n_lines (series); i++)
    draw_line (&columns, i);
}
