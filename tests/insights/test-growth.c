/* SPDX-License-Identifier: MIT */
#include "so-growth.h"

static void
test_counts (void)
{
  static const struct { guint before, now; gboolean known; double change; } rows[] = {
    { 10, 14, TRUE, 0.4 }, { 10, 5, TRUE, -0.5 }, { 5, 5, TRUE, 0 }, { 5, 0, TRUE, -1 }, { 4, 400, FALSE, 0 }, { 0, 7, FALSE, 0 },
  };
  g_autoptr (SoFigures) before = so_figures_new (), now = so_figures_new ();
  SoGrowth growth;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      before->in = rows[i].before;
      now->in = rows[i].now;
      g_assert_cmpint (so_growth (before, now, SO_METRIC_MESSAGES_IN, &growth), ==, rows[i].known);
      g_assert_cmpfloat_with_epsilon (growth.change, rows[i].change, 1e-9);
      g_assert_false (growth.points);
      g_assert_cmpuint (growth.n_before, ==, rows[i].before);
      g_assert_cmpuint (growth.n_now, ==, rows[i].now);
    }
}

/* Of a share it is the difference, and both need enough to rest on. */
static void
test_shares (void)
{
  g_autoptr (SoFigures) before = so_figures_new (), now = so_figures_new ();
  SoGrowth growth;

  before->leads = 10;
  before->leads_converted = 2;
  now->leads = 4;
  now->leads_converted = 4;
  g_assert_false (so_growth (before, now, SO_METRIC_LEAD_CONVERSION, &growth));
  g_assert_cmpuint (growth.n_now, ==, 4);
  now->leads = 8;
  g_assert_true (so_growth (before, now, SO_METRIC_LEAD_CONVERSION, &growth));
  g_assert_true (growth.points);
  g_assert_cmpfloat_with_epsilon (growth.change, 0.3, 1e-9);
  g_assert_true (so_growth (now, before, SO_METRIC_LEAD_CONVERSION, &growth));
  g_assert_cmpfloat_with_epsilon (growth.change, -0.3, 1e-9);
}

static void
test_money (void)
{
  g_autoptr (SoFigures) before = so_figures_new (), now = so_figures_new ();
  SoGrowth growth;

  before->revenue = 10000;
  before->priced = 4;
  now->revenue = 15000;
  now->priced = 10;
  g_assert_false (so_growth (before, now, SO_METRIC_REVENUE, &growth));
  before->priced = 5;
  g_assert_true (so_growth (before, now, SO_METRIC_REVENUE, &growth));
  g_assert_cmpfloat_with_epsilon (growth.change, 0.5, 1e-9);
  /* Nobody ever set a price. */
  now->priced = 0;
  g_assert_false (so_growth (before, now, SO_METRIC_REVENUE, &growth));
  /* All of them were free. */
  before->revenue = 0;
  now->priced = 10;
  g_assert_false (so_growth (before, now, SO_METRIC_REVENUE, &growth));
}

/* There is no urgent of last week. */
static void
test_now (void)
{
  g_autoptr (SoFigures) before = so_figures_new (), now = so_figures_new ();
  SoGrowth growth;

  before->now = now->now = TRUE;
  before->urgent = 10;
  now->urgent = 20;
  g_assert_false (so_growth (before, now, SO_METRIC_URGENT, &growth));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/insights/growth/counts", test_counts);
  g_test_add_func ("/insights/growth/shares", test_shares);
  g_test_add_func ("/insights/growth/money", test_money);
  g_test_add_func ("/insights/growth/now", test_now);
  return g_test_run ();
}
