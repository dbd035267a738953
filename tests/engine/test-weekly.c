/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-alert-mails.h"
#include "so-catch-up.h"
#include "so-clock.h"
#include "so-day.h"
#include "so-db.h"
#include "so-demo.h"
#include "so-outbox.h"
#include "so-report-files.h"
#include "so-reports.h"
#include "so-settings.h"
#include "so-studio-private.h"
#include "so-tell-mail.h"
#include "so-time.h"
#include "so-weekly.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* The weekly report: made once for each week that is over, whatever happens in between, and mailed once where she wants that. */

#define WEEK_MS (7 * 24 * 60 * 60 * G_GINT64_CONSTANT (1000))
#define OWNER "ria@private.example"

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

/* Nothing while the week runs; once it is over one report, however often it is asked, also by the next run of the program. */
static void
test_once (void)
{
  g_autoptr (SoTestStudio) test = new_in_berlin ();

  pass (test);
  ASSERT_MADE (test, "");
  hear (test, "Ana");
  /* Summer time ends on that Sunday: midnight is 23:00 UTC, not 22:00. */
  so_clock_set (at ("2026-10-25T22:59:59Z"));
  pass (test);
  ASSERT_MADE (test, "");
  so_clock_set (at ("2026-10-25T23:00:00Z"));
  pass (test);
  pass (test);
  ASSERT_MADE (test, "2026-W43");
  so_test_studio_reopen (test);
  pass (test);
  ASSERT_MADE (test, "2026-W43");
}

/* Three weeks in which the computer was off, through so_catch_up() as at the next start. */
static void
test_off (void)
{
  g_autoptr (SoTestStudio) test = new_in_berlin ();
  g_autoptr (GError) error = NULL;

  hear (test, "Ana");
  so_clock_set (at ("2026-10-26T08:00:00Z"));
  g_assert_true (so_catch_up (test->studio, &error));
  ASSERT_MADE (test, "2026-W43");
  so_clock_set (at ("2026-11-16T08:00:00Z"));
  g_assert_true (so_catch_up (test->studio, &error));
  ASSERT_MADE (test, "2026-W43 2026-W44 2026-W45 2026-W46");
  /* A year away: twelve, and no more. */
  so_clock_set (at ("2027-11-16T08:00:00Z"));
  pass (test);
  ASSERT_MADE (test, "2026-W43 2026-W44 2026-W45 2026-W46 2027-W34 2027-W35 2027-W36 2027-W37 2027-W38 2027-W39 2027-W40 2027-W41 2027-W42 2027-W43 2027-W44 2027-W45");
}

/* The studio moves west, and the clock is set back: the same week again, and no second report. Then the clock springs forward. */
static void
test_moved (void)
{
  g_autoptr (SoTestStudio) test = new_in_berlin ();

  hear (test, "Ana");
  so_clock_set (at ("2026-10-26T06:00:00Z"));
  pass (test);
  ASSERT_MADE (test, "2026-W43");
  set_zone (test, "Pacific/Honolulu");
  pass (test);
  so_clock_set (at ("2026-10-22T06:00:00Z"));
  pass (test);
  so_clock_set (at ("2026-10-26T20:00:00Z"));
  pass (test);
  ASSERT_MADE (test, "2026-W43");
  so_clock_set (at ("2026-11-02T10:00:00Z"));
  pass (test);
  ASSERT_MADE (test, "2026-W43 2026-W44");
  set_zone (test, "Europe/Berlin");
  so_clock_set (at ("2026-11-01T23:30:00Z"));
  pass (test);
  ASSERT_MADE (test, "2026-W43 2026-W44");
}

