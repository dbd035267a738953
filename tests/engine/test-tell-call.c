/* SPDX-License-Identifier: MIT */
/* Mails to the owner about calls: of which, when, and with which words. */
#include "so-test-scene.h"

#include "so-alert-mails.h"
#include "so-call-tell.h"
#include "so-clock.h"
#include "so-jobs.h"
#include "so-outbox.h"
#include "so-studio-private.h"
#include "so-tell-mail.h"
#include "so-time.h"

#include <string.h>

#define OWNER "ria@private.example"

typedef struct {
  SoTestStudio *test;
  SoTestChannel *channel;
  char *account;
} Fixture;

static void
turn (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pulled = so_outbox_pull_each (f->test->studio, NULL, &error);

  g_assert_no_error (error);
}

static void
set (Fixture *f, const char *key, const char *value)
{
  g_assert_null (so_test_do (f->test->studio, SO_VERB_SAVE_SETTING, key, value));
}

static void
later (gint64 minutes)
{
  so_clock_set (so_now () + minutes * 60000);
}

/* The newest mail went. */
static void
assert_sent (Fixture *f)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (f->test->studio), NULL);
  g_autoptr (GPtrArray) mails = so_alert_mail_list (db, NULL, 1, NULL);

  g_assert_cmpstr (((SoAlertMail *) mails->pdata[0])->state, ==, "sent");
  g_assert_nonnull (((SoAlertMail *) mails->pdata[0])->call_id);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GRegex) six = g_regex_new ("[0-9]{6}", 0, 0, NULL);
  g_autofree char *code = NULL;

  f->test = so_test_studio_new ();
  f->channel = so_test_channel_new ();
  f->channel->answer = SO_SEND_ACCEPTED;
  so_studio_set_outlet (f->test->studio, so_test_channel_open, f->channel);
  f->account = so_test_add_account (f->test->studio, "mail", "gmail", NULL);
  so_test_refuses (f->test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_MAIL_CALLS, "all");
  g_assert_null (so_test_do (f->test->studio, SO_VERB_TELL_MAIL_ASK, OWNER, NULL));
  turn (f);
  g_assert_true (g_regex_match (six, f->channel->sent->pdata[0], 0, &match));
  code = g_match_info_fetch (match, 0);
  g_assert_null (so_test_do (f->test->studio, SO_VERB_TELL_MAIL_CONFIRM, code, NULL));
  g_ptr_array_set_size (f->channel->sent, 0);
  g_ptr_array_set_size (f->channel->to, 0);
  g_ptr_array_set_size (f->channel->tags, 0);
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
tell_call (Fixture *f, const char *id, const char *event, const char *more)
{
  g_autofree char *at = so_time_format (so_now ());
  g_autofree char *json = g_strdup_printf ("{\"event\": \"call.%s\", \"source\": \"pbx\", \"id\": \"%s\", \"at\": \"%s\", \"from\": \"+4915112345678\", \"name\": \"Priya S.\"%s}", event, id, at, more);
  g_autoptr (GError) error = NULL;
  g_autofree char *call = so_call_tell (f->test->studio, json, &error);

  g_assert_no_error (error);
}

static void
work (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  guint ran;
  gint64 next;

  so_jobs_run (f->test->studio, &ran, &next, NULL, &error);
  g_assert_no_error (error);
  turn (f);
}

/* One for each call of those that she wants to hear of, to her own address, and with its words only where she wants them. */
static void
test_calls (Fixture *f, gconstpointer data)
{
  static const char words[] = ", \"segments\": [{\"start\": 0, \"end\": 900, \"who\": \"caller\", \"text\": \"I love the zanzibar class, thank you!\"}]";
  guint first;

  set (f, SO_SETTING_TELL_MAIL, "off");
  tell_call (f, "0", "ended", ", \"answered_by\": \"nobody\"");
  later (10);
  set (f, SO_SETTING_TELL_MAIL_CALLS, "missed");
  so_test_refuses (f->test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_MAIL_CALLS, "some");
  /* What was before is no news; and a call may turn out to have been taken. */
  later (1);
  tell_call (f, "1", "ended", ", \"answered_by\": \"nobody\"");
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 0);
  later (3);
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 1);
  g_assert_cmpstr (f->channel->to->pdata[0], ==, OWNER);
  g_assert_nonnull (strstr (f->channel->sent->pdata[0], "Priya S."));
  g_assert_nonnull (strstr (f->channel->sent->pdata[0], "+4915112345678"));
  assert_sent (f);
  tell_call (f, "2", "ended", ", \"seconds\": 60, \"answered_by\": \"person\"");
  later (20);
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 1);

  /* Once it was read. */
  tell_call (f, "3", "ended", ", \"seconds\": 31, \"answered_by\": \"voicemail\"");
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 1);
  tell_call (f, "3", "transcript", words);
  work (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 2);
  g_assert_null (strstr (f->channel->sent->pdata[1], "zanzibar"));
  set (f, SO_SETTING_TELL_MAIL_TEXT, "1");
  set (f, SO_SETTING_TELL_MAIL_CALLS, "all");
  later (1);
  tell_call (f, "4", "ended", ", \"seconds\": 60, \"answered_by\": \"assistant\"");
  tell_call (f, "4", "transcript", words);
  first = f->channel->sent->len;
  work (f);
  g_assert_cmpuint (f->channel->sent->len, >, first);
  g_assert_nonnull (strstr (f->channel->sent->pdata[f->channel->sent->len - 1], "caller: I love the zanzibar class"));
  g_assert_nonnull (strstr (f->channel->sent->pdata[f->channel->sent->len - 1], "8"));
  first = f->channel->sent->len;
  later (70);
  work (f);
  g_assert_cmpuint (f->channel->sent->len, ==, first);
  for (guint i = 0; i < f->channel->to->len; i++)
    g_assert_cmpstr (f->channel->to->pdata[i], ==, OWNER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/engine/tell-call/calls", Fixture, NULL, set_up, test_calls, tear_down);
  return g_test_run ();
}
