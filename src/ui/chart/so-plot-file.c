/* SPDX-License-Identifier: MIT */
#include "so-plot-file.h"

#include "so-csv-guard.h"
#include "so-money.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#define MARGIN 16.0
#define TITLE_HEIGHT 30.0

/* On white, whatever the window looks like: files are printed, and sent to others. */
static const double colours[SO_N_INKS][3] = {
  [SO_INK_TEXT] = { 0.13, 0.13, 0.15 }, [SO_INK_DIM] = { 0.36, 0.36, 0.40 }, [SO_INK_GRID] = { 0.80, 0.80, 0.82 },
  [SO_INK_FIRST] = { 0.21, 0.52, 0.89 }, [SO_INK_SECOND] = { 0.24, 0.22, 0.27 }, [SO_INK_ON_FIRST] = { 1, 1, 1 },
};

void
so_plot_file_colour (SoInk ink, double *red, double *green, double *blue)
{
  *red = colours[ink][0], *green = colours[ink][1], *blue = colours[ink][2];
}

char *
so_plot_file_name (const SoChartData *series, const char *ending)
{
  GString *name = g_string_new (NULL);

  /* Letters and digits of every language; what is between becomes one hyphen. */
  for (const char *p = so_chart_data_get_title (series); *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (name, g_unichar_tolower (c));
      else if (name->len && name->str[name->len - 1] != '-')
        g_string_append_c (name, '-');
    }
  while (name->len && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);
  g_string_append_printf (name, "%s.%s", name->len ? "" : "chart", ending);
  return g_string_free_and_steal (name);
}

/* Table ------------------------------------------------------------------------------------------------ */

static void
append_cell (GString *out, const char *text, gboolean first)
{
  g_autofree char *cell = so_csv_guard (text);

  if (!first)
    g_string_append_c (out, ',');
  if (!strpbrk (cell, ",\"\r\n"))
    {
      g_string_append (out, cell);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = cell; *p; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

/* Money in whole units, as the table of a person's bookings has it; a share as a part of 1. */
static void
append_value (GString *out, const SoChartData *series, guint line, guint point)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  double value = so_chart_data_value (series, line, point);
  const char *format = "%.4g";
  guint decimals;

  g_string_append_c (out, ',');
  if (!isfinite (value))
    return;
  if (so_chart_data_get_line_unit (series, line) == SO_AXIS_MONEY)
    {
      decimals = so_money_decimals (so_chart_data_get_currency (series));
      value = so_money_whole (value, so_chart_data_get_currency (series));
      format = decimals == 0 ? "%.0f" : decimals == 3 ? "%.3f" : "%.2f";
    }
  g_string_append (out, g_ascii_formatd (text, sizeof text, value == floor (value) ? "%.0f" : format, value));
}

char *
so_plot_file_csv (const SoChartData *series)
{
  GString *out = g_string_new (NULL);

  append_cell (out, so_chart_data_get_points (series), TRUE);
  for (guint i = 0; i < so_chart_data_n_lines (series); i++)
    append_cell (out, so_chart_data_line (series, i), FALSE);
  g_string_append (out, "\r\n");
  for (guint point = 0; point < so_chart_data_n_points (series); point++)
    {
      append_cell (out, so_chart_data_words (series, point), TRUE);
      for (guint i = 0; i < so_chart_data_n_lines (series); i++)
        append_value (out, series, i, point);
      g_string_append (out, "\r\n");
    }
  return g_string_free_and_steal (out);
}

/* SVG -------------------------------------------------------------------------------------------------- */

/* A number with a point in every language. */
static const char *
number (double value, char *buffer)
{
  return g_ascii_formatd (buffer, G_ASCII_DTOSTR_BUF_SIZE, "%.2f", value);
}

/* name="12.5" for each pair of @names ("x y") and the values after it. */
static void
append_numbers (GString *out, const char *const *names, const double *values)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; names[i]; i++)
    g_string_append_printf (out, " %s=\"%s\"", names[i], number (values[i], buffer));
}

