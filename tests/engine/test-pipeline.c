/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-clock.h"
#include "so-consents.h"
#include "so-db.h"
#include "so-error.h"
#include "so-outbox.h"
#include "so-settings.h"
#include "so-studio-private.h"
#include "so-threads.h"
#include "so-transcribe-settings.h"

#include <string.h>

static void
add_incoming (SoTestScene *scene, const char *name, const char *text)
{
  g_ptr_array_add (scene->channel->inbox, so_test_incoming ("whatsapp", name, text));
}

static SoAccount *
find_account (SoTestScene *scene)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (scene->test->studio), NULL);
  SoAccount *account = so_account_find (db, scene->account, NULL);

  g_assert_nonnull (account);
  return account;
}

/* The owner answers on her phone, and the provider tells us: nobody has to decide on the proposal any more. */
static void
test_answered_elsewhere (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  SoIncoming *echo = so_test_incoming ("whatsapp", "Ana", "15 a class, see you!");
  g_autofree char *entry = so_test_teach (studio, "fee_inquiry", "What does a class cost?", "Beginner Salsa is 15 € a class.");
  g_autofree char *ana = so_test_receive (studio, "whatsapp", "Ana", "What's the fee for salsa?", scene->account, NULL);
  g_autofree char *draft = so_test_do (studio, SO_VERB_PROPOSE, ana, NULL);
  g_autoptr (SoDraft) after = NULL;

  so_test_assert_draft (studio, draft, SO_DRAFT_PROPOSED);
  echo->outbound = TRUE;
  echo->sent_at = SECONDS (30);
  g_ptr_array_add (scene->channel->inbox, echo);
  so_test_pull (studio);
  after = so_test_draft (studio, draft);
  g_assert_cmpstr (so_draft_state_nick (after->state), ==, "answered_elsewhere");
}

static void
test_expired (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *entry = so_test_teach (studio, "fee_inquiry", "What does a class cost?", "Beginner Salsa is 15 € a class.");
  g_autofree char *ana = so_test_receive (studio, "whatsapp", "Ana", "What's the fee for salsa?", scene->account, NULL);
  g_autofree char *draft = so_test_do (studio, SO_VERB_PROPOSE, ana, NULL);

  so_clock_set (SECONDS (14 * 24 * 3600));
  so_test_pull (studio);
  so_test_assert_draft (studio, draft, SO_DRAFT_PROPOSED);
  so_clock_set (SECONDS (14 * 24 * 3600 + 1));
  so_test_pull (studio);
  so_test_assert_draft (studio, draft, SO_DRAFT_EXPIRED);
}

static void
test_pull (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *entry = so_test_teach (studio, "fee_inquiry", "What does a class cost?", "Beginner Salsa is 15 € a class.");
  g_autoptr (SoThread) thread = NULL;
  g_autoptr (SoDraft) first = NULL, draft = NULL;
  g_autoptr (SoAccount) account = NULL;

  g_assert_null (so_test_do (studio, SO_VERB_RECALL, scene->draft, NULL));
  add_incoming (scene, "Ana", "What's the fee for salsa?");
  add_incoming (scene, "Priya S.", "And the price for ten?");
  g_assert_cmpuint (so_test_pull (studio), ==, 2 + 1);   /* and the practice customer */
  account = find_account (scene);
  g_assert_cmpstr (account->cursor, ==, "2");
  /* What the owner wrote to Priya stays as it is. */
  thread = so_test_thread (studio, scene->thread);
  g_assert_cmpstr (thread->draft_id, ==, scene->draft);
  g_assert_cmpuint (thread->unread, ==, 2);
  so_thread_free (g_steal_pointer (&thread));

  g_autofree char *ana = so_test_receive (studio, "whatsapp", "Ana", "(same thread)", scene->account, NULL);
  thread = so_test_thread (studio, ana);
  first = so_test_draft (studio, thread->draft_id);
  g_assert_cmpint (first->state, ==, SO_DRAFT_PROPOSED);
  g_assert_cmpstr (first->text, ==, "Hi Ana! Beginner Salsa is 15 € a class. See you soon!");
  g_assert_cmpstr (first->origin, ==, "knowledge");
  g_assert_nonnull (strstr (first->sources, entry));
  so_thread_free (g_steal_pointer (&thread));

  /* She goes on: the proposal is replaced; she complains: it goes and none comes. */
  so_clock_set (SECONDS (1));
  add_incoming (scene, "Ana", "How much is it really?");
  g_assert_cmpuint (so_test_pull (studio), ==, 1);
  so_test_assert_draft (studio, first->id, SO_DRAFT_SUPERSEDED);
  thread = so_test_thread (studio, ana);
  g_assert_nonnull (thread->draft_id);
  so_thread_free (g_steal_pointer (&thread));
  so_clock_set (SECONDS (2));
  add_incoming (scene, "Ana", "Price! I want a refund");
  g_assert_cmpuint (so_test_pull (studio), ==, 1);
  thread = so_test_thread (studio, ana);
  g_assert_null (thread->draft_id);
}

