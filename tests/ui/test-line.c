/* SPDX-License-Identifier: MIT */
#include <pango/pangocairo.h>

#include "so-line.h"

#define WIDTH 400

static PangoLayout *
make (PangoDirection direction, const char *text)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoLayout *layout;

  pango_context_set_base_dir (context, direction);
  layout = pango_layout_new (context);
  g_object_unref (context);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  so_line_set_text (layout, text);
  return layout;
}

/* Names in the list are not of one language, and the list is read from one side. */
static void
test_start (void)
{
  static const char *const texts[] = { "Ana Lopez", "נועה", "+49 30 1234", "نور · Ana", "12:40" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint rtl = 0; rtl < 2; rtl++)
      {
        g_autoptr (PangoLayout) layout = make (rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR, texts[i]);
        PangoRectangle place;

        so_line_fit (layout, WIDTH);
        pango_layout_get_pixel_extents (layout, NULL, &place);
        g_test_message ("%s from the %s: %d to %d", texts[i], rtl ? "right" : "left", place.x, place.x + place.width);
        g_assert_cmpint (place.width, <, WIDTH / 2);
        g_assert_cmpint (rtl ? WIDTH - place.x - place.width : place.x, <=, 1);
      }
}

static void
test_number (void)
{
  for (guint rtl = 0; rtl < 2; rtl++)
    {
      g_autoptr (PangoLayout) layout = make (rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR, "+49 30 1234");
      PangoRectangle plus, last;
      int end = (int) strlen (pango_layout_get_text (layout));

      pango_layout_index_to_pos (layout, end - (int) strlen ("+49 30 1234"), &plus);
      pango_layout_index_to_pos (layout, end - 1, &last);
      g_assert_cmpint (plus.x, <, last.x);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/line/start", test_start);
  g_test_add_func ("/line/number", test_number);
  return g_test_run ();
}
