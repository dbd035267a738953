/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-events.h"
#include "so-outbox.h"
#include "so-place.h"
#include "so-settings.h"
#include "so-studio-private.h"
#include "so-time.h"

#include <glib/gstdio.h>

/* Approved, but not now: why a message waits, and what lets it go. The scene's answer is due at SECONDS (5). */

#define HOUR G_GINT64_CONSTANT (3600000)

static void
assert_held (SoTestScene *scene, const char *id, const char *reason)
{
  g_autoptr (SoDraft) draft = so_test_draft (scene->test->studio, id);

  g_assert_cmpstr (so_draft_state_nick (draft->state), ==, "held");
  g_assert_cmpstr (draft->reason, ==, reason);
  g_assert_cmpuint (strlen (draft->detail), >, 20);
}

static void
test_offline (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;

  so_outbox_set_online (studio, FALSE);
  so_clock_set (SECONDS (6));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  assert_held (scene, scene->draft, "offline");
  g_assert_cmpuint (scene->channel->tags->len, ==, 0);
  /* Approved while offline: it waits with the others. */
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  so_outbox_set_online (studio, TRUE);
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
  so_test_assert_draft (studio, scene->draft, SO_DRAFT_ACCEPTED);
}

/* Back after more than four hours: what was right in a chat at noon has to be looked at. */
static void
test_offline_for_long (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autoptr (SoDraft) draft = NULL;

  so_outbox_set_online (studio, FALSE);
  so_clock_set (SECONDS (6));
  so_test_dispatch (studio);
  so_outbox_set_online (studio, TRUE);
  so_clock_set (SECONDS (6) + 4 * HOUR);
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  draft = so_test_draft (studio, scene->draft);
  g_assert_cmpstr (so_draft_state_nick (draft->state), ==, "edited");
  g_assert_cmpstr (draft->reason, ==, "approval_too_old");
  g_assert_null (so_test_do (studio, SO_VERB_APPROVE, scene->draft, NULL));
  so_clock_set (SECONDS (12) + 4 * HOUR);
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
}

/* The customer wrote while there was no network: that is read first, and the answer waits for the owner. */
static void
test_inbound_first (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  SoIncoming *news = so_test_incoming ("whatsapp", "Priya S.", "Never mind!");

  so_outbox_set_online (studio, FALSE);
  so_clock_set (SECONDS (6));
  so_test_dispatch (studio);
  so_clock_set (SECONDS (60));
  news->sent_at = SECONDS (30);
  g_ptr_array_add (scene->channel->inbox, news);
  so_outbox_set_online (studio, TRUE);
  g_assert_cmpuint (so_test_pull (studio), >=, 1);   /* the practice customer may say something too */
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  assert_held (scene, scene->draft, "new_inbound");
}

static void
spin_until_held (SoTestScene *scene, const char *reason)
{
  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (SoDraft) draft = so_test_draft (scene->test->studio, scene->draft);

      if (draft->state == SO_DRAFT_HELD)
        break;
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  assert_held (scene, scene->draft, reason);
}

typedef struct {
  gint64 slept, set;
  const char *reason;
} Jump;

/* The window is open when the lid is closed, or somebody sets the clock. */
static void
test_jump (SoTestScene *scene, gconstpointer data)
{
  const Jump *jump = data;
  SoStudio *studio = scene->test->studio;

  /* The first look holds what was there before; the owner sends it again. */
  so_outbox_start (studio);
  spin_until_held (scene, "app_was_closed");
  g_assert_null (so_test_do (studio, SO_VERB_SEND_AGAIN, scene->draft, NULL));
  so_clock_pretend (jump->slept, jump->set);
  spin_until_held (scene, jump->reason);
  so_clock_pretend (0, 0);
  so_outbox_stop (studio);
  g_assert_cmpuint (scene->channel->tags->len, ==, 0);
}

/* Without a window nobody sees the clock move; what was written last tells. Once it was said, it is over. */
static void
test_clock_went_back (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;

  so_clock_set (SO_TEST_NOW - 3 * HOUR);
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  assert_held (scene, scene->draft, "clock_changed");
  g_assert_null (so_test_do (studio, SO_VERB_SEND_AGAIN, scene->draft, NULL));
  so_clock_set (SO_TEST_NOW - 3 * HOUR + 6000);
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
}

static void
copy_file (const char *from, const char *to, const char *name)
{
  g_autofree char *source = g_build_filename (from, name, NULL), *target = g_build_filename (to, name, NULL), *bytes = NULL;
  gsize length;

  if (g_file_get_contents (source, &bytes, &length, NULL))
    g_assert_true (g_file_set_contents (target, bytes, (gssize) length, NULL));
}

