/* SPDX-License-Identifier: MIT */
#include "so-key-card.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>

/* Every key is on one page that can be read, on A4 and on Letter, with the margins that printers need. */
static void
test_pages (void)
{
  static const struct { double width, height; } papers[] = { { 595, 842 }, { 612, 792 }, { 842, 595 } };

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/key-card-%u.pdf", g_get_tmp_dir (), i), *text = NULL;
      cairo_surface_t *surface = cairo_pdf_surface_create (path, papers[i].width, papers[i].height);
      cairo_t *cr = cairo_create (surface);
      double size = so_key_card_draw (cr, papers[i].width - 72, papers[i].height - 72);
      gsize length;

      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
      g_test_message ("%.0f x %.0f: letters of %.1f points", papers[i].width, papers[i].height, size);
      g_assert_cmpfloat (size, >, i < 2 ? 6.0 : 4.0);
      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      g_assert_true (g_str_has_prefix (text, "%PDF"));
      if (!g_getenv ("KEY_CARD"))
        g_unlink (path);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key-card/pages", test_pages);
  return g_test_run ();
}
