/* SPDX-License-Identifier: MIT */
#include "so-limits.h"

static void
test_windows (void)
{
  g_autoptr (SoLimits) limits = so_limits_new ();

  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (so_limits_take (limits, "visit", "a", 3, 60, 1000 + i), ==, i < 3);
  g_assert_true (so_limits_take (limits, "visit", "b", 3, 60, 1000));
  g_assert_true (so_limits_take (limits, "message", "a", 3, 60, 1000));
  /* It ends sixty seconds after the first. */
  g_assert_false (so_limits_take (limits, "visit", "a", 3, 60, 60999));
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (so_limits_take (limits, "visit", "a", 3, 60, 61000), ==, i < 3);
  g_assert_false (so_limits_take (limits, "visit", "c", 0, 60, 0));
}

/* More strangers than can be remembered: the new ones are refused, until others are forgotten. */
static void
test_crowd (void)
{
  g_autoptr (SoLimits) limits = so_limits_new ();
  guint taken = 0;

  for (guint i = 0; i < 60000; i++)
    {
      g_autofree char *who = g_strdup_printf ("%u", i);

      taken += so_limits_take (limits, "visit", who, 3, 60, 1000);
    }
  g_assert_cmpuint (taken, ==, 50000);
  g_assert_true (so_limits_take (limits, "visit", "17", 3, 60, 1000));
  g_assert_false (so_limits_take (limits, "visit", "another", 3, 60, 30000));
  g_assert_true (so_limits_take (limits, "visit", "another", 3, 60, 62000));
}

static void
test_address (void)
{
  static const struct { const char *forwarded, *peer, *address; } cases[] = {
    { NULL, "127.0.0.1", "127.0.0.1" },
    { NULL, NULL, "here" },
    { "198.51.100.7", "127.0.0.1", "198.51.100.7" },
    { "10.0.0.1, 198.51.100.7", "127.0.0.1", "198.51.100.7" },
    { "10.0.0.1,10.0.0.2,  198.51.100.8 ", NULL, "198.51.100.8" },
    { "198.51.100.7, nonsense", "127.0.0.1", "127.0.0.1" },
    { "198.51.100.7,", "127.0.0.1", "127.0.0.1" },
    { "", "127.0.0.1", "127.0.0.1" },
    { "2001:db8:1:2:3:4:5:6", NULL, "2001:0db8:0001:0002" },
    { "2001:db8:1:2::9", NULL, "2001:0db8:0001:0002" },
    { "198.51.100.7\n", NULL, "198.51.100.7" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *address = so_limits_address (cases[i].forwarded, cases[i].peer);

      g_assert_cmpstr (address, ==, cases[i].address);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limits/windows", test_windows);
  g_test_add_func ("/limits/crowd", test_crowd);
  g_test_add_func ("/limits/address", test_address);
  return g_test_run ();
}
