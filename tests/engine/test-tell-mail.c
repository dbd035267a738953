/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-alert-mails.h"
#include "so-clock.h"
#include "so-contacts.h"
#include "so-error.h"
#include "so-escalation.h"
#include "so-outbox.h"
#include "so-settings.h"
#include "so-studio-private.h"
#include "so-tell-mail.h"
#include "so-tell.h"
#include "so-threads.h"

#include <string.h>

/* Mails to the owner about conversations that need her: to whom, when, how many, and never twice. */

#define OWNER "ria@private.example"

typedef struct {
  SoTestStudio *test;
  SoTestChannel *channel;
  char *account;
} Fixture;

static char *
code_in (const char *text)
{
  g_autoptr (GRegex) six = g_regex_new ("[0-9]{6}", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_assert_true (g_regex_match (six, text, 0, &match));
  return g_match_info_fetch (match, 0);
}

static void
turn (Fixture *f)
{
  g_autoptr (GPtrArray) pulled = NULL;
  g_autoptr (GError) error = NULL;

  pulled = so_outbox_pull_each (f->test->studio, NULL, &error);
  g_assert_no_error (error);
}

/* The newest; how it fared. */
static char *
newest (Fixture *f, const char **detail)
{
  static char *kept;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (f->test->studio), NULL);
  g_autoptr (GPtrArray) mails = so_alert_mail_list (db, NULL, 1, NULL);
  SoAlertMail *mail = mails->len ? mails->pdata[0] : NULL;

  g_free (kept);
  kept = mail ? g_strdup (mail->detail) : NULL;
  if (detail)
    *detail = kept;
  return mail ? g_strdup (mail->state) : g_strdup ("none");
}

#define assert_newest(f, expected) G_STMT_START { g_autofree char *state_ = newest (f, NULL); g_assert_cmpstr (state_, ==, expected); } G_STMT_END

static void
ask (Fixture *f, const char *address)
{
  g_assert_null (so_test_do (f->test->studio, SO_VERB_TELL_MAIL_ASK, address, NULL));
}

static void
set (Fixture *f, const char *key, const char *value)
{
  g_assert_null (so_test_do (f->test->studio, SO_VERB_SAVE_SETTING, key, value));
}

static void
confirm (Fixture *f)
{
  g_autofree char *code = NULL;

  ask (f, OWNER);
  turn (f);
  code = code_in (f->channel->sent->pdata[f->channel->sent->len - 1]);
  g_assert_null (so_test_do (f->test->studio, SO_VERB_TELL_MAIL_CONFIRM, code, NULL));
  g_ptr_array_set_size (f->channel->sent, 0);
  g_ptr_array_set_size (f->channel->to, 0);
  g_ptr_array_set_size (f->channel->tags, 0);
}

/* Without an address yet. */
static void
set_up_bare (Fixture *f, gconstpointer data)
{
  f->test = so_test_studio_new ();
  f->channel = so_test_channel_new ();
  f->channel->answer = SO_SEND_ACCEPTED;
  so_studio_set_outlet (f->test->studio, so_test_channel_open, f->channel);
  f->account = so_test_add_account (f->test->studio, "mail", "gmail", NULL);
}

/* Always, to OWNER. */
static void
set_up (Fixture *f, gconstpointer data)
{
  set_up_bare (f, data);
  confirm (f);
  set (f, SO_SETTING_TELL_MAIL, "always");
  so_clock_set (SECONDS (10));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  so_clock_set (SO_TEST_NOW);
  g_clear_pointer (&f->test, so_test_studio_free);
  g_clear_object (&f->channel);
  g_free (f->account);
}

static SoIncoming *
mail (const char *id, const char *from, const char *text)
{
  SoIncoming *incoming = so_incoming_new (SO_CHANNEL_MAIL);

  incoming->remote_id = g_strdup (id);
  incoming->thread_key = g_strdup_printf ("key-%s", id);
  incoming->title = g_strdup ("Question");
  incoming->sent_at = so_now ();
  incoming->sender = so_identity_new (SO_IDENTITY_EMAIL, from, NULL);
  g_ptr_array_add (incoming->parts, so_part_new_text (text));
  return incoming;
}

