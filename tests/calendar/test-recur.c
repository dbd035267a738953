/* SPDX-License-Identifier: MIT */
#include "so-recur.h"

#include "so-day.h"
#include "so-error.h"

static int
day (const char *text)
{
  int number;

  g_assert_true (so_day_parse (text, &number));
  return number;
}

/* "2026-11-24 2026-12-01" */
static char *
write_days (const GArray *days)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < days->len; i++)
    {
      g_autofree char *date = so_day_format (g_array_index (days, int, i));

      g_string_append_printf (text, "%s%s", i ? " " : "", date);
    }
  return g_string_free_and_steal (text);
}

static const struct { const char *rule, *first, *from, *to, *days; } rows[] = {
  { NULL, "2026-11-24", "2026-11-01", "2026-12-31", "2026-11-24" },
  { NULL, "2026-11-24", "2026-11-25", "2026-12-31", "" },
  { "FREQ=WEEKLY", "2026-11-24", "2026-11-23", "2026-12-08", "2026-11-24 2026-12-01 2026-12-08" },
  { "FREQ=WEEKLY", "2026-11-24", "2027-03-22", "2027-03-28", "2027-03-23" },
  { "FREQ=WEEKLY;INTERVAL=2", "2026-11-24", "2026-11-23", "2026-12-31", "2026-11-24 2026-12-08 2026-12-22" },
  { "FREQ=WEEKLY;COUNT=2", "2026-11-24", "2026-11-23", "2026-12-31", "2026-11-24 2026-12-01" },
  { "FREQ=WEEKLY;UNTIL=20261201", "2026-11-24", "2026-11-23", "2026-12-31", "2026-11-24 2026-12-01" },
  /* Until the middle of a day in UTC is that day. */
  { "FREQ=WEEKLY;UNTIL=20261201T170000Z", "2026-11-24", "2026-11-23", "2026-12-31", "2026-11-24 2026-12-01" },
  { "FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", "2026-11-01", "2027-01-31", "2026-11-27 2026-12-25 2027-01-29" },
  { "FREQ=MONTHLY", "2027-01-31", "2027-01-01", "2027-05-31", "2027-01-31 2027-03-31 2027-05-31" },
  { "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "2026-11-27", "2026-11-27", "2026-12-01", "2026-11-27 2026-11-30 2026-12-01" },
  { "FREQ=YEARLY", "2028-02-29", "2028-01-01", "2036-12-31", "2028-02-29 2032-02-29 2036-02-29" },
  /* The first day is one of them, whatever the rule says. */
  { "FREQ=WEEKLY;BYDAY=TH", "2026-11-24", "2026-11-23", "2026-12-04", "2026-11-24 2026-11-26 2026-12-03" },
};

static void
test_days (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) days = so_recur_days (rows[i].rule, day (rows[i].first), day (rows[i].from), day (rows[i].to));
      g_autofree char *text = write_days (days);
      g_autoptr (GError) error = NULL;

      g_assert_true (so_recur_check (rows[i].rule, day (rows[i].first), &error));
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, rows[i].days);
    }
}

static void
test_refused (void)
{
  static const char *const wrong[] = { "", "weekly", "FREQ=HOURLY", "FREQ=MINUTELY;INTERVAL=5", "FREQ=WEEKLY;BYHOUR=8,18", "FREQ=NEVER", "INTERVAL=2", "FREQ=WEEKLY\nDTSTART:20261124",
                                       "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30" };
  g_autofree char *longer = g_strdup_printf ("FREQ=WEEKLY;X=%0600d", 1);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GArray) days = so_recur_days (wrong[i], day ("2026-11-24"), day ("2026-11-24"), day ("2027-11-24"));

      g_test_message ("%s", wrong[i]);
      g_assert_false (so_recur_check (wrong[i], day ("2026-11-24"), &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      g_clear_error (&error);
      g_assert_cmpuint (days->len, ==, 1);
    }
  g_assert_false (so_recur_check (longer, day ("2026-11-24"), NULL));
}

