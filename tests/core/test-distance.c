/* SPDX-License-Identifier: MIT */
#include "so-distance.h"

#include <string.h>

static void
test_table (void)
{
  static const struct { const char *a, *b; guint distance; } rows[] = {
    { "", "", 0 }, { NULL, NULL, 0 }, { NULL, "abc", 3 }, { "abc", "", 3 }, { "abc", "abc", 0 },
    { "15 €", "16 €", 1 }, { "Hi Priya!", "Hi Prya!", 1 }, { "kitten", "sitting", 3 }, { "ab", "ba", 2 },
    { "a €", "a", 2 }, { "日本語", "日本", 1 }, { "😀", "😁", 1 }, { "Hi! 15 €. See you soon!", "Hi! 15 €.", 14 },
    { "abcdef", "azced", 3 }, { "\xff", "\xfe", 1 }, { "\xff\xff", "a", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpuint (so_distance (rows[i].a, rows[i].b), ==, rows[i].distance);
      g_assert_cmpuint (so_distance (rows[i].b, rows[i].a), ==, rows[i].distance);
    }
}

/* The whole table of Wagner and Fischer, as an oracle. */
static guint
slow (const char *a, const char *b)
{
  gsize n = strlen (a), m = strlen (b);
  g_autofree guint *d = g_new (guint, (n + 1) * (m + 1));

#define AT(i, k) d[(i) * (m + 1) + (k)]
  for (gsize i = 0; i <= n; i++)
    for (gsize k = 0; k <= m; k++)
      AT (i, k) = !i ? k : !k ? i : MIN (AT (i - 1, k - 1) + (a[i - 1] != b[k - 1]), MIN (AT (i - 1, k), AT (i, k - 1)) + 1);
  return AT (n, m);
#undef AT
}

static char *
random_text (guint longest)
{
  guint n = (guint) g_test_rand_int_range (0, (gint32) longest);
  char *text = g_new0 (char, n + 1);

  for (guint i = 0; i < n; i++)
    text[i] = (char) ('a' + g_test_rand_int_range (0, 4));
  return text;
}

static void
test_random (void)
{
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *a = random_text (i % 20 ? 40 : 400), *b = random_text (i % 20 ? 40 : 400);

      g_assert_cmpuint (so_distance (a, b), ==, slow (a, b));
    }
}

/* Nothing in common: an upper bound, and no waiting for it. */
static void
test_long (void)
{
  g_autofree char *a = g_strnfill (64 * 1024, 'a'), *b = g_strnfill (64 * 1024, 'b'), *c = g_strdup (a);
  gint64 began = g_get_monotonic_time ();

  g_assert_cmpuint (so_distance (a, b), ==, 64 * 1024);
  c[10] = c[60000] = 'x';
  g_assert_cmpuint (so_distance (a, c), ==, 2);
  g_test_message ("64 kB of nothing in common, and of two changes: %.0f ms", (g_get_monotonic_time () - began) / 1000.0);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 10 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/distance/table", test_table);
  g_test_add_func ("/distance/random", test_random);
  g_test_add_func ("/distance/long", test_long);
  return g_test_run ();
}
