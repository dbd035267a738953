/* SPDX-License-Identifier: MIT */
#include "so-week-sheet.h"

#include "so-error.h"
#include "so-week-words.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>

/* Of the sheet: its margin, and of the margin: what is between columns. */
#define MARGIN 0.06
/* Of the width of the sheet: letters are no larger (the title stands out), and no smaller (nobody could read them). */
#define LARGEST (1.0 / 30)
#define SMALLEST (1.0 / 100)
#define STEP 0.96
/* Of the size of the letters. */
#define LINE 1.45
/* A column has room for so many letters m, or it is too narrow. */
#define LETTERS 13.0
#define COLUMNS 4
/* What is longer than a column goes on below, so often; then it is cut. */
#define MOST_LINES 2
/* Letters are a little wider in some sizes than in others. */
#define NEARLY 0.97
/* The title is made so much smaller before it is cut. */
#define SMALLEST_TITLE 0.5

#define PICTURE_WIDTH 1080
#define PICTURE_HEIGHT 1350
/* A4 in points. */
#define PAGE_WIDTH 595.28
#define PAGE_HEIGHT 841.89

typedef struct {
  cairo_t *cr;
  const SoWeek *week;
  double left, top, bottom;      /* of what is below the title */
  double column, between;        /* widths */
  guint columns;
  double size;                   /* of the letters */
  gboolean drawing;              /* else it is only measured */
  guint at;                      /* column */
  double y;
  double *titles, *places;       /* of each session: how wide these are in letters of 1 */
} Sheet;