static void
test_has_and_before (void)
{
  g_assert_true (so_recur_has ("FREQ=WEEKLY", day ("2026-11-24"), day ("2027-11-23")));
  g_assert_false (so_recur_has ("FREQ=WEEKLY", day ("2026-11-24"), day ("2027-11-24")));
  g_assert_false (so_recur_has ("FREQ=WEEKLY", day ("2026-11-24"), day ("2026-11-17")));
  g_assert_cmpint (so_recur_before ("FREQ=WEEKLY", day ("2026-11-24"), day ("2026-12-08")), ==, day ("2026-12-01"));
  g_assert_cmpint (so_recur_before ("FREQ=WEEKLY", day ("2026-11-24"), day ("2026-11-24")), ==, SO_DAY_NONE);
}

static const struct { const char *rule, *first, *parts; } splits[] = {
  { NULL, "2026-11-24", "2026-11-24 once" },
  { "FREQ=WEEKLY", "2026-11-24", "2026-11-24 FREQ=WEEKLY" },
  { "FREQ=WEEKLY;BYDAY=TU,TH", "2026-11-24", "2026-11-24 FREQ=WEEKLY, 2026-11-26 FREQ=WEEKLY" },
  { "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=3", "2026-11-26", "2026-11-26 FREQ=WEEKLY;UNTIL=20261203, 2026-11-30 FREQ=WEEKLY;UNTIL=20261203" },
  { "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-11-24", "2026-11-24 FREQ=WEEKLY;INTERVAL=2" },
  { "FREQ=WEEKLY;BYDAY=TH", "2026-11-24", "2026-11-24 once, 2026-11-26 FREQ=WEEKLY" },
  { "FREQ=WEEKLY;COUNT=1", "2026-11-24", "2026-11-24 once" },
  { "FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", "2026-11-27 FREQ=MONTHLY;BYDAY=-1FR" },
};

static void
test_split (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (splits); i++)
    {
      g_autoptr (GArray) firsts = NULL;
      g_autoptr (GPtrArray) rules = so_recur_split (splits[i].rule, day (splits[i].first), &firsts, NULL);
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint k = 0; k < rules->len; k++)
        {
          g_autofree char *date = so_day_format (g_array_index (firsts, int, k));
          g_string_append_printf (text, "%s%s %s", k ? ", " : "", date, rules->pdata[k] ? (char *) rules->pdata[k] : "once");
        }
      g_assert_cmpstr (text->str, ==, splits[i].parts);
    }
}

/* What a weekly rule of several days gives, its parts give together. */
static void
test_split_is_whole (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);
  static const char *const names[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

  for (guint run = 0; run < 200; run++)
    {
      g_autoptr (GString) rule = g_string_new ("FREQ=WEEKLY;BYDAY=");
      g_autoptr (GArray) firsts = NULL, whole = NULL;
      g_autoptr (GPtrArray) rules = NULL;
      int first = day ("2026-11-23") + g_rand_int_range (rand, 0, 7), n = 0;
      guint found = 0;

      for (int i = 0; i < 7; i++)
        if (g_rand_boolean (rand))
          g_string_append_printf (rule, "%s%s", n++ ? "," : "", names[i]);
      if (!n)
        g_string_append (rule, "MO");
      if (g_rand_boolean (rand))
        g_string_append_printf (rule, ";COUNT=%d", g_rand_int_range (rand, 1, 20));
      whole = so_recur_days (rule->str, first, first, first + 60);
      rules = so_recur_split (rule->str, first, &firsts, NULL);
      for (guint i = 0; i < rules->len; i++)
        {
          g_autoptr (GArray) part = so_recur_days (rules->pdata[i], g_array_index (firsts, int, i), first, first + 60);

          found += part->len;
          for (guint k = 0; k < part->len; k++)
            {
              gboolean there = FALSE;

              for (guint j = 0; j < whole->len; j++)
                there = there || g_array_index (whole, int, j) == g_array_index (part, int, k);
              if (!there)
                g_error ("%s from %d gives day %d only in parts", rule->str, first, g_array_index (part, int, k));
            }
        }
      if (found != whole->len)
        g_error ("%s from %d: %u days, in parts %u", rule->str, first, whole->len, found);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/recur/days", test_days);
  g_test_add_func ("/calendar/recur/refused", test_refused);
  g_test_add_func ("/calendar/recur/has-and-before", test_has_and_before);
  g_test_add_func ("/calendar/recur/split", test_split);
  g_test_add_func ("/calendar/recur/split-is-whole", test_split_is_whole);
  return g_test_run ();
}
