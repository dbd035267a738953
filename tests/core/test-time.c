/* SPDX-License-Identifier: MIT */
#include "so-clock.h"
#include "so-time.h"

#define NOW G_GINT64_CONSTANT (1763722167000)   /* 2025-11-21T10:49:27Z */

static void
test_parse (void)
{
  static const struct { const char *text, *zone; gint64 expected; } rows[] = {
    { "2025-11-21T10:49:27Z", NULL, NOW }, { "2025-11-21T10:49:27.123Z", NULL, NOW + 123 }, { "2025-11-21T10:49:27,5Z", NULL, NOW + 500 },
    { "2025-11-21T11:49:27+01:00", NULL, NOW }, { "2025-11-21T05:49:27-05:00", "Europe/Berlin", NOW }, { "2025-11-21 10:49:27Z", NULL, NOW },
    { "2025-11-21t10:49:27Z", NULL, NOW }, { "2025-11-21T11:49:27", "Europe/Berlin", NOW }, { "2025-11-21T10:49:27", NULL, NOW },
    { "2025-11-21T11:49+01:00", NULL, NOW - 27000 }, { "2025-11-21T11:49", "Europe/Berlin", NOW - 27000 }, { "2025-11-21 10:49Z", NULL, NOW - 27000 },
    { "20251121T104927Z", NULL, NOW }, { "2025-11-21", NULL, NOW - 38967000 }, { "2025-11-21", "Europe/Berlin", NOW - 42567000 },
    { "2025-W47-5", NULL, NOW - 38967000 }, { "2025-325", NULL, NOW - 38967000 }, { "1970-01-01T00:00:00Z", NULL, 0 },
    { "1969-12-31T23:59:59.250Z", NULL, -750 }, { "2024-02-29", NULL, G_GINT64_CONSTANT (1709164800000) },
    /* Summer and winter time: the hour that does not exist, and the one that comes twice. */
    { "2025-07-01T12:00:00", "Europe/Berlin", G_GINT64_CONSTANT (1751364000000) },
    { "2025-03-30T01:59:59", "Europe/Berlin", G_GINT64_CONSTANT (1743296399000) },
    { "2025-03-30T03:00:00", "Europe/Berlin", G_GINT64_CONSTANT (1743296400000) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GTimeZone) zone = rows[i].zone ? g_time_zone_new_identifier (rows[i].zone) : NULL;
      gint64 ms = -1;

      g_test_message ("%s", rows[i].text);
      g_assert_true (so_time_parse (rows[i].text, zone, &ms));
      g_assert_cmpint (ms, ==, rows[i].expected);
    }
}

/* The end of a period: of a date its whole day, however long it is; of a time that time. */
static void
test_parse_end (void)
{
  static const struct { const char *text, *zone; gint64 hours; } rows[] = {
    { "2025-11-21", NULL, 24 }, { "2025-11-21", "Europe/Berlin", 24 }, { "2025-03-30", "Europe/Berlin", 23 }, { "2025-10-26", "Europe/Berlin", 25 },
    { "2025-11-21T10:49:27", NULL, 0 }, { "2025-11-21T10:49:27Z", "Europe/Berlin", 0 }, { "2025-12-31", "Europe/Berlin", 24 },
  };
  gint64 from, to = 7;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GTimeZone) zone = rows[i].zone ? g_time_zone_new_identifier (rows[i].zone) : NULL;

      g_test_message ("%s", rows[i].text);
      g_assert_true (so_time_parse (rows[i].text, zone, &from) && so_time_parse_end (rows[i].text, zone, &to));
      g_assert_cmpint (to - from, ==, rows[i].hours * 3600 * 1000);
    }
  g_assert_false (so_time_parse_end ("soon", NULL, &to));
  g_assert_false (so_time_parse_end (NULL, NULL, &to));
}

