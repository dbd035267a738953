/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-glance.h"

static void
test_shows (void)
{
  g_autofree char *most = g_strnfill (SO_GLANCE_LONGEST, 'x'), *more = g_strnfill (SO_GLANCE_LONGEST + 1, 'x');

  g_assert_true (so_glance_shows ("Yes, at 18:00. See you!") && so_glance_shows (most) && so_glance_shows ("a\nb\nc\nd") && so_glance_shows ("Grüße 💃🏽"));
  g_assert_false (so_glance_shows (NULL) || so_glance_shows ("") || so_glance_shows (more) || so_glance_shows ("a\nb\nc\nd\ne") || so_glance_shows ("a <b>b</b>") ||
                  so_glance_shows ("a &amp; b") || so_glance_shows ("a\tb\x7f") || so_glance_shows ("\xff"));
}

/* A conversation with an open draft of @text. */
static char *
write_draft (SoTestScene *scene, const char *text, char **draft)
{
  char *thread = so_test_receive (scene->test->studio, "whatsapp", "Ana", "When is it?", scene->account, NULL);

  *draft = so_test_do (scene->test->studio, SO_VERB_WRITE, thread, text);
  g_free (so_test_do (scene->test->studio, SO_VERB_LEAVE, *draft, NULL));
  return thread;
}

static void
test_approve (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *draft = NULL, *thread = write_draft (scene, "At six in the evening.", &draft), *unused = NULL;
  g_autoptr (SoGlance) glance = so_glance_find (studio, thread, NULL), changed = NULL, gone = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (glance);
  g_assert_cmpstr (glance->text, ==, "At six in the evening.");
  g_assert_cmpstr (glance->draft_id, ==, draft);
  unused = so_test_do (studio, SO_VERB_EDIT, draft, "At seven in the evening.");
  g_assert_false (so_glance_approve (studio, draft, glance->mark, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_clear_error (&error);
  g_free (so_test_do (studio, SO_VERB_LEAVE, draft, NULL));
  changed = so_glance_find (studio, thread, NULL);
  g_assert_true (so_glance_approve (studio, draft, changed->mark, &error));
  g_assert_no_error (error);
  so_test_assert_draft (studio, draft, SO_DRAFT_QUEUED);
  gone = so_glance_find (studio, thread, NULL);
  g_assert_null (gone);
}

/* Where the card would stop or warn, there is nothing to approve at a glance; nor where that comes later. */
static void
test_warns (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *draft = NULL, *thread = write_draft (scene, "At six, {name}.", &draft), *unused = NULL;
  g_autoptr (SoGlance) glance = so_glance_find (studio, thread, NULL), good = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (glance);
  unused = so_test_do (studio, SO_VERB_EDIT, draft, "At six.");
  g_free (so_test_do (studio, SO_VERB_LEAVE, draft, NULL));
  good = so_glance_find (studio, thread, NULL);
  g_assert_nonnull (good);
  so_clock_set (SECONDS (3));
  other = so_test_receive (studio, "whatsapp", "Ana", "No, forget it!", scene->account, NULL);
  g_assert_cmpstr (other, ==, thread);
  g_assert_false (so_glance_approve (studio, draft, good->mark, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/glance/shows", test_shows);
  g_test_add ("/glance/approve", SoTestScene, NULL, so_test_scene_set_up, test_approve, so_test_scene_tear_down);
  g_test_add ("/glance/warns", SoTestScene, NULL, so_test_scene_set_up, test_warns, so_test_scene_tear_down);
  return g_test_run ();
}
