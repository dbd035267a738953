/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-clock.h"
#include "so-escalation.h"
#include "so-settings.h"
#include "so-tell-quiet.h"
#include "so-tell.h"
#include "so-threads.h"
#include "so-time.h"

static void
test_parse (void)
{
  static const struct { const char *text, *is; } rows[] = {
    { NULL, "off" }, { "", "off" }, { "off", "off" }, { " off ", "off" }, { "22:00-07:00", "22:00-07:00 1234567" }, { "22:00-07:00 67", "22:00-07:00 67" },
    { "13:00-14:00 71", "13:00-14:00 17" }, { "00:00-24:00 7", "00:00-24:00 7" }, { "7:30-8:00", "07:30-08:00 1234567" },
  };
  static const char *const wrong[] = { "22", "22:00", "22:00-", "25:00-07:00", "22:00-07:60", "22:00-07:00 8", "22:00-07:00 0", "22:00-07:00 11", "22:00-07:00 Mon", "on", "-", "22:00-07:00 1 2" };
  SoTellQuiet quiet;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *is = NULL;

      g_assert_true (so_tell_quiet_parse (rows[i].text, &quiet));
      is = so_tell_quiet_write (&quiet);
      g_assert_cmpstr (is, ==, rows[i].is);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_message ("%s", wrong[i]);
      g_assert_false (so_tell_quiet_parse (wrong[i], &quiet));
      g_assert_true (quiet.off);
    }
}

/* 2026-11-20 is a Friday; 2026-10-25 has the hour after 2:00 twice. */
static void
test_holds (void)
{
  static const struct { const char *text, *at; gboolean holds; } rows[] = {
    { "22:00-07:00", "2026-11-20T21:59", FALSE }, { "22:00-07:00", "2026-11-20T22:00", TRUE }, { "22:00-07:00", "2026-11-21T06:59", TRUE }, { "22:00-07:00", "2026-11-21T07:00", FALSE },
    { "22:00-07:00 5", "2026-11-21T03:00", TRUE }, { "22:00-07:00 6", "2026-11-21T03:00", FALSE }, { "22:00-07:00 7", "2026-11-23T03:00", TRUE },
    { "13:00-14:00 5", "2026-11-20T13:30", TRUE }, { "13:00-14:00 5", "2026-11-21T13:30", FALSE }, { "00:00-24:00 7", "2026-11-22T23:59", TRUE },
    { "00:00-24:00 7", "2026-11-23T00:00", FALSE }, { "22:00-02:30", "2026-10-25T02:15", TRUE }, { "off", "2026-11-20T23:00", FALSE },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoTellQuiet quiet;
      gint64 at;

      g_assert_true (so_tell_quiet_parse (rows[i].text, &quiet) && so_time_parse (rows[i].at, zone, &at));
      g_test_message ("%s %s", rows[i].text, rows[i].at);
      g_assert_cmpint (so_tell_quiet_holds (&quiet, at, zone), ==, rows[i].holds);
    }
}

static void
mark (SoStudio *studio, const char *thread_id)
{
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (studio), NULL, NULL);
  g_autoptr (SoMessage) message = so_message_last_written (db, thread_id, TRUE, NULL);

  g_assert_true (so_escalation_mark (db, message->id, NULL) && so_store_commit (so_studio_get_store (studio), &db, NULL));
}

static guint
tell (SoStudio *studio)
{
  g_auto (GStrv) escalated = NULL, closing = NULL;

  g_assert_true (so_tell_take (studio, &escalated, &closing, NULL));
  return g_strv_length (escalated);
}

/* Through the night nobody is told; in the window it stands first all the same. In the morning all is told, and only once, also by another run of the
 * program. The clock of the test stands at 11:49 in Berlin, on a Friday. */
