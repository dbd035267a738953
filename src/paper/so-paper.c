/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-paper.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#include "so-error.h"

/* Points. */
#define PAGE_WIDTH 595.28
#define PAGE_HEIGHT 841.89
#define MARGIN 50.0
#define WIDTH (PAGE_WIDTH - 2 * MARGIN)
#define BOTTOM (PAGE_HEIGHT - MARGIN - 14)
#define GAP 4.0             /* around a cell */
#define BARS 70.0
#define LOGO 44.0
#define MOST_COLUMNS 12
/* A row that is higher is cut: it would fit on no page. */
#define HIGHEST_ROW 400.0

static const struct { const char *font; double red, green, blue; } styles[] = {
  [SO_PAPER_TITLE] = { "Cantarell, Noto Sans, Sans Bold 20", 0.1, 0.1, 0.1 },
  [SO_PAPER_HEADING] = { "Cantarell, Noto Sans, Sans Bold 13", 0.1, 0.1, 0.1 },
  [SO_PAPER_STRONG] = { "Cantarell, Noto Sans, Sans Bold 9.5", 0.1, 0.1, 0.1 },
  [SO_PAPER_TEXT] = { "Cantarell, Noto Sans, Sans 9.5", 0.1, 0.1, 0.1 },
  [SO_PAPER_SMALL] = { "Cantarell, Noto Sans, Sans 8", 0.37, 0.36, 0.39 },
  [SO_PAPER_HEAD] = { "Cantarell, Noto Sans, Sans Bold 8", 0.1, 0.1, 0.1 },
  [SO_PAPER_GOOD] = { "Cantarell, Noto Sans, Sans 9.5", 0.1, 0.45, 0.25 },
  [SO_PAPER_BAD] = { "Cantarell, Noto Sans, Sans 9.5", 0.7, 0.15, 0.12 },
};

struct _SoPaper {
  GByteArray *bytes;
  cairo_surface_t *surface;
  cairo_t *cr;
  char *title;
  double y;
  guint page;
  guint n_columns;
  double widths[MOST_COLUMNS];
  gboolean numbers;
  GStrv header;
};

static cairo_status_t
on_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static PangoLayout *
new_layout (SoPaper *paper, SoPaperStyle style, const char *text, double width)
{
  PangoLayout *layout = pango_cairo_create_layout (paper->cr);
  PangoFontDescription *font = pango_font_description_from_string (styles[style].font);

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width > 0)
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  return layout;
}

static void
use_color (SoPaper *paper, SoPaperStyle style)
{
  cairo_set_source_rgb (paper->cr, styles[style].red, styles[style].green, styles[style].blue);
}

static double
height_of (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

static void
show_at (SoPaper *paper, PangoLayout *layout, SoPaperStyle style, double x, double y)
{
  use_color (paper, style);
  cairo_move_to (paper->cr, x, y);
  pango_cairo_show_layout (paper->cr, layout);
}

static void
end_page (SoPaper *paper)
{
  /* Translators: the title of a document, and the number of a page */
  g_autofree char *text = g_strdup_printf (_("%s – page %u"), paper->title, paper->page);
  g_autoptr (PangoLayout) layout = new_layout (paper, SO_PAPER_SMALL, text, WIDTH);

  /* One line, with the number of the page at its end, however long the name is. */
  pango_layout_set_height (layout, -1);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_MIDDLE);
  show_at (paper, layout, SO_PAPER_SMALL, MARGIN, PAGE_HEIGHT - MARGIN);
  cairo_show_page (paper->cr);
}

/* TRUE: there is a new page now. */
static gboolean
make_room (SoPaper *paper, double height)
{
  if (paper->y + height <= BOTTOM || paper->y <= MARGIN)
    return FALSE;
  end_page (paper);
  paper->page++;
  paper->y = MARGIN;
  return TRUE;
}

void
so_paper_keep (SoPaper *paper, double points)
{
  make_room (paper, points);
}

guint
so_paper_get_page (SoPaper *paper)
{
  return paper->page;
}

static cairo_status_t
read_logo (void *closure, unsigned char *data, unsigned int length)
{
  GInputStream *stream = closure;
  gsize got = 0;

  return g_input_stream_read_all (stream, data, length, &got, NULL, NULL) && got == length ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_READ_ERROR;
}

