/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-lease.h"
#include "so-outbox.h"
#include "so-settings.h"
#include "so-studio-private.h"
#include "so-threads.h"

static void
test_accepted (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autoptr (SoThread) thread = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (SoMessage) message = NULL;
  g_autofree char *remote = NULL;
  gint64 next = 0;
  guint sent = 1;

  g_assert_true (so_outbox_dispatch (studio, &sent, &next, NULL));
  g_assert_cmpuint (sent, ==, 0);
  g_assert_cmpint (next, ==, SECONDS (5));
  so_clock_set (SECONDS (5) - 1);
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  so_test_assert_draft (studio, scene->draft, SO_DRAFT_QUEUED);
  so_clock_set (SECONDS (5));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
  so_test_assert_draft (studio, scene->draft, SO_DRAFT_ACCEPTED);
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);

  thread = so_test_thread (studio, scene->thread);
  g_assert_cmpint (thread->state, ==, SO_THREAD_WAITING);
  g_assert_cmpuint (thread->queued, ==, 0);
  db = so_store_read (so_studio_get_store (studio), NULL);
  numbers = so_message_numbers (db, scene->thread, NULL, NULL);
  g_assert_cmpuint (numbers->len, ==, 2);
  message = so_message_load (db, g_array_index (numbers, gint64, 1), NULL);
  g_assert_cmpstr (message->text, ==, "15 €");
  g_assert_cmpstr (message->draft_id, ==, scene->draft);
  g_assert_cmpstr (message->sender, ==, "Salsa Norte");
  g_assert_true (message->outbound && !message->practice && !message->imported);
  remote = g_strconcat ("test-", scene->channel->tags->pdata[0], NULL);
  g_assert_cmpstr (message->remote_id, ==, remote);
  g_assert_cmpstr (scene->channel->opened->pdata[0], ==, "test");
}

static void
test_recalled (SoTestScene *scene, gconstpointer data)
{
  g_assert_null (so_test_do (scene->test->studio, SO_VERB_RECALL, scene->draft, NULL));
  so_clock_set (SECONDS (60));
  g_assert_cmpuint (so_test_dispatch (scene->test->studio), ==, 0);
  g_assert_cmpuint (scene->channel->tags->len, ==, 0);
  so_test_assert_draft (scene->test->studio, scene->draft, SO_DRAFT_EDITED);
}

static void
test_refused (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autoptr (SoDraft) draft = NULL;

  scene->channel->answer = SO_SEND_REFUSED;
  so_clock_set (SECONDS (5));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  draft = so_test_draft (studio, scene->draft);
  g_assert_cmpint (draft->state, ==, SO_DRAFT_FAILED);
  g_assert_cmpstr (draft->reason, ==, "refused");
  g_assert_cmpstr (draft->detail, ==, "The test channel says 1");
  g_assert_cmpuint (so_test_count_outbound (studio, scene->thread), ==, 0);

  scene->channel->answer = SO_SEND_ACCEPTED;
  g_assert_null (so_test_do (studio, SO_VERB_SEND_AGAIN, scene->draft, NULL));
  so_clock_set (SECONDS (10));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
  g_assert_cmpuint (so_test_count_outbound (studio, scene->thread), ==, 1);
}

/* 5 s, 30 s, 2 min, 10 min, 1 h, then failed: neither earlier nor for ever. */
static void
test_retried (SoTestScene *scene, gconstpointer data)
{
  static const gint64 pauses[] = { 5, 30, 120, 600, 3600 };
  SoStudio *studio = scene->test->studio;
  g_autoptr (SoDraft) draft = NULL;
  gint64 now = SECONDS (5);

  scene->channel->answer = SO_SEND_RETRY;
  for (guint i = 0; i < G_N_ELEMENTS (pauses); i++)
    {
      gint64 next;

      so_clock_set (now);
      so_test_dispatch (studio);
      g_assert_cmpuint (scene->channel->tags->len, ==, i + 1);
      so_test_assert_draft (studio, scene->draft, SO_DRAFT_QUEUED);
      now += pauses[i] * 1000;
      so_clock_set (now - 1);
      g_assert_true (so_outbox_dispatch (studio, NULL, &next, NULL));
      g_assert_cmpint (next, ==, now);
      g_assert_cmpuint (scene->channel->tags->len, ==, i + 1);
    }
  so_clock_set (now);
  so_test_dispatch (studio);
  g_assert_cmpuint (scene->channel->tags->len, ==, 6);
  for (guint i = 1; i < 6; i++)
    g_assert_cmpstr (scene->channel->tags->pdata[i], !=, scene->channel->tags->pdata[i - 1]);
  draft = so_test_draft (studio, scene->draft);
  g_assert_cmpint (draft->state, ==, SO_DRAFT_FAILED);
  g_assert_cmpstr (draft->reason, ==, "gave_up");
}

