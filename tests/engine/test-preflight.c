/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-preflight.h"

#include <glib/gstdio.h>
#include <string.h>

/* A line for each part, and whether it would start. */
static char *
run (const char *folder, gboolean expected)
{
  gboolean good = !expected;
  char *lines = so_preflight_run (folder, &good);

  g_test_message ("%s", lines);
  g_assert_cmpint (good, ==, expected);
  return lines;
}

static void
test_good (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *lines = run (test->folder, TRUE);

  g_assert_nonnull (strstr (lines, "ok     Time zone: Europe/Berlin\n"));
  g_assert_nonnull (strstr (lines, "ok     Folder: "));
  g_assert_null (strstr (lines, "FAULT"));
}

/* Nothing is made by looking. */
static void
test_none (void)
{
  g_autofree char *folder = g_dir_make_tmp ("so-preflight-XXXXXX", NULL), *none = g_build_filename (folder, "none", NULL), *lines = run (none, TRUE);

  g_assert_nonnull (strstr (lines, "note   Studio: "));
  g_assert_false (g_file_test (none, G_FILE_TEST_EXISTS));
  g_rmdir (folder);
}

static void
test_damaged (void)
{
  g_autofree char *folder = g_dir_make_tmp ("so-preflight-XXXXXX", NULL), *path = g_build_filename (folder, "studio.db", NULL), *lines = NULL;

  g_assert_true (g_file_set_contents (path, "this was a database once, and now it is a text of some length, as a broken disk leaves it behind", -1, NULL));
  lines = run (folder, FALSE);
  g_assert_nonnull (strstr (lines, "FAULT  Database: "));
  so_test_remove_folder (folder);
}

/* The first start could make nothing there. */
static void
test_no_place (void)
{
  g_autofree char *file = NULL, *below = NULL, *at_file = NULL, *at_below = NULL;
  int fd = g_file_open_tmp ("so-preflight-XXXXXX", &file, NULL);

  g_assert_true (g_close (fd, NULL));
  below = g_build_filename (file, "studio", NULL);
  at_file = run (file, FALSE);
  at_below = run (below, FALSE);
  g_assert_nonnull (strstr (at_file, "FAULT  Folder: "));
  g_assert_nonnull (strstr (at_below, "FAULT  Folder: "));
  g_unlink (file);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/preflight/good", test_good);
  g_test_add_func ("/engine/preflight/none", test_none);
  g_test_add_func ("/engine/preflight/no-place", test_no_place);
  g_test_add_func ("/engine/preflight/damaged", test_damaged);
  return g_test_run ();
}