/* A complaint comes in by mail, through the pipeline, and what follows from it is done. */
static void
complain (Fixture *f, const char *who)
{
  static guint n;
  g_autofree char *id = g_strdup_printf ("in-%u@customer.example", n++), *from = g_strdup_printf ("%s@customer.example", who);

  g_ptr_array_add (f->channel->inbox, mail (id, from, "I want a refund! The secret word is zanzibar."));
  turn (f);
}

static void
later (gint64 minutes)
{
  so_clock_set (so_now () + minutes * 60000);
}

static void
test_confirm (Fixture *f, gconstpointer data)
{
  g_autofree char *code = NULL;

  /* Off at first, and nothing goes without an address. */
  complain (f, "ana");
  g_assert_cmpuint (f->channel->sent->len, ==, 0);
  so_test_refuses (f->test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_MAIL, "always");
  so_test_refuses (f->test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_MAIL_ADDRESS, "eve@evil.example");
  so_test_refuses (f->test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_MAIL_ASKED, "eve@evil.example 123456 9999999999999");
  so_test_refuses (f->test->studio, SO_VERB_TELL_MAIL_CONFIRM, "123456", NULL);
  so_test_refuses (f->test->studio, SO_VERB_TELL_MAIL_ASK, "no address", NULL);
  /* Never a customer's. */
  so_test_refuses (f->test->studio, SO_VERB_TELL_MAIL_ASK, "ana@customer.example", NULL);
  ask (f, " " OWNER " ");
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 1);
  g_assert_cmpstr (f->channel->to->pdata[0], ==, OWNER);
  code = code_in (f->channel->sent->pdata[0]);
  so_test_refuses (f->test->studio, SO_VERB_TELL_MAIL_CONFIRM, g_str_equal (code, "000000") ? "000001" : "000000", NULL);
  so_clock_set (SECONDS (25 * 3600));
  so_test_refuses (f->test->studio, SO_VERB_TELL_MAIL_CONFIRM, code, NULL);
  so_clock_set (SECONDS (60));
  g_assert_null (so_test_do (f->test->studio, SO_VERB_TELL_MAIL_CONFIRM, code, NULL));
  so_test_refuses (f->test->studio, SO_VERB_TELL_MAIL_CONFIRM, code, NULL);
  so_test_refuses (f->test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_MAIL, "sometimes");
  /* What was there before is no news. */
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 1);
}

static void
test_no_account (Fixture *f, gconstpointer data)
{
  g_autoptr (SoTestStudio) bare = so_test_studio_new ();

  so_test_refuses (bare->studio, SO_VERB_TELL_MAIL_ASK, OWNER, NULL);
}

/* A mail, once; without the words of the message unless she wants them; the Message-ID is its row's. */
static void
test_words (Fixture *f, gconstpointer data)
{
  complain (f, "ana");
  g_assert_cmpuint (f->channel->sent->len, ==, 1);
  g_assert_cmpstr (f->channel->to->pdata[0], ==, OWNER);
  g_assert_nonnull (strstr (f->channel->sent->pdata[0], "ana@customer.example"));
  g_assert_null (strstr (f->channel->sent->pdata[0], "zanzibar"));
  assert_newest (f, "sent");
  set (f, SO_SETTING_TELL_MAIL_TEXT, "1");
  complain (f, "ben");
  g_assert_nonnull (strstr (f->channel->sent->pdata[1], "zanzibar"));
  for (guint i = 0; i < 5; i++)
    {
      later (70);
      turn (f);
    }
  g_assert_cmpuint (f->channel->sent->len, ==, 2);
}

static void
make_hot (Fixture *f, const char *thread_id, int score)
{
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (f->test->studio), NULL, NULL);
  g_autoptr (SoThread) thread = so_thread_find (db, thread_id, NULL);

  g_assert_true (so_contact_set_score (db, thread->contact_id, score, NULL));
  g_assert_true (so_store_commit (so_studio_get_store (f->test->studio), &db, NULL));
}

