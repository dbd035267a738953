/* SPDX-License-Identifier: MIT */
#include "so-line.h"

#define LEFT_TO_RIGHT_MARK "\u200e"

static gboolean
has_letter (const char *text)
{
  for (; *text; text = g_utf8_next_char (text))
    if (g_unichar_isalpha (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

void
so_line_set_text (PangoLayout *layout, const char *text)
{
  g_autofree char *marked = *text && !has_letter (text) ? g_strconcat (LEFT_TO_RIGHT_MARK, text, NULL) : NULL;

  pango_layout_set_text (layout, marked ? marked : text, -1);
}

void
so_line_fit (PangoLayout *layout, double width)
{
  pango_layout_set_width (layout, MAX (0, width) * PANGO_SCALE);
  /* Pango turns left and right round for a text that runs against its context. */
  pango_layout_set_alignment (layout, pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
}

void
so_line_put (GtkSnapshot *snapshot, GtkWidget *widget, PangoLayout *layout, double x, double y, double width, const GdkRGBA *colour)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  so_line_fit (layout, width);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rtl ? gtk_widget_get_width (widget) - x - width : x, y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}
