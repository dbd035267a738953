/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-studios.h"

#include <glib/gstdio.h>

static const SoStudioPlace *
find (GPtrArray *places, const char *folder)
{
  g_autofree char *real = so_studios_dup_real (folder);

  for (guint i = 0; i < places->len; i++)
    if (!strcmp (((SoStudioPlace *) places->pdata[i])->folder, real))
      return places->pdata[i];
  return NULL;
}

static char *
make (const char *root, const char *name, const char *contents)
{
  char *folder = g_build_filename (root, name, NULL);
  g_autofree char *path = g_build_filename (folder, "studio.db", NULL);

  g_mkdir_with_parents (folder, 0700);
  if (contents)
    g_assert_true (g_file_set_contents (path, contents, -1, NULL));
  return folder;
}

/* What is there is listed once, however it is called, and nothing of it is changed. */
static void
test_list (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *root = g_build_filename (g_get_user_data_dir (), "studio-os", NULL);
  g_autofree char *broken = make (root, "broken", "no database at all"), *empty = make (root, "empty", NULL), *old = make (root, "x.before-restore-1", "x");
  g_autofree char *again = g_build_filename (test->folder, "..", ".", NULL), *base = g_path_get_basename (test->folder), *twice = g_build_filename (again, base, NULL);
  const char *others[] = { test->folder, twice, "/nowhere", NULL };
  g_autoptr (GPtrArray) places = so_studios_list (others);
  g_autofree char *kept = NULL, *path = g_build_filename (broken, "studio.db", NULL), *next = so_studios_dup_new_folder ();

  g_assert_cmpuint (places->len, ==, 2);
  g_assert_nonnull (find (places, test->folder)->name);
  g_assert_false (find (places, test->folder)->damaged);
  g_assert_true (find (places, broken)->damaged);
  g_assert_null (find (places, broken)->name);
  g_assert_null (find (places, empty));
  g_assert_null (find (places, old));
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "no database at all");
  g_assert_false (g_file_test (next, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/studios/list", test_list);
  return g_test_run ();
}