/* 80 is hot; 79 is not; a customer is no lead. */
static void
test_hot (Fixture *f, gconstpointer data)
{
  g_autofree char *ana = so_test_receive (f->test->studio, "whatsapp", "Ana", "Which classes are there?", NULL, NULL);
  g_autoptr (SoThread) thread = so_test_thread (f->test->studio, ana);

  set (f, "escalate.no_response", "0");
  make_hot (f, ana, 79);
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 0);
  make_hot (f, ana, 80);
  g_free (so_test_do (f->test->studio, SO_VERB_STAGE, thread->contact_id, "CONVERTED"));
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 0);
  g_free (so_test_do (f->test->studio, SO_VERB_STAGE, thread->contact_id, "NEW"));
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 1);
  g_assert_nonnull (strstr (f->channel->sent->pdata[0], "80"));
  later (120);
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 1);
}

/* One about a conversation and hour, however often it is escalated. */
static void
test_hour (Fixture *f, gconstpointer data)
{
  g_autofree char *ana = so_test_receive (f->test->studio, "whatsapp", "Ana", "Hello", NULL, NULL);

  make_hot (f, ana, 85);
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 1);
  later (10);
  {
    g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (f->test->studio), NULL, NULL);

    g_assert_true (so_thread_escalate (db, ana, so_now (), NULL) && so_store_commit (so_studio_get_store (f->test->studio), &db, NULL));
  }
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 1);
  later (51);
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 2);
}

static void
test_day (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *who = g_strdup_printf ("p%u", i);

      complain (f, who);
    }
  /* The code was one of them. */
  g_assert_cmpuint (f->channel->sent->len, ==, SO_TELL_MAIL_MOST - 1);
  assert_newest (f, "skipped");
  so_test_refuses (f->test->studio, SO_VERB_TELL_MAIL_ASK, "ria2@private.example", NULL);
  later (25 * 60);
  complain (f, "later");
  g_assert_cmpuint (f->channel->sent->len, ==, SO_TELL_MAIL_MOST);
}

/* Only while nobody uses the window, if she wants that; what came while she did is not told afterwards. */
static void
test_away (Fixture *f, gconstpointer data)
{
  const char *why;
  g_autofree char *state = NULL;

  set (f, SO_SETTING_TELL_MAIL, "away");
  so_studio_touch (f->test->studio);
  complain (f, "ana");
  g_assert_cmpuint (f->channel->sent->len, ==, 0);
  state = newest (f, &why);
  g_assert_cmpstr (state, ==, "skipped");
  g_assert_nonnull (why);
  later (6);
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 0);
  complain (f, "ben");
  g_assert_cmpuint (f->channel->sent->len, ==, 1);
}

/* The clock stands at 11:49 in Berlin, on a Friday. */
static void
test_quiet (Fixture *f, gconstpointer data)
{
  set (f, "notify.quiet", "11:00-12:00 5");
  complain (f, "ana");
  later (1);
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 0);
  /* A code is waited for. */
  ask (f, "ria2@private.example");
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 1);
  later (11);
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 2);
  g_assert_cmpstr (f->channel->to->pdata[1], ==, OWNER);
}

/* What was written down waits; answered meanwhile, it goes no more. */
static void
test_offline (Fixture *f, gconstpointer data)
{
  g_autofree char *state = NULL;

  so_outbox_set_online (f->test->studio, FALSE);
  complain (f, "ana");
  g_assert_cmpuint (f->channel->sent->len, ==, 0);
  assert_newest (f, "waiting");
  so_test_studio_reopen (f->test);
  so_studio_set_outlet (f->test->studio, so_test_channel_open, f->channel);
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 1);
  so_outbox_set_online (f->test->studio, FALSE);
  complain (f, "ben");
  {
    g_autoptr (SoDb) db = so_store_read (so_studio_get_store (f->test->studio), NULL);
    g_autoptr (GPtrArray) mails = so_alert_mail_list (db, "waiting", 5, NULL);

    g_assert_cmpuint (mails->len, ==, 1);
    g_clear_pointer (&db, so_db_release);
    g_free (so_test_do (f->test->studio, SO_VERB_DONE, ((SoAlertMail *) mails->pdata[0])->thread_id, NULL));
  }
  so_outbox_set_online (f->test->studio, TRUE);
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 1);
  assert_newest (f, "skipped");
}