/* 02:30 does not exist on that day; whatever it is taken for, it is within the hour. */
static void
test_gap (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  gint64 ms = 0;

  g_assert_true (so_time_parse ("2025-03-30T02:30:00", zone, &ms));
  g_assert_cmpint (ABS (ms - G_GINT64_CONSTANT (1743296400000)), <=, 3600000);
}

static void
test_refused (void)
{
  static const char *const rows[] = {
    "", " ", "T", "yesterday", "2025", "2025-13-01", "2025-02-29", "2025-02-30", "2025-11-21T25:00:00Z", "2025-11-21T10:61:00Z",
    "21.11.2025", "11/21/2025", "2025-11-21Tx", "10:49:27", "2025-11-21T10:49:27Zx", "\xff\xff", "2025-11-21\xe2", "1763722167",
  };
  gint64 ms = 7;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *shown = g_strescape (rows[i], NULL);

      g_test_message ("%s", shown);
      g_assert_false (so_time_parse (rows[i], NULL, &ms));
    }
  g_assert_false (so_time_parse (NULL, NULL, &ms));
  g_assert_cmpint (ms, ==, 7);
}

static void
test_format (void)
{
  static const struct { gint64 ms; const char *expected; } rows[] = {
    { 0, "1970-01-01T00:00:00Z" }, { NOW, "2025-11-21T10:49:27Z" }, { NOW + 7, "2025-11-21T10:49:27.007Z" },
    { -1, "1969-12-31T23:59:59.999Z" }, { -1000, "1969-12-31T23:59:59Z" }, { -1001, "1969-12-31T23:59:58.999Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = so_time_format (rows[i].ms);
      g_assert_cmpstr (text, ==, rows[i].expected);
    }
}

static void
test_round_trip (void)
{
  for (int i = 0; i < 5000; i++)
    {
      gint64 ms = (gint64) (g_test_rand_double () * 8e12) - G_GINT64_CONSTANT (4000000000000), back;
      g_autofree char *text = so_time_format (ms);

      g_assert_true (so_time_parse (text, NULL, &back));
      g_assert_cmpint (back, ==, ms);
    }
  for (int i = 0; i < 64; i++)   /* far out: some text, no crash */
    g_free (so_time_format ((i & 1 ? 1 : -1) * ((gint64) 1 << (i % 62))));
}

static void
test_clock (void)
{
  gint64 before = so_monotonic ();

  g_assert_cmpint (so_now (), >, NOW);
  g_assert_cmpint (so_monotonic (), >=, before);
  so_clock_set (5);
  g_assert_cmpint (so_now (), ==, 5);
  g_assert_cmpint (so_monotonic (), ==, 5);
  so_clock_set (0);
  g_assert_cmpint (so_now (), >, NOW);
}

/* A name of the list, and neither a file nor a bare offset. */
static void
test_zone (void)
{
  static const char *const bad[] = { NULL, "", "/etc/localtime", "/usr/share/zoneinfo/Europe/Berlin", "../zoneinfo/Europe/Berlin", "Europe/../Europe/Berlin", "+02:00", "Moon/Base" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (so_time_zone (bad[i]));
  g_time_zone_unref (so_time_zone ("Europe/Berlin"));
  g_time_zone_unref (so_time_zone ("America/Argentina/Buenos_Aires"));
  g_time_zone_unref (so_time_zone ("Etc/GMT+2"));
  g_time_zone_unref (so_time_zone ("UTC"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/time/parse", test_parse);
  g_test_add_func ("/core/time/parse-end", test_parse_end);
  g_test_add_func ("/core/time/gap", test_gap);
  g_test_add_func ("/core/time/refused", test_refused);
  g_test_add_func ("/core/time/format", test_format);
  g_test_add_func ("/core/time/round-trip", test_round_trip);
  g_test_add_func ("/core/time/zone", test_zone);
  g_test_add_func ("/core/time/clock", test_clock);
  return g_test_run ();
}
