/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-settings.h"

static void
test_set_up (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (SoProfile) profile = so_studio_dup_profile (test->studio);
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autofree char *id = g_strdup (profile->id);

  g_assert_cmpstr (profile->name, ==, "Salsa Norte");
  g_assert_cmpstr (g_time_zone_get_identifier (so_studio_get_zone (test->studio)), ==, "Europe/Berlin");
  g_assert_false (so_studio_is_demo (test->studio));
  db = so_store_read (so_studio_get_store (test->studio), NULL);
  accounts = so_account_list (db, NULL);
  g_assert_cmpuint (accounts->len, ==, 1);
  g_assert_cmpint (((SoAccount *) accounts->pdata[0])->channel, ==, SO_CHANNEL_LOOPBACK);
  g_assert_cmpstr (((SoAccount *) accounts->pdata[0])->transport, ==, "loopback");
  g_clear_pointer (&db, so_db_release);

  so_test_studio_reopen (test);
  so_profile_free (g_steal_pointer (&profile));
  profile = so_studio_dup_profile (test->studio);
  g_assert_cmpstr (profile->id, ==, id);
}

/* A second time changes fields; the studio, its one practice account and being a demo stay. */
static void
test_again (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (SoProfile) before = so_studio_dup_profile (test->studio);
  SoProfile demo = { .name = (char *) " Salsa Sur ", .kind = (char *) "dance", .zone = (char *) "Europe/Madrid", .demo = TRUE };
  SoProfile real = { .name = (char *) "Salsa Sur", .kind = (char *) "dance" };
  g_autoptr (SoProfile) after = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (SoDb) db = NULL;
  GTimeZone *lent = so_studio_get_zone (test->studio);

  g_assert_true (so_studio_set_up (test->studio, &demo, NULL));
  g_assert_cmpstr (g_time_zone_get_identifier (so_studio_get_zone (test->studio)), ==, "Europe/Madrid");
  g_assert_cmpstr (g_time_zone_get_identifier (lent), ==, "Europe/Berlin");
  g_assert_true (so_studio_set_up (test->studio, &real, NULL));
  after = so_studio_dup_profile (test->studio);
  g_assert_cmpstr (after->id, ==, before->id);
  g_assert_cmpstr (after->name, ==, "Salsa Sur");
  g_assert_true (so_studio_is_demo (test->studio));
  db = so_store_read (so_studio_get_store (test->studio), NULL);
  accounts = so_account_list (db, NULL);
  g_assert_cmpuint (accounts->len, ==, 1);
}

static void
test_defaults (void)
{
  g_autofree char *folder = g_dir_make_tmp ("so-studio-XXXXXX", NULL);
  g_autoptr (SoStudio) studio = so_studio_open (folder, NULL);
  SoProfile given = { .name = (char *) "A", .kind = (char *) "yoga" };
  g_autoptr (SoProfile) none = so_studio_dup_profile (studio), made = NULL;

  g_assert_null (none);
  g_assert_nonnull (so_studio_get_zone (studio));
  g_assert_true (so_studio_set_up (studio, &given, NULL));
  made = so_studio_dup_profile (studio);
  g_assert_cmpstr (made->zone, ==, "Europe/Berlin");   /* TZ of the tests */
  g_assert_cmpstr (made->currency, ==, "EUR");
  g_assert_finalize_object (g_steal_pointer (&studio));
  so_test_remove_folder (folder);
}

