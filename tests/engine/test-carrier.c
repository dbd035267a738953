/* SPDX-License-Identifier: MIT */
#include "so-test-channel.h"
#include "so-test-studio.h"

#include "so-check-facts.h"
#include "so-clock.h"
#include "so-consents.h"
#include "so-db.h"
#include "so-instagram.h"
#include "so-outbox.h"
#include "so-people.h"
#include "so-senders.h"
#include "so-settings.h"
#include "so-studio-private.h"
#include "so-threads.h"
#include "so-update.h"

#include <string.h>

/* What comes afterwards, beside messages: who has stopped the studio's SMS, what carriers think of its number, reactions; and a story
 * mention, which is a message. */

#define NUMBER "+4915112345678"
#define DAY G_GINT64_CONSTANT (86400000)

typedef struct {
  SoTestStudio *test;
  SoTestChannel *channel;
  char *account, *thread, *contact;
} Fixture;

static char *
text_of (Fixture *f, const char *sql)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (f->test->studio), NULL);

  return so_db_text (db, sql, "");
}

#define assert_sql(f, sql, expected) G_STMT_START { g_autofree char *is_ = text_of (f, sql); g_assert_cmpstr (is_, ==, expected); } G_STMT_END

static void
say (Fixture *f, const char *text)
{
  g_autofree char *nick = text_of (f, "SELECT channel FROM account WHERE transport = 'test'");
  SoIncoming *message = so_test_incoming (nick, "Ana", text);

  g_set_str (&message->thread_key, "4915112345678");
  so_identity_free (message->sender);
  message->sender = so_identity_new (SO_IDENTITY_PHONE, NUMBER, "Ana");
  message->sent_at = so_now ();
  g_ptr_array_add (f->channel->inbox, message);
  so_test_pull (f->test->studio);
}

/* @data: nick of the channel. */
static void
set_up (Fixture *f, gconstpointer data)
{
  f->test = so_test_studio_new ();
  f->channel = so_test_channel_new ();
  so_studio_set_outlet (f->test->studio, so_test_channel_open, f->channel);
  g_assert_null (so_test_do (f->test->studio, SO_VERB_SAVE_SETTING, "assistant.mode", "manual"));
  f->account = so_test_add_account (f->test->studio, data, "test", NULL);
  say (f, "Is there a class on Tuesday?");
  f->thread = text_of (f, "SELECT t.id FROM thread t JOIN account a ON a.id = t.account_id WHERE a.transport = 'test'");
  f->contact = text_of (f, "SELECT t.contact_id FROM thread t JOIN account a ON a.id = t.account_id WHERE a.transport = 'test'");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  so_test_studio_free (f->test);
  g_object_unref (f->channel);
  g_free (f->account);
  g_free (f->thread);
  g_free (f->contact);
}

/* Its draft; a minute later, and sent where the channel takes it. */
static char *
answer (Fixture *f, const char *text)
{
  char *draft = so_test_do (f->test->studio, SO_VERB_WRITE, f->thread, text);

  g_assert_null (so_test_do (f->test->studio, SO_VERB_APPROVE, draft, NULL));
  so_clock_set (so_now () + 60000);
  so_test_dispatch (f->test->studio);
  return draft;
}

/* What the provider calls the answer. */
static char *
remote_id (Fixture *f, const char *text)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (f->test->studio), NULL);

  return so_db_text (db, "SELECT remote_id FROM message WHERE direction = 'outbound' AND text = ?", "t", text);
}

static void
tell_failed (Fixture *f, const char *text, const char *code)
{
  SoUpdate *update = so_update_new (SO_UPDATE_STATE, SO_CHANNEL_SMS);

  update->remote_id = remote_id (f, text);
  update->state = code ? SO_DELIVERY_FAILED : SO_DELIVERY_DELIVERED;
  update->code = g_strdup (code);
  update->at = so_now ();
  g_ptr_array_add (f->channel->updates, update);
  so_test_pull (f->test->studio);
}

static guint
checks (Fixture *f, const char *draft)
{
  g_autoptr (GError) error = NULL;
  guint bits = so_studio_check_draft (f->test->studio, draft, &error);

  g_assert_no_error (error);
  return bits;
}

/* 21610 as an answer to sending: nothing more leaves until they write START. */
static void
test_stopped_at_once (Fixture *f, gconstpointer data)
{
  g_autofree char *first = NULL, *second = NULL;

  f->channel->answer = SO_SEND_REFUSED;
  f->channel->stopped = TRUE;
  first = answer (f, "Yes, at six");
  so_test_assert_draft (f->test->studio, first, SO_DRAFT_FAILED);
  assert_sql (f, "SELECT count (*) || ' ' || max (state) || ' ' || max (how) FROM consent", "1 withdrawn word");
  f->channel->answer = SO_SEND_ACCEPTED;
  f->channel->stopped = FALSE;
  g_assert_cmpuint (checks (f, first), ==, 1u << SO_CHECK_CONSENT);
  so_test_refuses (f->test->studio, SO_VERB_SEND_AGAIN, first, NULL);
  so_clock_set (so_now () + 1000);
  say (f, "START");
  second = answer (f, "Yes, at seven");
  so_test_assert_draft (f->test->studio, second, SO_DRAFT_ACCEPTED);
}