static void
test_pull_manual (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GArray) proposed = NULL;

  g_free (so_test_teach (studio, "fee_inquiry", "What does a class cost?", "15 €"));
  g_assert_null (so_test_do (studio, SO_VERB_SAVE_SETTING, "assistant.mode", "manual"));
  add_incoming (scene, "Ana", "What's the fee?");
  g_assert_cmpuint (so_test_pull (studio), ==, 2);
  db = so_store_read (so_studio_get_store (studio), NULL);
  proposed = so_draft_numbers (db, 1u << SO_DRAFT_PROPOSED, NULL, NULL);
  g_assert_cmpuint (proposed->len, ==, 0);
}

/* The same message twice is one; a pull that fails is said beside the account, once it works it is gone. */
static void
test_pull_twice (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autoptr (SoIncoming) incoming = so_test_incoming ("whatsapp", "Ana", "Hi");
  g_autoptr (SoAccount) failed = NULL, fine = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (scene->channel->inbox, so_incoming_ref (incoming));
  g_ptr_array_add (scene->channel->inbox, so_incoming_ref (incoming));
  g_assert_cmpuint (so_test_pull (studio), ==, 1 + 1);
  g_ptr_array_add (scene->channel->inbox, so_incoming_ref (incoming));
  g_assert_cmpuint (so_test_pull (studio), ==, 0);

  scene->channel->offline = TRUE;
  g_assert_cmpuint (so_test_pull (studio), ==, 0);
  failed = find_account (scene);
  g_assert_cmpstr (failed->error, ==, "The test channel is offline");
  g_assert_cmpstr (failed->cursor, ==, "3");
  g_assert_false (so_outbox_pull (studio, scene->account, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
  g_clear_error (&error);
  scene->channel->offline = FALSE;
  g_assert_cmpuint (so_test_pull (studio), ==, 0);
  fine = find_account (scene);
  g_assert_null (fine->error);
  g_assert_false (so_outbox_pull (studio, "nowhere", NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

static void
test_wakes_snoozed (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *thread = so_test_receive (studio, "whatsapp", "Ana", "Hi", scene->account, NULL);
  g_autoptr (SoThread) asleep = NULL, awake = NULL;

  g_assert_null (so_test_do (studio, SO_VERB_SNOOZE, thread, "2025-11-21T11:00:00Z"));
  so_test_pull (studio);
  asleep = so_test_thread (studio, thread);
  g_assert_cmpint (asleep->state, ==, SO_THREAD_SNOOZED);
  so_clock_set (SECONDS (3600));
  so_test_pull (studio);
  awake = so_test_thread (studio, thread);
  g_assert_cmpint (awake->state, ==, SO_THREAD_OPEN);
}

/* The whole way on the practice channel: ask, propose, approve, send, and the customer goes on. */
static void
test_practice (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *label = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GArray) proposed = NULL;
  g_autoptr (SoDraft) draft = NULL;
  g_autoptr (SoThread) thread = NULL;

  so_studio_set_outlet (studio, NULL, NULL);
  g_assert_null (so_test_do (studio, SO_VERB_RECALL, scene->draft, NULL));
  g_free (so_test_teach (studio, "fee_inquiry", "What does a class cost?", "Beginner Salsa is 15 € a class."));
  g_assert_cmpuint (so_test_pull (studio), ==, 1);
  g_assert_cmpuint (so_test_pull (studio), ==, 0);
  db = so_store_read (so_studio_get_store (studio), NULL);
  proposed = so_draft_numbers (db, 1u << SO_DRAFT_PROPOSED, NULL, NULL);
  g_assert_cmpuint (proposed->len, ==, 1);
  draft = so_draft_load (db, g_array_index (proposed, gint64, 0), NULL);
  g_assert_cmpstr (draft->contact_name, ==, "Priya S.");
  g_assert_cmpstr (draft->text, ==, "Hi Priya! Beginner Salsa is 15 € a class. See you soon!");
  g_clear_pointer (&db, so_db_release);
  g_assert_null (so_test_do (studio, SO_VERB_APPROVE, draft->id, NULL));
  so_clock_set (SECONDS (5));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);

  so_test_studio_reopen (scene->test);
  studio = scene->test->studio;
  g_assert_cmpuint (so_test_pull (studio), ==, 1);
  thread = so_test_thread (studio, draft->thread_id);
  g_assert_cmpstr (thread->snippet, ==, "Great, can I come on Tuesday?");
  g_assert_cmpuint (thread->messages, ==, 3);
  g_assert_cmpuint (so_test_pull (studio), ==, 0);
}

/* Imported history triggers nothing, also where knowledge would fit; asked for, a draft comes. */
static void
test_imported (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *thread = so_test_receive (studio, "whatsapp", "Old Friend", "What's the fee?", NULL, "batch");
  g_autoptr (SoThread) value = NULL;
  g_autofree char *draft = NULL;

  g_free (so_test_teach (studio, "fee_inquiry", "What does a class cost?", "15 €"));
  so_test_pull (studio);
  value = so_test_thread (studio, thread);
  g_assert_null (value->draft_id);
  g_assert_cmpuint (value->unread, ==, 0);
  draft = so_test_do (studio, SO_VERB_PROPOSE, thread, NULL);
  g_assert_nonnull (draft);
}

static void
on_escalated (SoStudio *studio, const char *const *ids, GPtrArray *got)
{
  for (; *ids; ids++)
    g_ptr_array_add (got, g_strdup (*ids));
}

static gboolean
has_messages (SoStudio *studio, int n)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return so_message_newest (db) >= n;
}

/* The window is told of what is escalated once: at once of a complaint, of a late answer when it is late; never of history. */
static void
test_escalated (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autoptr (GPtrArray) got = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *old = so_test_receive (studio, "whatsapp", "Old Friend", "I want a refund", NULL, "batch");
  gint64 known;

  g_signal_connect (studio, "escalated", G_CALLBACK (on_escalated), got);
  add_incoming (scene, "Ana", "I want a refund");
  so_clock_set (0);
  so_test_pull (studio);                           /* nobody has a window open: it is told later */
  g_assert_cmpuint (got->len, ==, 0);
  so_outbox_start (studio);
  /* By the real clock, both Ana and Priya have waited for a year; but Priya's answer is approved. */
  while (!got->len)
    g_main_context_iteration (NULL, TRUE);
  {
    g_autoptr (SoThread) ana = so_test_thread (studio, got->pdata[0]);
    g_assert_cmpstr (ana->contact_name, ==, "Ana");
  }
  g_assert_cmpuint (got->len, ==, 1);
  so_outbox_stop (studio);
  {
    g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
    known = so_message_newest (db);
  }
  add_incoming (scene, "Ana", "A refund, please!");
  so_outbox_start (studio);
  while (!has_messages (studio, (int) known + 1))
    g_main_context_iteration (NULL, TRUE);
  so_outbox_stop (studio);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (got->len, ==, 1);
}

static void
test_machine (SoTestScene *scene, gconstpointer data)
{
  static const char raw[] = "From: news@example.org\nList-Unsubscribe: <mailto:x@example.org>\nPrecedence: bulk\n\nBuy now";
  SoStudio *studio = scene->test->studio;
  SoIncoming *news = so_test_incoming ("mail", "no-reply@example.org", "Buy now"), *person = so_test_incoming ("mail", "ben@example.org", "Hello");
  g_autoptr (SoDb) db = NULL;

  news->raw = g_bytes_new_static (raw, sizeof raw - 1);
  g_ptr_array_add (scene->channel->inbox, news);
  g_ptr_array_add (scene->channel->inbox, person);
  so_test_pull (studio);
  db = so_store_read (so_studio_get_store (studio), NULL);
  {
    SoThreadFilter filter = { SO_SPLIT_ALL, SO_CHANNEL_MAIL, NULL, SO_ORDER_DUE };
    g_autoptr (GArray) numbers = so_thread_numbers (db, &filter, 0, NULL);
    g_autoptr (SoThread) first = NULL, second = NULL;

    g_assert_cmpuint (numbers->len, ==, 2);
    first = so_thread_load (db, g_array_index (numbers, gint64, 0), NULL);
    second = so_thread_load (db, g_array_index (numbers, gint64, 1), NULL);
    g_assert_cmpstr (first->snippet, ==, "Hello");
    g_assert_cmpint (first->answer_due_at, ==, first->waiting_since + 30 * 60000);
    g_assert_cmpint (second->waiting_since, ==, 0);
    {
      g_autoptr (SoMessage) asked = so_message_last_written (db, first->id, TRUE, NULL), told = so_message_last_written (db, second->id, TRUE, NULL);

      g_assert_false (so_message_is_automatic (db, asked->id));
      g_assert_true (so_message_is_automatic (db, told->id));
    }
  }
}

static void
tell_state (SoTestScene *scene, const char *remote_id, const char *tag, SoDelivery state)
{
  SoUpdate *update = so_update_new (SO_UPDATE_STATE, SO_CHANNEL_WHATSAPP);

  update->remote_id = g_strdup (remote_id);
  update->tag = g_strdup (tag);
  update->state = state;
  g_ptr_array_add (scene->channel->updates, update);
}

/* The answer never came, and the provider shows our tag later: it was sent, once, and is not asked about any more. */
static void
test_proved (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoThread) thread = NULL;
  guint messages;

  scene->channel->answer = SO_SEND_LOST;
  so_clock_set (SECONDS (5));
  g_assert_true (so_outbox_dispatch (studio, NULL, NULL, NULL));
  so_test_assert_draft (studio, scene->draft, SO_DRAFT_UNKNOWN);
  thread = so_test_thread (studio, scene->thread);
  messages = thread->messages;
  so_thread_free (g_steal_pointer (&thread));
  tell_state (scene, "wamid.other", "nobody's tag", SO_DELIVERY_READ);
  so_test_pull (studio);
  so_test_assert_draft (studio, scene->draft, SO_DRAFT_UNKNOWN);
  for (guint i = 0; i < 2; i++)
    {
      tell_state (scene, "wamid.mine", scene->channel->tags->pdata[0], SO_DELIVERY_DELIVERED);
      tell_state (scene, "wamid.mine", scene->channel->tags->pdata[0], SO_DELIVERY_SENT);
      so_test_pull (studio);
      so_test_assert_draft (studio, scene->draft, SO_DRAFT_DELIVERED);
      thread = so_test_thread (studio, scene->thread);
      g_assert_cmpuint (thread->messages, ==, messages + 1);
      so_thread_free (g_steal_pointer (&thread));
    }
}

/* "accepted" was too early a joy: the owner sees it in the outbox, with the provider's words. */
static void
test_failed_later (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *remote = NULL;
  g_autoptr (SoDraft) draft = NULL;

  so_clock_set (SECONDS (5));
  g_assert_true (so_outbox_dispatch (studio, NULL, NULL, NULL));
  so_test_assert_draft (studio, scene->draft, SO_DRAFT_ACCEPTED);
  remote = g_strconcat ("test-", scene->channel->tags->pdata[0], NULL);
  tell_state (scene, remote, NULL, SO_DELIVERY_FAILED);
  ((SoUpdate *) scene->channel->updates->pdata[0])->code = g_strdup ("131047");
  so_test_pull (studio);
  draft = so_test_draft (studio, scene->draft);
  g_assert_cmpint (draft->state, ==, SO_DRAFT_FAILED);
  g_assert_cmpstr (draft->detail, ==, "131047");
}

static SoMessage *
picture_of (SoTestScene *scene)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (scene->test->studio), NULL);
  g_autofree char *thread = so_test_receive (scene->test->studio, "whatsapp", "Ana", "And this?", scene->account, NULL);
  g_autoptr (GArray) numbers = so_message_numbers (db, thread, NULL, NULL);

  return so_message_load (db, g_array_index (numbers, gint64, 0), NULL);
}

