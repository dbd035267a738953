/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-alert-mails.h"
#include "so-clock.h"
#include "so-db.h"
#include "so-escalation.h"
#include "so-outbox.h"
#include "so-settings.h"
#include "so-studio-private.h"
#include "so-tell-text.h"
#include "so-tell.h"
#include "so-threads.h"

#include <string.h>

/* Text messages to the owner's own telephone about what is urgent: to which number, when, how many, and never twice. */

#define OWNER "+491701234567"

typedef struct {
  SoTestStudio *test;
  SoTestChannel *channel;
  char *account;
} Fixture;

static void
turn (Fixture *f)
{
  g_autoptr (GPtrArray) pulled = NULL;
  g_autoptr (GError) error = NULL;

  pulled = so_outbox_pull_each (f->test->studio, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_newest (Fixture *f, const char *state)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (f->test->studio), NULL);
  g_autoptr (GPtrArray) texts = so_alert_text_list (db, 1, NULL);

  g_assert_cmpuint (texts->len, ==, 1);
  g_assert_cmpstr (((SoAlertMail *) texts->pdata[0])->state, ==, state);
}

static void
set (Fixture *f, const char *key, const char *value)
{
  g_assert_null (so_test_do (f->test->studio, SO_VERB_SAVE_SETTING, key, value));
}

static char *
code_in (const char *text)
{
  g_autoptr (GRegex) six = g_regex_new ("[0-9]{6}", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_assert_true (g_regex_match (six, text, 0, &match));
  return g_match_info_fetch (match, 0);
}

static void
later (gint64 minutes)
{
  so_clock_set (so_now () + minutes * 60000);
}

/* Somebody's conversation becomes urgent. Free with g_free(). */
static char *
alarm_of (Fixture *f, const char *who)
{
  char *thread = so_test_receive (f->test->studio, "whatsapp", who, "The secret word is zanzibar.", NULL, NULL);
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (f->test->studio), NULL, NULL);

  g_assert_true (so_db_run (db, NULL, "UPDATE thread SET priority = 'URGENT' WHERE id = ?", "t", thread) && so_thread_escalate (db, thread, so_now (), NULL));
  g_assert_true (so_store_commit (so_studio_get_store (f->test->studio), &db, NULL));
  turn (f);
  return thread;
}

static void
set_up_bare (Fixture *f, gconstpointer data)
{
  f->test = so_test_studio_new ();
  f->channel = so_test_channel_new ();
  f->channel->answer = SO_SEND_ACCEPTED;
  so_studio_set_outlet (f->test->studio, so_test_channel_open, f->channel);
  f->account = so_test_add_account (f->test->studio, "sms", "sms", NULL);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *code = NULL;

  set_up_bare (f, data);
  g_assert_null (so_test_do (f->test->studio, SO_VERB_TELL_TEXT_ASK, OWNER, NULL));
  turn (f);
  code = code_in (f->channel->sent->pdata[0]);
  g_assert_null (so_test_do (f->test->studio, SO_VERB_TELL_TEXT_CONFIRM, code, NULL));
  g_ptr_array_set_size (f->channel->sent, 0);
  g_ptr_array_set_size (f->channel->to, 0);
  later (61);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  so_clock_set (SO_TEST_NOW);
  g_clear_pointer (&f->test, so_test_studio_free);
  g_clear_object (&f->channel);
  g_free (f->account);
}

static void
test_confirm (Fixture *f, gconstpointer data)
{
  g_autofree char *ana = alarm_of (f, "Ana"), *code = NULL;

  g_assert_cmpuint (f->channel->to->len, ==, 0);
  so_test_refuses (f->test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_TEXT, "1");
  so_test_refuses (f->test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_TEXT_NUMBER, OWNER);
  so_test_refuses (f->test->studio, SO_VERB_TELL_TEXT_TRY, "owner", NULL);
  so_test_refuses (f->test->studio, SO_VERB_TELL_TEXT_CONFIRM, "123456", NULL);
  so_test_refuses (f->test->studio, SO_VERB_TELL_TEXT_ASK, "call me", NULL);
  g_assert_null (so_test_do (f->test->studio, SO_VERB_TELL_TEXT_ASK, " +49 170 1234567 ", NULL));
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 1);
  g_assert_cmpstr (f->channel->to->pdata[0], ==, OWNER);
  code = code_in (f->channel->sent->pdata[0]);
  so_test_refuses (f->test->studio, SO_VERB_TELL_TEXT_CONFIRM, g_str_equal (code, "000000") ? "000001" : "000000", NULL);
  later (61);
  so_test_refuses (f->test->studio, SO_VERB_TELL_TEXT_CONFIRM, code, NULL);
  later (-61);
  g_assert_null (so_test_do (f->test->studio, SO_VERB_TELL_TEXT_CONFIRM, code, NULL));
  /* What was there before is no news. */
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 1);
}