/* What was kept stays as it was, whatever becomes of the data; what is asked for besides is worked out and not kept. */
static void
test_frozen (void)
{
  g_autoptr (SoTestStudio) test = new_in_berlin ();
  g_autoptr (SoReport) before = NULL, after = NULL, running = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = NULL;

  hear (test, "Ana");
  hear (test, "Bo");
  so_clock_set (at ("2026-10-26T08:00:00Z"));
  pass (test);
  before = so_weekly_read (test->studio, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (before->label, ==, "2026-W43");
  g_assert_cmpfloat (before->figures[SO_METRIC_MESSAGES_IN].now.value, ==, 2);
  g_assert_false (before->figures[SO_METRIC_MESSAGES_IN].changed);
  g_assert_cmpint (before->made_at, ==, so_now ());
  /* Something of that week comes in late. */
  so_clock_set (at ("2026-10-21T08:00:00Z"));
  hear (test, "Cem");
  so_clock_set (at ("2026-10-27T08:00:00Z"));
  after = so_weekly_read (test->studio, "2026-W43", NULL, &error);
  g_assert_cmpfloat (after->figures[SO_METRIC_MESSAGES_IN].now.value, ==, 2);
  running = so_weekly_read (test->studio, "2026-W44", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (running->running);
  g_assert_cmpint (running->made_at, ==, 0);
  g_assert_null (so_weekly_read (test->studio, "2026-W45", NULL, &error));
  g_assert_nonnull (strstr (error->message, "2026-W45"));
  ASSERT_MADE (test, "2026-W43");
}

/* Two computers make the same one: it is one row, and that of the first. */
static void
test_two_computers (void)
{
  g_autoptr (SoTestStudio) here = new_in_berlin (), there = NULL;
  g_autoptr (GPtrArray) mine = NULL, theirs = NULL;
  g_autoptr (GError) error = NULL;
  const SoWeeklyReport *first, *second;
  SoWeeklyReport copy;
  g_autoptr (SoDb) db = NULL;
  gboolean added = TRUE;

  there = new_in_berlin ();
  hear (here, "Ana");
  hear (there, "Ana");
  so_clock_set (at ("2026-10-26T08:00:00Z"));
  pass (here);
  so_clock_set (at ("2026-10-26T09:00:00Z"));
  pass (there);
  mine = so_weekly_list (here->studio, 10);
  theirs = so_weekly_list (there->studio, 10);
  first = mine->pdata[0];
  second = theirs->pdata[0];
  g_assert_cmpstr (first->id, ==, second->id);
  /* Theirs comes here. */
  copy = *second;
  db = so_store_begin (so_studio_get_store (here->studio), NULL, &error);
  g_assert_true (so_report_add (db, &copy, &added, &error));
  g_assert_false (added);
  g_assert_true (so_store_commit (so_studio_get_store (here->studio), &db, &error));
  g_ptr_array_unref (mine);
  mine = so_weekly_list (here->studio, 10);
  g_assert_cmpuint (mine->len, ==, 1);
  g_assert_cmpint (((SoWeeklyReport *) mine->pdata[0])->created_at, ==, at ("2026-10-26T08:00:00Z"));
}

/* Killed at any moment, again and again: those that are there are whole, in their order, each once, and in the end all are. */
static void
test_killed (void)
{
  g_autoptr (SoTestStudio) test = new_in_berlin ();
  guint runs = 0, n = 0;

  hear (test, "Ana");
  so_clock_set (at ("2026-10-19T10:00:00Z") + 11 * WEEK_MS);
  g_clear_object (&test->studio);
  while (n < 11 && runs++ < 200)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SoStudio) studio = NULL;
      g_autoptr (GPtrArray) kept = NULL;
      pid_t pid = fork ();

      if (!pid)
        {
          g_autoptr (SoStudio) child = NULL;

          /* The clock that stands still would give the ids of the run before. */
          so_clock_set (so_now () + runs * G_GINT64_CONSTANT (1000));
          child = so_studio_open (test->folder, NULL);
          so_weekly_pass (child, NULL);
          _exit (0);
        }
      /* Later and later, so that a slow machine gets through as well. */
      g_usleep ((gulong) g_test_rand_int_range (1000, 20000 + 2000 * (int) runs));
      kill (pid, SIGKILL);
      waitpid (pid, NULL, 0);
      studio = so_studio_open (test->folder, &error);
      g_assert_no_error (error);
      kept = so_weekly_list (studio, 100);
      g_assert_cmpuint (kept->len, >=, n);
      n = kept->len;
      for (guint i = 0; i < n; i++)
        {
          g_autoptr (SoReport) read = so_report_read (kept->pdata[i], &error);

          g_assert_no_error (error);
          g_assert_cmpint (read->first, ==, ((SoWeeklyReport *) kept->pdata[n - 1])->first_day + 7 * (int) (n - 1 - i));
        }
      if (n)
        g_assert_cmpstr (((SoWeeklyReport *) kept->pdata[n - 1])->label, ==, "2026-W43");
    }
  g_test_message ("%u kills", runs);
  g_assert_cmpuint (n, ==, 11);
  test->studio = so_studio_open (test->folder, NULL);
}