/* A picture comes when it can: not while the network is away, then once; one that is gone says so. */
static void
test_files (SoTestScene *scene, gconstpointer data)
{
  SoIncoming *incoming = so_test_incoming ("whatsapp", "Ana", "Look");
  g_autofree char *path = NULL, *content = NULL;

  for (guint i = 0; i < 2; i++)
    {
      SoPart *part = so_part_new (SO_PART_IMAGE);
      part->remote = g_strdup_printf ("media-%u", i);
      g_ptr_array_add (incoming->parts, part);
    }
  g_hash_table_insert (scene->channel->files, g_strdup ("media-0"), g_strdup ("a picture"));
  g_ptr_array_add (scene->channel->inbox, incoming);
  scene->channel->no_file = g_error_new_literal (SO_ERROR, SO_ERROR_WAIT, "later");
  so_test_pull (scene->test->studio);
  {
    g_autoptr (SoMessage) message = picture_of (scene);
    g_assert_cmpstr (((SoPart *) message->parts->pdata[1])->remote, ==, "media-0");
  }
  g_clear_error (&scene->channel->no_file);
  so_test_pull (scene->test->studio);
  {
    g_autoptr (SoMessage) message = picture_of (scene);
    const SoPart *here = message->parts->pdata[1], *gone = message->parts->pdata[2];

    g_assert_null (here->remote);
    g_assert_cmpint (here->size, ==, 9);
    path = so_store_file_path (so_studio_get_store (scene->test->studio), here->sha256);
    g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
    g_assert_cmpstr (content, ==, "a picture");
    g_assert_null (gone->remote);
    g_assert_null (gone->sha256);
    g_assert_cmpstr (gone->text, ==, "The file is gone");
  }
}

