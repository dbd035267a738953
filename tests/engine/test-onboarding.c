/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-onboarding.h"

/* Six steps that can be left at any moment, and what is kept of them. */

static SoOnboarding
load (SoTestStudio *test)
{
  SoOnboarding onboarding;

  g_assert_true (so_onboarding_load (test->studio, &onboarding, NULL));
  return onboarding;
}

static void
finish (SoTestStudio *test, guint step, gboolean skipped)
{
  g_autoptr (GError) error = NULL;

  so_onboarding_finish (test->studio, step, skipped, SO_TEST_NOW - 1000, &error);
  g_assert_no_error (error);
}

static void
test_parse (void)
{
  static const struct { const char *kept; guint step; } rows[] = {
    { NULL, 1 }, { "", 1 }, { "1", 1 }, { "4", 4 }, { "6", 6 }, { "7", 1 }, { "0", 1 }, { "-2", 1 }, { "3 ", 1 }, { "done", 0 }, { "Done", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpuint (so_onboarding_parse (rows[i].kept), ==, rows[i].step);
}

/* Who was set up from a terminal, or before there was this, is live. */
static void
test_never_begun (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  SoOnboarding is = load (test);

  g_assert_false (is.begun);
  g_assert_true (is.live);
  g_assert_cmpint (is.started_at, ==, 0);
  g_assert_cmpuint (is.channels, ==, 0);
  for (guint i = 0; i < SO_ONBOARDING_STEPS; i++)
    g_assert_cmpint (is.steps[i].at, ==, 0);
}

static void
test_steps (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  SoOnboarding is;

  finish (test, 1, FALSE);
  finish (test, 2, TRUE);
  so_test_studio_reopen (test);
  is = load (test);
  g_assert_true (is.begun);
  g_assert_false (is.live);
  g_assert_cmpuint (is.next, ==, 3);
  g_assert_cmpint (is.started_at, ==, SO_TEST_NOW - 1000);
  g_assert_cmpint (is.completed_at, ==, 0);
  g_assert_cmpint (is.steps[0].at, ==, SO_TEST_NOW);
  g_assert_false (is.steps[0].skipped);
  g_assert_true (is.steps[1].skipped);
  g_assert_cmpint (is.steps[2].at, ==, 0);
  /* Back, and done after all; what was done is not left out by a later look at it. */
  finish (test, 2, FALSE);
  finish (test, 1, TRUE);
  is = load (test);
  g_assert_cmpuint (is.next, ==, 3);
  g_assert_false (is.steps[0].skipped);
  g_assert_false (is.steps[1].skipped);
}

static void
test_live (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *account = so_test_add_account (test->studio, "whatsapp", "loopback", NULL);
  g_autoptr (GError) error = NULL;
  SoOnboarding is;

  for (guint step = 1; step < SO_ONBOARDING_STEPS; step++)
    finish (test, step, step % 2);
  g_assert_true (so_onboarding_go_live (test->studio, SO_TEST_NOW, &error));
  g_assert_no_error (error);
  is = load (test);
  g_assert_cmpuint (is.next, ==, 0);
  g_assert_true (is.live);
  g_assert_cmpint (is.completed_at, ==, SO_TEST_NOW);
  g_assert_cmpuint (is.channels, ==, 1u << SO_CHANNEL_WHATSAPP);
  /* Once more changes nothing, and does not begin anew. */
  finish (test, 1, FALSE);
  g_assert_cmpuint (load (test).next, ==, 0);
  g_assert_true (load (test).live);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/onboarding/parse", test_parse);
  g_test_add_func ("/engine/onboarding/never-begun", test_never_begun);
  g_test_add_func ("/engine/onboarding/steps", test_steps);
  g_test_add_func ("/engine/onboarding/live", test_live);
  return g_test_run ();
}