/* Goals are the owner's, shared as a setting; what is none is refused and changes nothing. */
static void
test_goals (void)
{
  g_autoptr (SoTestStudio) test = new_in_berlin ();
  g_autoptr (SoReport) report = NULL;
  g_autoptr (GError) error = NULL;
  static const struct { SoGoal goal; const char *text; } bad[] = {
    { SO_GOAL_CALLS, "many" }, { SO_GOAL_CALLS, "-3" }, { SO_GOAL_CALLS, "0" }, { SO_GOAL_CALLS, "1.5" }, { SO_GOAL_CONVERSION, "120" }, { SO_GOAL_CONVERSION, "nan" }, { SO_GOAL_CONVERSION, "%" },
    { SO_GOAL_REVENUE, "lots" }, { SO_GOAL_REVENUE, "0" },
  };

  hear (test, "Ana");
  g_assert_true (so_weekly_set_target (test->studio, SO_GOAL_CALLS, " 40 ", &error));
  g_assert_true (so_weekly_set_target (test->studio, SO_GOAL_CONVERSION, "30 %", &error));
  g_assert_true (so_weekly_set_target (test->studio, SO_GOAL_REVENUE, "1200.50", &error));
  g_assert_true (so_weekly_set_target (test->studio, SO_GOAL_EFFICIENCY, "7,5", &error));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i].text);
      g_assert_false (so_weekly_set_target (test->studio, bad[i].goal, bad[i].text, &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
    }
  report = so_weekly_read (test->studio, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (report->targets[SO_GOAL_CALLS], ==, 40);
  g_assert_cmpfloat_with_epsilon (report->targets[SO_GOAL_CONVERSION], 0.3, 1e-9);
  g_assert_cmpfloat (report->targets[SO_GOAL_REVENUE], ==, 120050);
  g_assert_cmpfloat_with_epsilon (report->targets[SO_GOAL_EFFICIENCY], 0.075, 1e-9);
  g_assert_cmpfloat (report->targets[SO_GOAL_RETENTION], ==, 0);
  g_assert_true (so_weekly_set_target (test->studio, SO_GOAL_CALLS, "none", &error));
  so_test_refuses (test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_GOALS, "{\"calls\": 4, \"weather\": 3}");
  so_test_refuses (test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_WEEK_START, "someday");
  so_test_refuses (test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_REPORT_SEEN, "yes");
}

/* A demonstration has all its weeks at once, and no news of them leaves. */
static void
test_demo (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new_empty ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (SoWeeklyReport) news = NULL;

  so_clock_set (at ("2026-11-24T08:00:00Z"));
  g_assert_true (so_demo_fill (test->studio, "dance", 8, 1, NULL, &error));
  g_assert_no_error (error);
  kept = so_weekly_list (test->studio, 100);
  g_assert_cmpuint (kept->len, >=, 8);
  g_assert_cmpuint (kept->len, <=, 12);
  news = so_weekly_find_news (test->studio);
  g_assert_cmpstr (news->label, ==, "2026-W47");
  g_assert_null (so_weekly_take_news (test->studio));
  g_assert_null (so_test_do (test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_REPORT_SEEN, "2026-W47"));
  g_clear_pointer (&news, so_weekly_report_free);
  g_assert_null (news = so_weekly_find_news (test->studio));
}

/* Told once, on this computer. */
static void
test_news (void)
{
  g_autoptr (SoTestStudio) test = new_in_berlin ();
  g_autoptr (SoWeeklyReport) news = NULL;

  hear (test, "Ana");
  so_clock_set (at ("2026-11-09T11:00:00Z"));
  pass (test);
  news = so_weekly_take_news (test->studio);
  g_assert_cmpstr (news->label, ==, "2026-W45");
  g_assert_null (so_weekly_take_news (test->studio));
  so_clock_set (at ("2026-11-16T11:00:00Z"));
  pass (test);
  g_clear_pointer (&news, so_weekly_report_free);
  news = so_weekly_take_news (test->studio);
  g_assert_cmpstr (news->label, ==, "2026-W46");
}

/* The clock was four years ahead for a day. What was made then is not shown, not told, and silences nothing; the weeks that end from now on have reports as ever. */
static void
test_clock_ahead (void)
{
  g_autoptr (SoTestStudio) test = new_in_berlin ();
  g_autoptr (SoWeeklyReport) news = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (SoReport) report = NULL;

  hear (test, "Ana");
  so_clock_set (at ("2030-03-04T11:00:00Z"));
  pass (test);
  kept = so_weekly_list (test->studio, 100);
  g_assert_cmpuint (kept->len, >, 0);
  news = so_weekly_take_news (test->studio);
  g_assert_cmpstr (news->label, ==, "2030-W09");
  g_free (so_test_do (test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_REPORT_SEEN, news->label));
  so_clock_set (at ("2026-11-09T11:00:00Z"));
  g_clear_object (&test->studio);
  test->studio = so_studio_open (test->folder, NULL);
  pass (test);
  g_clear_pointer (&kept, g_ptr_array_unref);
  kept = so_weekly_list (test->studio, 100);
  g_assert_cmpuint (kept->len, ==, 3);
  g_assert_cmpstr (((SoWeeklyReport *) kept->pdata[0])->label, ==, "2026-W45");
  report = so_weekly_read (test->studio, NULL, NULL, NULL);
  g_assert_cmpstr (report->label, ==, "2026-W45");
  g_clear_pointer (&news, so_weekly_report_free);
  news = so_weekly_take_news (test->studio);
  g_assert_cmpstr (news->label, ==, "2026-W45");
  g_assert_null (so_weekly_take_news (test->studio));
  g_free (so_test_do (test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_REPORT_SEEN, news->label));
  g_assert_null (so_weekly_find_news (test->studio));
}

static void
be_set_up_now (SoTestStudio *test)
{
  SoStore *store = so_studio_get_store (test->studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);

  g_assert_true (so_db_run (db, NULL, "UPDATE account SET created_at = ?", "i", so_now ()));
  g_assert_true (so_store_commit (store, &db, NULL));
}

/* What was imported is of weeks before there was a studio: their reports are there, and nobody is told. */
static void
test_history (void)
{
  g_autoptr (SoTestStudio) test = new_in_berlin ();
  g_autoptr (SoWeeklyReport) news = NULL;

  hear (test, "Ana");
  so_clock_set (at ("2026-11-02T11:00:00Z"));
  be_set_up_now (test);
  pass (test);
  ASSERT_MADE (test, "2026-W43 2026-W44");
  g_assert_null (so_weekly_find_news (test->studio));
  g_assert_null (so_weekly_take_news (test->studio));
  so_clock_set (at ("2026-11-09T11:00:00Z"));
  pass (test);
  news = so_weekly_take_news (test->studio);
  g_assert_cmpstr (news->label, ==, "2026-W45");
}

/* Mail ------------------------------------------------------------------------------------------------------------- */

static void
turn (SoTestStudio *test)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pulled = so_outbox_pull_each (test->studio, NULL, &error);

  g_assert_no_error (error);
}