static void
on_moved (SoTransfers *transfers, const char *name, GString *said)
{
  g_string_append_printf (said, "%s %d;", name, so_transfers_percent (transfers, name));
}

static void
iterate (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* A percentage is told once, and that it is over; a file that fails is over too. */
static void
test_transfers (SoTestScene *scene, gconstpointer data)
{
  SoTransfers *transfers = so_studio_get_transfers (scene->test->studio);
  g_autoptr (GString) said = g_string_new (NULL);

  g_signal_connect (transfers, "moved", G_CALLBACK (on_moved), said);
  g_assert_cmpint (so_transfers_percent (transfers, "media-0"), ==, -1);
  for (guint i = 0; i < 1000; i++)
    so_transfers_tell (transfers, "media-0", 420000 + i, 1000000);
  iterate ();
  g_assert_cmpstr (said->str, ==, "media-0 42;");
  so_transfers_tell (transfers, "media-0", 420000, 1000000);
  iterate ();
  g_assert_cmpstr (said->str, ==, "media-0 42;");
  so_transfers_tell (transfers, "media-0", 5, 0);
  iterate ();
  so_transfers_end (transfers, "media-0");
  so_transfers_end (transfers, "media-0");
  iterate ();
  g_assert_cmpstr (said->str, ==, "media-0 42;media-0 0;media-0 -1;");
  g_string_truncate (said, 0);
  test_files (scene, NULL);
  iterate ();
  g_assert_nonnull (strstr (said->str, "media-0 -1;"));
  g_assert_nonnull (strstr (said->str, "media-1 -1;"));
  /* What leaves is told by the name of its draft. */
  g_string_truncate (said, 0);
  so_clock_set (SECONDS (5));
  g_assert_cmpuint (so_test_dispatch (scene->test->studio), ==, 1);
  iterate ();
  g_assert_nonnull (strstr (said->str, scene->draft));
  g_assert_true (g_str_has_suffix (said->str, " -1;"));
  g_signal_handlers_disconnect_by_data (transfers, said);
}

/* A customer says STOP: what is written to her there is refused, with the reason, until she says START. */
static void
test_stop (SoTestScene *scene, gconstpointer data)
{
  static const struct { const char *says; gboolean out; } rows[] = { { "Stop by on Friday?", FALSE }, { "STOP", TRUE }, { "Help", TRUE }, { "start", FALSE }, { "Cancel", TRUE } };
  SoStudio *studio = scene->test->studio;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoIncoming *in = so_incoming_new (SO_CHANNEL_SMS);
      g_autoptr (SoDb) db = NULL;
      g_autofree char *id = NULL;

      in->remote_id = g_strdup_printf ("SM%u", i);
      in->thread_key = g_strdup ("+49151777");
      in->sender = so_identity_new (SO_IDENTITY_PHONE, "+49151777888", NULL);
      in->sent_at = so_now () + i;
      g_ptr_array_add (in->parts, so_part_new_text (rows[i].says));
      g_ptr_array_add (scene->channel->inbox, in);
      so_test_pull (studio);
      g_test_message ("%s", rows[i].says);
      db = so_store_read (so_studio_get_store (studio), NULL);
      id = so_db_text (db, "SELECT contact_id FROM identity i WHERE normal = '+49151777888' AND " SO_CONSENT_BLOCKED ("i.id", "'sms'"), "");
      g_assert_cmpint (id != NULL, ==, rows[i].out);
    }
}