static void
test_afterwards (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *ana = so_test_receive (test->studio, "whatsapp", "Ana", "I want a refund", NULL, NULL), *bo = so_test_receive (test->studio, "whatsapp", "Bo", "I want a refund, too", NULL, NULL);
  g_autoptr (SoThread) thread = NULL;

  g_assert_null (so_test_do (test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_QUIET, "11:00-12:00 5"));
  g_assert_null (so_test_do (test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_URGENT, "0"));
  mark (test->studio, ana);
  g_assert_cmpuint (tell (test->studio), ==, 0);
  thread = so_test_thread (test->studio, ana);
  g_assert_cmpstr (thread->priority, ==, "URGENT");
  g_assert_cmpint (thread->escalated_at, >, 0);
  mark (test->studio, bo);
  g_assert_cmpuint (tell (test->studio), ==, 0);
  so_test_studio_reopen (test);
  g_assert_cmpuint (tell (test->studio), ==, 0);
  so_clock_set (SO_TEST_NOW + 11 * 60000);
  g_assert_cmpuint (tell (test->studio), ==, 2);
  g_assert_cmpuint (tell (test->studio), ==, 0);
  so_clock_set (SO_TEST_NOW);
}

static void
set_priority (SoStudio *studio, const char *thread_id, const char *priority)
{
  g_assert_null (so_test_do (studio, SO_VERB_PRIORITY, thread_id, priority));
}

/* In quiet hours, and while she is not to be disturbed, only what is urgent is told; the rest once that is over. */
static void
test_urgent (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *ana = so_test_receive (test->studio, "whatsapp", "Ana", "I want a refund", NULL, NULL), *bo = so_test_receive (test->studio, "whatsapp", "Bo", "I want a refund, too", NULL, NULL);

  mark (test->studio, ana);
  mark (test->studio, bo);
  set_priority (test->studio, bo, "HIGH");
  g_assert_null (so_test_do (test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_OFF, "1"));
  {
    g_auto (GStrv) told = NULL, closing = NULL;

    g_assert_true (so_tell_take (test->studio, &told, &closing, NULL));
    g_assert_cmpuint (g_strv_length (told), ==, 1);
    g_assert_cmpstr (told[0], ==, ana);
    g_assert_cmpuint (g_strv_length (closing), ==, 0);
  }
  g_assert_cmpuint (tell (test->studio), ==, 0);
  g_assert_null (so_test_do (test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_OFF, "0"));
  g_assert_cmpuint (tell (test->studio), ==, 1);
  g_assert_cmpuint (tell (test->studio), ==, 0);
}

static void
test_settings (void)
{
  static const struct { const char *key, *value; gboolean fine; } rows[] = {
    { "escalate.score_over", "1", TRUE }, { "escalate.score_over", "100", TRUE }, { "escalate.score_over", "0", FALSE }, { "escalate.score_over", "101", FALSE },
    { "escalate.score_over", "many", FALSE }, { "escalate.categories", "PRICING BOOKING", TRUE }, { "escalate.categories", "PRIZES", FALSE }, { "escalate.categories", "", TRUE },
    { "escalate.words.de", "storno\ngeld zurück", TRUE }, { "escalate.words.xx", "storno", FALSE }, { "escalate.words.", "storno", FALSE },
    { "notify.quiet", "22:00-07:00 12345", TRUE }, { "notify.quiet", "22-25", FALSE }, { "notify.quiet", "off", TRUE },
  };
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *endless = g_strnfill (20001, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s %s", rows[i].key, rows[i].value);
      if (rows[i].fine)
        g_assert_null (so_test_do (test->studio, SO_VERB_SAVE_SETTING, rows[i].key, rows[i].value));
      else
        so_test_refuses (test->studio, SO_VERB_SAVE_SETTING, rows[i].key, rows[i].value);
    }
  so_test_refuses (test->studio, SO_VERB_SAVE_SETTING, "escalate.words.en", endless);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tell-quiet/parse", test_parse);
  g_test_add_func ("/tell-quiet/holds", test_holds);
  g_test_add_func ("/tell-quiet/afterwards", test_afterwards);
  g_test_add_func ("/tell-quiet/urgent", test_urgent);
  g_test_add_func ("/tell-quiet/settings", test_settings);
  return g_test_run ();
}
