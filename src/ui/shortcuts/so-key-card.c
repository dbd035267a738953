/* SPDX-License-Identifier: MIT */
#include "so-key-card.h"

#include "so-actions.h"
#include "so-bindings.h"
#include "so-print.h"

#include <glib/gi18n.h>
#include <pango/pangocairo.h>

#define COLUMNS 3
#define GAP 18.0
/* Lines that the title takes, and the part of a line that is letters. */
#define TITLE 2.2
#define LETTERS 0.66
#define LARGEST 11.0

/* One line: of a section, or an action with its keys. */
typedef struct {
  const char *label;
  char *keys;           /* NULL: a section */
} Line;

static void
clear_line (Line *line)
{
  g_free (line->keys);
}

static char *
dup_keys (const SoAction *action)
{
  g_auto (GStrv) keys = so_action_dup_keys (action);

  return g_strjoinv (_(" or "), keys);
}

static GArray *
list_lines (void)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  int section = -1;
  guint n;
  const SoAction *actions = so_actions (&n);

  g_array_set_clear_func (lines, (GDestroyNotify) clear_line);
  for (guint i = 0; i < n; i++)
    {
      Line line = { so_action_label (&actions[i]), NULL };

      if (!*so_bindings_get_keys (so_bindings_in_force (), &actions[i]))
        continue;
      if ((int) actions[i].section != section)
        {
          Line head = { so_section_label (actions[i].section), NULL };

          g_array_append_val (lines, head);
          section = (int) actions[i].section;
        }
      line.keys = dup_keys (&actions[i]);
      g_array_append_val (lines, line);
    }
  return lines;
}

/* @x: where it begins, or with @end where it ends, in a column of @width. How wide it is. */
static double
draw_text (cairo_t *cr, const char *text, double x, double y, double width, double size, gboolean bold, gboolean end)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans");
  int wide;

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_get_pixel_size (layout, &wide, NULL);
  if (wide > width)
    {
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (layout, (int) (MAX (width, 1) * PANGO_SCALE));
      wide = (int) width;
    }
  cairo_move_to (cr, end ? x - wide : x, y);
  pango_cairo_show_layout (cr, layout);
  return wide;
}

/* Beginnings of lines are on the right where people read from there. */
static void
draw_line (cairo_t *cr, const Line *line, double x, double y, double width, double size)
{
  gboolean rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  double start = rtl ? x + width : x, end = rtl ? x : x + width, taken;

  if (!line->keys)
    {
      draw_text (cr, line->label, start, y, width, size * 1.05, TRUE, rtl);
      return;
    }
  taken = draw_text (cr, line->keys, end, y, width * 0.6, size, TRUE, !rtl);
  draw_text (cr, line->label, start, y, width - taken - size, size, FALSE, rtl);
}

double
so_key_card_draw (cairo_t *cr, double width, double height)
{
  g_autoptr (GArray) lines = list_lines ();
  guint each = MAX ((lines->len + COLUMNS - 1) / COLUMNS, 1);
  double step = MIN (height / (each + TITLE + 1), LARGEST / LETTERS), size = step * LETTERS, column = (width - GAP * (COLUMNS - 1)) / COLUMNS;
  gboolean rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;

  cairo_set_source_rgb (cr, 0, 0, 0);
  draw_text (cr, _("Studio OS: Keys"), rtl ? width : 0, 0, width, size * 1.6, TRUE, rtl);
  for (guint i = 0; i < lines->len; i++)
    {
      guint at = i / each;
      double x = (column + GAP) * (rtl ? COLUMNS - 1 - at : at);

      draw_line (cr, &g_array_index (lines, Line, i), x, (TITLE + i % each) * step, column, size);
    }
  return size;
}

static void
on_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page)
{
  so_key_card_draw (gtk_print_context_get_cairo_context (context), gtk_print_context_get_width (context), gtk_print_context_get_height (context));
}

void
so_key_card_print (SoWindow *window)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();

  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, _("Studio OS: Keys"));
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page), NULL);
  so_print_run (operation, GTK_WIDGET (window));
}
