/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-studio-private.h"

char *
so_test_scene_approve (SoTestScene *scene, const char *thread, const char *text)
{
  char *draft = so_test_do (scene->test->studio, SO_VERB_WRITE, thread, text);

  g_assert_null (so_test_do (scene->test->studio, SO_VERB_APPROVE, draft, NULL));
  return draft;
}

void
so_test_scene_set_up (SoTestScene *scene, gconstpointer data)
{
  scene->test = so_test_studio_new ();
  scene->channel = so_test_channel_new ();
  so_studio_set_outlet (scene->test->studio, so_test_channel_open, scene->channel);
  scene->account = so_test_add_account (scene->test->studio, "whatsapp", "test", NULL);
  scene->thread = so_test_receive (scene->test->studio, "whatsapp", "Priya S.", "What is the fee?", scene->account, NULL);
  scene->draft = so_test_scene_approve (scene, scene->thread, "15 €");
}

void
so_test_scene_tear_down (SoTestScene *scene, gconstpointer data)
{
  so_test_studio_free (scene->test);
  g_object_unref (scene->channel);
  g_free (scene->account);
  g_free (scene->thread);
  g_free (scene->draft);
}

void
so_test_scene_reopen (SoTestScene *scene)
{
  so_test_studio_reopen (scene->test);
  so_studio_set_outlet (scene->test->studio, so_test_channel_open, scene->channel);
}
