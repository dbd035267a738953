/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-clock.h"
#include "so-consent-verbs.h"
#include "so-consents.h"
#include "so-db.h"
#include "so-outbox.h"
#include "so-quiet.h"
#include "so-settings.h"
#include "so-studio-private.h"
#include "so-time.h"

/* A customer on an SMS account: what she says, when it is night, and what the owner enters. The studio is in Berlin. */

#define ANA "+49151777888"

typedef struct {
  SoTestStudio *test;
  SoTestChannel *channel;
  char *thread, *contact;
  guint serial;
} Fixture;

static gint64
at (const char *time)
{
  gint64 ms;

  g_assert_true (so_time_parse (time, NULL, &ms));
  return ms;
}

/* Told by the account, as by Twilio. */
static void
say (Fixture *f, const char *text)
{
  SoIncoming *in = so_incoming_new (SO_CHANNEL_SMS);

  in->remote_id = g_strdup_printf ("SM%u", f->serial++);
  in->thread_key = g_strdup (ANA);
  in->sender = so_identity_new (SO_IDENTITY_PHONE, ANA, NULL);
  in->sent_at = so_now ();
  g_ptr_array_add (in->parts, so_part_new_text (text));
  g_ptr_array_add (f->channel->inbox, in);
  so_test_pull (f->test->studio);
}

static char *
text_of (Fixture *f, const char *sql)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (f->test->studio), NULL);

  return so_db_text (db, sql, "");
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *account = NULL;

  f->test = so_test_studio_new ();
  f->channel = so_test_channel_new ();
  so_clock_set (at ("2025-11-21T11:00:00Z"));
  so_studio_set_outlet (f->test->studio, so_test_channel_open, f->channel);
  g_assert_null (so_test_do (f->test->studio, SO_VERB_SAVE_SETTING, "assistant.mode", "manual"));
  account = so_test_add_account (f->test->studio, "sms", "test", NULL);
  say (f, "Is there a class on Tuesday?");
  f->thread = text_of (f, "SELECT id FROM thread WHERE channel = 'sms'");
  f->contact = text_of (f, "SELECT contact_id FROM thread WHERE channel = 'sms'");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  so_test_studio_free (f->test);
  g_object_unref (f->channel);
  g_free (f->thread);
  g_free (f->contact);
}

static char *
write_draft (Fixture *f, const char *text)
{
  return so_test_do (f->test->studio, SO_VERB_WRITE, f->thread, text);
}

static void
assert_state (Fixture *f, const char *id, const char *state, const char *reason)
{
  g_autoptr (SoDraft) draft = so_test_draft (f->test->studio, id);

  g_assert_cmpstr (so_draft_state_nick (draft->state), ==, state);
  g_assert_cmpstr (draft->reason, ==, reason);
}

/* Approved in the evening, it leaves in the morning, by itself, and the outbox knows when to wake. */
static void
test_night (Fixture *f, gconstpointer data)
{
  SoStudio *studio = f->test->studio;
  g_autofree char *draft = write_draft (f, "At six");
  g_autoptr (SoDraft) held = NULL;
  gint64 next = 0;

  so_clock_set (at ("2025-11-21T21:30:00Z"));
  so_test_refuses (studio, SO_VERB_APPROVE, draft, NULL);
  g_assert_null (so_test_do (studio, SO_VERB_ACKNOWLEDGE, draft, "night_waits"));
  g_assert_null (so_test_do (studio, SO_VERB_APPROVE, draft, NULL));
  so_clock_set (at ("2025-11-21T21:30:10Z"));
  g_assert_true (so_outbox_dispatch (studio, NULL, &next, NULL));
  g_assert_true (so_outbox_dispatch (studio, NULL, &next, NULL));
  g_assert_cmpint (next, ==, at ("2025-11-22T07:00:00Z"));
  held = so_test_draft (studio, draft);
  g_assert_cmpstr (so_draft_state_nick (held->state), ==, "held");
  g_assert_cmpstr (held->reason, ==, "outside_quiet_hours");
  g_assert_nonnull (strstr (held->detail, "08:00"));
  g_assert_cmpuint (f->channel->tags->len, ==, 0);
  so_clock_set (at ("2025-11-22T06:59:59Z"));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  so_clock_set (at ("2025-11-22T07:00:00Z"));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
  assert_state (f, draft, "accepted", NULL);
}

