/* SPDX-License-Identifier: MIT */
#include "so-quiet.h"
#include "so-time.h"

static void
test_parse (void)
{
  static const struct { const char *text, *written; gboolean fine; } rows[] = {
    { NULL, "08:00-21:00", FALSE }, { "", "08:00-21:00", FALSE }, { "off", "off", TRUE }, { "8-21", "08:00-21:00", TRUE }, { "07:30 - 20:15", "07:30-20:15", TRUE },
    { "0-24", "00:00-24:00", TRUE }, { "9-10", "09:00-10:00", TRUE }, { "9-9:59", "08:00-21:00", FALSE }, { "21-8", "08:00-21:00", FALSE },
    { "8:60-21", "08:00-21:00", FALSE }, { "8-25", "08:00-21:00", FALSE }, { "-", "08:00-21:00", FALSE }, { "OFF", "08:00-21:00", FALSE }, { "8-21-22", "08:00-21:00", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoQuiet quiet;
      gboolean fine = so_quiet_parse (rows[i].text, &quiet);
      g_autofree char *written = so_quiet_write (&quiet);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (fine, ==, rows[i].fine);
      g_assert_cmpstr (written, ==, rows[i].written);
    }
}

/* When it may go, as UTC; NULL: now. The studio is in Berlin. */
static void
test_ends (void)
{
  static const struct { const char *number, *country, *hours, *now, *ends; } rows[] = {
    { "+49151234567", "49", NULL, "2026-11-21T12:00:00Z", NULL }, { "+49151234567", "49", NULL, "2026-11-21T07:00:00Z", NULL },
    { "+49151234567", "49", NULL, "2026-11-21T06:59:59Z", "2026-11-21T07:00:00Z" }, { "+49151234567", "49", NULL, "2026-11-21T19:59:59Z", NULL },
    { "+49151234567", "49", NULL, "2026-11-21T20:00:00Z", "2026-11-22T07:00:00Z" }, { "+49151234567", "49", NULL, "2026-12-31T22:00:00Z", "2027-01-01T07:00:00Z" },
    { "+49151234567", "49", "off", "2026-11-21T23:00:00Z", NULL }, { "+49151234567", "49", "0-24", "2026-11-21T23:00:00Z", NULL },
    /* Another country's clock, and a number that says nothing. */
    { "+81312345678", "49", NULL, "2026-11-21T12:00:00Z", "2026-11-21T23:00:00Z" }, { "+442071838750", "49", NULL, "2026-11-21T07:30:00Z", "2026-11-21T08:00:00Z" },
    { "030123456", "49", NULL, "2026-11-21T07:30:00Z", NULL }, { NULL, "49", NULL, "2026-11-21T20:00:00Z", "2026-11-22T07:00:00Z" },
    { "+999123456", "49", NULL, "2026-11-21T07:30:00Z", NULL }, { "+", NULL, NULL, "2026-11-21T07:30:00Z", NULL },
    /* Several zones: it has to be day in New York and in Los Angeles; Honolulu is one. */
    { "+12125550123", "49", NULL, "2026-11-21T15:00:00Z", "2026-11-21T16:00:00Z" }, { "+12125550123", "49", NULL, "2026-11-21T16:00:00Z", NULL },
    { "+12125550123", "49", NULL, "2026-11-22T02:00:00Z", "2026-11-22T16:00:00Z" }, { "+18085550123", "49", NULL, "2026-11-21T17:30:00Z", "2026-11-21T18:00:00Z" },
    { "+79261234567", "49", NULL, "2026-11-21T05:00:00Z", "2026-11-21T06:00:00Z" },
    /* A studio that is in that country itself goes by its own clock. */
    { "+12125550123", "1", NULL, "2026-11-21T07:00:00Z", NULL },
    /* The night in which the clocks go forward is an hour shorter, the other an hour longer. */
    { "+49151234567", "49", NULL, "2026-03-28T21:00:00Z", "2026-03-29T06:00:00Z" }, { "+49151234567", "49", NULL, "2026-10-24T21:00:00Z", "2026-10-25T07:00:00Z" },
    /* The morning begins in the hour that is skipped, or that comes twice: then the second time. */
    { "+49151234567", "49", "2:30-22", "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z" }, { "+49151234567", "49", "2:30-22", "2026-10-24T23:00:00Z", "2026-10-25T01:30:00Z" },
    { "+49151234567", "49", "2:30-22", "2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z" },
  };
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) zones = so_quiet_zones (rows[i].number, rows[i].country, berlin);
      g_autofree char *ends = NULL;
      SoQuiet quiet;
      gint64 now, at;

      so_quiet_parse (rows[i].hours, &quiet);
      g_assert_true (so_time_parse (rows[i].now, NULL, &now));
      at = so_quiet_ends (&quiet, now, zones);
      ends = at ? so_time_format (at) : NULL;
      g_test_message ("%s at %s", rows[i].number, rows[i].now);
      g_assert_cmpstr (ends, ==, rows[i].ends);
      /* What is said is day. */
      g_assert_true (!at || !so_quiet_ends (&quiet, at, zones));
    }
}

/* Each zone of the table is one, and a day of each country has an end of the night. */
static void
test_table (void)
{
  static const char *const codes[] = { "1", "52", "55", "61", "62", "7", "380", "55", "44", "212" };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  SoQuiet quiet;

  so_quiet_parse (NULL, &quiet);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *number = g_strdup_printf ("+%s5555555", codes[i]);
      g_autoptr (GPtrArray) zones = so_quiet_zones (number, NULL, utc);

      g_assert_cmpuint (zones->len, >=, 1);
      for (gint64 hour = 0; hour < 48; hour++)
        {
          gint64 now = G_GINT64_CONSTANT (1763722167000) + hour * 3600000, ends = so_quiet_ends (&quiet, now, zones);

          g_assert_true (!ends || !so_quiet_ends (&quiet, ends, zones));
          g_assert_cmpint (ends ? ends - now : 0, <, 48 * G_GINT64_CONSTANT (3600000));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quiet/parse", test_parse);
  g_test_add_func ("/quiet/ends", test_ends);
  g_test_add_func ("/quiet/table", test_table);
  return g_test_run ();
}