/* A voice note that came is to be written down once somebody is there to do it; a picture, one that came long ago, and one that is given up are not. */
static void
test_voices (SoTestScene *scene, gconstpointer data)
{
  static const struct { SoPartKind kind; gboolean service, there; gint64 ago; gboolean queued; } rows[] = {
    { SO_PART_AUDIO, FALSE, TRUE, 0, FALSE }, { SO_PART_AUDIO, TRUE, TRUE, 0, TRUE }, { SO_PART_IMAGE, TRUE, TRUE, 0, FALSE }, { SO_PART_AUDIO, TRUE, FALSE, 0, FALSE },
    { SO_PART_AUDIO, TRUE, TRUE, (gint64) 4 * 24 * 3600 * 1000, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strdup_printf ("voice-%u", i);
      SoIncoming *in = so_test_incoming ("whatsapp", "Ana", "Listen");
      SoPart *part = so_part_new (rows[i].kind);
      g_autoptr (SoDb) db = NULL;

      g_test_message ("%s", name);
      g_assert_true (so_transcribe_set (scene->test->studio, rows[i].service ? SO_TRANSCRIBE_LOCAL : SO_TRANSCRIBE_OFF, &(SoTranscribeChange) { .base = "http://127.0.0.1:1" }, NULL));
      in->sent_at = so_now () - rows[i].ago;
      g_set_str (&in->remote_id, name);
      part->remote = g_strdup (name);
      g_ptr_array_add (in->parts, part);
      if (rows[i].there)
        g_hash_table_insert (scene->channel->files, g_strdup (name), g_strdup ("a voice"));
      g_ptr_array_add (scene->channel->inbox, in);
      so_test_pull (scene->test->studio);
      db = so_store_read (so_studio_get_store (scene->test->studio), NULL);
      g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM job j JOIN message m ON m.id = j.target_id WHERE j.kind = 'transcribe' AND m.remote_id = ?", "t", name), ==, rows[i].queued);
    }
}

int
main (int argc, char *argv[])
{
  static const struct { const char *path; void (*func) (SoTestScene *, gconstpointer); } tests[] = {
    { "/pipeline/pull", test_pull }, { "/pipeline/manual", test_pull_manual }, { "/pipeline/twice", test_pull_twice },
    { "/pipeline/wakes-snoozed", test_wakes_snoozed }, { "/pipeline/practice", test_practice },
    { "/pipeline/imported", test_imported }, { "/pipeline/answered-elsewhere", test_answered_elsewhere }, { "/pipeline/expired", test_expired },
    { "/pipeline/escalated", test_escalated }, { "/pipeline/machine", test_machine }, { "/pipeline/proved", test_proved },
    { "/pipeline/failed-later", test_failed_later }, { "/pipeline/files", test_files }, { "/pipeline/transfers", test_transfers }, { "/pipeline/stop", test_stop },
    { "/pipeline/voices", test_voices },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, SoTestScene, NULL, so_test_scene_set_up, tests[i].func, so_test_scene_tear_down);
  return g_test_run ();
}
