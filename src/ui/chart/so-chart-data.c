/* SPDX-License-Identifier: MIT */
#include "so-chart-data.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdarg.h>

typedef struct {
  char *label, *words, *note;
} Point;

struct _SoChartData {
  char *title, *points_title, *currency;
  SoAxisUnit unit;
  GPtrArray *lines;    /* their names */
  GArray *units;       /* SoAxisUnit of each */
  GArray *points;      /* Point */
  GArray *values;      /* double, point by point */
};

static void
clear_point (gpointer data)
{
  Point *point = data;

  g_free (point->label);
  g_free (point->words);
  g_free (point->note);
}

SoChartData *
so_chart_data_new (const char *title, const char *points, SoAxisUnit unit, const char *currency)
{
  SoChartData *self = g_rc_box_new0 (SoChartData);

  self->title = g_strdup (title);
  self->points_title = g_strdup (points);
  self->unit = unit;
  self->currency = g_strdup (currency);
  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->units = g_array_new (FALSE, FALSE, sizeof (SoAxisUnit));
  self->points = g_array_new (FALSE, TRUE, sizeof (Point));
  g_array_set_clear_func (self->points, clear_point);
  self->values = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

SoChartData *
so_chart_data_ref (SoChartData *self)
{
  return g_rc_box_acquire (self);
}

static void
series_clear (gpointer data)
{
  SoChartData *self = data;

  g_free (self->title);
  g_free (self->points_title);
  g_free (self->currency);
  g_ptr_array_unref (self->lines);
  g_array_unref (self->units);
  g_array_unref (self->points);
  g_array_unref (self->values);
}

void
so_chart_data_unref (SoChartData *self)
{
  g_rc_box_release_full (self, series_clear);
}

void
so_chart_data_add_line (SoChartData *self, const char *name)
{
  g_return_if_fail (self && !self->points->len);

  g_ptr_array_add (self->lines, g_strdup (name));
  g_array_append_val (self->units, self->unit);
}

void
so_chart_data_set_line_unit (SoChartData *self, guint line, SoAxisUnit unit)
{
  g_return_if_fail (line < self->lines->len);

  g_array_index (self->units, SoAxisUnit, line) = unit;
}

guint
so_chart_data_add_values (SoChartData *self, const char *label, const char *words, const double *values)
{
  Point point = { g_strdup (label), g_strdup (words ? words : label), NULL };

  g_array_append_val (self->points, point);
  g_array_append_vals (self->values, values, self->lines->len);
  return self->points->len - 1;
}

guint
so_chart_data_add_point (SoChartData *self, const char *label, const char *words, ...)
{
  g_autofree double *values = g_new (double, self->lines->len);
  va_list more;

  va_start (more, words);
  for (guint i = 0; i < self->lines->len; i++)
    values[i] = va_arg (more, double);
  va_end (more);
  return so_chart_data_add_values (self, label, words, values);
}

void
so_chart_data_set_note (SoChartData *self, guint point, const char *note)
{
  g_return_if_fail (point < self->points->len);

  g_set_str (&g_array_index (self->points, Point, point).note, note);
}

const char *
so_chart_data_get_title (const SoChartData *self)
{
  return self->title;
}

const char *
so_chart_data_get_points (const SoChartData *self)
{
  return self->points_title;
}

SoAxisUnit
so_chart_data_get_unit (const SoChartData *self)
{
  return self->unit;
}

SoAxisUnit
so_chart_data_get_line_unit (const SoChartData *self, guint line)
{
  return g_array_index (self->units, SoAxisUnit, line);
}

const char *
so_chart_data_get_currency (const SoChartData *self)
{
  return self->currency;
}

guint
so_chart_data_n_lines (const SoChartData *self)
{
  return self->lines->len;
}

guint
so_chart_data_n_points (const SoChartData *self)
{
  return self->points->len;
}

const char *
so_chart_data_line (const SoChartData *self, guint line)
{
  return self->lines->pdata[line];
}

const char *
so_chart_data_label (const SoChartData *self, guint point)
{
  return g_array_index (self->points, Point, point).label;
}

const char *
so_chart_data_words (const SoChartData *self, guint point)
{
  return g_array_index (self->points, Point, point).words;
}

const char *
so_chart_data_note (const SoChartData *self, guint point)
{
  return g_array_index (self->points, Point, point).note;
}

double
so_chart_data_value (const SoChartData *self, guint line, guint point)
{
  return g_array_index (self->values, double, point * self->lines->len + line);
}

double
so_chart_data_highest (const SoChartData *self)
{
  double highest = 0;

  for (guint i = 0; i < self->values->len; i++)
    highest = fmax (highest, g_array_index (self->values, double, i));
  return highest;
}

double
so_chart_data_lowest (const SoChartData *self)
{
  double lowest = 0;

  for (guint i = 0; i < self->values->len; i++)
    lowest = fmin (lowest, g_array_index (self->values, double, i));
  return lowest;
}

gboolean
so_chart_data_is_empty (const SoChartData *self)
{
  return so_chart_data_highest (self) == 0 && so_chart_data_lowest (self) == 0;
}

char *
so_chart_data_format (const SoChartData *self, guint line, guint point)
{
  return so_axis_format (so_chart_data_value (self, line, point), so_chart_data_get_line_unit (self, line), self->currency);
}

/* @first stands behind the point, @next between its lines, @note before what was noted. */
static char *
say (const SoChartData *self, guint point, const char *first, const char *next, const char *note)
{
  GString *all = g_string_new (so_chart_data_words (self, point));

  for (guint i = 0; i < self->lines->len; i++)
    {
      g_autofree char *value = isfinite (so_chart_data_value (self, i, point)) ? so_chart_data_format (self, i, point) : g_strdup (_("not known"));

      g_string_append (all, i ? next : first);
      /* The only one needs no name: the chart has it. */
      if (self->lines->len > 1)
        g_string_append_printf (all, "%s ", so_chart_data_line (self, i));
      g_string_append (all, value);
    }
  if (so_chart_data_note (self, point))
    g_string_append_printf (all, "%s(%s)", note, so_chart_data_note (self, point));
  return g_string_free_and_steal (all);
}

char *
so_chart_data_say (const SoChartData *self, guint point)
{
  return say (self, point, ": ", ", ", " ");
}

char *
so_chart_data_say_lines (const SoChartData *self, guint point)
{
  return say (self, point, "\n", "\n", "\n");
}
