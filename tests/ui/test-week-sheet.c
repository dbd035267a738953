/* SPDX-License-Identifier: MIT */
#include "so-error.h"
#include "so-week-sheet.h"

#include <string.h>

/* The week on a sheet of paper: as many classes as can be read have a place, and what has none is said. No display is needed. */

static SoWeek *
week_with (guint n, gboolean cancelled, const char *teacher)
{
  SoWeek *week = so_week_new ("2026-11-23", 15);

  so_week_add_room (week, "r", "Studio A in the Yard", 10);
  so_week_add_teacher (week, "t", teacher);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i), *title = g_strdup_printf ("Class %u", i);
      SoWeekSession session = { .id = id, .title = title, .day = i % 7, .start = 540 + i / 7 % 40 * 15, .minutes = 60, .room = (char *) "r", .teacher = (char *) "t",
                                .state = cancelled ? SO_WEEK_CANCELLED : SO_WEEK_PLANNED };

      g_assert_true (so_week_add_session (week, &session, NULL));
    }
  return week;
}

static SoWeek *
week_new (guint n, gboolean cancelled)
{
  return week_with (n, cancelled, "Mia Meyer");
}

static void
test_render (void)
{
  static const struct { guint n; gboolean cancelled, fits; } rows[] = { { 1, FALSE, TRUE }, { 7, FALSE, TRUE }, { 40, FALSE, TRUE }, { 80, FALSE, TRUE }, { 0, FALSE, FALSE },
                                                                      { 20, TRUE, FALSE }, { 1500, FALSE, FALSE } };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (rows); i++)
    {
      gboolean pdf = i % 2;
      g_autoptr (SoWeek) week = week_new (rows[i / 2].n, rows[i / 2].cancelled);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = so_week_sheet_render (week, "Salsa Nord", pdf, &error);

      g_test_message ("%u classes", rows[i / 2].n);
      if (!rows[i / 2].fits)
        {
          g_assert_null (bytes);
          g_assert_error (error, SO_ERROR, SO_ERROR_GIVE_UP);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 4, pdf ? "%PDF" : "\x89PNG", 4);
    }
}

/* Nothing is drawn outside of the margins, and all columns that are needed are used. */
static void
test_margins (void)
{
  for (guint n = 1; n <= 80; n += 13)
    {
      g_autoptr (SoWeek) week = week_new (n, FALSE);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 400, 600);
      cairo_t *cr = cairo_create (surface);
      guint inside = 0;

      g_assert_true (so_week_sheet_draw (cr, week, "Salsa Nord", 400, 600));
      cairo_surface_flush (surface);
      for (int y = 0; y < 600; y++)
        for (int x = 0; x < 400; x++)
          {
            guint32 pixel = ((guint32 *) (cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface)))[x] & 0xffffff;

            if (x < 20 || x >= 380 || y < 20 || y >= 580)
              g_assert_cmpuint (pixel, ==, 0xffffff);
            else
              inside += pixel != 0xffffff;
          }
      g_assert_cmpuint (inside, >, 500);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

/* Who teaches stands on it also where the room has a long name, and the whole name of the studio. */
static void
test_long (void)
{
  static const char *const teachers[] = { "Konstantina Amber", "Konstantina Birch" }, *const titles[] = { "Prana Yoga and Meditation at the Park", "Prana Yoga and Meditation at the Pond" };

  for (guint what = 0; what < 2; what++)
    {
      GBytes *pictures[2];

      for (guint i = 0; i < 2; i++)
        {
          g_autoptr (SoWeek) week = week_with (40, FALSE, teachers[what ? 0 : i]);

          pictures[i] = so_week_sheet_render (week, titles[what ? i : 0], FALSE, NULL);
        }
      g_assert_false (g_bytes_equal (pictures[0], pictures[1]));
      g_bytes_unref (pictures[0]);
      g_bytes_unref (pictures[1]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/week-sheet/render", test_render);
  g_test_add_func ("/week-sheet/margins", test_margins);
  g_test_add_func ("/week-sheet/long", test_long);
  return g_test_run ();
}
