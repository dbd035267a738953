/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-facts.h"
#include "so-outbox.h"
#include "so-settings.h"
#include "so-studio-private.h"
#include "so-sync.h"
#include "so-threads.h"
#include "so-traffic.h"

/* Two accounts that are asked: the scene's own is WhatsApp's, to which messages are brought. */
typedef struct {
  SoTestScene scene;
  char *good, *bad;
} Two;

static void
set_up (Two *two, gconstpointer data)
{
  so_test_scene_set_up (&two->scene, NULL);
  two->good = so_test_add_account (two->scene.test->studio, "sms", "test", NULL);
  two->bad = so_test_add_account (two->scene.test->studio, "sms", "test", NULL);
}

static void
tear_down (Two *two, gconstpointer data)
{
  so_test_scene_tear_down (&two->scene, NULL);
  g_free (two->good);
  g_free (two->bad);
}

static SoStudio *
studio_of (Two *two)
{
  return two->scene.test->studio;
}

static SoAccount *
account (Two *two, const char *id)
{
  SoAccount *found = so_studio_find_account (studio_of (two), id, NULL);

  g_assert_nonnull (found);
  return found;
}

static void
bring (Two *two, const char *name, const char *text)
{
  g_mutex_lock (&two->scene.channel->lock);
  g_ptr_array_add (two->scene.channel->inbox, so_test_incoming ("sms", name, text));
  g_mutex_unlock (&two->scene.channel->lock);
}

static void
iterate_until (gboolean (*done) (Two *two), Two *two)
{
  gint64 deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (!done (two))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static guint
count_messages (Two *two, const char *text)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio_of (two)), NULL);
  gint64 newest = so_message_newest (db);
  guint count = 0;

  for (gint64 n = 1; n <= newest; n++)
    {
      g_autoptr (SoMessage) message = so_message_load (db, n, NULL);

      count += message && !g_strcmp0 (message->text, text);
    }
  return count;
}

static gboolean
has_come (Two *two)
{
  return count_messages (two, "Is there a class?") == 1;
}

static gboolean
hangs (Two *two)
{
  return g_atomic_int_get (&two->scene.channel->hung) > 0;
}

static gboolean
is_at_rest (Two *two)
{
  SoSync sync;

  so_sync_get (studio_of (two), &sync);
  return !sync.running;
}

static gboolean
is_sent (Two *two)
{
  so_test_dispatch (studio_of (two));
  return g_atomic_int_get ((gint *) &two->scene.channel->sent->len) == 1;     /* the scene's own was held when the window opened */
}

static gboolean
is_good_at_rest (Two *two)
{
  return !so_sync_is_running (studio_of (two), two->good, NULL);
}

/* One account that hangs delays neither the other nor what leaves, and quitting does not wait for it. */
static void
test_hangs (Two *two, gconstpointer data)
{
  SoStudio *studio = studio_of (two);
  gint64 began;
  g_autoptr (SoAccount) bad = NULL;

  g_hash_table_add (two->scene.channel->hanging, g_strdup (two->bad));
  bring (two, "+491511", "Is there a class?");
  so_outbox_start (studio);
  iterate_until (hangs, two);
  iterate_until (has_come, two);
  {
    g_autofree char *other = so_test_receive (studio, "whatsapp", "Ben", "Hello", two->scene.account, NULL);
    g_autofree char *draft = so_test_scene_approve (&two->scene, other, "Yes");

    so_clock_set (SECONDS (60));
    iterate_until (is_sent, two);
    so_test_assert_draft (studio, draft, SO_DRAFT_ACCEPTED);
  }
  g_assert_true (so_sync_is_running (studio, two->bad, NULL));
  iterate_until (is_good_at_rest, two);
  began = g_get_monotonic_time ();
  so_outbox_stop (studio);
  g_assert_cmpint (g_get_monotonic_time () - began, <, G_USEC_PER_SEC);
  bad = account (two, two->bad);
  g_assert_null (bad->error);    /* it was we who ended it */
}