/* It waits for the morning; the owner wants this one out. */
static void
test_now_anyway (Fixture *f, gconstpointer data)
{
  SoStudio *studio = f->test->studio;
  g_autofree char *draft = write_draft (f, "The door is open");

  so_clock_set (at ("2025-11-21T21:30:00Z"));
  g_assert_null (so_test_do (studio, SO_VERB_ACKNOWLEDGE, draft, "night_waits"));
  g_assert_null (so_test_do (studio, SO_VERB_APPROVE, draft, NULL));
  so_clock_set (at ("2025-11-21T21:30:10Z"));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  g_assert_null (so_test_do (studio, SO_VERB_SEND_AGAIN, draft, NULL));
  so_clock_set (at ("2025-11-21T21:30:20Z"));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
}

/* Approved in time, it becomes night before it can leave; and one that the owner wants out when she approves it. */
static void
test_night_falls (Fixture *f, gconstpointer data)
{
  SoStudio *studio = f->test->studio;
  g_autofree char *draft = write_draft (f, "At six"), *second = NULL;

  so_clock_set (at ("2025-11-21T19:59:58Z"));
  g_assert_null (so_test_do (studio, SO_VERB_APPROVE, draft, NULL));
  so_clock_set (at ("2025-11-21T20:00:03Z"));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  assert_state (f, draft, "held", "outside_quiet_hours");
  second = write_draft (f, "Do not come, the street is flooded");
  g_assert_null (so_test_do (studio, SO_VERB_ACKNOWLEDGE, second, "night_waits night_now"));
  g_assert_null (so_test_do (studio, SO_VERB_APPROVE, second, NULL));
  so_clock_set (at ("2025-11-21T20:00:10Z"));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
  assert_state (f, second, "accepted", NULL);
  assert_state (f, draft, "held", "outside_quiet_hours");
}

/* She wrote a moment ago: an answer is no surprise. It is said that it is night, and it goes. */
static void
test_talk (Fixture *f, gconstpointer data)
{
  SoStudio *studio = f->test->studio;
  g_autofree char *draft = NULL;

  so_clock_set (at ("2025-11-21T21:30:00Z"));
  say (f, "I cannot find my keys, are they with you?");
  draft = write_draft (f, "Yes, behind the bar");
  so_test_refuses (studio, SO_VERB_APPROVE, draft, NULL);
  g_assert_null (so_test_do (studio, SO_VERB_ACKNOWLEDGE, draft, "night_now"));
  g_assert_null (so_test_do (studio, SO_VERB_APPROVE, draft, NULL));
  so_clock_set (at ("2025-11-21T21:30:10Z"));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
}

static void
test_setting (Fixture *f, gconstpointer data)
{
  SoStudio *studio = f->test->studio;
  g_autofree char *draft = write_draft (f, "At six");

  so_test_refuses (studio, SO_VERB_SAVE_SETTING, SO_SETTING_QUIET, "whenever");
  so_test_refuses (studio, SO_VERB_SAVE_SETTING, SO_SETTING_QUIET, "21:00-08:00");
  g_assert_null (so_test_do (studio, SO_VERB_SAVE_SETTING, SO_SETTING_QUIET, "off"));
  so_clock_set (at ("2025-11-21T21:30:00Z"));
  g_assert_null (so_test_do (studio, SO_VERB_APPROVE, draft, NULL));
  so_clock_set (at ("2025-11-21T21:30:10Z"));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
}

/* STOP comes while an answer is on its way: it stays here. A new one is refused with the reason, START lifts it. */
static void
test_stop (Fixture *f, gconstpointer data)
{
  SoStudio *studio = f->test->studio;
  g_autofree char *draft = write_draft (f, "At six"), *waiting = NULL, *word = NULL;

  g_assert_null (so_test_do (studio, SO_VERB_APPROVE, draft, NULL));
  so_clock_set (so_now () + 1000);
  say (f, "Stop!");
  so_clock_set (so_now () + 10000);
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  assert_state (f, draft, "held", "consent");
  waiting = text_of (f, "SELECT waiting_since FROM thread WHERE channel = 'sms'");
  g_assert_cmpstr (waiting, ==, "0");
  word = so_studio_stop_word (studio, f->thread);
  g_assert_cmpstr (word, ==, "Stop!");
  so_test_refuses (studio, SO_VERB_SEND_AGAIN, draft, NULL);
  so_clock_set (so_now () + 1000);
  say (f, "START");
  g_clear_pointer (&word, g_free);
  word = so_studio_stop_word (studio, f->thread);
  g_assert_null (word);
  g_assert_null (so_test_do (studio, SO_VERB_SEND_AGAIN, draft, NULL));
  so_clock_set (so_now () + 10000);
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
}