/* Switched off, or to another address, what waits does not go. */
static void
test_switched_off (Fixture *f, gconstpointer data)
{
  so_outbox_set_online (f->test->studio, FALSE);
  complain (f, "ana");
  set (f, SO_SETTING_TELL_MAIL, "off");
  so_outbox_set_online (f->test->studio, TRUE);
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 0);
  assert_newest (f, "skipped");
  g_free (so_test_do (f->test->studio, SO_VERB_TELL_MAIL_ASK, "none", NULL));
  so_test_refuses (f->test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_MAIL, "away");
}

/* A row to somebody else, whoever wrote it: only the confirmed address is ever written to. */
static void
test_forged (Fixture *f, gconstpointer data)
{
  g_autofree char *ana = so_test_receive (f->test->studio, "whatsapp", "Ana", "Hello", NULL, NULL), *id = NULL;
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (f->test->studio), NULL, NULL);

  id = so_alert_mail_add (db, ana, "escalated", "eve@evil.example", NULL, NULL);
  g_assert_true (so_store_commit (so_studio_get_store (f->test->studio), &db, NULL));
  turn (f);
  g_assert_cmpuint (f->channel->tags->len, ==, 0);
  assert_newest (f, "skipped");
}

/* Clearly not taken: tried again with the same Message-ID, later; refused: not again. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  f->channel->answer = SO_SEND_RETRY;
  complain (f, "ana");
  g_assert_cmpuint (f->channel->tags->len, ==, 1);
  assert_newest (f, "waiting");
  turn (f);
  g_assert_cmpuint (f->channel->tags->len, ==, 1);
  later (1);
  f->channel->answer = SO_SEND_REFUSED;
  turn (f);
  g_assert_cmpuint (f->channel->tags->len, ==, 2);
  g_assert_cmpstr (f->channel->tags->pdata[0], ==, f->channel->tags->pdata[1]);
  assert_newest (f, "failed");
  f->channel->answer = SO_SEND_ACCEPTED;
  later (90);
  turn (f);
  g_assert_cmpuint (f->channel->tags->len, ==, 2);
}

/* Lost on the way: never a second time, whatever the provider says of it. */
static void
test_lost (Fixture *f, gconstpointer data)
{
  f->channel->answer = SO_SEND_LOST;
  complain (f, "ana");
  assert_newest (f, "unknown");
  f->channel->answer = SO_SEND_ACCEPTED;
  later (90);
  turn (f);
  assert_newest (f, "unknown");
  f->channel->tells = TRUE;     /* that there is none with such words */
  turn (f);
  assert_newest (f, "failed");
  turn (f);
  g_assert_cmpuint (f->channel->tags->len, ==, 1);
}

/* The program dies in the middle of the request: the next run finds the row, and does not send it again. */
static void
test_killed (Fixture *f, gconstpointer data)
{
  g_autofree char *ana = so_test_receive (f->test->studio, "whatsapp", "Ana", "Hello", NULL, NULL), *id = NULL;
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (f->test->studio), NULL, NULL);
  g_autoptr (GError) error = NULL;

  id = so_alert_mail_add (db, ana, "escalated", OWNER, NULL, NULL);
  g_assert_true (so_alert_mail_claim (db, id, f->account, NULL));
  g_assert_true (so_store_commit (so_studio_get_store (f->test->studio), &db, NULL));
  so_test_studio_reopen (f->test);
  so_studio_set_outlet (f->test->studio, so_test_channel_open, f->channel);
  turn (f);
  g_assert_cmpuint (f->channel->tags->len, ==, 0);
  assert_newest (f, "unknown");
  /* And it cannot be claimed by hand. */
  db = so_store_begin (so_studio_get_store (f->test->studio), NULL, NULL);
  g_assert_false (so_alert_mail_claim (db, id, f->account, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_REPORT);
}

static guint
count_threads (Fixture *f)
{
  SoThreadFilter all = { .split = SO_SPLIT_ALL, .channel = SO_CHANNEL_MAIL };
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (f->test->studio), NULL);
  g_autoptr (GArray) numbers = so_thread_numbers (db, &all, 0, NULL);

  return numbers->len;
}

