/* SPDX-License-Identifier: MIT */
#include "so-when.h"

#include "so-time.h"

/* Friday, 20 November 2026, 10:00 in Berlin. */
#define NOW G_GINT64_CONSTANT (1795165200000)

static void
test_parse (void)
{
  static const struct { const char *text, *when; } rows[] = {
    { "tue 9", "2026-11-24T08:00:00Z" }, { "tomorrow 14:30", "2026-11-21T13:30:00Z" }, { "in 2 hours", "2026-11-20T11:00:00Z" },
    { "morgen 9", "2026-11-21T08:00:00Z" }, { "di 14 uhr", "2026-11-24T13:00:00Z" }, { "in 3 tagen", "2026-11-23T09:00:00Z" },
    { "9am", "2026-11-21T08:00:00Z" }, { "3 dec 8:00", "2026-12-03T07:00:00Z" }, { "2026-11-24 10:00", "2026-11-24T09:00:00Z" },
    { "at 11", "2026-11-20T10:00:00Z" }, { "  Tue   9 ", "2026-11-24T08:00:00Z" }, { "next week", "2026-11-23T07:00:00Z" },
    { "t", NULL }, { "tu 9x", NULL }, { "abcdefghijklmnopqrstuvwxyz", NULL }, { "zebra", NULL }, { "", NULL }, { " , ,", NULL }, { "25:00", NULL },
    { "2020-01-01", NULL }, { "32 dec", NULL }, { "in", NULL }, { "next", NULL }, { "99999999999999999999 hours", NULL }, { "in -3 days", NULL },
    { "\xff", NULL }, { "明日", NULL },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 when = 0;
      gboolean good = so_when_parse (rows[i].text, NOW, zone, &when);
      g_autofree char *text = good ? so_time_format (when) : NULL;

      g_test_message ("“%s”", rows[i].text);
      g_assert_cmpstr (text, ==, rows[i].when);
    }
}

/* What is typed letter by letter is looked at letter by letter. */
static void
test_prefixes (void)
{
  static const char *const typed[] = { "tomorrow at half past nine", "next wednesday 14:30", "in 3 hours and 20 minutes", "am 3. dezember um 8 uhr", "\"';<>%s%n" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    for (gsize n = 0; typed[i][n]; n++)
      {
        g_autofree char *part = g_strndup (typed[i], n);
        gint64 when = NOW + 1;

        if (so_when_parse (part, NOW, NULL, &when))
          g_assert_cmpint (when, >, NOW);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/when/parse", test_parse);
  g_test_add_func ("/when/prefixes", test_prefixes);
  return g_test_run ();
}
