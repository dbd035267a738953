/* SPDX-License-Identifier: MIT */
#include "so-hours-words.h"

#include <string.h>

/* What is typed comes back as it is kept. */
static void
test_round_trip (void)
{
  static const struct { const char *monday, *closures, *shown, *closed; } rows[] = {
    { "9-12, 14:00 – 20:00", "", "9:00–12:00, 14:00–20:00", "" },
    { "18:00–2:00", "2026-12-24", "18:00–2:00", "2026-12-24" },
    { "", "2026-12-24 – 2027-01-01 Christmas; 2026-11-27", "", "2026-12-24 – 2027-01-01 Christmas; 2026-11-27" },
    { "0:00-24:00", "2026-11-27T14:00 - 2026-11-27T18:00 Party; ", "0:00–24:00", "2026-11-27T14:00 – 2026-11-27T18:00 Party" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *days[7] = { rows[i].monday, NULL, "", " ", ",", "10-11", "" };
      g_autofree char *json = so_hours_words_to_json (days, rows[i].closures, "Europe/Berlin");
      g_autoptr (SoHours) hours = so_hours_parse (json, NULL, NULL);
      g_autofree char *shown = NULL, *closed = NULL;

      g_test_message ("%s", json);
      g_assert_nonnull (hours);
      shown = so_hours_words_of_day (hours, 0);
      closed = so_hours_words_of_closures (hours);
      g_assert_cmpstr (shown, ==, rows[i].shown);
      g_assert_cmpstr (closed, ==, rows[i].closed);
      g_assert_cmpstr (hours->zone, ==, "Europe/Berlin");
      g_assert_cmpuint (hours->week[3]->len, ==, 0);
    }
}

static void
test_wrong (void)
{
  static const struct { const char *monday, *closures; } rows[] = {
    { "late", "" }, { "9-25", "" }, { "9", "" }, { "9-12 14-16", "" }, { "", "tomorrow" }, { "", "2026-12-24 – 2026-12-01" }, { "\"", "" }, { "", "\"}" },
  };
  const char *none[7] = { "", " ", NULL, ",", ";", "", "" };
  g_autofree char *empty = so_hours_words_to_json (none, " ; ", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *days[7] = { rows[i].monday };
      g_autofree char *json = so_hours_words_to_json (days, rows[i].closures, NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", json);
      g_assert_null (so_hours_parse (json, NULL, &error));
      g_assert_nonnull (error);
    }
  g_assert_cmpstr (empty, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hours-words/round-trip", test_round_trip);
  g_test_add_func ("/hours-words/wrong", test_wrong);
  return g_test_run ();
}