/* The copy among those sent and her answer to it are nobody's message; another mail of hers is kept, and nobody's lead. */
static void
test_own (Fixture *f, gconstpointer data)
{
  g_autofree char *tag = NULL, *id = NULL;
  SoIncoming *copy, *reply, *other;
  guint before;

  complain (f, "ana");
  tag = g_strdup (f->channel->tags->pdata[0]);
  id = g_strconcat (tag, "@studio.example", NULL);
  before = count_threads (f);
  copy = mail (id, "hello@studio.example", "Ana waits");
  copy->outbound = TRUE;
  reply = mail ("reply@private.example", "Ria.+x@private.example", "Thanks, I want a refund");
  g_free (reply->sender->value);
  reply->sender->value = g_strdup ("RIA@private.example");
  reply->references = g_strdupv ((char *[]) { (char *) "other@x", id, NULL });
  g_ptr_array_add (f->channel->inbox, copy);
  g_ptr_array_add (f->channel->inbox, reply);
  turn (f);
  g_assert_cmpuint (count_threads (f), ==, before);
  other = mail ("other@private.example", OWNER, "I want a refund! Price of a trial class?");
  g_ptr_array_add (f->channel->inbox, other);
  turn (f);
  later (90);
  turn (f);
  g_assert_cmpuint (count_threads (f), ==, before + 1);
  g_assert_cmpuint (f->channel->sent->len, ==, 1);
  {
    SoThreadFilter done = { .split = SO_SPLIT_DONE, .channel = SO_CHANNEL_MAIL };
    g_autoptr (SoDb) db = so_store_read (so_studio_get_store (f->test->studio), NULL);
    g_autoptr (GArray) numbers = so_thread_numbers (db, &done, 0, NULL);
    g_autoptr (SoThread) thread = so_thread_load (db, g_array_index (numbers, gint64, 0), NULL);

    g_assert_cmpuint (numbers->len, ==, 1);
    g_assert_cmpuint (thread->unread, ==, 0);
    g_assert_null (thread->draft_id);
    g_assert_null (thread->intent);
  }
}

/* Long before, or imported: nothing. */
static void
test_history (Fixture *f, gconstpointer data)
{
  SoIncoming *old = mail ("old@customer.example", "old@customer.example", "I want a refund!");
  g_autofree char *ana = so_test_receive (f->test->studio, "whatsapp", "Ana", "I want a refund!", NULL, "import-1");

  old->past = TRUE;
  g_ptr_array_add (f->channel->inbox, old);
  make_hot (f, ana, 95);
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 0);
  assert_newest (f, "sent");     /* the code */
}

static void
test_demo (Fixture *f, gconstpointer data)
{
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (f->test->studio), NULL, NULL);

  g_assert_true (so_setting_set (db, "studio.demo", "1", NULL) && so_store_commit (so_studio_get_store (f->test->studio), &db, NULL));
  so_test_studio_reopen (f->test);
  so_studio_set_outlet (f->test->studio, so_test_channel_open, f->channel);
  {
    g_autofree char *ana = so_test_receive (f->test->studio, "whatsapp", "Ana", "I want a refund!", NULL, NULL);

    make_hot (f, ana, 95);
  }
  turn (f);
  g_assert_cmpuint (f->channel->sent->len, ==, 0);
  so_test_refuses (f->test->studio, SO_VERB_TELL_MAIL_ASK, "ria2@private.example", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, up, func) g_test_add ("/tell-mail/" name, Fixture, NULL, up, func, tear_down)
  ADD ("confirm", set_up_bare, test_confirm);
  ADD ("no-account", set_up_bare, test_no_account);
  ADD ("words", set_up, test_words);
  ADD ("hot", set_up, test_hot);
  ADD ("hour", set_up, test_hour);
  ADD ("day", set_up, test_day);
  ADD ("away", set_up, test_away);
  ADD ("quiet", set_up, test_quiet);
  ADD ("offline", set_up, test_offline);
  ADD ("switched-off", set_up, test_switched_off);
  ADD ("forged", set_up, test_forged);
  ADD ("refused", set_up, test_refused);
  ADD ("lost", set_up, test_lost);
  ADD ("killed", set_up, test_killed);
  ADD ("own", set_up, test_own);
  ADD ("history", set_up, test_history);
  ADD ("demo", set_up, test_demo);
  return g_test_run ();
}