static void
confirm (SoTestStudio *test, SoTestChannel *channel)
{
  g_autofree char *code = NULL;
  const char *text;

  g_assert_null (so_test_do (test->studio, SO_VERB_TELL_MAIL_ASK, OWNER, NULL));
  turn (test);
  text = channel->sent->pdata[channel->sent->len - 1];
  code = g_strndup (text + strcspn (text, "0123456789"), 6);
  g_assert_null (so_test_do (test->studio, SO_VERB_TELL_MAIL_CONFIRM, code, NULL));
  g_ptr_array_set_size (channel->sent, 0);
  g_ptr_array_set_size (channel->to, 0);
}

/* Off at first, to her confirmed address alone, once for each report, and of several that were made at once the newest. */
static void
test_mail (void)
{
  g_autoptr (SoTestStudio) test = new_in_berlin ();
  g_autoptr (SoTestChannel) channel = so_test_channel_new ();
  g_autofree char *account = NULL;

  channel->answer = SO_SEND_ACCEPTED;
  so_studio_set_outlet (test->studio, so_test_channel_open, channel);
  account = so_test_add_account (test->studio, "mail", "gmail", NULL);
  hear (test, "Ana");
  so_test_refuses (test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_MAIL_REPORT, "1");
  so_clock_set (at ("2026-10-26T10:00:00Z"));
  turn (test);
  so_test_refuses (test->studio, SO_VERB_TELL_MAIL_REPORT, "2026-W43", NULL);
  confirm (test, channel);
  turn (test);
  g_assert_cmpuint (channel->sent->len, ==, 0);
  g_assert_null (so_test_do (test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_MAIL_REPORT, "1"));
  turn (test);
  g_assert_cmpuint (channel->sent->len, ==, 0);
  so_clock_set (at ("2026-11-16T10:00:00Z"));
  turn (test);
  turn (test);
  g_assert_cmpuint (channel->sent->len, ==, 1);
  g_assert_cmpstr (channel->to->pdata[0], ==, OWNER);
  g_assert_nonnull (strstr (channel->sent->pdata[0], "Week 46, 2026"));
  /* She asks for one more, and switches it off. */
  g_assert_null (so_test_do (test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_MAIL_REPORT, "0"));
  g_assert_null (so_test_do (test->studio, SO_VERB_TELL_MAIL_REPORT, "2026-W44", NULL));
  so_test_refuses (test->studio, SO_VERB_TELL_MAIL_REPORT, "2026-W44", NULL);
  so_test_refuses (test->studio, SO_VERB_TELL_MAIL_REPORT, "2026-W50", NULL);
  turn (test);
  g_assert_cmpuint (channel->sent->len, ==, 2);
  g_assert_nonnull (strstr (channel->sent->pdata[1], "Week 44, 2026"));
  so_clock_set (at ("2026-11-23T10:00:00Z"));
  turn (test);
  g_assert_cmpuint (channel->sent->len, ==, 2);
}

