/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-clock.h"
#include "so-day.h"
#include "so-db.h"
#include "so-reports.h"
#include "so-time.h"
#include "so-weekly.h"

/* The weekly report where clocks and dates were wrong. */

static gint64
at (const char *text)
{
  gint64 ms = 0;

  g_assert_true (so_time_parse (text, NULL, &ms));
  return ms;
}

static void
set_zone (SoTestStudio *test, const char *zone)
{
  g_autoptr (SoProfile) profile = so_studio_dup_profile (test->studio);
  g_autoptr (GError) error = NULL;

  g_set_str (&profile->zone, zone);
  g_assert_true (so_studio_set_up (test->studio, profile, &error));
  g_assert_no_error (error);
}

static SoTestStudio *
new_in_berlin (void)
{
  SoTestStudio *test;

  so_clock_set (at ("2026-10-19T10:00:00Z"));
  test = so_test_studio_new ();
  so_clock_set (at ("2026-10-19T10:00:00Z"));
  set_zone (test, "Europe/Berlin");
  return test;
}

static void
hear (SoTestStudio *test, const char *name)
{
  g_autofree char *thread = so_test_receive (test->studio, "loopback", name, "Do you have a trial class on Tuesday?", NULL, NULL);

  g_assert_nonnull (thread);
}

static void
pass (SoTestStudio *test)
{
  g_autoptr (GError) error = NULL;

  so_weekly_pass (test->studio, &error);
  g_assert_no_error (error);
}

/* "2026-W43 2026-W44": in the order in which they were made. */
static char *
made (SoTestStudio *test)
{
  g_autoptr (GPtrArray) kept = so_weekly_list (test->studio, 100);
  GString *text = g_string_new (NULL);

  for (guint i = kept->len; i > 0; i--)
    {
      const SoWeeklyReport *report = kept->pdata[i - 1];
      g_autoptr (SoReport) read = so_report_read (report, NULL);

      g_assert_nonnull (read);
      g_assert_cmpuint (read->past->len, >=, 12);
      g_assert_cmpint (so_day_weekday (report->first_day), ==, 0);
      g_string_append_printf (text, "%s%s", text->len ? " " : "", report->label);
    }
  return g_string_free_and_steal (text);
}

#define ASSERT_MADE(test, expected) \
  G_STMT_START \
    { \
      g_autofree char *made_ = made (test); \
      g_assert_cmpstr (made_, ==, expected); \
    } \
  G_STMT_END

/* Eight weeks ahead for an hour. What was made of weeks to come is not shown while they run, and gives way to what these weeks were. */
static void
test_made_too_early (void)
{
  g_autoptr (SoTestStudio) test = new_in_berlin ();
  g_autoptr (SoReport) running = NULL, kept = NULL;

  hear (test, "Ana");
  so_clock_set (at ("2026-12-21T10:00:00Z"));
  pass (test);
  ASSERT_MADE (test, "2026-W43 2026-W44 2026-W45 2026-W46 2026-W47 2026-W48 2026-W49 2026-W50 2026-W51");
  so_clock_set (at ("2026-10-28T10:00:00Z"));
  pass (test);
  ASSERT_MADE (test, "2026-W43");
  hear (test, "Bo");
  hear (test, "Cem");
  running = so_weekly_read (test->studio, "2026-W44", NULL, NULL);
  g_assert_true (running->running);
  g_assert_cmpint (running->made_at, ==, 0);
  so_clock_set (at ("2026-11-02T10:00:00Z"));
  pass (test);
  ASSERT_MADE (test, "2026-W43 2026-W44");
  kept = so_weekly_read (test->studio, "2026-W44", NULL, NULL);
  g_assert_cmpfloat (kept->figures[SO_METRIC_MESSAGES_IN].now.value, ==, 2);
  g_assert_cmpint (kept->made_at, ==, so_now ());
  /* Once and for all: a clock that is a little behind makes no second one. */
  so_clock_set (at ("2026-11-02T09:30:00Z"));
  pass (test);
  g_clear_pointer (&kept, so_report_free);
  kept = so_weekly_read (test->studio, "2026-W44", NULL, NULL);
  g_assert_cmpint (kept->made_at, ==, at ("2026-11-02T10:00:00Z"));
}

/* The first mail of a file had no date, and stands at the beginning of time: reports are made as ever. */
static void
test_undated (void)
{
  g_autoptr (SoTestStudio) test = new_in_berlin ();
  SoStore *store = so_studio_get_store (test->studio);
  g_autoptr (SoDb) db = NULL;

  hear (test, "Ana");
  hear (test, "Bo");
  db = so_store_begin (store, NULL, NULL);
  g_assert_true (so_db_run (db, NULL, "UPDATE message SET sent_at = 0 WHERE n = 1", ""));
  g_assert_true (so_store_commit (store, &db, NULL));
  so_clock_set (at ("2026-10-26T08:00:00Z"));
  pass (test);
  ASSERT_MADE (test, "2026-W43");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  so_studio_init_process ();
  g_test_add_func ("/engine/weekly-clock/made-too-early", test_made_too_early);
  g_test_add_func ("/engine/weekly-clock/undated", test_undated);
  return g_test_run ();
}