/* Four an hour, but no thirteenth in a day. */
static void
test_day (Fixture *f, gconstpointer data)
{
  for (guint i = 1; i < SO_TELL_TEXT_DAY; i++, later (25))
    g_assert_null (so_test_do (f->test->studio, SO_VERB_TELL_TEXT_TRY, "owner", NULL));
  so_test_refuses (f->test->studio, SO_VERB_TELL_TEXT_TRY, "owner", NULL);
  later (24 * 60);
  g_assert_null (so_test_do (f->test->studio, SO_VERB_TELL_TEXT_TRY, "owner", NULL));
}

static void
test_no_account (Fixture *f, gconstpointer data)
{
  g_autoptr (SoTestStudio) bare = so_test_studio_new ();

  so_test_refuses (bare->studio, SO_VERB_TELL_TEXT_ASK, OWNER, NULL);
}

/* Once, without who and what; with them only where she wants words. */
static void
test_words (Fixture *f, gconstpointer data)
{
  g_autofree char *ana = alarm_of (f, "Ana"), *ben = NULL;

  g_assert_cmpuint (f->channel->sent->len, ==, 1);
  g_assert_cmpstr (f->channel->to->pdata[0], ==, OWNER);
  g_assert_null (strstr (f->channel->sent->pdata[0], "Ana"));
  g_assert_null (strstr (f->channel->sent->pdata[0], "zanzibar"));
  assert_newest (f, "sent");
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 1);
  set (f, SO_SETTING_TELL_MAIL_TEXT, "1");
  ben = alarm_of (f, "Ben");
  g_assert_nonnull (strstr (f->channel->sent->pdata[1], "zanzibar"));
  g_assert_null (so_test_do (f->test->studio, SO_VERB_TELL_TEXT_TRY, "owner", NULL));
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 3);
}

/* What is escalated, but not urgent, is no matter for her telephone. */
static void
test_urgent_only (Fixture *f, gconstpointer data)
{
  g_autofree char *ana = so_test_receive (f->test->studio, "whatsapp", "Ana", "Hello", NULL, NULL);
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (f->test->studio), NULL, NULL);

  g_assert_true (so_db_run (db, NULL, "UPDATE thread SET priority = 'HIGH' WHERE id = ?", "t", ana) && so_thread_escalate (db, ana, so_now (), NULL));
  g_assert_true (so_store_commit (so_studio_get_store (f->test->studio), &db, NULL));
  turn (f);
  g_assert_cmpuint (f->channel->to->len, ==, 0);
}

static void
test_most (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *who = g_strdup_printf ("Guest %u", i), *thread = alarm_of (f, who);
    }
  g_assert_cmpuint (f->channel->sent->len, ==, SO_TELL_TEXT_HOUR);
  assert_newest (f, "skipped");
  so_test_refuses (f->test->studio, SO_VERB_TELL_TEXT_TRY, "owner", NULL);
}

/* Three an hour are no matter, but the day's are: the code was one of them. */
static void
test_most_of_day (Fixture *f, gconstpointer data)
{
  g_autofree char *again = NULL;

  for (guint i = 0; i < SO_TELL_TEXT_DAY + 2; i++, later (20))
    {
      g_autofree char *who = g_strdup_printf ("Guest %u", i), *thread = alarm_of (f, who);

      g_assert_cmpuint (f->channel->sent->len, ==, MIN (i + 1, SO_TELL_TEXT_DAY - 1));
      assert_newest (f, i < SO_TELL_TEXT_DAY - 1 ? "sent" : "skipped");
    }
  later (24 * 60);
  again = alarm_of (f, "Zoe");
  g_assert_cmpuint (f->channel->sent->len, ==, SO_TELL_TEXT_DAY);
}

/* The clock stands at noon in Berlin, on a Friday. */
static void
test_quiet (Fixture *f, gconstpointer data)
{
  g_autofree char *ana = NULL, *ben = NULL;

  set (f, "notify.quiet", "06:00-22:00 5");
  ana = alarm_of (f, "Ana");
  g_assert_cmpuint (f->channel->sent->len, ==, 1);
  set (f, SO_SETTING_TELL_URGENT, "0");
  ben = alarm_of (f, "Ben");
  g_assert_cmpuint (f->channel->sent->len, ==, 1);
}

static void
test_used (Fixture *f, gconstpointer data)
{
  g_autofree char *ana = NULL;

  so_studio_touch (f->test->studio);
  ana = alarm_of (f, "Ana");
  g_assert_cmpuint (f->channel->to->len, ==, 0);
  assert_newest (f, "skipped");
}