/* No answer: never sent again by itself; the owner says what happened. */
static void
test_lost (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;

  scene->channel->answer = SO_SEND_LOST;
  so_clock_set (SECONDS (5));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  so_test_assert_draft (studio, scene->draft, SO_DRAFT_UNKNOWN);
  scene->channel->answer = SO_SEND_ACCEPTED;
  so_clock_set (SECONDS (100000));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  so_test_scene_reopen (scene);
  studio = scene->test->studio;
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  g_assert_cmpuint (scene->channel->tags->len, ==, 1);
  g_assert_cmpuint (so_test_count_outbound (studio, scene->thread), ==, 0);

  g_assert_null (so_test_do (studio, SO_VERB_SENT_ALREADY, scene->draft, NULL));
  so_test_assert_draft (studio, scene->draft, SO_DRAFT_ACCEPTED);
  g_assert_cmpuint (so_test_count_outbound (studio, scene->thread), ==, 1);
  so_test_refuses (studio, SO_VERB_SENT_ALREADY, scene->draft, NULL);
  so_test_refuses (studio, SO_VERB_SEND_AGAIN, scene->draft, NULL);
}

static void
test_lost_and_again (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;

  scene->channel->answer = SO_SEND_LOST;
  so_clock_set (SECONDS (5));
  so_test_dispatch (studio);
  scene->channel->answer = SO_SEND_ACCEPTED;
  g_assert_null (so_test_do (studio, SO_VERB_SEND_AGAIN, scene->draft, NULL));
  so_clock_set (SECONDS (10));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
  g_assert_cmpuint (so_test_count_outbound (studio, scene->thread), ==, 1);
}

/* The process ended between the attempt row and the outcome. */
static void
test_crash (SoTestScene *scene, gconstpointer data)
{
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (scene->test->studio), NULL, NULL);
  g_autofree char *attempt = NULL;
  g_autoptr (SoDraft) claimed = so_draft_claim (db, SECONDS (5), NULL, &attempt, NULL), after = NULL;

  g_assert_cmpstr (claimed->id, ==, scene->draft);
  g_assert_true (so_store_commit (so_studio_get_store (scene->test->studio), &db, NULL));
  so_test_assert_draft (scene->test->studio, scene->draft, SO_DRAFT_SENDING);
  so_test_scene_reopen (scene);
  so_clock_set (SECONDS (60));
  g_assert_cmpuint (so_test_dispatch (scene->test->studio), ==, 0);
  after = so_test_draft (scene->test->studio, scene->draft);
  g_assert_cmpint (after->state, ==, SO_DRAFT_UNKNOWN);
  g_assert_cmpstr (after->reason, ==, "crash");
  g_assert_cmpuint (scene->channel->tags->len, ==, 0);
}

/* Changed behind the verbs' back, as a fault or another program would. */
static void
test_changed_after_approval (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (studio), NULL, NULL);
  g_autoptr (SoDraft) draft = NULL;

  g_assert_true (so_draft_step (db, scene->draft, SO_DRAFT_EVENT_UNDO, NULL, NULL, NULL));
  g_assert_true (so_draft_set_text (db, scene->draft, "150 €", NULL));
  g_assert_true (so_draft_step (db, scene->draft, SO_DRAFT_EVENT_SCHEDULE, NULL, NULL, NULL));
  g_assert_true (so_draft_step (db, scene->draft, SO_DRAFT_EVENT_RELEASE, NULL, NULL, NULL));
  g_assert_true (so_store_commit (so_studio_get_store (studio), &db, NULL));
  so_test_assert_draft (studio, scene->draft, SO_DRAFT_QUEUED);
  so_clock_set (SECONDS (60));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  g_assert_cmpuint (scene->channel->tags->len, ==, 0);
  draft = so_test_draft (studio, scene->draft);
  g_assert_cmpint (draft->state, ==, SO_DRAFT_EDITED);
  g_assert_cmpstr (draft->reason, ==, "changed_after_approval");
  g_assert_nonnull (draft->detail);
}

