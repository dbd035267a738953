/* SPDX-License-Identifier: MIT */
#include "so-hub-trial.h"

#define NONCE "00112233445566778899aabbccddeeff"

/* printf 'studio-os-hub\nhub-1\nwhatsapp\n00112233445566778899aabbccddeeff' | sha256sum */
static void
test_answer (void)
{
  g_autofree char *answer = so_hub_trial_answer ("hub-1", "whatsapp", NONCE), *other = so_hub_trial_answer ("hub-1", "twilio", NONCE);
  g_autofree char *of_other_hub = so_hub_trial_answer ("hub-2", "whatsapp", NONCE);

  g_assert_cmpstr (answer, ==, "bc87a43e93a6870710f48dc810003771110d369fba6e00d0c06ac9eab69e52a0");
  g_assert_cmpstr (answer, !=, other);
  g_assert_cmpstr (answer, !=, of_other_hub);
}

static void
test_bad_nonce (void)
{
  static const char *const bad[] = { "", "0", NONCE "0", "00112233445566778899AABBCCDDEEFF", "00112233445566778899aabbccddeef\n" };

  g_assert_null (so_hub_trial_answer ("hub-1", "whatsapp", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (so_hub_trial_answer ("hub-1", "whatsapp", bad[i]));
}

static void
test_nonce (void)
{
  g_autofree char *one = so_hub_trial_nonce (), *two = so_hub_trial_nonce (), *answer = so_hub_trial_answer ("hub-1", "whatsapp", one);

  g_assert_cmpstr (one, !=, two);
  g_assert_nonnull (answer);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub-trial/answer", test_answer);
  g_test_add_func ("/hub-trial/bad-nonce", test_bad_nonce);
  g_test_add_func ("/hub-trial/nonce", test_nonce);
  return g_test_run ();
}