/* Asked all at once by hand: the one that is refused says so beside it, the other is read. */
static void
test_refused (Two *two, gconstpointer data)
{
  SoStudio *studio = studio_of (two);
  g_autoptr (SoAccount) refused = NULL, well = NULL;
  g_autoptr (GPtrArray) pulled = NULL;
  g_autoptr (GError) error = NULL;
  guint received = 7;

  two->scene.channel->refusal = g_error_new (SO_ERROR, SO_ERROR_SIGN_IN, "The token is refused: enter a new one");
  g_assert_true (so_outbox_pull (studio, NULL, &received, NULL));
  g_assert_cmpuint (received, ==, 1);
  refused = account (two, two->bad);
  g_assert_cmpstr (refused->error, ==, "The token is refused: enter a new one");
  g_assert_cmpint (refused->error_kind, ==, SO_ERROR_SIGN_IN);
  g_assert_cmpint (so_account_health (refused), ==, SO_HEALTH_SIGN_IN);
  g_assert_cmpint (refused->retry_at, ==, 0);
  g_assert_false (so_outbox_pull (studio, two->bad, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_SIGN_IN);

  g_clear_error (&two->scene.channel->refusal);
  bring (two, "+491511", "Is there a class?");
  pulled = so_outbox_pull_each (studio, NULL, NULL);
  g_assert_cmpuint (pulled->len, ==, 4);       /* the practice account, WhatsApp, and the two */
  g_assert_true (has_come (two));
  well = account (two, two->bad);
  g_assert_null (well->error);
  g_assert_cmpint (well->synced_at, ==, SO_TEST_NOW);
}

/* What the provider asked for stands beside the account, and is waited for. */
static void
test_wait (Two *two, gconstpointer data)
{
  SoStudio *studio = studio_of (two);
  g_autoptr (SoAccount) asked = NULL, longer = NULL, again = NULL;
  gint pulls;

  two->scene.channel->refusal = g_error_new (SO_ERROR, SO_ERROR_WAIT, "Busy: it is tried again later");
  so_error_set_wait (two->scene.channel->refusal, 3600 * 1000);
  g_assert_true (so_outbox_pull (studio, NULL, NULL, NULL));
  asked = account (two, two->good);
  g_assert_cmpint (so_account_health (asked), ==, SO_HEALTH_WAITING);
  g_assert_cmpint (asked->retry_at, ==, SO_TEST_NOW + 3600 * 1000);
  pulls = g_atomic_int_get (&two->scene.channel->pulls);
  /* Another run of the program keeps to it. */
  bring (two, "+491511", "Is there a class?");
  g_clear_error (&two->scene.channel->refusal);
  so_outbox_start (studio);
  for (guint i = 0; i < 200; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_cmpint (g_atomic_int_get (&two->scene.channel->pulls), <=, pulls + 1);   /* WhatsApp's, which asks nobody */
  longer = account (two, two->good);
  g_assert_cmpstr (longer->error, ==, "Busy: it is tried again later");
  /* The owner need not. */
  g_assert_true (so_sync_now (studio, two->good));
  iterate_until (has_come, two);
  iterate_until (is_at_rest, two);
  again = account (two, two->good);
  g_assert_null (again->error);
  g_assert_cmpint (so_sync_last (studio, again), ==, SO_TEST_NOW);
  so_outbox_stop (studio);
  g_assert_false (so_sync_now (studio, NULL));
}

/* One that is asked for by hand can be given up by hand; how it went is told. */
static void
test_cancel (Two *two, gconstpointer data)
{
  SoStudio *studio = studio_of (two);
  g_autoptr (SoAccount) bad = NULL;
  SoSync sync;

  g_hash_table_add (two->scene.channel->hanging, g_strdup (two->bad));
  so_outbox_start (studio);
  iterate_until (hangs, two);
  bring (two, "+491511", "Is there a class?");
  g_assert_true (so_sync_now (studio, NULL));
  iterate_until (has_come, two);
  so_sync_get (studio, &sync);
  g_assert_cmpuint (sync.running, >=, 1);
  g_assert_true (so_sync_is_running (studio, two->bad, NULL));
  so_sync_cancel (studio, two->bad);
  iterate_until (is_at_rest, two);
  so_sync_get (studio, &sync);
  g_assert_cmpuint (sync.failed, ==, 0);
  g_assert_cmpuint (sync.received, >=, 1);     /* and the practice customer's first words, perhaps */
  bad = account (two, two->bad);
  g_assert_null (bad->error);
  so_outbox_stop (studio);
}

/* Switched off, nobody is asked; it is no error but where it is named. */
static void
test_paused (Two *two, gconstpointer data)
{
  SoStudio *studio = studio_of (two);
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);
  g_autoptr (SoAccount) off = NULL;

  g_assert_true (so_account_set_paused (db, two->good, TRUE, NULL) && so_account_set_paused (db, two->bad, TRUE, NULL) && so_store_commit (store, &db, NULL));
  bring (two, "+491511", "Is there a class?");
  g_atomic_int_set (&two->scene.channel->pulls, 0);
  g_assert_false (so_outbox_pull (studio, two->good, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_cmpint (g_atomic_int_get (&two->scene.channel->pulls), ==, 0);
  off = account (two, two->good);
  g_assert_cmpint (so_account_health (off), ==, SO_HEALTH_OFF);
}

/* A network that comes back: what came in is read first, but not for ever. */
static gboolean
is_held (Two *two)
{
  g_autoptr (SoDraft) draft = so_test_draft (studio_of (two), two->scene.draft);

  return draft->state == SO_DRAFT_HELD;
}

static void
test_online (Two *two, gconstpointer data)
{
  SoStudio *studio = studio_of (two);
  g_autofree char *other = so_test_receive (studio, "whatsapp", "Ben", "Hello", two->scene.account, NULL), *draft = NULL;

  so_outbox_set_online (studio, FALSE);
  so_outbox_start (studio);
  bring (two, "+491511", "Is there a class?");
  iterate_until (is_held, two);
  draft = so_test_scene_approve (&two->scene, other, "Yes");
  so_clock_set (SECONDS (60));
  for (guint i = 0; i < 100; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_false (has_come (two) || is_sent (two));
  so_outbox_set_online (studio, TRUE);
  iterate_until (has_come, two);
  iterate_until (is_sent, two);
  so_outbox_stop (studio);
}

/* Something leaves while a page is under way that may hold it: the page is thrown away and asked for again. */
static void
send_once (SoTestChannel *channel, gpointer data)
{
  Two *two = data;
  SoTraffic *traffic = so_studio_get_traffic (studio_of (two));

  channel->on_pull = NULL;
  so_traffic_begin_send (traffic, two->good);
  so_traffic_end_send (traffic, two->good);
}

static void
test_stale (Two *two, gconstpointer data)
{
  guint received = 0;

  bring (two, "+491511", "Is there a class?");
  two->scene.channel->on_pull = send_once;
  two->scene.channel->on_pull_data = two;
  g_assert_true (so_outbox_pull (studio_of (two), two->good, &received, NULL));
  /* The test's channel tells a thing once; a provider tells it again. */
  g_assert_cmpuint (received, ==, 0);
  g_assert_cmpint (g_atomic_int_get (&two->scene.channel->pulls), ==, 2);
  bring (two, "+491511", "Is there a class?");
  g_assert_true (so_outbox_pull (studio_of (two), two->good, &received, NULL));
  g_assert_cmpuint (received, ==, 1);
}

/* The rules of the road by themselves. */
static gpointer
end_send (gpointer traffic)
{
  g_usleep (100000);
  so_traffic_end_send (traffic, "a");
  return NULL;
}

static void
test_traffic (void)
{
  SoTraffic *traffic = so_traffic_new ();
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread;
  guint mark, later;

  g_assert_true (so_traffic_begin_pull (traffic, "a", NULL, NULL) && so_traffic_begin_pull (traffic, "b", NULL, NULL));
  g_assert_true (so_traffic_mark (traffic, "a", &mark, NULL, NULL));
  so_traffic_begin_send (traffic, "b");
  so_traffic_begin_send (traffic, NULL);
  g_assert_true (so_traffic_is_same (traffic, "a", mark));
  so_traffic_begin_send (traffic, "a");
  g_assert_false (so_traffic_is_same (traffic, "a", mark));
  thread = g_thread_new ("end", end_send, traffic);
  g_assert_true (so_traffic_mark (traffic, "a", &later, NULL, NULL));
  g_thread_join (thread);
  g_assert_cmpuint (later, ==, mark + 1);
  so_traffic_begin_send (traffic, "a");
  g_cancellable_cancel (stop);
  g_assert_false (so_traffic_begin_pull (traffic, "a", stop, NULL));
  g_assert_false (so_traffic_mark (traffic, "a", &later, stop, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  so_traffic_end_pull (traffic, "a");
  g_assert_true (so_traffic_begin_pull (traffic, "a", NULL, NULL));
  so_traffic_free (traffic);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/engine/sync/" name, Two, NULL, set_up, function, tear_down)
  ADD ("hangs", test_hangs);
  ADD ("refused", test_refused);
  ADD ("wait", test_wait);
  ADD ("cancel", test_cancel);
  ADD ("paused", test_paused);
  ADD ("online", test_online);
  ADD ("stale", test_stale);
  g_test_add_func ("/engine/sync/traffic", test_traffic);
  return g_test_run ();
}