static void
test_news_before_sending (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autoptr (SoDraft) draft = NULL;

  so_clock_set (SECONDS (2));
  g_free (so_test_receive (studio, "whatsapp", "Priya S.", "Never mind!", scene->account, NULL));
  so_clock_set (SECONDS (5));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  draft = so_test_draft (studio, scene->draft);
  g_assert_cmpint (draft->state, ==, SO_DRAFT_HELD);
  g_assert_cmpstr (draft->reason, ==, "new_inbound");
  g_assert_cmpuint (scene->channel->tags->len, ==, 0);

  /* The owner read it and wants the answer out all the same. */
  g_assert_null (so_test_do (studio, SO_VERB_SEND_AGAIN, scene->draft, NULL));
  so_clock_set (SECONDS (10));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
}

/* What a person is owed first goes first; another person does not wait for it. */
static void
test_order (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *other = so_test_receive (studio, "whatsapp", "Raj M.", "Trial?", scene->account, NULL);
  g_autofree char *second = NULL, *third = NULL;

  so_clock_set (SECONDS (1));
  second = so_test_scene_approve (scene, scene->thread, "and 120 € for ten");
  scene->channel->answer = SO_SEND_RETRY;
  so_clock_set (SECONDS (5));
  so_test_dispatch (studio);
  third = so_test_scene_approve (scene, other, "Yes");
  scene->channel->answer = SO_SEND_ACCEPTED;
  /* The first waits for its second try until 10; the other answer to Priya is due since 6. */
  so_clock_set (SECONDS (10) - 1);
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  so_clock_set (SECONDS (10));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 3);
  g_assert_cmpuint (scene->channel->sent->len, ==, 3);
  for (guint i = 0, priya = 0; i < 3; i++)
    if (g_strcmp0 (scene->channel->sent->pdata[i], "Yes"))
      g_assert_cmpstr (scene->channel->sent->pdata[i], ==, priya++ ? "and 120 € for ten" : "15 €");
  so_test_assert_draft (studio, second, SO_DRAFT_ACCEPTED);
  so_test_assert_draft (studio, third, SO_DRAFT_ACCEPTED);
}

/* Neither what the account says nor a hand-made row gets a demo's message to a real service. */
static void
test_demo (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (SoMessage) message = NULL;

  profile->demo = TRUE;
  g_assert_true (so_studio_set_up (studio, profile, NULL));
  so_clock_set (SECONDS (5));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
  g_assert_cmpuint (scene->channel->opened->len, ==, 1);
  g_assert_cmpstr (scene->channel->opened->pdata[0], ==, "loopback");
  g_assert_null (so_studio_open_outlet (studio, NULL, "test", &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_GIVE_UP);
  db = so_store_read (so_studio_get_store (studio), NULL);
  numbers = so_message_numbers (db, scene->thread, NULL, NULL);
  message = so_message_load (db, g_array_index (numbers, gint64, 1), NULL);
  g_assert_true (message->practice);
}

/* Imported history has no account, and accounts go: then it is practice, and marked so. */
static void
test_without_account (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *old = so_test_receive (studio, "whatsapp", "Anita K.", "Hi", NULL, "batch");
  g_autofree char *draft = NULL;
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (studio), NULL, NULL);

  g_assert_true (so_account_remove (db, scene->account, NULL));
  g_assert_true (so_store_commit (so_studio_get_store (studio), &db, NULL));
  draft = so_test_scene_approve (scene, old, "Hello again");
  so_clock_set (SECONDS (5));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 2);
  g_assert_cmpuint (scene->channel->opened->len, ==, 2);
  g_assert_cmpstr (scene->channel->opened->pdata[0], ==, "loopback");
  g_assert_cmpstr (scene->channel->opened->pdata[1], ==, "loopback");
  g_assert_cmpuint (so_test_count_outbound (studio, old), ==, 1);
  g_assert_cmpuint (so_test_count_outbound (studio, scene->thread), ==, 1);
}

static void
test_no_adapter (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autoptr (SoDraft) draft = NULL;

  so_studio_set_outlet (studio, NULL, NULL);
  so_clock_set (SECONDS (5));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  draft = so_test_draft (studio, scene->draft);
  g_assert_cmpint (draft->state, ==, SO_DRAFT_HELD);
  g_assert_cmpstr (draft->reason, ==, "channel_error");
  g_assert_nonnull (strstr (draft->detail, "“test”"));
}

typedef struct {
  SoStudio *studio;
  const char *draft;
  gboolean ran;
} Meanwhile;

