/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-chart-data.h"

G_BEGIN_DECLS

typedef enum {
  SO_PLOT_BARS,      /* a bar for each point and line, upright */
  SO_PLOT_LINES,     /* a line through the points; it is broken where a value is not known */
  SO_PLOT_LIST,      /* a bar for each point, lying, with its name and value: shares */
  SO_PLOT_FUNNEL,    /* the same, around the middle: steps that fewer and fewer take */
  SO_PLOT_HEAT,      /* points across, lines down: the more, the stronger */
} SoPlotKind;

typedef enum {
  SO_SHAPE_RECT,
  SO_SHAPE_HOLLOW,     /* a rectangle that is only outlined */
  SO_SHAPE_SEGMENT,    /* from x, y to x + width, y + height */
  SO_SHAPE_DASHED,     /* the same, broken */
  SO_SHAPE_DOT,        /* a disc in that rectangle */
  SO_SHAPE_RING,       /* an outlined one */
  SO_SHAPE_TEXT,       /* at x, @y its top */
} SoShapeKind;

typedef enum {
  SO_INK_TEXT,
  SO_INK_DIM,          /* text that is less important */
  SO_INK_GRID,
  SO_INK_FIRST,        /* the first line: the accent colour */
  SO_INK_SECOND,       /* the others: the colour of text, and never by colour alone: hollow, or dashed */
  SO_INK_ON_FIRST,     /* text on the accent colour */
  SO_N_INKS,
} SoInk;

/* px; a text has no size here: @align 0 begins at x, 0.5 has its middle there, 1 ends there. */
typedef struct {
  SoShapeKind kind;
  SoInk ink;
  double x, y, width, height;
  double align;
  double strength;     /* of the ink, 0 to 1 */
  char *text;
} SoShape;

/* Where a point (of a heat map: a point of a line) is pressed. */
typedef struct {
  double x, y, width, height;
} SoPlotCell;

/* How the text of a chart is measured: on the screen by Pango, in a test by counting letters. */
typedef struct {
  double (*width) (const char *text, gpointer data);
  gpointer data;
  double height;       /* of a line, px */
} SoPlotFont;

/**
 * SoPlot: a chart of a width as shapes and nothing else: the window draws them, a file is written of them, and a test looks whether they overlap.
 *
 * The time of a chart goes as people read: from right to left where they write so, as the week of the schedule does.
 */
typedef struct {
  double width, height;
  GArray *shapes;      /* SoShape */
  GArray *cells;       /* SoPlotCell: of point 0 all rows, of point 1, … */
  guint rows;          /* cells of a point: 1; of a heat map its lines */
} SoPlot;

/* How high it is in @width px: it depends on the names of lines, which may need two rows. */
double so_plot_height (SoPlotKind kind, const SoChartData *series, double width, const SoPlotFont *font);
SoPlot *so_plot_new (SoPlotKind kind, const SoChartData *series, double width, gboolean rtl, const SoPlotFont *font);
void so_plot_free (SoPlot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoPlot, so_plot_free)

/* The cell at a place, -1: none. */
int so_plot_find (const SoPlot *self, double x, double y);

G_END_DECLS