static void
draw_logo (SoPaper *paper, GBytes *logo)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (logo);
  cairo_surface_t *image = cairo_image_surface_create_from_png_stream (read_logo, stream);
  int height = cairo_surface_status (image) == CAIRO_STATUS_SUCCESS ? cairo_image_surface_get_height (image) : 0;

  if (height > 0)
    {
      /* A banner is as wide as the page and no wider. */
      double scale = MIN (LOGO / height, WIDTH / cairo_image_surface_get_width (image));

      cairo_save (paper->cr);
      cairo_translate (paper->cr, MARGIN, paper->y);
      cairo_scale (paper->cr, scale, scale);
      cairo_set_source_surface (paper->cr, image, 0, 0);
      cairo_paint (paper->cr);
      cairo_restore (paper->cr);
      paper->y += height * scale + 10;
    }
  cairo_surface_destroy (image);
}

SoPaper *
so_paper_new (const char *title, GBytes *logo)
{
  SoPaper *paper = g_new0 (SoPaper, 1);

  paper->bytes = g_byte_array_new ();
  paper->surface = cairo_pdf_surface_create_for_stream (on_bytes, paper->bytes, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_pdf_surface_set_metadata (paper->surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (paper->surface, CAIRO_PDF_METADATA_CREATOR, "Studio OS");
  paper->cr = cairo_create (paper->surface);
  paper->title = g_strdup (title);
  paper->y = MARGIN;
  paper->page = 1;
  if (logo)
    draw_logo (paper, logo);
  return paper;
}

void
so_paper_free (SoPaper *paper)
{
  cairo_destroy (paper->cr);
  cairo_surface_destroy (paper->surface);
  g_byte_array_unref (paper->bytes);
  g_strfreev (paper->header);
  g_free (paper->title);
  g_free (paper);
}

void
so_paper_text (SoPaper *paper, SoPaperStyle style, const char *text)
{
  g_autoptr (PangoLayout) layout = new_layout (paper, style, text, WIDTH);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  double extra = style == SO_PAPER_HEADING ? 60 : 0;

  do
    {
      PangoRectangle logical;
      double height;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      height = (double) logical.height / PANGO_SCALE;
      make_room (paper, height + extra);
      use_color (paper, style);
      cairo_move_to (paper->cr, MARGIN + (double) logical.x / PANGO_SCALE, paper->y + (double) (pango_layout_iter_get_baseline (iter) - logical.y) / PANGO_SCALE);
      pango_cairo_show_layout_line (paper->cr, pango_layout_iter_get_line_readonly (iter));
      paper->y += height;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  paper->y += 2;
}

void
so_paper_space (SoPaper *paper, double points)
{
  if (paper->y > MARGIN)
    paper->y += points;
}

/* Tables --------------------------------------------------------------------------------------------------- */

static double
baseline_of (PangoLayout *layout)
{
  return (double) pango_layout_get_baseline (layout) / PANGO_SCALE;
}

static PangoLayout *
new_cell (SoPaper *paper, guint i, SoPaperStyle style, const char *text)
{
  PangoLayout *layout = new_layout (paper, style, text, paper->widths[i] * WIDTH - 2 * GAP);

  pango_layout_set_height (layout, (int) (HIGHEST_ROW * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  if (i && paper->numbers)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  return layout;
}

/* Small and large letters of a row stand on one line. */
static double
draw_cells (SoPaper *paper, const char *const *cells, const SoPaperStyle *cell_styles, SoPaperStyle style, gboolean draw)
{
  double x = MARGIN, highest = 0, line = 0;

  for (guint i = 0; i < paper->n_columns && cells[i]; i++)
    {
      g_autoptr (PangoLayout) layout = new_cell (paper, i, cell_styles ? cell_styles[i] : style, cells[i]);

      line = MAX (line, baseline_of (layout));
    }
  for (guint i = 0; i < paper->n_columns && cells[i]; i++)
    {
      SoPaperStyle own = cell_styles ? cell_styles[i] : style;
      g_autoptr (PangoLayout) layout = new_cell (paper, i, own, cells[i]);
      double down = line - baseline_of (layout);

      if (draw)
        show_at (paper, layout, own, x + GAP, paper->y + GAP / 2 + down);
      highest = MAX (highest, down + height_of (layout));
      x += paper->widths[i] * WIDTH;
    }
  return highest + GAP;
}

static void
draw_line (SoPaper *paper, double darkness)
{
  cairo_set_source_rgb (paper->cr, 1 - darkness, 1 - darkness, 1 - darkness);
  cairo_set_line_width (paper->cr, 0.6);
  cairo_move_to (paper->cr, MARGIN, paper->y);
  cairo_line_to (paper->cr, MARGIN + WIDTH, paper->y);
  cairo_stroke (paper->cr);
}

static void
draw_header (SoPaper *paper)
{
  const char *const *cells = (const char *const *) paper->header;

  if (!cells)
    return;
  paper->y += draw_cells (paper, cells, NULL, SO_PAPER_HEAD, TRUE);
  draw_line (paper, 0.5);
}

void
so_paper_table (SoPaper *paper, guint n, const double *widths, gboolean numbers, const char *const *header)
{
  g_return_if_fail (n <= MOST_COLUMNS);

  paper->n_columns = n;
  paper->numbers = numbers;
  for (guint i = 0; i < n; i++)
    paper->widths[i] = widths[i];
  g_strfreev (paper->header);
  paper->header = g_strdupv ((char **) header);
  /* Not without a row below it. */
  make_room (paper, header ? 3 * draw_cells (paper, header, NULL, SO_PAPER_HEAD, FALSE) : 0);
  draw_header (paper);
}

void
so_paper_row (SoPaper *paper, const char *const *cells, const SoPaperStyle *cell_styles)
{
  double height = draw_cells (paper, cells, cell_styles, SO_PAPER_TEXT, FALSE);

  if (make_room (paper, height))
    draw_header (paper);
  draw_cells (paper, cells, cell_styles, SO_PAPER_TEXT, TRUE);
  paper->y += height;
  draw_line (paper, 0.14);
}

/* Drawings -------------------------------------------------------------------------------------------------- */

static void
fill_box (SoPaper *paper, double x, double y, double width, double height, double red, double green, double blue)
{
  cairo_set_source_rgb (paper->cr, red, green, blue);
  cairo_rectangle (paper->cr, x, y, width, height);
  cairo_fill (paper->cr);
}

void
so_paper_meter (SoPaper *paper, double done)
{
  make_room (paper, 12);
  fill_box (paper, MARGIN, paper->y + 1, WIDTH, 5, 0.9, 0.9, 0.9);
  fill_box (paper, MARGIN, paper->y + 1, WIDTH * CLAMP (done, 0, 1), 5, 0.11, 0.44, 0.85);
  paper->y += 12;
}

static void
draw_word (SoPaper *paper, const char *word, double x, double y, double width)
{
  g_autoptr (PangoLayout) layout = new_layout (paper, SO_PAPER_SMALL, word, width);

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  show_at (paper, layout, SO_PAPER_SMALL, x, y);
}

void
so_paper_bars (SoPaper *paper, guint n, const double *values, const char *const *said, const char *const *names)
{
  double most = 0, step = n ? WIDTH / n : 0;

  for (guint i = 0; i < n; i++)
    most = MAX (most, values[i]);
  make_room (paper, BARS + 30);
  for (guint i = 0; i < n; i++)
    {
      double height = most > 0 ? MAX (values[i] / most * BARS, 0.8) : 0.8, x = MARGIN + i * step, top = paper->y + 13 + BARS - height;
      gboolean last = i + 1 == n;

      fill_box (paper, x + step * 0.18, top, step * 0.64, height, last ? 0.11 : 0.6, last ? 0.44 : 0.76, last ? 0.85 : 0.95);
      draw_word (paper, said[i], x, top - 12, step);
      draw_word (paper, names[i], x, paper->y + 15 + BARS, step);
    }
  paper->y += BARS + 32;
}

GBytes *
so_paper_finish (SoPaper *paper, GError **error)
{
  end_page (paper);
  cairo_surface_finish (paper->surface);
  if (cairo_surface_status (paper->surface) != CAIRO_STATUS_SUCCESS)
    return so_fail (error, SO_ERROR_REPORT, "The PDF could not be made: %s. Please report this.", cairo_status_to_string (cairo_surface_status (paper->surface))), NULL;
  return g_bytes_new (paper->bytes->data, paper->bytes->len);
}