/* Another refusal stops nobody. */
static void
test_refused_only (Fixture *f, gconstpointer data)
{
  g_autofree char *draft = NULL;

  f->channel->answer = SO_SEND_REFUSED;
  draft = answer (f, "Yes, at six");
  so_test_assert_draft (f->test->studio, draft, SO_DRAFT_FAILED);
  assert_sql (f, "SELECT count (*) FROM consent", "0");
  g_assert_cmpuint (checks (f, draft), ==, 0);
}

/* The same with a status, as often as it is told; told again after START it takes nothing back. */
static void
test_stopped_later (Fixture *f, gconstpointer data)
{
  g_autofree char *first = answer (f, "Yes, at six"), *next = NULL;

  tell_failed (f, "Yes, at six", "30006");
  assert_sql (f, "SELECT count (*) FROM consent", "0");
  tell_failed (f, "Yes, at six", "21610");
  tell_failed (f, "Yes, at six", "21610");
  assert_sql (f, "SELECT count (*) || ' ' || max (state) FROM consent", "1 withdrawn");
  next = so_test_do (f->test->studio, SO_VERB_WRITE, f->thread, "Hello?");
  g_assert_cmpuint (checks (f, next), ==, 1u << SO_CHECK_CONSENT);
  so_clock_set (so_now () + 1000);
  say (f, "START");
  tell_failed (f, "Yes, at six", "21610");
  g_assert_null (so_test_do (f->test->studio, SO_VERB_EDIT, next, "Hello!"));
  g_assert_cmpuint (checks (f, next), ==, 0);
}

/* A number that is not registered stands beside the account, until a message arrives. */
static void
test_unregistered (Fixture *f, gconstpointer data)
{
  static const char *const codes[] = { "30034", "30007" };
  g_autofree char *first = answer (f, "Yes, at six");

  assert_sql (f, "SELECT error FROM account WHERE transport = 'test'", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *text = g_strdup_printf ("Answer %u", i), *draft = answer (f, text), *words = NULL;

      tell_failed (f, text, codes[i]);
      words = text_of (f, "SELECT error_kind || ': ' || error FROM account WHERE transport = 'test'");
      g_assert_true (words && g_str_has_prefix (words, "change: ") && strstr (words, "A2P 10DLC"));
      say (f, "Hello?");
      assert_sql (f, "SELECT error_kind FROM account WHERE transport = 'test'", "change");
    }
  {
    g_autofree char *draft = answer (f, "At last");

    tell_failed (f, "At last", NULL);
    assert_sql (f, "SELECT error FROM account WHERE transport = 'test'", NULL);
  }
}

/* A follow-up is advertising: by SMS it needs a yes that stands in the ledger, and a yes to be served is none. */
static void
test_marketing (Fixture *f, gconstpointer data)
{
  SoStudio *studio = f->test->studio;
  g_autofree char *own = so_test_do (studio, SO_VERB_WRITE, f->thread, "New courses begin in May");

  g_assert_cmpuint (checks (f, own), ==, 0);
  so_clock_set (so_now () + 1000);
  {
    g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (studio), NULL, NULL);

    g_assert_true (so_db_run (db, NULL, "UPDATE draft SET origin = 'sequence' WHERE id = ?", "t", own) && so_store_commit (so_studio_get_store (studio), &db, NULL));
  }
  g_assert_cmpuint (checks (f, own), ==, 1u << SO_CHECK_MARKETING);
  so_test_refuses (studio, SO_VERB_APPROVE, own, NULL);
  g_assert_null (so_test_do (studio, SO_VERB_CONSENT, f->contact, "given marketing * signed at the desk"));
  g_assert_cmpuint (checks (f, own), ==, 0);
  g_assert_null (so_test_do (studio, SO_VERB_APPROVE, own, NULL));
  /* Before it leaves it is asked for again. */
  g_assert_null (so_test_do (studio, SO_VERB_CONSENT, f->contact, "withdrawn marketing * changed her mind"));
  so_clock_set (so_now () + 60000);
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  g_assert_cmpuint (f->channel->tags->len, ==, 0);
}

static void
react (Fixture *f, const char *to, const char *emoji, gint64 at)
{
  SoUpdate *update = so_update_new (SO_UPDATE_REACTION, SO_CHANNEL_WHATSAPP);

  update->remote_id = remote_id (f, to);
  update->sender = so_identity_new (SO_IDENTITY_PHONE, NUMBER, "Ana");
  update->text = g_strdup (emoji);
  update->at = at;
  g_ptr_array_add (f->channel->updates, update);
  so_test_pull (f->test->studio);
}

#define STATE "SELECT state || ' ' || (waiting_since > 0) FROM thread WHERE account_id = (SELECT id FROM account WHERE transport = 'test')"