/* Sent once from its own place, then copied with a message that waits: neither the copy nor a second look at it sends. */
static void
test_copy (SoTestScene *scene, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("so-copy-XXXXXX", NULL);
  g_autoptr (SoStudio) copy = NULL;
  g_autofree char *second = NULL, *moved = g_strconcat (folder, "-moved", NULL);

  so_clock_set (SECONDS (6));
  g_assert_cmpuint (so_test_dispatch (scene->test->studio), ==, 1);
  second = so_test_scene_approve (scene, scene->thread, "And on Friday at six.");
  so_clock_set (SECONDS (20));
  g_clear_object (&scene->test->studio);
  copy_file (scene->test->folder, folder, "studio.db");
  copy_file (scene->test->folder, folder, "studio.db-wal");
  copy = so_studio_open (folder, NULL);
  so_studio_set_outlet (copy, so_test_channel_open, scene->channel);
  g_assert_cmpuint (so_test_dispatch (copy), ==, 0);
  so_test_assert_draft (copy, second, SO_DRAFT_HELD);
  g_assert_cmpuint (so_test_dispatch (copy), ==, 0);
  g_assert_cmpuint (scene->channel->tags->len, ==, 1);

  /* Called the active one: what waited still waits for a look, and then goes; also after the folder was moved. */
  g_assert_null (so_test_do (copy, SO_VERB_CONFIRM_COPY, "here", NULL));
  g_assert_cmpuint (so_test_dispatch (copy), ==, 0);
  so_test_assert_draft (copy, second, SO_DRAFT_HELD);
  g_clear_object (&copy);
  g_assert_cmpint (g_rename (folder, moved), ==, 0);
  copy = so_studio_open (moved, NULL);
  so_studio_set_outlet (copy, so_test_channel_open, scene->channel);
  g_free (so_test_do (copy, SO_VERB_SEND_HELD, "restored_backup", NULL));
  so_clock_set (SECONDS (40));
  g_assert_cmpuint (so_test_dispatch (copy), ==, 1);
  g_clear_object (&copy);
  so_test_remove_folder (moved);
  scene->test->studio = so_studio_open (scene->test->folder, NULL);
}

static void
test_scheduled (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *thread = so_test_receive (studio, "whatsapp", "Jo B.", "Hi", scene->account, NULL);
  g_autofree char *draft = so_test_do (studio, SO_VERB_WRITE, thread, "See you at six");
  g_autofree char *time = so_time_format (SECONDS (3600));
  gint64 next;

  so_test_refuses (studio, SO_VERB_SCHEDULE, draft, "soon");
  so_test_refuses (studio, SO_VERB_SCHEDULE, draft, "2020-01-01T00:00:00Z");
  g_assert_null (so_test_do (studio, SO_VERB_SCHEDULE, draft, time));
  so_clock_set (SECONDS (3599));
  g_assert_true (so_outbox_dispatch (studio, NULL, &next, NULL));
  g_assert_cmpint (next, ==, SECONDS (3600));
  so_test_assert_draft (studio, draft, SO_DRAFT_SCHEDULED);
  so_clock_set (SECONDS (3600));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
  so_test_assert_draft (studio, draft, SO_DRAFT_ACCEPTED);
}

/* Scheduled, and the customer writes before: it waits for the owner. */
static void
test_scheduled_then_news (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *thread = so_test_receive (studio, "whatsapp", "Jo B.", "Hi", scene->account, NULL);
  g_autofree char *draft = so_test_do (studio, SO_VERB_WRITE, thread, "See you at six");
  g_autofree char *time = so_time_format (SECONDS (3600));

  g_assert_null (so_test_do (studio, SO_VERB_SCHEDULE, draft, time));
  so_clock_set (SECONDS (1800));
  g_free (so_test_receive (studio, "whatsapp", "Jo B.", "I cannot come", scene->account, NULL));
  so_clock_set (SECONDS (3601));
  so_test_dispatch (studio);
  assert_held (scene, draft, "new_inbound");
}

static void
test_batch (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_auto (GStrv) ids = g_new0 (char *, 4);
  g_autofree char *all = NULL, *bad = NULL, *n = NULL, *what = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("Customer %u", i), *text = g_strdup_printf ("Answer %u", i);
      g_autofree char *thread = so_test_receive (studio, "whatsapp", name, "Hi", scene->account, NULL);

      ids[i] = so_test_do (studio, SO_VERB_WRITE, thread, text);
    }
  all = g_strjoin (" ", ids[0], ids[1], ids[2], NULL);
  bad = g_strjoin (" ", ids[0], "nowhere", NULL);
  so_test_refuses (studio, SO_VERB_APPROVE_BATCH, bad, NULL);
  so_test_assert_draft (studio, ids[0], SO_DRAFT_EDITED);   /* all or none */
  n = so_test_do (studio, SO_VERB_APPROVE_BATCH, all, NULL);
  g_assert_cmpstr (n, ==, "3");
  so_clock_set (SECONDS (19));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);      /* the scene's own */
  what = so_test_do (studio, SO_VERB_UNDO, NULL, NULL);
  g_assert_nonnull (strstr (what, "3"));
  for (guint i = 0; i < 3; i++)
    so_test_assert_draft (studio, ids[i], SO_DRAFT_EDITED);
  g_free (so_test_do (studio, SO_VERB_APPROVE_BATCH, all, NULL));
  so_clock_set (SECONDS (40));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 3);
}

