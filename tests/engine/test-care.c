/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-care-verbs.h"
#include "so-error.h"
#include "so-facts.h"

/* Care of the data, as Preferences start it: backup, check, export, restore. */

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (!*result)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

/* The worker lets go of a task a moment after its answer is here, and a studio must end without one. */
static void
settle (SoTestStudio *test)
{
  while (test->studio && g_atomic_int_get ((int *) &G_OBJECT (test->studio)->ref_count) > 1)
    g_main_context_iteration (NULL, FALSE);
}

static void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
back_up (SoTestStudio *test, const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean done;

  so_studio_backup_async (test->studio, path, NULL, on_ready, &result);
  done = so_studio_backup_finish (test->studio, wait_for (&result), error);
  g_clear_object (&result);
  settle (test);
  return done;
}

static gboolean
restore (const char *folder, const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  so_studio_restore_async (folder, path, NULL, on_ready, &result);
  return so_studio_restore_finish (wait_for (&result), error);
}

/* What was said after the backup is gone after the restore, and nothing else is. */
static void
test_round (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *place = g_dir_make_tmp ("studio-os-care-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (place, "a.studio", NULL), *folder = g_strdup (test->folder);
  g_autofree char *before = so_test_do (test->studio, SO_VERB_SAVE_SETTING, "word", "before");
  g_autofree char *after = NULL, *now = NULL;
  g_autoptr (SoStudio) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (back_up (test, path, &error));
  g_assert_no_error (error);
  after = so_test_do (test->studio, SO_VERB_SAVE_SETTING, "word", "after");
  g_clear_object (&test->studio);
  g_assert_true (restore (folder, path, &error));
  g_assert_no_error (error);
  again = so_studio_open (folder, &error);
  g_assert_no_error (error);
  now = so_studio_dup_setting (again, "word");
  g_assert_cmpstr (now, ==, "before");
  test->studio = g_steal_pointer (&again);
  so_test_remove_folder (place);
}

static void
test_refused (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *place = g_dir_make_tmp ("studio-os-care-XXXXXX", NULL);
  g_autofree char *bad = g_build_filename (place, "bad.studio", NULL), *nowhere = g_build_filename (place, "no", "such", "a.studio", NULL);
  g_autofree char *folder = g_strdup (test->folder), *kept = NULL, *unused = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (back_up (test, nowhere, &error));
  g_assert_nonnull (error);
  g_assert_false (g_file_test (nowhere, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  unused = so_test_do (test->studio, SO_VERB_SAVE_SETTING, "word", "mine");
  g_clear_object (&test->studio);
  g_assert_true (g_file_set_contents (bad, "<html>not a backup</html>", -1, NULL));
  g_assert_false (restore (folder, bad, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_clear_error (&error);
  test->studio = so_studio_open (folder, &error);
  g_assert_no_error (error);
  kept = so_studio_dup_setting (test->studio, "word");
  g_assert_cmpstr (kept, ==, "mine");
  so_test_remove_folder (place);
}

static void
test_check (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *thread = so_test_receive (test->studio, "loopback", "Ana", "Hello", NULL, NULL);
  g_autoptr (GAsyncResult) result = NULL, cancelled = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SoCareReport) report = NULL;
  g_autoptr (GError) error = NULL;

  so_studio_check_async (test->studio, NULL, on_ready, &result);
  report = so_studio_check_finish (test->studio, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_true (report->ok);
  g_assert_cmpuint (report->messages, ==, 1);
  g_assert_cmpuint (report->contacts, ==, 1);

  g_cancellable_cancel (cancellable);
  so_studio_check_async (test->studio, cancellable, on_ready, &cancelled);
  g_assert_null (so_studio_check_finish (test->studio, wait_for (&cancelled), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  g_clear_object (&cancelled);
  settle (test);
}

static void
test_export (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *place = g_dir_make_tmp ("studio-os-care-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (place, "out", NULL), *database = g_build_filename (folder, "studio.db", NULL);
  g_autoptr (GAsyncResult) result = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  so_studio_export_async (test->studio, folder, NULL, on_ready, &result);
  g_assert_true (so_studio_export_finish (test->studio, wait_for (&result), &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (database, G_FILE_TEST_IS_REGULAR));
  /* never among other files */
  so_studio_export_async (test->studio, folder, NULL, on_ready, &again);
  g_assert_false (so_studio_export_finish (test->studio, wait_for (&again), &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_clear_object (&result);
  g_clear_object (&again);
  settle (test);
  so_test_remove_folder (place);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/care/round", test_round);
  g_test_add_func ("/care/refused", test_refused);
  g_test_add_func ("/care/check", test_check);
  g_test_add_func ("/care/export", test_export);
  return g_test_run ();
}
