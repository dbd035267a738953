/* SPDX-License-Identifier: MIT */
#include "so-numbers.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-test-studio.h"

#include <string.h>

#define MINUTE G_GINT64_CONSTANT (60000)

static void
sql (SoStudio *studio, const char *script)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (studio), NULL, &error);

  g_assert_true (db && so_db_script (db, script, &error) && so_store_commit (so_studio_get_store (studio), &db, &error));
  g_assert_no_error (error);
}

static SoOverview *
today (SoStudio *studio)
{
  g_autoptr (GError) error = NULL;
  SoPeriod period = so_numbers_period (studio, SO_PERIOD_TODAY);
  SoOverview *overview = so_numbers_read (studio, &period, NULL, &error);

  g_assert_no_error (error);
  return overview;
}

/* A message counts where it came in; as spam it is nothing, and deleted neither. */
static void
test_message (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *thread = so_test_receive (test->studio, "whatsapp", "+4915112345678", "Is there a class today?", NULL, NULL);
  g_autoptr (SoOverview) one = today (test->studio), spam = NULL, gone = NULL;

  g_assert_cmpuint (one->figures->in, ==, 1);
  g_assert_cmpuint (one->figures->leads, ==, 1);
  g_assert_cmpuint (one->figures->conversations, ==, 1);
  g_assert_cmpuint (one->figures->channels[SO_CHANNEL_WHATSAPP].in, ==, 1);
  g_assert_cmpuint (one->previous->in, ==, 0);
  g_assert_true (one->figures->now);
  g_assert_cmpuint (one->days->len, ==, SO_OVERVIEW_DAYS);
  g_assert_cmpuint (one->weeks->len, ==, SO_OVERVIEW_WEEKS);
  g_assert_cmpuint (((SoPeriodFigures *) one->days->pdata[SO_OVERVIEW_DAYS - 1])->figures->in, ==, 1);
  g_assert_cmpuint (((SoPeriodFigures *) one->weeks->pdata[SO_OVERVIEW_WEEKS - 1])->figures->in, ==, 1);
  g_assert_cmpstr (one->currency, ==, "EUR");
  sql (test->studio, "UPDATE thread SET state = 'spam'");
  spam = today (test->studio);
  g_assert_cmpuint (spam->figures->in + spam->figures->leads + spam->figures->conversations, ==, 0);
  sql (test->studio, "UPDATE thread SET state = 'open'; UPDATE message SET deleted_at = 1");
  gone = today (test->studio);
  g_assert_cmpuint (gone->figures->in, ==, 0);
}

/* Nobody waits for long yet, so nothing is said; after a day it is. */
static void
test_waits (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *thread = so_test_receive (test->studio, "whatsapp", "+4915112345678", "Is there a class today?", NULL, NULL);
  g_autoptr (SoOverview) now = today (test->studio), later = NULL;
  SoPeriod period = now->period;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (now->figures->waited, ==, 0);
  so_clock_set (so_now () + 24 * 60 * MINUTE);
  later = so_numbers_read (test->studio, &period, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (later->figures->waited, ==, 1);
  g_assert_cmpuint (later->figures->answered, ==, 0);
  so_clock_set (SO_TEST_NOW);
}

/* What says that it came before 1970 is counted by the clock like the rest: 23 December 1969 was a Tuesday. */
static void
test_long_ago (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *thread = so_test_receive (test->studio, "whatsapp", "+4915112345678", "Is there a class today?", NULL, NULL);
  SoPeriod period = { .kind = SO_PERIOD_DAYS, .first = -9, .last = 0, .from = -9 * 24 * 60 * MINUTE, .to = 24 * 60 * MINUTE };
  g_autoptr (SoOverview) overview = NULL;
  g_autoptr (GError) error = NULL;

  sql (test->studio, "UPDATE message SET sent_at = -86400000 * 9 + 3600000 * 22 + 1");
  overview = so_numbers_read (test->studio, &period, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (overview->figures->in, ==, 1);
  g_assert_cmpuint (overview->figures->hours[1][22] + overview->figures->hours[1][23], ==, 1);
}

static void
test_hot (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *thread = so_test_receive (test->studio, "whatsapp", "+4915112345678", "I want to book", NULL, NULL);
  g_autoptr (SoOverview) overview = NULL;
  const SoHotLead *lead;

  sql (test->studio, "UPDATE thread SET score = 90; INSERT INTO finding (id, thread_id, contact_id, kind, what, quote, created_at, updated_at)"
       " SELECT 'f', id, contact_id, 'interest', 'wedding dance', 'x', 1, 1 FROM thread");
  overview = today (test->studio);
  g_assert_cmpuint (overview->hot_waiting, ==, 1);
  lead = overview->hot->pdata[0];
  g_assert_cmpstr (lead->thread_id, ==, thread);
  g_assert_cmpstr (lead->interest, ==, "wedding dance");
  g_assert_cmpint (lead->score, ==, 90);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static SoOverview *
read_async (SoStudio *studio, GCancellable *cancellable, GError **error)
{
  SoPeriod period = so_numbers_period (studio, SO_PERIOD_12_WEEKS);
  g_autoptr (GAsyncResult) result = NULL;

  so_numbers_read_async (studio, &period, cancellable, on_read, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  return so_numbers_read_finish (studio, result, error);
}

static void
test_async (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *thread = so_test_receive (test->studio, "whatsapp", "+4915112345678", "Hello", NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SoOverview) overview = read_async (test->studio, cancellable, &error), nothing = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (overview->figures->in, ==, 1);
  g_cancellable_cancel (cancellable);
  nothing = read_async (test->studio, cancellable, &error);
  g_assert_null (nothing);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* By the studio's own week. */
static void
test_week_start (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  SoPeriod monday = so_numbers_period (test->studio, SO_PERIOD_WEEK), sunday;

  sql (test->studio, "INSERT INTO setting (id, key, value, updated_at) VALUES ('w', '" SO_SETTING_WEEK_START "', 'sunday', 1)");
  sunday = so_numbers_period (test->studio, SO_PERIOD_WEEK);
  g_assert_cmpint (so_day_weekday (monday.first), ==, 0);
  g_assert_cmpint (sunday.first, ==, monday.first - 1);
  g_assert_cmpint (so_numbers_week (test->studio, sunday.first).first, ==, sunday.first);
  g_assert_cmpint (so_numbers_days (test->studio, 20000, 20001).last, ==, 20001);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  so_studio_init_process ();
  g_test_add_func ("/engine/numbers/message", test_message);
  g_test_add_func ("/engine/numbers/waits", test_waits);
  g_test_add_func ("/engine/numbers/long-ago", test_long_ago);
  g_test_add_func ("/engine/numbers/hot", test_hot);
  g_test_add_func ("/engine/numbers/async", test_async);
  g_test_add_func ("/engine/numbers/week-start", test_week_start);
  return g_test_run ();
}