/* At most twenty-five. */
static void
test_batch_too_large (SoTestScene *scene, gconstpointer data)
{
  g_autoptr (GString) ids = g_string_new (scene->draft);

  for (guint i = 0; i < 25; i++)
    g_string_append_printf (ids, " %u", i);
  so_test_refuses (scene->test->studio, SO_VERB_APPROVE_BATCH, ids->str, NULL);
}

static void
lose (SoTestScene *scene)
{
  scene->channel->answer = SO_SEND_LOST;
  so_clock_set (SECONDS (6));
  g_assert_cmpuint (so_test_dispatch (scene->test->studio), ==, 0);
  so_test_assert_draft (scene->test->studio, scene->draft, SO_DRAFT_UNKNOWN);
}

static void
test_reconciled (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;

  lose (scene);
  so_test_pull (studio);
  so_test_assert_draft (studio, scene->draft, SO_DRAFT_UNKNOWN);   /* the provider cannot say */
  scene->channel->tells = TRUE;
  so_outbox_set_online (studio, FALSE);
  so_test_pull (studio);
  so_test_assert_draft (studio, scene->draft, SO_DRAFT_UNKNOWN);
  so_outbox_set_online (studio, TRUE);
  so_test_pull (studio);
  so_test_assert_draft (studio, scene->draft, SO_DRAFT_ACCEPTED);
  g_assert_cmpuint (so_test_count_outbound (studio, scene->thread), ==, 1);
  so_test_pull (studio);
  g_assert_cmpuint (so_test_count_outbound (studio, scene->thread), ==, 1);
  g_assert_cmpuint (scene->channel->tags->len, ==, 1);
}

static void
test_reconciled_not_sent (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autoptr (SoDraft) draft = NULL;

  lose (scene);
  g_ptr_array_set_size (scene->channel->sent, 0);
  scene->channel->tells = TRUE;
  so_test_pull (studio);
  draft = so_test_draft (studio, scene->draft);
  g_assert_cmpstr (so_draft_state_nick (draft->state), ==, "failed");
  g_assert_cmpstr (draft->reason, ==, "not_sent");
  scene->channel->answer = SO_SEND_ACCEPTED;
  g_assert_null (so_test_do (studio, SO_VERB_SEND_AGAIN, scene->draft, NULL));
  so_clock_set (SECONDS (20));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
}

static void
test_held_together (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *n = NULL;

  so_test_refuses (studio, SO_VERB_SEND_HELD, "app_was_closed", NULL);
  so_clock_set (SO_TEST_NOW - 3 * HOUR);
  so_test_dispatch (studio);
  n = so_test_do (studio, SO_VERB_SEND_HELD, "clock_changed", NULL);
  g_assert_cmpstr (n, ==, "1");
  so_test_assert_draft (studio, scene->draft, SO_DRAFT_QUEUED);
}

int
main (int argc, char *argv[])
{
  static const struct { const char *path; void (*func) (SoTestScene *, gconstpointer); } tests[] = {
    { "/holds/offline", test_offline }, { "/holds/offline-for-long", test_offline_for_long }, { "/holds/inbound-first", test_inbound_first },
    { "/holds/clock-went-back", test_clock_went_back }, { "/holds/copy", test_copy }, { "/holds/scheduled", test_scheduled },
    { "/holds/scheduled-then-news", test_scheduled_then_news }, { "/holds/batch", test_batch }, { "/holds/batch-too-large", test_batch_too_large },
    { "/holds/reconciled", test_reconciled }, { "/holds/reconciled-not-sent", test_reconciled_not_sent }, { "/holds/held-together", test_held_together },
  };
  static const Jump slept = { 11 * 60 * 1000, 0, "app_was_closed" }, set = { 0, 5 * 60 * 1000, "clock_changed" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, SoTestScene, NULL, so_test_scene_set_up, tests[i].func, so_test_scene_tear_down);
  g_test_add ("/holds/slept", SoTestScene, &slept, so_test_scene_set_up, test_jump, so_test_scene_tear_down);
  g_test_add ("/holds/clock-set", SoTestScene, &set, so_test_scene_set_up, test_jump, so_test_scene_tear_down);
  return g_test_run ();
}
