/* SPDX-License-Identifier: MIT */
#include "so-lead-score.h"

#include "so-contact.h"

#include "so-error.h"

#define DAY (24 * 3600 * G_GINT64_CONSTANT (1000))
#define BIT(signal) (1u << (signal))

static int
score (guint32 signals)
{
  int weights[SO_N_LEAD_SIGNALS];

  g_assert_true (so_lead_weights_parse (NULL, weights, NULL));
  return so_lead_score (signals, weights);
}

static void
test_temperature (void)
{
  static const struct { int score; const char *temperature; } cases[] = {
    { 0, "COLD" }, { 49, "COLD" }, { 50, "WARM" }, { 79, "WARM" }, { 80, "HOT" }, { 81, "HOT" }, { 100, "HOT" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (so_lead_temperature (cases[i].score), ==, cases[i].temperature);
}

static void
test_sum (void)
{
  g_assert_cmpint (score (0), ==, 0);
  g_assert_cmpint (score (BIT (SO_LEAD_PRICE)), ==, 15);
  g_assert_cmpint (score (BIT (SO_LEAD_PRICE) | BIT (SO_LEAD_TRIAL) | BIT (SO_LEAD_DAY)), ==, 50);
  g_assert_cmpint (score (BIT (SO_LEAD_PRICE) | BIT (SO_LEAD_SELLS)), ==, 0);
  g_assert_cmpint (score (~0u >> (32 - SO_LEAD_STALE)), ==, 100);
}

static void
test_messages (void)
{
  static const char *const tags[] = { "asks_price", "trial", "nothing", NULL };
  guint32 signals = so_lead_signals_of_message ("INQUIRY", "trial_class", "POSITIVE", tags, TRUE, FALSE);

  g_assert_cmpuint (signals, ==, BIT (SO_LEAD_PRICE) | BIT (SO_LEAD_TRIAL) | BIT (SO_LEAD_GLAD) | BIT (SO_LEAD_DAY));
  g_assert_cmpuint (so_lead_signals_of_message (NULL, NULL, NULL, NULL, FALSE, FALSE), ==, 0);
  g_assert_cmpuint (so_lead_signals_of_message ("COMPLAINT", "billing_problem", "NEGATIVE", NULL, FALSE, TRUE), ==,
                    BIT (SO_LEAD_COMPLAINS) | BIT (SO_LEAD_CROSS) | BIT (SO_LEAD_CLASS));
  g_assert_cmpuint (so_lead_signals_of_count (0, 0, 9 * DAY), ==, 0);
  g_assert_cmpuint (so_lead_signals_of_count (1, DAY, 2 * DAY), ==, BIT (SO_LEAD_FRESH));
  g_assert_cmpuint (so_lead_signals_of_count (1, DAY, 2 * DAY + 1), ==, BIT (SO_LEAD_WEEK));
  g_assert_cmpuint (so_lead_signals_of_count (3, 0, 7 * DAY + 1), ==, BIT (SO_LEAD_SOME));
  g_assert_cmpuint (so_lead_signals_of_count (4, 0, 30 * DAY), ==, BIT (SO_LEAD_MANY));
  g_assert_cmpuint (so_lead_signals_of_count (4, 0, 30 * DAY + 1), ==, BIT (SO_LEAD_MANY) | BIT (SO_LEAD_STALE));
}

static void
test_weights (void)
{
  static const char *const wrong[] = { "[]", "{\"asks\": 1}", "{\"asks_price\": \"20\"}", "{\"asks_price\": 101}", "{\"asks_price\": 1.5}", "{" };
  int weights[SO_N_LEAD_SIGNALS] = { 7 };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (so_lead_weights_parse (wrong[i], weights, &error));
      g_assert_nonnull (error);
      g_assert_cmpint (weights[0], ==, 7);
    }
  g_assert_true (so_lead_weights_parse ("{\"asks_price\": 20, \"sells\": -100}", weights, NULL));
  g_assert_cmpint (weights[SO_LEAD_PRICE], ==, 20);
  g_assert_cmpint (weights[SO_LEAD_SELLS], ==, -100);
  g_assert_cmpint (weights[SO_LEAD_TRIAL], ==, so_lead_signal_points (SO_LEAD_TRIAL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lead-score/temperature", test_temperature);
  g_test_add_func ("/lead-score/sum", test_sum);
  g_test_add_func ("/lead-score/messages", test_messages);
  g_test_add_func ("/lead-score/weights", test_weights);
  return g_test_run ();
}
