/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-mode.h"

#include <stdlib.h>
#include <string.h>

static char *
ask (SoTestScene *scene, const char *query, const char *value)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (scene->test->studio), NULL);

  return so_db_text (db, query, "t", value);
}

static void
set (SoTestScene *scene, const char *mode)
{
  g_assert_null (so_test_do (scene->test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_MODE, mode));
}

/* Somebody writes, and the studio pulls: how many answers went by themselves so far. */
static int
say (SoTestScene *scene, const char *name, const char *text)
{
  SoIncoming *message = so_test_incoming ("whatsapp", name, text);
  g_autofree char *n = NULL;

  message->sent_at = so_now ();
  g_ptr_array_add (scene->channel->inbox, message);
  g_assert_cmpuint (so_test_pull (scene->test->studio), >=, 1);
  n = ask (scene, "SELECT count(*) FROM draft WHERE standing_id IS NOT NULL AND state = ?", "queued");
  return atoi (n);
}

/* Not earned: refused with the numbers, and nothing is other than before. */
static void
test_not_earned (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autoptr (GError) error = NULL;
  g_autofree char *events = NULL, *enabled = NULL;
  g_autoptr (SoDb) db = NULL;

  g_assert_false (so_studio_do (studio, SO_VERB_SAVE_SETTING, SO_SETTING_MODE, "auto", NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_nonnull (strstr (error->message, "What It Costs: 0 of 0 approved unchanged"));
  so_test_refuses (studio, SO_VERB_SAVE_SETTING, SO_SETTING_MODE, "everything");
  so_test_refuses (studio, SO_VERB_SAVE_SETTING, SO_SETTING_MODE, "");
  db = so_store_read (so_studio_get_store (studio), NULL);
  g_assert_cmpint (so_mode_load (db), ==, SO_MODE_SUGGEST);
  events = ask (scene, "SELECT id FROM event WHERE kind = ?", "assistant.mode");
  g_assert_null (events);
  enabled = ask (scene, "SELECT kind FROM standing WHERE enabled = 1 AND kind <> ?", "");
  g_assert_null (enabled);
}

static void
earn (SoTestScene *scene)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *entry = so_test_teach (studio, "fee_inquiry", "What does a class cost?", "Beginner Salsa is 15 € a class.");

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %u", i), *thread = so_test_receive (studio, "whatsapp", name, "What does a class cost?", scene->account, NULL);
      g_autofree char *draft = so_test_do (studio, SO_VERB_PROPOSE, thread, NULL);

      g_assert_null (so_test_do (studio, SO_VERB_APPROVE, draft, NULL));
    }
  so_test_pull (studio);
}

/* Full Auto switches on what is earned and nothing else, with its version and an event; what a person has to answer is stopped all the same; one switch
 * ends all of it, and so does another mode. */
static void
test_earned (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *events = NULL, *modes = NULL, *left = NULL;

  earn (scene);
  g_assert_cmpint (say (scene, "Zoe", "How much is a class?"), ==, 0);
  set (scene, "auto");
  set (scene, "auto");
  events = ask (scene, "SELECT group_concat (data, ' ') FROM event WHERE kind = ?", "standing.enabled");
  g_assert_cmpstr (events, ==, "{\"kind\":\"price_facts\",\"version\":1,\"mode\":\"auto\"}");
  g_assert_cmpint (say (scene, "Yara", "How much is a class?"), ==, 1);
  g_assert_cmpint (say (scene, "Xaver", "How much is a class? I want a refund, I will call my lawyer"), ==, 1);
  g_assert_cmpint (say (scene, "Will", "How much is a class? This is a disgrace, I am furious"), ==, 1);
  g_assert_cmpint (say (scene, "Vera", "How much is a class? Can I speak to a human?"), ==, 1);
  g_assert_cmpint (say (scene, "Uma", "How much is a class? Book me in for tomorrow"), ==, 1);
  g_assert_null (so_test_do (studio, SO_VERB_PAUSE, "standing", NULL));
  g_assert_cmpint (say (scene, "Tom", "How much is a class?"), ==, 1);
  g_assert_null (so_test_do (studio, SO_VERB_RESUME, "standing", NULL));
  set (scene, "suggest");
  g_assert_cmpint (say (scene, "Sara", "How much is a class?"), ==, 1);
  left = ask (scene, "SELECT kind FROM standing WHERE enabled = 1 AND kind <> ?", "");
  g_assert_null (left);
  modes = ask (scene, "SELECT group_concat (data, ' ') FROM event WHERE kind = ?", "assistant.mode");
  g_assert_cmpstr (modes, ==, "{\"mode\":\"auto\"} {\"mode\":\"suggest\"}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/mode/not-earned", SoTestScene, NULL, so_test_scene_set_up, test_not_earned, so_test_scene_tear_down);
  g_test_add ("/mode/earned", SoTestScene, NULL, so_test_scene_set_up, test_earned, so_test_scene_tear_down);
  return g_test_run ();
}
