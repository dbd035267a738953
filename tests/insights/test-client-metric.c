/* SPDX-License-Identifier: MIT */
#include "so-client-metric.h"

static void
test_words (void)
{
  for (guint i = 0; i < SO_N_CLIENT_METRICS; i++)
    {
      g_assert_nonnull (so_client_metric_nick ((SoClientMetric) i));
      g_assert_nonnull (so_client_metric_label ((SoClientMetric) i));
      g_assert_true (g_str_has_suffix (so_client_metric_definition ((SoClientMetric) i), "."));
      g_assert_cmpint (so_client_metric_unit ((SoClientMetric) i), !=, SO_UNIT_SHARE);
    }
}

static void
test_values (void)
{
  g_autoptr (SoClients) clients = so_clients_new (10, 20, 15);
  SoClient *ana = so_clients_add (clients, "c1", "Ana"), *ben = so_clients_add (clients, "c2", "Ben");
  const guint32 minutes[] = { 3, 5, 40 };
  double value;

  g_array_append_vals (ana->figures->answer_minutes, minutes, G_N_ELEMENTS (minutes));
  ana->figures->answered = G_N_ELEMENTS (minutes);
  ana->figures->in = 7;
  ana->waiting = 1, ana->open = 4, ana->late = 2;
  const double expected[] = { 7, 5, 1, 4, 2 };
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_true (so_client_metric_value (ana, (SoClientMetric) (SO_N_CLIENT_TOTALS + i), &value));
      g_assert_cmpfloat (value, ==, expected[i]);
    }
  /* Nobody answered: that is not within no time. */
  g_assert_false (so_client_metric_value (ben, SO_CLIENT_RESPONSE, &value));
  g_assert_true (so_client_metric_value (ben, SO_CLIENT_WAITING, &value));
  g_assert_cmpfloat (value, ==, 0);
}

static void
test_empty (void)
{
  g_autoptr (SoClients) clients = so_clients_new (10, 20, 15);

  g_assert_true (so_clients_is_empty (clients));
  clients->late = 3;
  g_assert_false (so_clients_is_empty (clients));
  g_assert_cmpuint (so_client_metric_total (clients, SO_CLIENT_TASKS_LATE), ==, 3);
  clients->late = 0, clients->written_with = 1;
  g_assert_false (so_clients_is_empty (clients));
  clients->due = 2, clients->done = 1;
  g_assert_cmpuint (so_client_metric_total (clients, SO_CLIENT_WRITTEN_WITH), ==, 1);
  g_assert_cmpuint (so_client_metric_total (clients, SO_CLIENT_TASKS_DUE), ==, 2);
  g_assert_cmpuint (so_client_metric_total (clients, SO_CLIENT_TASKS_DONE), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client-metric/words", test_words);
  g_test_add_func ("/client-metric/values", test_values);
  g_test_add_func ("/client-metric/empty", test_empty);
  return g_test_run ();
}