static void
append_ink (GString *out, const char *attribute, SoInk ink, double strength)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (out, " %s=\"#%02x%02x%02x\"", attribute, (guint) lround (colours[ink][0] * 255), (guint) lround (colours[ink][1] * 255), (guint) lround (colours[ink][2] * 255));
  if (strength < 1)
    g_string_append_printf (out, " %s-opacity=\"%s\"", attribute, number (strength, buffer));
}

static void
append_text (GString *out, const SoShape *shape, double height)
{
  g_autofree char *text = g_markup_escape_text (shape->text, -1);
  const char *anchor = shape->align <= 0 ? "start" : shape->align >= 1 ? "end" : "middle";

  g_string_append (out, "<text");
  /* A place is a place: where the text itself goes from right to left, its start is on the other side. */
  append_numbers (out, (const char *[]) { "x", "y", NULL }, (double[]) { shape->x, shape->y + height * 0.78 });
  append_ink (out, "fill", shape->ink, shape->strength);
  g_string_append_printf (out, " text-anchor=\"%s\" direction=\"ltr\" unicode-bidi=\"plaintext\">%s</text>\n", anchor, text);
}

static void
append_shape (GString *out, const SoShape *shape, double height)
{
  double x = shape->x, y = shape->y, width = shape->width, tall = shape->height;
  gboolean hollow = shape->kind == SO_SHAPE_HOLLOW || shape->kind == SO_SHAPE_RING;

  switch (shape->kind)
    {
    case SO_SHAPE_TEXT:
      append_text (out, shape, height);
      return;
    case SO_SHAPE_SEGMENT:
    case SO_SHAPE_DASHED:
      g_string_append (out, "<line");
      append_numbers (out, (const char *[]) { "x1", "y1", "x2", "y2", NULL }, (double[]) { x, y, x + width, y + tall });
      append_ink (out, "stroke", shape->ink, shape->strength);
      g_string_append (out, shape->kind == SO_SHAPE_DASHED ? " stroke-width=\"2\" stroke-dasharray=\"5 3\"" : shape->ink == SO_INK_GRID ? " stroke-width=\"1\"" : " stroke-width=\"2\"");
      break;
    case SO_SHAPE_DOT:
    case SO_SHAPE_RING:
      g_string_append (out, "<circle");
      append_numbers (out, (const char *[]) { "cx", "cy", "r", NULL }, (double[]) { x + width / 2, y + tall / 2, width / 2 });
      break;
    default:
      g_string_append (out, "<rect");
      append_numbers (out, (const char *[]) { "x", "y", "width", "height", NULL },
                      hollow ? (double[]) { x + 0.5, y + 0.5, MAX (width - 1, 0), MAX (tall - 1, 0) } : (double[]) { x, y, width, tall });
    }
  if (hollow)
    {
      append_ink (out, "stroke", shape->ink, shape->strength);
      g_string_append (out, " fill=\"#ffffff\"");
    }
  else if (shape->kind != SO_SHAPE_SEGMENT && shape->kind != SO_SHAPE_DASHED)
    append_ink (out, "fill", shape->ink, shape->strength);
  g_string_append (out, "/>\n");
}

static char *
dup_description (const SoChartData *series)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < so_chart_data_n_points (series); i++)
    {
      g_autofree char *words = so_chart_data_say (series, i);

      g_string_append_printf (all, "%s%s", i ? "; " : "", words);
    }
  return g_string_free_and_steal (all);
}