static PangoLayout *
layout_new (Sheet *sheet, const char *text, double size, gboolean bold, double width, guint lines)
{
  PangoLayout *layout = pango_cairo_create_layout (sheet->cr);
  PangoFontDescription *font = pango_font_description_from_string (bold ? "Sans Bold" : "Sans");

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_height (layout, -(int) lines);
  pango_layout_set_width (layout, width > 0 ? (int) (width * PANGO_SCALE) : -1);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/* In letters of 1. */
static double
measure (Sheet *sheet, const char *text, gboolean bold)
{
  g_autoptr (PangoLayout) layout = layout_new (sheet, text, 100, bold, -1, 1);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width / 100.0;
}

static void
draw_text (Sheet *sheet, const char *text, double size, gboolean bold, double indent, double y)
{
  g_autoptr (PangoLayout) layout = NULL;

  if (!sheet->drawing)
    return;
  layout = layout_new (sheet, text, size, bold, sheet->column - indent, MOST_LINES);
  cairo_move_to (sheet->cr, sheet->left + sheet->at * (sheet->column + sheet->between) + indent, y);
  pango_cairo_show_layout (sheet->cr, layout);
}

/* FALSE where there is no column for it any more. */
static gboolean
make_room (Sheet *sheet, double height)
{
  if (sheet->y + height <= sheet->bottom)
    return TRUE;
  sheet->at++;
  sheet->y = sheet->top;
  return sheet->at < sheet->columns && sheet->y + height <= sheet->bottom;
}

static void
put_heading (Sheet *sheet, guint day)
{
  draw_text (sheet, so_week_words_day (day), sheet->size * 1.15, TRUE, 0, sheet->y);
  sheet->y += sheet->size * LINE * 1.3;
}

/* What is so wide in letters of 1 needs so many lines. */
static guint
lines_of (double wide, double size, double room)
{
  return wide * size <= room * NEARLY ? 1 : MOST_LINES;
}

static gboolean
put_session (Sheet *sheet, guint i)
{
  const SoWeekSession *session = so_week_get_session (sheet->week, i);
  double size = sheet->size, line = size * LINE, indent = size * 3.4, room = sheet->column - indent;
  SoWeekPlace place = so_week_session_place (session);
  g_autofree char *time = so_week_words_time (session->start), *where = so_week_words_where (sheet->week, &place, SO_WEEK_NO_LANES);
  guint titles = lines_of (sheet->titles[i], size, room), places = *where ? lines_of (sheet->places[i], size * 0.8, room) : 0, at = sheet->at;
  double height = line * titles + line * 0.8 * places;

  if (!make_room (sheet, height))
    return FALSE;
  /* What goes on in another column says there which day it is. */
  if (sheet->at != at)
    put_heading (sheet, session->day);
  if (sheet->y + height > sheet->bottom)
    return FALSE;
  draw_text (sheet, time, size, FALSE, 0, sheet->y);
  draw_text (sheet, session->title, size, TRUE, indent, sheet->y);
  sheet->y += line * titles;
  if (places)
    draw_text (sheet, where, size * 0.8, FALSE, indent, sheet->y - line * 0.12);
  sheet->y += line * 0.8 * places;
  return TRUE;
}

/* With its first class: a day stands at the end of no column. */
static gboolean
put_day (Sheet *sheet, guint day)
{
  double line = sheet->size * LINE;

  if (sheet->y > sheet->top)
    sheet->y += line * 0.6;
  if (!make_room (sheet, line * (1.3 + 1.8 * MOST_LINES)))
    return FALSE;
  put_heading (sheet, day);
  return TRUE;
}

static gboolean
flow (Sheet *sheet)
{
  guint day = SO_WEEK_DAYS;

  sheet->at = 0;
  sheet->y = sheet->top;
  for (guint i = 0; i < so_week_get_n_sessions (sheet->week); i++)
    {
      const SoWeekSession *session = so_week_get_session (sheet->week, i);

      if (session->state != SO_WEEK_PLANNED)
        continue;
      if (session->day != day && !put_day (sheet, session->day))
        return FALSE;
      day = session->day;
      if (!put_session (sheet, i))
        return FALSE;
    }
  return TRUE;
}

static void
set_columns (Sheet *sheet, guint columns, double size, double width)
{
  sheet->columns = columns;
  sheet->size = size;
  sheet->column = (width - (columns - 1) * sheet->between) / columns;
}

/* The largest letters with which everything has a place. */
static gboolean
choose (Sheet *sheet, double whole, double width)
{
  for (double size = whole * LARGEST; size >= whole * SMALLEST; size *= STEP)
    for (guint columns = 1; columns <= COLUMNS; columns++)
      {
        set_columns (sheet, columns, size, width);
        if (sheet->column >= LETTERS * size && flow (sheet))
          return TRUE;
      }
  set_columns (sheet, COLUMNS, whole * SMALLEST, width);
  return FALSE;
}

static double
draw_title (Sheet *sheet, const char *title, double margin, double width)
{
  g_autofree char *dates = so_week_words_dates (so_week_get_monday (sheet->week));
  double size = width / 18, own = size * CLAMP (width * NEARLY / MAX (measure (sheet, title, TRUE) * size, 1), SMALLEST_TITLE, 1);
  g_autoptr (PangoLayout) first = layout_new (sheet, title, own, TRUE, width, 1), second = layout_new (sheet, dates, size * 0.55, FALSE, width, 1);

  cairo_move_to (sheet->cr, margin, margin);
  pango_cairo_show_layout (sheet->cr, first);
  cairo_move_to (sheet->cr, margin, margin + own * 1.4);
  pango_cairo_show_layout (sheet->cr, second);
  return margin + own * 1.4 + size * 1.3;
}

static void
measure_all (Sheet *sheet)
{
  guint n = so_week_get_n_sessions (sheet->week);

  sheet->titles = g_new0 (double, n);
  sheet->places = g_new0 (double, n);
  for (guint i = 0; i < n; i++)
    {
      const SoWeekSession *session = so_week_get_session (sheet->week, i);
      SoWeekPlace place = so_week_session_place (session);
      g_autofree char *where = so_week_words_where (sheet->week, &place, SO_WEEK_NO_LANES);

      sheet->titles[i] = measure (sheet, session->title, TRUE);
      sheet->places[i] = measure (sheet, where, FALSE);
    }
}

gboolean
so_week_sheet_draw (cairo_t *cr, const SoWeek *week, const char *title, double width, double height)
{
  double margin = MIN (width, height) * MARGIN, inner = width - 2 * margin;
  Sheet sheet = { .cr = cr, .week = week, .left = margin, .bottom = height - margin, .between = margin / 2 };
  gboolean fits;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  sheet.top = draw_title (&sheet, title, margin, inner);
  measure_all (&sheet);
  fits = choose (&sheet, width, inner);
  sheet.drawing = TRUE;
  flow (&sheet);
  g_free (sheet.titles);
  g_free (sheet.places);
  return fits;
}

static cairo_status_t
on_bytes (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
any (const SoWeek *week)
{
  for (guint i = 0; i < so_week_get_n_sessions (week); i++)
    if (so_week_get_session (week, i)->state == SO_WEEK_PLANNED)
      return TRUE;
  return FALSE;
}

GBytes *
so_week_sheet_render (const SoWeek *week, const char *title, gboolean pdf, GError **error)
{
  GByteArray *bytes = g_byte_array_new ();
  double width = pdf ? PAGE_WIDTH : PICTURE_WIDTH, height = pdf ? PAGE_HEIGHT : PICTURE_HEIGHT;
  cairo_surface_t *surface = pdf ? cairo_pdf_surface_create_for_stream (on_bytes, bytes, width, height)
                                 : cairo_image_surface_create (CAIRO_FORMAT_RGB24, PICTURE_WIDTH, PICTURE_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  gboolean fits = so_week_sheet_draw (cr, week, title, width, height);

  cairo_destroy (cr);
  if (!pdf)
    cairo_surface_write_to_png_stream (surface, on_bytes, bytes);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  if (fits && any (week))
    return g_byte_array_free_to_bytes (bytes);
  g_byte_array_unref (bytes);
  so_fail (error, SO_ERROR_GIVE_UP, "%s", fits ? _("The week has no classes") : _("The week has too many classes for one sheet"));
  return NULL;
}