static void
test_bad_profiles (void)
{
  g_autofree char *longest = g_strnfill (121, 'x');
  const struct {
    const char *name, *kind, *zone, *currency, *country, *email, *phone;
    const char *says;
  } rows[] = {
    { NULL, "dance", NULL, NULL, NULL, NULL, NULL, "name" },
    { "  ", "dance", NULL, NULL, NULL, NULL, NULL, "name" },
    { longest, "dance", NULL, NULL, NULL, NULL, NULL, "name" },
    { "A", NULL, NULL, NULL, NULL, NULL, NULL, "kind" },
    { "A", "bakery", NULL, NULL, NULL, NULL, NULL, "bakery" },
    { "A", "dance", "Mars/Olympus", NULL, NULL, NULL, NULL, "Mars/Olympus" },
    { "A", "dance", NULL, "euro", NULL, NULL, NULL, "euro" },
    { "A", "dance", NULL, "eur", NULL, NULL, NULL, "eur" },
    { "A", "dance", NULL, NULL, "+49", NULL, NULL, "+49" },
    { "A", "dance", NULL, NULL, "049", NULL, NULL, "049" },
    { "A", "dance", NULL, NULL, NULL, "nobody", NULL, "nobody" },
    { "A", "dance", NULL, NULL, NULL, "a@b@c", NULL, "a@b@c" },
    { "A", "dance", NULL, NULL, NULL, NULL, "call me", "call me" },
  };
  g_autoptr (SoTestStudio) test = so_test_studio_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoProfile bad = { .name = (char *) rows[i].name, .kind = (char *) rows[i].kind, .zone = (char *) rows[i].zone,
                        .currency = (char *) rows[i].currency, .country = (char *) rows[i].country,
                        .email = (char *) rows[i].email, .phone = (char *) rows[i].phone };
      g_autoptr (GError) error = NULL;
      g_autoptr (SoProfile) after = NULL;

      g_assert_false (so_studio_set_up (test->studio, &bad, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      g_assert_nonnull (strstr (error->message, rows[i].says));
      after = so_studio_dup_profile (test->studio);
      g_assert_cmpstr (after->name, ==, "Salsa Norte");
    }
}

static void
test_not_a_studio (void)
{
  g_autofree char *folder = g_dir_make_tmp ("so-studio-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "studio.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "<html>", -1, NULL));
  g_assert_null (so_studio_open (folder, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  so_test_remove_folder (folder);
}

typedef struct {
  GString *order;
  guint left;
} Seen;

static void
on_task_done (GObject *source, GAsyncResult *result, gpointer data)
{
  Seen *seen = data;
  g_autoptr (GError) error = NULL;
  gssize number = g_task_propagate_int (G_TASK (result), &error);

  g_string_append_printf (seen->order, error ? "x" : "%d", (int) number);
  seen->left--;
}

static void
slow_first (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  gssize number = GPOINTER_TO_SIZE (data);

  g_assert_true (g_task_get_context (task) != g_main_context_get_thread_default () || !g_main_context_is_owner (NULL));
  g_usleep (number == 0 ? 50000 : 0);
  g_task_return_int (task, number);
}

/* One thread, in the order of the calls, also where the first takes longest; what was cancelled is not run. */
static void
test_order (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GString) order = g_string_new (NULL);
  Seen seen = { order, 6 };

  g_cancellable_cancel (cancelled);
  for (gsize i = 0; i < 6; i++)
    {
      g_autoptr (GTask) task = g_task_new (test->studio, i == 3 ? cancelled : NULL, on_task_done, &seen);

      g_task_set_task_data (task, GSIZE_TO_POINTER (i), NULL);
      so_studio_run (test->studio, task, slow_first);
    }
  while (seen.left)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (order->str, ==, "012x45");
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Dropped while work is under way: the work is finished, then the studio goes, on the caller's thread. */
static void
test_end_at_work (void)
{
  g_autofree char *folder = g_dir_make_tmp ("so-studio-XXXXXX", NULL);
  SoStudio *studio = so_studio_open (folder, NULL);
  gpointer alive = studio;
  g_autoptr (GString) order = g_string_new (NULL);
  Seen seen = { order, 2 };

  for (gsize i = 0; i < 2; i++)
    {
      g_autoptr (GTask) task = g_task_new (studio, NULL, on_task_done, &seen);

      g_task_set_task_data (task, GSIZE_TO_POINTER (i), NULL);
      so_studio_run (studio, task, slow_first);
    }
  g_object_add_weak_pointer (G_OBJECT (studio), &alive);
  g_object_unref (studio);
  while (alive)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (order->str, ==, "01");
  so_test_remove_folder (folder);
}

static void
test_default_folder (void)
{
  g_autofree char *folder = so_studio_default_folder ();

  g_assert_true (g_str_has_suffix (folder, "/studio-os/default"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/set-up", test_set_up);
  g_test_add_func ("/studio/again", test_again);
  g_test_add_func ("/studio/defaults", test_defaults);
  g_test_add_func ("/studio/bad-profiles", test_bad_profiles);
  g_test_add_func ("/studio/not-a-studio", test_not_a_studio);
  g_test_add_func ("/studio/order", test_order);
  g_test_add_func ("/studio/end-at-work", test_end_at_work);
  g_test_add_func ("/studio/default-folder", test_default_folder);
  return g_test_run ();
}