/* A row to somebody else, whoever wrote it, and one that was switched off meanwhile. */
static void
test_forged (Fixture *f, gconstpointer data)
{
  g_autofree char *ana = NULL, *id = NULL;
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (f->test->studio), NULL, NULL);

  id = so_alert_mail_add (db, NULL, "sms-try", "+19005550123", NULL, NULL);
  g_assert_true (so_store_commit (so_studio_get_store (f->test->studio), &db, NULL));
  turn (f);
  g_assert_cmpuint (f->channel->to->len, ==, 0);
  so_outbox_set_online (f->test->studio, FALSE);
  ana = alarm_of (f, "Ana");
  assert_newest (f, "waiting");
  set (f, SO_SETTING_TELL_TEXT, "0");
  so_outbox_set_online (f->test->studio, TRUE);
  turn (f);
  g_assert_cmpuint (f->channel->to->len, ==, 0);
  assert_newest (f, "skipped");
}

/* Lost on the way: never a second time. */
static void
test_lost (Fixture *f, gconstpointer data)
{
  g_autofree char *ana = NULL;

  f->channel->answer = SO_SEND_LOST;
  ana = alarm_of (f, "Ana");
  assert_newest (f, "unknown");
  f->channel->answer = SO_SEND_ACCEPTED;
  later (30);
  turn (f);
  g_assert_cmpuint (f->channel->to->len, ==, 1);
}

static SoIncoming *
sms (const char *id, gboolean outbound)
{
  SoIncoming *incoming = so_incoming_new (SO_CHANNEL_SMS);

  incoming->remote_id = g_strdup (id);
  incoming->thread_key = g_strdup (OWNER);
  incoming->outbound = outbound;
  incoming->sent_at = so_now ();
  if (outbound)
    g_ptr_array_add (incoming->others, so_identity_new (SO_IDENTITY_PHONE, OWNER, NULL));
  else
    incoming->sender = so_identity_new (SO_IDENTITY_PHONE, OWNER, NULL);
  g_ptr_array_add (incoming->parts, so_part_new_text ("Studio OS: something urgent"));
  return incoming;
}

/* The provider lists what was sent: that is nobody's conversation. What it lists of somebody else's hand is kept. */
static void
test_own (Fixture *f, gconstpointer data)
{
  g_autofree char *ana = alarm_of (f, "Ana");
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (f->test->studio), NULL);
  g_autoptr (GPtrArray) texts = so_alert_text_list (db, 1, NULL);
  g_autoptr (SoIncoming) ours = sms (((SoAlertMail *) texts->pdata[0])->detail, TRUE), other = sms ("SMother", TRUE), answer = sms ("SMhers", FALSE);

  g_assert_cmpint (so_tell_text_sort (db, ours), ==, SO_TELL_MAIL_OURS);
  g_assert_cmpint (so_tell_text_sort (db, other), ==, SO_TELL_MAIL_OTHER);
  g_assert_cmpint (so_tell_text_sort (db, answer), ==, SO_TELL_MAIL_KEPT);
}

static void
test_demo (Fixture *f, gconstpointer data)
{
  g_autofree char *ana = NULL;
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (f->test->studio), NULL, NULL);

  g_assert_true (so_setting_set (db, "studio.demo", "1", NULL) && so_store_commit (so_studio_get_store (f->test->studio), &db, NULL));
  so_test_studio_reopen (f->test);
  so_studio_set_outlet (f->test->studio, so_test_channel_open, f->channel);
  ana = alarm_of (f, "Ana");
  g_assert_cmpuint (f->channel->to->len, ==, 0);
  so_test_refuses (f->test->studio, SO_VERB_TELL_TEXT_ASK, OWNER, NULL);
  so_test_refuses (f->test->studio, SO_VERB_TELL_TEXT_TRY, "owner", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, up, func) g_test_add ("/tell-text/" name, Fixture, NULL, up, func, tear_down)
  ADD ("confirm", set_up_bare, test_confirm);
  ADD ("day", set_up, test_day);
  ADD ("no-account", set_up_bare, test_no_account);
  ADD ("words", set_up, test_words);
  ADD ("urgent-only", set_up, test_urgent_only);
  ADD ("most", set_up, test_most);
  ADD ("most-of-day", set_up, test_most_of_day);
  ADD ("quiet", set_up, test_quiet);
  ADD ("used", set_up, test_used);
  ADD ("forged", set_up, test_forged);
  ADD ("lost", set_up, test_lost);
  ADD ("own", set_up, test_own);
  ADD ("demo", set_up, test_demo);
  return g_test_run ();
}
