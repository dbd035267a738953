/* SPDX-License-Identifier: MIT */
#include "so-demo-place.h"
#include "so-demo-try.h"
#include "so-demo.h"
#include "so-error.h"
#include "so-studio-kind.h"
#include "so-test-studio.h"
#include "so-verb.h"

static SoStudio *
new_studio (SoTestStudio *near, const char *kind)
{
  g_autofree char *folder = g_build_filename (near->folder, kind, NULL);
  SoProfile profile = { .name = (char *) "N", .kind = (char *) kind, .zone = (char *) "Europe/Berlin" };
  g_autoptr (GError) error = NULL;
  SoStudio *studio = so_studio_open (folder, &error);

  g_assert_no_error (error);
  g_assert_true (so_studio_set_up (studio, &profile, &error));
  return studio;
}

static void
hide (SoStudio *studio, const char *module, gboolean shown, const char *value)
{
  g_autofree char *written = so_studio_write_modules (studio, module, shown), *result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (written, ==, value);
  g_assert_true (so_studio_do (studio, SO_VERB_SAVE_SETTING, SO_SETTING_MODULES_HIDDEN, written, &result, &error));
  g_assert_cmpint (so_studio_hides_module (studio, module), ==, !shown);
}

/* What the kind says holds until the owner says something else; what is no module is always shown. */
static void
test_modules (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new_empty ();
  g_autoptr (SoStudio) agency = new_studio (test, "agency"), salon = new_studio (test, "salon");

  g_assert_true (so_studio_hides_module (agency, "schedule"));
  g_assert_false (so_studio_hides_module (agency, "leads"));
  g_assert_false (so_studio_hides_module (salon, "schedule"));
  g_assert_false (so_studio_hides_module (agency, "inbox"));
  hide (agency, "schedule", TRUE, "none");
  hide (agency, "inbox", TRUE, "none");
  hide (salon, "calls", FALSE, "calls");
  hide (salon, "leads", FALSE, "leads calls");
  hide (salon, "calls", TRUE, "leads");
}

static void
test_words (void)
{
  static const struct { const char *kind, *add, *staff; } rows[] = {
    { "dance", "Add a Class", "Teachers" }, { "salon", "Add a Service", "Stylists" }, { "medspa", "Add a Treatment", "Providers" }, { "agency", "Add a Meeting", "Team" },
  };
  g_autoptr (SoTestStudio) test = so_test_studio_new_empty ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoStudio) studio = new_studio (test, rows[i].kind);
      g_autofree char *add = so_studio_dup_word (studio, "add-session"), *staff = so_studio_dup_word (studio, "staff-title");

      g_assert_cmpstr (add, ==, rows[i].add);
      g_assert_cmpstr (staff, ==, rows[i].staff);
    }
}

/* Each in a folder of its own; made once; a studio of the owner's there is left alone. */
static void
test_place (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new_empty ();
  g_autofree char *dance = so_demo_folder ("dance"), *salon = so_demo_folder ("salon"), *music = so_demo_folder ("music"), *own = so_studio_default_folder ();
  g_autoptr (GError) error = NULL, mine = NULL, unknown = NULL;
  g_autoptr (SoStudio) studio = NULL, again = NULL, others = NULL;
  SoProfile profile = { .name = (char *) "Mine", .kind = (char *) "music", .zone = (char *) "Europe/Berlin" };
  gboolean ready = TRUE;

  g_assert_true (g_str_has_suffix (dance, "/demo") && g_str_has_suffix (salon, "/demo-salon"));
  g_assert_cmpstr (dance, !=, own);
  studio = so_demo_open ("salon", &ready, &error);
  g_assert_no_error (error);
  g_assert_false (ready);
  g_assert_true (so_demo_fill (studio, "salon", 1, 1, NULL, &error));
  g_clear_object (&studio);
  again = so_demo_open ("salon", &ready, &error);
  g_assert_true (again && ready && so_studio_is_demo (again));

  others = so_studio_open (music, &error);
  g_assert_true (so_studio_set_up (others, &profile, &error));
  g_clear_object (&others);
  g_assert_null (so_demo_open ("music", &ready, &mine));
  g_assert_error (mine, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_null (so_demo_open ("../salon", &ready, &unknown));
  g_assert_error (unknown, SO_ERROR, SO_ERROR_GIVE_UP);
  g_assert_false (so_store_exists (own));
}

/* Where practice is all there is, and nowhere else. */
static void
test_try (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *account = so_test_add_account (test->studio, "sms", "twilio", NULL);
  g_autoptr (SoStudio) practice = new_studio (test, "yoga");
  g_autoptr (GError) call = NULL, appointment = NULL, error = NULL;
  SoDemoCall way;

  g_assert_true (so_demo_call_parse ("message", &way) && way == SO_DEMO_CALL_MESSAGE);
  g_assert_false (so_demo_call_parse ("", &way) || so_demo_call_parse (NULL, &way));
  g_assert_true (so_demo_may_try (practice, &error));
  g_assert_no_error (error);
  g_assert_null (so_demo_try_call (test->studio, SO_DEMO_CALL_MISSED, &call));
  g_assert_error (call, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_null (so_demo_try_appointment (test->studio, NULL, &appointment));
  g_assert_error (appointment, SO_ERROR, SO_ERROR_CHANGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/engine/studio-kind/modules", test_modules);
  g_test_add_func ("/engine/studio-kind/words", test_words);
  g_test_add_func ("/engine/studio-kind/place", test_place);
  g_test_add_func ("/engine/studio-kind/try", test_try);
  return g_test_run ();
}