/* A yes to our last question brings the conversation back, once; anything else does not. */
static void
test_reaction (Fixture *f, gconstpointer data)
{
  g_autofree char *statement = answer (f, "There is one at six."), *question = answer (f, "Shall I book it?"), *later = NULL;

  assert_sql (f, STATE, "waiting 0");
  react (f, "There is one at six.", "👍", so_now ());
  react (f, "Shall I book it?", "😢", so_now () + 1);
  react (f, "Shall I book it?", "", so_now () + 2);
  assert_sql (f, STATE, "waiting 0");
  react (f, "Shall I book it?", "👍🏽", so_now () + 3);
  assert_sql (f, STATE, "open 1");
  g_assert_cmpuint (f->channel->tags->len, ==, 2);        /* nothing was answered by itself */
  g_assert_null (so_test_do (f->test->studio, SO_VERB_DONE, f->thread, NULL));
  react (f, "Shall I book it?", "👍🏽", so_now () + 3);
  assert_sql (f, "SELECT state FROM thread WHERE account_id = (SELECT id FROM account WHERE transport = 'test')", "done");
  later = answer (f, "Booked!");
  react (f, "Shall I book it?", "❤️", so_now () + 4);
  assert_sql (f, "SELECT state FROM thread WHERE account_id = (SELECT id FROM account WHERE transport = 'test')", "waiting");
}

static gint64
heard_at (Fixture *f)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (f->test->studio), NULL);

  return so_sender_heard_at (db, f->thread, f->account);
}

/* For WhatsApp a reaction is a message of theirs: its window counts from there; ours counts for nothing, and what they took back neither. */
static void
test_reaction_window (Fixture *f, gconstpointer data)
{
  gint64 first = so_now (), at = first + 20 * 3600000;
  g_autofree char *question = answer (f, "Shall I book it?"), *next = NULL;

  g_assert_cmpint (heard_at (f), ==, first);
  react (f, "Shall I book it?", "👍", at);
  g_assert_cmpint (heard_at (f), ==, at);
  so_clock_set (first + 30 * 3600000);
  next = so_test_do (f->test->studio, SO_VERB_WRITE, f->thread, "It is booked");
  g_assert_cmpuint (checks (f, next), ==, 0);
  react (f, "Shall I book it?", "", at + 1);
  g_assert_cmpint (heard_at (f), ==, first);
  g_assert_cmpuint (checks (f, next), ==, 1u << SO_CHECK_TEMPLATE);
}

/* A mention in a story is a message: Instagram's 24 hours begin with it, and its seven days for a person. */
static void
test_story (Fixture *f, gconstpointer data)
{
  g_autofree char *body = g_strdup_printf ("{\"object\":\"instagram\",\"entry\":[{\"id\":\"900\",\"time\":%1$" G_GINT64_FORMAT ",\"messaging\":[{\"sender\":{\"id\":\"178\"},"
    "\"recipient\":{\"id\":\"900\"},\"timestamp\":%1$" G_GINT64_FORMAT ",\"message\":{\"mid\":\"mid-story\",\"attachments\":[{\"type\":\"story_mention\",\"payload\":"
    "{\"url\":\"https://lookaside.fbsbx.com/s\"}}]}}]}]}", so_now ());
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (SoSecrets) secrets = so_secrets_memory ();
  SoAccount account = { .id = (char *) "a", .name = (char *) "Studio", .channel = SO_CHANNEL_INSTAGRAM };
  g_autoptr (SoChannel) instagram = SO_CHANNEL (so_instagram_new (&account, secrets, NULL));
  g_autofree char *thread = NULL, *draft = NULL;
  gint64 at = so_now ();

  g_assert_true (so_channel_parse (instagram, bytes, f->channel->updates, NULL));
  g_assert_cmpuint (f->channel->updates->len, ==, 1);
  so_test_pull (f->test->studio);
  thread = text_of (f, "SELECT m.thread_id FROM message m JOIN part p ON p.message_id = m.id WHERE p.kind = 'story' AND m.direction = 'inbound'");
  g_assert_nonnull (thread);
  draft = so_test_do (f->test->studio, SO_VERB_WRITE, thread, "Thank you for the mention");
  so_clock_set (at + DAY - 1000);
  g_assert_cmpuint (checks (f, draft), ==, 0);
  so_clock_set (at + 7 * DAY - 1000);
  g_assert_cmpuint (checks (f, draft), ==, 0);
  so_clock_set (at + 7 * DAY + 1000);
  g_assert_cmpuint (checks (f, draft), ==, 1u << SO_CHECK_WINDOW);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, channel, test) g_test_add ("/engine/carrier/" name, Fixture, channel, set_up, test, tear_down)
  ADD ("stopped-at-once", "sms", test_stopped_at_once);
  ADD ("refused-only", "sms", test_refused_only);
  ADD ("stopped-later", "sms", test_stopped_later);
  ADD ("unregistered", "sms", test_unregistered);
  ADD ("marketing", "sms", test_marketing);
  ADD ("reaction", "whatsapp", test_reaction);
  ADD ("reaction-window", "whatsapp", test_reaction_window);
  ADD ("story", "instagram", test_story);
  return g_test_run ();
}