char *
so_plot_file_svg (const SoPlot *plot, const SoChartData *series, const SoPlotFont *font)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
  double width = plot->width + 2 * MARGIN, height = plot->height + 2 * MARGIN + TITLE_HEIGHT;
  g_autofree char *title = g_markup_escape_text (so_chart_data_get_title (series), -1), *said = dup_description (series), *description = g_markup_escape_text (said, -1);
  char size[G_ASCII_DTOSTR_BUF_SIZE];

  append_numbers (out, (const char *[]) { "width", "height", NULL }, (double[]) { width, height });
  g_string_append_printf (out, " font-family=\"sans-serif\" font-size=\"%s\">\n<title>%s</title>\n<desc>%s</desc>\n", number (font->height * 0.72, size), title, description);
  g_string_append (out, "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
  g_string_append_printf (out, "<text x=\"%d\" y=\"%d\" font-weight=\"bold\" fill=\"#222226\">%s</text>\n", (int) MARGIN, (int) (MARGIN + 14), title);
  g_string_append_printf (out, "<g transform=\"translate(%d %d)\">\n", (int) MARGIN, (int) (MARGIN + TITLE_HEIGHT));
  for (guint i = 0; i < plot->shapes->len; i++)
    append_shape (out, &g_array_index (plot->shapes, SoShape, i), font->height);
  g_string_append (out, "</g>\n</svg>\n");
  return g_string_free_and_steal (out);
}

/* PNG -------------------------------------------------------------------------------------------------- */

static void
draw_text (cairo_t *cr, const char *text, double x, double y, double align, gboolean bold)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (bold ? "Sans Bold 10" : "Sans 8");
  int width, height;

  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, x - align * width, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_path (cairo_t *cr, const SoShape *shape)
{
  switch (shape->kind)
    {
    case SO_SHAPE_SEGMENT:
    case SO_SHAPE_DASHED:
      cairo_move_to (cr, shape->x, shape->y);
      cairo_rel_line_to (cr, shape->width, shape->height);
      break;
    case SO_SHAPE_DOT:
    case SO_SHAPE_RING:
      cairo_arc (cr, shape->x + shape->width / 2, shape->y + shape->height / 2, shape->width / 2, 0, 2 * G_PI);
      break;
    default:
      cairo_rectangle (cr, shape->x, shape->y, shape->width, shape->height);
    }
}

static void
draw_shape (cairo_t *cr, const SoShape *shape)
{
  static const double dashes[] = { 5, 3 };
  const double *colour = colours[shape->ink];
  gboolean hollow = shape->kind == SO_SHAPE_HOLLOW || shape->kind == SO_SHAPE_RING;
  gboolean line = shape->kind == SO_SHAPE_SEGMENT || shape->kind == SO_SHAPE_DASHED;

  cairo_set_source_rgba (cr, colour[0], colour[1], colour[2], shape->strength);
  if (shape->kind == SO_SHAPE_TEXT)
    {
      draw_text (cr, shape->text, shape->x, shape->y, shape->align, FALSE);
      return;
    }
  draw_path (cr, shape);
  cairo_set_line_width (cr, shape->ink == SO_INK_GRID || hollow ? 1 : 2);
  cairo_set_dash (cr, dashes, shape->kind == SO_SHAPE_DASHED ? 2 : 0, 0);
  if (hollow || line)
    cairo_stroke (cr);
  else
    cairo_fill (cr);
}

static cairo_status_t
on_bytes (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
so_plot_file_png (const SoPlot *plot, const SoChartData *series, double scale)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ((plot->width + 2 * MARGIN) * scale), (int) ((plot->height + 2 * MARGIN + TITLE_HEIGHT) * scale));
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, colours[SO_INK_TEXT][0], colours[SO_INK_TEXT][1], colours[SO_INK_TEXT][2]);
  draw_text (cr, so_chart_data_get_title (series), MARGIN, MARGIN, 0, TRUE);
  cairo_translate (cr, MARGIN, MARGIN + TITLE_HEIGHT);
  for (guint i = 0; i < plot->shapes->len; i++)
    draw_shape (cr, &g_array_index (plot->shapes, SoShape, i));
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, on_bytes, bytes);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}
