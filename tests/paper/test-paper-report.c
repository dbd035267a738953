/* SPDX-License-Identifier: MIT */
#include "so-paper-report.h"

#include "so-paper.h"
#include "so-report-files.h"

#include <cairo.h>
#include <string.h>

/* 2026-11-16 */
#define MONDAY 20773

/* SO_TEST_PAPER=FOLDER: what is written here is put there, to be looked at. */
static void
keep (const char *name, const void *data, gsize size)
{
  const char *folder = g_getenv ("SO_TEST_PAPER");
  g_autofree char *path = folder ? g_build_filename (folder, name, NULL) : NULL;

  if (path)
    g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
}

static cairo_status_t
on_png (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
make_logo (int width, int height)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  GByteArray *bytes = g_byte_array_new ();

  g_assert_cmpint (cairo_surface_write_to_png_stream (image, on_png, bytes), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (image);
  return g_byte_array_free_to_bytes (bytes);
}

static void
add_advice (SoReport *report, const char *title, const char *detail)
{
  SoAdvice *advice = g_new0 (SoAdvice, 1);

  advice->title = g_strdup (title);
  advice->detail = g_strdup (detail);
  g_ptr_array_add (report->advice, advice);
}

/* @n recommendations, long and in three scripts, and a year of weeks. */
static SoReport *
make_report (const char *studio, guint n)
{
  static const char kept[] = "{\"version\": 1, \"figures\": {}, \"weeks\": [], \"advice\": []}";
  SoWeeklyReport row = { .label = (char *) "2026-W47", .zone = (char *) "Europe/Berlin", .content = (char *) kept, .first_day = MONDAY };
  g_autoptr (GError) error = NULL;
  SoReport *report = so_report_read (&row, &error);

  g_assert_no_error (error);
  report->studio = g_strdup (studio);
  for (guint i = 0; i < n; i++)
    add_advice (report, i % 3 == 0 ? "שרה כהן (ניקוד 94) מחכה לתשובה, וגם דוד לוי (ניקוד 88)"
                        : i % 3 == 1 ? "Maximiliane-Friederike von und zu Hohenlohe-Waldenburg-Schillingsfürst and Ngọc-Trâm Nguyễn-Phạm wait for an answer about the intensive course for beginners with previous knowledge"
                                     : "مريم العبدالله تنتظر الرد منذ ثلاثة أيام",
                "18 of 107 messages in the last whole week, 8 of 84 in the one before.");
  for (guint i = 0; i < 13; i++)
    {
      SoReportPast past = { .first = row.first_day - (int) (12 - i) * 7 };

      g_snprintf (past.label, sizeof past.label, "2026-W%02u", 35 + i);
      for (SoMetric metric = 0; metric < SO_N_METRICS; metric++)
        past.values[metric] = (SoReportValue) { TRUE, 10000.0 * (i + 1), 50 };
      g_array_append_val (report->past, past);
    }
  for (SoMetric metric = 0; metric < SO_N_METRICS; metric++)
    report->figures[metric] = (SoReportFigure) { { TRUE, 1234567, 12345 }, { TRUE, 2345678, 4 }, metric % 2, -0.5, FALSE };
  for (SoGoal goal = 0; goal < SO_N_GOALS; goal++)
    report->goals[goal] = (SoReportValue) { TRUE, 0.5, 9 }, report->targets[goal] = 1;
  return report;
}

static void
check_report (const char *name, const char *studio, guint n, GBytes *logo)
{
  g_autoptr (SoReport) report = make_report (studio, n);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = so_paper_report (report, logo, &error);
  g_autofree char *html = so_report_html (report, logo, "image/png"), *pdf_name = g_strconcat (name, ".pdf", NULL), *html_name = g_strconcat (name, ".html", NULL);
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size);

  g_assert_no_error (error);
  g_assert_cmpuint (size, >, 1000);
  g_assert_cmpint (memcmp (data, "%PDF", 4), ==, 0);
  g_assert_nonnull (strstr (html, studio));
  /* Names in any script, each in its own direction; dark where the reader's desktop is, and never on paper. */
  g_assert_nonnull (strstr (html, "<h1 dir=\"auto\">"));
  g_assert_nonnull (strstr (html, "@media screen and (prefers-color-scheme:dark)"));
  keep (pdf_name, data, size);
  keep (html_name, html, strlen (html));
}

static void
test_long (void)
{
  g_autoptr (GBytes) wide = make_logo (3000, 60);
  g_autofree char *name = g_strnfill (400, 'W');

  check_report ("few", "Luna Dance Studio", 3, NULL);
  check_report ("many", "Zentrum für zeitgenössischen Tanz, Bewegungskunst und Körperarbeit an der Alten Spinnerei Leipzig-Plagwitz e. V.", 30, wide);
  check_report ("hebrew", "סטודיו לונה למחול", 30, NULL);
  check_report ("arabic", "استوديو لونا للرقص", 3, NULL);
  check_report ("word", name, 1, NULL);
}

/* How many lines there are room for on the first page where so many points are kept together. */
static guint
count_lines (double together, GBytes *logo)
{
  g_autoptr (SoPaper) paper = so_paper_new ("Luna", logo);
  guint n = 0;

  for (; so_paper_get_page (paper) == 1; n++)
    {
      if (together > 0)
        so_paper_keep (paper, together);
      so_paper_text (paper, SO_PAPER_TEXT, "One line");
    }
  return n;
}

static void
test_kept_together (void)
{
  g_autoptr (SoPaper) empty = so_paper_new ("Luna", NULL);
  guint lines = count_lines (0, NULL), kept = count_lines (100, NULL);

  g_assert_cmpuint (kept, <, lines);
  g_assert_cmpuint (lines - kept, <=, 10);
  /* What fits on no page begins on this one: there is no empty page. */
  so_paper_keep (empty, 5000);
  g_assert_cmpuint (so_paper_get_page (empty), ==, 1);
}

/* A banner is made narrower, and takes less of the page for it. */
static void
test_logo (void)
{
  g_autoptr (GBytes) wide = make_logo (3000, 60), square = make_logo (64, 64);

  g_assert_cmpuint (count_lines (0, wide), >, count_lines (0, square));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/report/long", test_long);
  g_test_add_func ("/paper/report/kept-together", test_kept_together);
  g_test_add_func ("/paper/report/logo", test_logo);
  return g_test_run ();
}
