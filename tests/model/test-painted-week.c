/* SPDX-License-Identifier: MIT */
#include "so-painted-week.h"

#include <string.h>

#include "so-error.h"

static void
check_written (const char *hours, const char *expected)
{
  SoPaintedWeek week;
  g_autoptr (GError) error = NULL;
  g_autofree char *written = NULL;

  g_assert_true (so_painted_week_read (&week, hours, &error));
  g_assert_no_error (error);
  written = so_painted_week_write (&week);
  g_assert_cmpstr (written, ==, expected);
}

/* Odd minutes stay; touching spans are one; a night goes on in the next day, Sunday's in Monday. */
static void
test_read (void)
{
  check_written ("[[],[],[],[],[],[],[]]", "[[],[],[],[],[],[],[]]");
  check_written ("[[\"09:10-12:05\",\"14:00-20:00\"],[],[],[],[],[],[\"00:00-24:00\"]]", "[[\"09:10-12:05\",\"14:00-20:00\"],[],[],[],[],[],[\"00:00-24:00\"]]");
  check_written ("[[\"09:00-10:00\",\"10:00-11:00\"],[],[],[],[],[],[]]", "[[\"09:00-11:00\"],[],[],[],[],[],[]]");
  check_written ("[[],[],[],[],[\"18:00-02:00\"],[],[\"23:00-01:00\"]]", "[[\"00:00-01:00\"],[],[],[],[\"18:00-24:00\"],[\"00:00-02:00\"],[\"23:00-24:00\"]]");
}

static void
test_refused (void)
{
  static const char *const wrong[] = { "[[\"9-\"],[],[],[],[],[],[]]", "[", "{}", "[[\"25:00-26:00\"],[],[],[],[],[],[]]" };
  static const char *const windows[] = { "{}", "[", "[{\"day\":7,\"start\":0,\"end\":5}]", "[{\"day\":0,\"start\":0,\"end\":1500}]", "[{\"day\":0,\"start\":-1,\"end\":5}]", "[1]" };
  SoPaintedWeek week;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (so_painted_week_read (&week, wrong[i], &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (so_painted_week_read_windows (&week, windows[i], &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
}

static void
test_windows (void)
{
  static const char json[] = "[{\"day\":0,\"start\":1080,\"end\":1260},{\"day\":6,\"start\":0,\"end\":1440}]";
  SoPaintedWeek week;
  g_autofree char *written = NULL;

  g_assert_true (so_painted_week_read_windows (&week, json, NULL));
  written = so_painted_week_write_windows (&week);
  g_assert_cmpstr (written, ==, json);
}

/* A painted rectangle takes no more than its cells, whichever corner it began at; what is partly in says so. */
static void
test_fill (void)
{
  SoPaintedWeek week;
  g_autofree char *written = NULL;

  g_assert_true (so_painted_week_read (&week, "[[\"09:10-09:20\"],[],[],[],[],[],[]]", NULL));
  g_assert_cmpint (so_painted_week_look (&week, 0, 540, 570), ==, SO_PAINTED_PARTLY);
  g_assert_cmpint (so_painted_week_look (&week, 0, 570, 600), ==, SO_PAINTED_NOT);
  so_painted_week_fill (&week, 3, 1, 600, 660, TRUE);
  g_assert_cmpint (so_painted_week_look (&week, 2, 600, 630), ==, SO_PAINTED_ALL);
  so_painted_week_fill (&week, 2, 2, 630, 660, FALSE);
  so_painted_week_fill (&week, 6, 40, 1410, 5000, TRUE);
  written = so_painted_week_write (&week);
  g_assert_cmpstr (written, ==, "[[\"09:10-09:20\"],[\"10:00-11:00\"],[\"10:00-10:30\"],[\"10:00-11:00\"],[],[],[\"23:30-24:00\"]]");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/painted-week/read", test_read);
  g_test_add_func ("/painted-week/refused", test_refused);
  g_test_add_func ("/painted-week/windows", test_windows);
  g_test_add_func ("/painted-week/fill", test_fill);
  return g_test_run ();
}
