/* SPDX-License-Identifier: MIT */
#include "so-retry.h"

#define NOW 1763730000000 /* Fri, 21 Nov 2025 13:00:00 GMT */

static void
test_sort (void)
{
  static const struct { guint status; SoError sort; } rows[] = {
    { 301, SO_ERROR_REPORT }, { 307, SO_ERROR_REPORT }, { 400, SO_ERROR_CHANGE }, { 401, SO_ERROR_SIGN_IN }, { 403, SO_ERROR_CHANGE },
    { 404, SO_ERROR_CHANGE }, { 408, SO_ERROR_WAIT }, { 410, SO_ERROR_CHANGE }, { 425, SO_ERROR_WAIT }, { 429, SO_ERROR_WAIT },
    { 500, SO_ERROR_WAIT }, { 503, SO_ERROR_WAIT }, { 529, SO_ERROR_WAIT }, { 599, SO_ERROR_WAIT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (so_retry_sort (rows[i].status), ==, rows[i].sort);
}

static SoHttpResponse *
answer (const char *name, const char *value)
{
  SoHttpResponse *response = g_new0 (SoHttpResponse, 1);

  response->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (name)
    g_hash_table_insert (response->headers, g_strdup (name), g_strdup (value));
  return response;
}

static void
test_asked (void)
{
  static const struct { const char *name, *value; gint64 wait; } rows[] = {
    { NULL, NULL, -1 }, { "retry-after", "0", 0 }, { "retry-after", "120", 120000 }, { "retry-after", "1.5", 1500 },
    { "retry-after", "Fri, 21 Nov 2025 13:01:30 GMT", 90000 }, { "retry-after", "Friday, 21-Nov-25 13:00:10 GMT", 10000 },
    { "retry-after", "Fri, 21 Nov 2025 12:00:00 GMT", 0 }, { "retry-after", "Sat, 21 Nov 2026 13:00:00 GMT", 86400000 },
    { "retry-after", "99999999999999999999", 86400000 }, { "retry-after", "-5", -1 }, { "retry-after", "soon", -1 },
    { "retry-after", "", -1 }, { "retry-after", "5 s", -1 }, { "retry-after", "nan", -1 }, { "retry-after", "inf", -1 },
    { "retry-after-ms", "250", 250 }, { "retry-after-ms", "x", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoHttpResponse) response = answer (rows[i].name, rows[i].value);

      g_test_message ("%s: %s", rows[i].name, rows[i].value);
      g_assert_cmpint (so_retry_asked (response, NOW), ==, rows[i].wait);
    }
}

static void
test_delay (void)
{
  g_assert_cmpint (so_retry_delay (1, -1, 0), ==, 1000);
  g_assert_cmpint (so_retry_delay (1, -1, G_MAXUINT32), ==, 500);
  g_assert_cmpint (so_retry_delay (4, -1, 0), ==, 8000);
  g_assert_cmpint (so_retry_delay (0, -1, 0), ==, 1000);
  g_assert_cmpint (so_retry_delay (100, -1, 0), ==, 300000);
  g_assert_cmpint (so_retry_delay (G_MAXUINT, 3600000, 0), ==, 3600000);
  for (guint attempts = 1; attempts < 20; attempts++)
    for (guint32 r = 0; r < 100; r++)
      {
        gint64 delay = so_retry_delay (attempts, 700, r * 42949672u);

        g_assert_cmpint (delay, >=, 700);
        g_assert_cmpint (delay, <=, 300000);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/retry/sort", test_sort);
  g_test_add_func ("/retry/asked", test_asked);
  g_test_add_func ("/retry/delay", test_delay);
  return g_test_run ();
}