/* Forms ------------------------------------------------------------------------------------------------------------ */

/* Whatever the studio is called, it is text. */
static void
test_escaped (void)
{
  g_autoptr (SoTestStudio) test = new_in_berlin ();
  g_autoptr (SoReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *html = NULL, *csv = NULL;
  SoAdvice *advice = g_new0 (SoAdvice, 1);

  hear (test, "Ana");
  report = so_weekly_read (test->studio, NULL, NULL, &error);
  g_set_str (&report->studio, "<script>alert(1)</script> & \"Co\"");
  advice->title = g_strdup ("=HYPERLINK(\"http://evil\") <img src=x>");
  g_ptr_array_insert (report->advice, 0, advice);
  html = so_report_html (report, NULL, NULL);
  csv = so_report_csv (report);
  g_assert_null (strstr (html, "<script"));
  g_assert_null (strstr (html, "<img"));
  g_assert_null (strstr (html, "href"));
  g_assert_null (strstr (html, " src=\""));
  g_assert_nonnull (strstr (html, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Co&quot;"));
  g_assert_nonnull (strstr (csv, "\"'=HYPERLINK(\"\"http://evil\"\") <img src=x>\""));
}

/* A row that somebody else wrote, or that is broken, shows a sentence and nothing worse. */
static void
test_broken (void)
{
  static const char *const bad[] = { "", "{", "[]", "{}", "{\"figures\": 3}", "null" };
  static const char odd[] = "{\"version\": 9, \"figures\": {\"calls\": {\"value\": \"x\", \"n\": -5}, \"new\": 1}, \"weeks\": [1, {}, {\"from\": \"never\", \"figures\": {}}], \"advice\": [{}, 4, {\"kind\": \"x\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (SoReport) read = NULL;
  g_autofree char *html = NULL;
  SoWeeklyReport row = { .label = (char *) "2026-W43", .zone = (char *) "", .first_day = 20745 };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      row.content = (char *) bad[i];
      g_assert_null (so_report_read (&row, &error));
      g_assert_nonnull (strstr (error->message, "2026-W43"));
      g_clear_error (&error);
    }
  row.content = (char *) odd;
  read = so_report_read (&row, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->figures[SO_METRIC_CALLS].now.n, ==, 0);
  g_assert_cmpuint (read->past->len + read->advice->len, ==, 0);
  html = so_report_html (read, NULL, NULL);
  g_assert_nonnull (strstr (html, "</html>"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  so_studio_init_process ();
  g_test_add_func ("/engine/weekly/killed", test_killed);
  g_test_add_func ("/engine/weekly/once", test_once);
  g_test_add_func ("/engine/weekly/off", test_off);
  g_test_add_func ("/engine/weekly/moved", test_moved);
  g_test_add_func ("/engine/weekly/frozen", test_frozen);
  g_test_add_func ("/engine/weekly/two-computers", test_two_computers);
  g_test_add_func ("/engine/weekly/goals", test_goals);
  g_test_add_func ("/engine/weekly/demo", test_demo);
  g_test_add_func ("/engine/weekly/news", test_news);
  g_test_add_func ("/engine/weekly/clock-ahead", test_clock_ahead);
  g_test_add_func ("/engine/weekly/history", test_history);
  g_test_add_func ("/engine/weekly/mail", test_mail);
  g_test_add_func ("/engine/weekly/escaped", test_escaped);
  g_test_add_func ("/engine/weekly/broken", test_broken);
  return g_test_run ();
}