/* In the middle of the request the owner presses z, and a second dispatcher looks for work. */
static void
on_send (SoTestChannel *channel, gpointer data)
{
  Meanwhile *meanwhile = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoStudio) other = so_studio_open (so_store_get_folder (so_studio_get_store (meanwhile->studio)), NULL);

  meanwhile->ran = TRUE;
  so_test_assert_draft (meanwhile->studio, meanwhile->draft, SO_DRAFT_SENDING);
  so_test_refuses (meanwhile->studio, SO_VERB_RECALL, meanwhile->draft, NULL);
  so_test_refuses (meanwhile->studio, SO_VERB_APPROVE, meanwhile->draft, NULL);
  g_assert_false (so_outbox_dispatch (other, NULL, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
  so_test_assert_draft (meanwhile->studio, meanwhile->draft, SO_DRAFT_SENDING);
}

static void
test_meanwhile (SoTestScene *scene, gconstpointer data)
{
  Meanwhile meanwhile = { scene->test->studio, scene->draft, FALSE };

  scene->channel->on_send = on_send;
  scene->channel->on_send_data = &meanwhile;
  so_clock_set (SECONDS (5));
  g_assert_cmpuint (so_test_dispatch (scene->test->studio), ==, 1);
  g_assert_true (meanwhile.ran);
}

static void
test_lease (SoTestScene *scene, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int lease = so_lease_take (scene->test->folder, &error);

  g_assert_no_error (error);
  so_clock_set (SECONDS (5));
  g_assert_false (so_outbox_dispatch (scene->test->studio, NULL, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
  g_clear_error (&error);
  g_assert_false (so_outbox_pull (scene->test->studio, NULL, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
  g_clear_error (&error);
  so_lease_give_back (lease);
  g_assert_cmpuint (so_test_dispatch (scene->test->studio), ==, 1);
  g_assert_cmpint (so_lease_take ("/nowhere/at/all", &error), ==, -1);
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

/* The main loop: woken when something is due, without being asked. */
static gboolean
on_timeout (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_for (SoStudio *studio, const char *draft, SoDraftState state)
{
  gboolean late = FALSE, there = FALSE;
  guint timer = g_timeout_add_seconds (10, on_timeout, &late);

  while (!late && !there)
    {
      g_autoptr (SoDraft) value = NULL;

      g_main_context_iteration (NULL, TRUE);
      value = so_test_draft (studio, draft);
      there = value->state == state;
    }
  g_assert_false (late);
  g_source_remove (timer);
}

static void
test_started (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoStudio) other = NULL;

  /* What waited when the window was closed is shown, not sent. */
  so_clock_set (0);
  so_outbox_start (studio);
  wait_for (studio, scene->draft, SO_DRAFT_HELD);
  g_assert_cmpuint (scene->channel->tags->len, ==, 0);
  g_free (so_test_receive (studio, "whatsapp", "Priya S.", "And on Friday?", scene->account, NULL));
  g_assert_null (so_test_do (studio, SO_VERB_SAVE_SETTING, "undo.seconds.whatsapp", "1"));
  g_assert_null (so_test_do (studio, SO_VERB_SEND_AGAIN, scene->draft, NULL));
  wait_for (studio, scene->draft, SO_DRAFT_ACCEPTED);
  g_assert_cmpuint (scene->channel->sent->len, ==, 1);

  other = so_studio_open (scene->test->folder, NULL);
  g_assert_false (so_outbox_dispatch (other, NULL, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
  so_outbox_stop (studio);
  so_test_dispatch (other);
  g_assert_finalize_object (g_steal_pointer (&other));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int argc, char *argv[])
{
  static const struct { const char *path; void (*func) (SoTestScene *, gconstpointer); } tests[] = {
    { "/outbox/accepted", test_accepted }, { "/outbox/recalled", test_recalled }, { "/outbox/refused", test_refused },
    { "/outbox/retried", test_retried }, { "/outbox/lost", test_lost }, { "/outbox/lost-and-again", test_lost_and_again },
    { "/outbox/crash", test_crash }, { "/outbox/changed-after-approval", test_changed_after_approval },
    { "/outbox/news-before-sending", test_news_before_sending }, { "/outbox/order", test_order }, { "/outbox/demo", test_demo },
    { "/outbox/without-account", test_without_account }, { "/outbox/no-adapter", test_no_adapter },
    { "/outbox/meanwhile", test_meanwhile }, { "/outbox/lease", test_lease },
    { "/outbox/started", test_started },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, SoTestScene, NULL, so_test_scene_set_up, tests[i].func, so_test_scene_tear_down);
  return g_test_run ();
}