/* "YES" after a STOP is a START; without one it is an answer like others. */
static void
test_yes (Fixture *f, gconstpointer data)
{
  g_autofree char *before = NULL, *stopped = NULL, *after = NULL;

  so_clock_set (so_now () + 1000);
  say (f, "Yes");
  before = text_of (f, "SELECT count(*) FROM consent");
  g_assert_cmpstr (before, ==, "0");
  so_clock_set (so_now () + 1000);
  say (f, "STOP");
  stopped = so_studio_stop_word (f->test->studio, f->thread);
  g_assert_nonnull (stopped);
  so_clock_set (so_now () + 1000);
  say (f, "yes");
  after = so_studio_stop_word (f->test->studio, f->thread);
  g_assert_null (after);
}

/* A bare CANCEL may mean the class: it comes to the owner before all others, and no machine answers it. */
static void
test_cancel (Fixture *f, gconstpointer data)
{
  static const char *const words[] = { "Cancel", "END", "quit." };

  g_assert_null (so_test_do (f->test->studio, SO_VERB_SAVE_SETTING, "assistant.mode", "suggest"));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *escalated = NULL, *drafts = NULL, *priority = NULL, *word = NULL;

      g_test_message ("%s", words[i]);
      so_clock_set (so_now () + 1000);
      g_free (so_test_do (f->test->studio, SO_VERB_DONE, f->thread, NULL));
      say (f, words[i]);
      escalated = text_of (f, "SELECT escalated_at > 0 AND waiting_since > 0 FROM thread WHERE channel = 'sms'");
      g_assert_cmpstr (escalated, ==, "1");
      priority = text_of (f, "SELECT t.priority FROM thread t JOIN message m ON m.thread_id = t.id ORDER BY m.n DESC LIMIT 1");
      g_assert_cmpstr (priority, ==, "URGENT");
      drafts = text_of (f, "SELECT count(*) FROM draft");
      g_assert_cmpstr (drafts, ==, "0");
      word = so_studio_stop_word (f->test->studio, f->thread);
      g_assert_cmpstr (word, ==, words[i]);
    }
}

/* Entered by hand, taken back, and what nobody but the customer can take back. */
static void
test_by_hand (Fixture *f, gconstpointer data)
{
  SoStudio *studio = f->test->studio;
  g_autofree char *draft = write_draft (f, "At six"), *undone = NULL;
  static const char *const wrong[] = {
    "withdrawn", "withdrawn service", "none service *", "given fun *", "maybe service *", "withdrawn service +4930999999", "given marketing *", "given marketing *  ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    so_test_refuses (studio, SO_VERB_CONSENT, f->contact, wrong[i]);
  so_test_refuses (studio, SO_VERB_CONSENT, "nobody", "withdrawn service *");
  g_assert_null (so_test_do (studio, SO_VERB_CONSENT, f->contact, "withdrawn service 0151777888 told me at the desk"));
  so_test_refuses (studio, SO_VERB_APPROVE, draft, NULL);
  undone = so_test_do (studio, SO_VERB_UNDO, NULL, NULL);
  g_assert_nonnull (undone);
  {
    g_autoptr (GPtrArray) list = so_studio_list_consents (studio, f->contact);
    const SoConsent *newest = list->pdata[0], *first = list->pdata[1];

    g_assert_cmpuint (list->len, ==, 2);
    g_assert_cmpint (newest->how, ==, SO_CONSENT_BY_UNDO);
    g_assert_cmpint (newest->state, ==, SO_CONSENT_NONE);
    g_assert_cmpstr (first->note, ==, "told me at the desk");
  }
  g_assert_null (so_test_do (studio, SO_VERB_APPROVE, draft, NULL));
  g_assert_null (so_test_do (studio, SO_VERB_CONSENT, f->contact, "given marketing * signed at the desk"));
  so_clock_set (so_now () + 1000);
  say (f, "STOP");
  so_test_refuses (studio, SO_VERB_CONSENT, f->contact, "given service *");
  so_test_refuses (studio, SO_VERB_CONSENT, f->contact, "given marketing * she says so");
}

int
main (int argc, char *argv[])
{
  static const struct { const char *path; void (*func) (Fixture *, gconstpointer); } tests[] = {
    { "/consent/night", test_night }, { "/consent/now-anyway", test_now_anyway }, { "/consent/night-falls", test_night_falls },
    { "/consent/talk", test_talk }, { "/consent/setting", test_setting }, { "/consent/stop", test_stop }, { "/consent/yes", test_yes },
    { "/consent/cancel", test_cancel }, { "/consent/by-hand", test_by_hand },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
