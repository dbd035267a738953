/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-db.h"
#include "so-rules.h"
#include "so-share.h"
#include "so-share-about.h"
#include "so-share-notices.h"
#include "so-share-tables.h"

/* Somebody else's change holds: it is said of whom and what, and ours can be put back, which is a change of our own and can be undone. */

typedef struct {
  SoTestStudio *test;
  char *thread, *contact;
} Scene;

static void
run (SoStudio *studio, const char *sql, const char *a, const char *b)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (store, NULL, &error);

  g_assert_true (db && so_db_run (db, &error, sql, b ? "tt" : a ? "t" : "", a, b) && so_store_commit (store, &db, &error));
}

static char *
text (SoStudio *studio, const char *sql)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return so_db_text (db, sql, "");
}

static void
set_up (Scene *scene, gconstpointer data)
{
  SoStudio *studio;
  SoStore *store;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = NULL;

  scene->test = so_test_studio_new ();
  studio = scene->test->studio;
  store = so_studio_get_store (studio);
  scene->thread = so_test_receive (studio, "whatsapp", "+34600111222", "Hello", NULL, NULL);
  scene->contact = text (studio, "SELECT contact_id FROM thread");
  g_free (so_test_do (studio, SO_VERB_RENAME_CONTACT, scene->contact, "Mia Berger"));
  db = so_store_begin (store, NULL, &error);
  g_assert_true (so_share_start (db, &error) && so_store_commit (store, &db, &error));
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  so_test_studio_free (scene->test);
  g_free (scene->thread);
  g_free (scene->contact);
}

static void
notice (Scene *scene, const char *table, const char *group, const char *pk, const char *mine, const char *theirs)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO sync_notice (tbl, pk, grp, mine, theirs, dev, at) VALUES ('%s', ?, '%s', ?, '%s', 'other', 1)", table, group, theirs);

  run (scene->test->studio, sql, pk, mine);
}

static void
test_put_back (Scene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autoptr (GPtrArray) stories = NULL, after = NULL;
  g_autofree char *now = NULL, *undone = NULL, *waits = NULL, *label = NULL;
  const SoShareStory *story;

  g_free (so_test_do (studio, SO_VERB_STAGE, scene->contact, "TRIAL_SCHEDULED"));
  run (studio, "DELETE FROM sync_pend", NULL, NULL);
  notice (scene, "contact", "stage", scene->contact, "{\"stage\":\"CONTACTED\",\"lost_reason\":null}", "{\"stage\":\"TRIAL_SCHEDULED\",\"lost_reason\":null}");
  g_assert_cmpuint (so_studio_count_stories (studio), ==, 1);
  stories = so_studio_list_stories (studio, 10);
  g_assert_cmpuint (stories->len, ==, 1);
  story = stories->pdata[0];
  g_assert_cmpstr (story->sentence, ==, "Another computer changed the stage of Mia Berger to Trial");
  g_assert_cmpstr (story->mine, ==, "Contacted");
  g_assert_cmpstr (story->contact_id, ==, scene->contact);
  g_assert_true (story->can_put_back && !story->refused);

  g_free (so_test_do (studio, SO_VERB_PUT_BACK, "1", NULL));
  now = text (studio, "SELECT stage FROM contact");
  g_assert_cmpstr (now, ==, "CONTACTED");
  waits = text (studio, "SELECT tbl || '.' || grp FROM sync_pend");
  g_assert_cmpstr (waits, ==, "contact.stage");
  g_assert_cmpuint (so_studio_count_stories (studio), ==, 0);
  after = so_studio_list_stories (studio, 10);
  g_assert_cmpint (((SoShareStory *) after->pdata[0])->seen_at, >, 0);
  label = so_test_do (studio, SO_VERB_UNDO, NULL, NULL);
  g_assert_cmpstr (label, ==, "Put back");
  undone = text (studio, "SELECT stage FROM contact");
  g_assert_cmpstr (undone, ==, "TRIAL_SCHEDULED");
}

static void
test_keep (Scene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *name = NULL;

  notice (scene, "contact", "name", scene->contact, "{\"name\":\"Mia B.\"}", "{\"name\":\"Mia Berger\"}");
  g_free (so_test_do (studio, SO_VERB_KEEP_THEIRS, "1", NULL));
  g_assert_cmpuint (so_studio_count_stories (studio), ==, 0);
  name = text (studio, "SELECT name FROM contact");
  g_assert_cmpstr (name, ==, "Mia Berger");
  /* She may think better of it. */
  g_free (so_test_do (studio, SO_VERB_PUT_BACK, "1", NULL));
  g_clear_pointer (&name, g_free);
  name = text (studio, "SELECT c.name || ' ' || (SELECT count(*) FROM search WHERE search MATCH 'who:b') FROM contact c");
  g_assert_cmpstr (name, ==, "Mia B. 2");
  so_test_refuses (studio, SO_VERB_KEEP_THEIRS, "7", NULL);
  so_test_refuses (studio, SO_VERB_PUT_BACK, "7", NULL);
  so_test_refuses (studio, SO_VERB_PUT_BACK, "x", NULL);
}

/* What has left, or is gone, is not put back as a field. */
static void
test_cannot (Scene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *draft = so_test_do (studio, SO_VERB_WRITE, scene->thread, "Hi");
  g_autoptr (GPtrArray) stories = NULL;
  const gboolean can[] = { FALSE, FALSE, FALSE, so_share_table_find ("draft") != NULL };

  notice (scene, "draft", "words", draft, "{\"text\":\"Hello\"}", "{\"text\":\"Hi\"}");
  notice (scene, "draft", "state", draft, "{\"state\":\"discarded\"}", "{\"state\":\"edited\"}");
  notice (scene, "contact", "stage", "gone", "{\"stage\":\"NEW\"}", "{}");
  notice (scene, "lesson", "room", "l1", "{\"room\":\"A\"}", "{\"room\":\"B\"}");
  stories = so_studio_list_stories (studio, 10);
  g_assert_cmpuint (stories->len, ==, G_N_ELEMENTS (can));
  for (guint i = 0; i < G_N_ELEMENTS (can); i++)
    {
      const SoShareStory *story = stories->pdata[i];
      g_autofree char *n = g_strdup_printf ("%" G_GINT64_FORMAT, story->n);

      g_assert_cmpint (story->can_put_back, ==, can[i]);
      if (can[i])
        g_free (so_test_do (studio, SO_VERB_PUT_BACK, n, NULL));
      else
        so_test_refuses (studio, SO_VERB_PUT_BACK, n, NULL);
    }
  g_assert_cmpstr (((SoShareStory *) stories->pdata[3])->thread_id, ==, scene->thread);
}

static void
refused (Scene *scene, const char *table, const char *pk, const char *born, const char *why)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO sync_notice (tbl, pk, grp, mine, dev, at, why) VALUES ('%s', ?, '', ?, 'hub', 1, '%s')", table, why);

  run (scene->test->studio, sql, pk, born);
}

/* A whole row that the hub refused is made once more: but nothing that would leave by that. */
static void
test_make_again (Scene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *name = NULL, *drafts = NULL;

  refused (scene, "price", "q", "{\"row\":{\"created_at\":1},\"price\":{\"name\":\"Gift\",\"amount\":1,\"currency\":\"EUR\",\"unit\":\"\",\"version\":1},\"alive\":{\"deleted_at\":null},\"~\":{\"updated_at\":1}}", "No.");
  refused (scene, "draft", "d", "{\"state\":{\"state\":\"queued\"}}", "No.");
  g_free (so_test_do (studio, SO_VERB_PUT_BACK, "1", NULL));
  name = text (studio, "SELECT name FROM price WHERE id = 'q'");
  g_assert_cmpstr (name, ==, "Gift");
  so_test_refuses (studio, SO_VERB_PUT_BACK, "1", NULL);
  so_test_refuses (studio, SO_VERB_PUT_BACK, "2", NULL);
  drafts = text (studio, "SELECT count(*) FROM draft WHERE id = 'd'");
  g_assert_cmpstr (drafts, ==, "0");
}

static gboolean
can (Scene *scene, const char *role)
{
  g_autoptr (GPtrArray) stories = NULL;

  run (scene->test->studio, "UPDATE sync_link SET role = ?", role, NULL);
  stories = so_studio_list_stories (scene->test->studio, 1);
  return ((SoShareStory *) stories->pdata[0])->can_put_back;
}

/* Who was a teacher then and may more by now says it again; what the hub does not take from anybody, nobody does. */
static void
test_lifted (Scene *scene, gconstpointer data)
{
  refused (scene, "price", "q", "{\"price\":{\"name\":\"Gift\"}}", "A teacher may not change prices.");
  g_assert_false (can (scene, "teacher"));
  g_assert_false (can (scene, "front-desk"));
  g_assert_false (can (scene, "astronaut"));
  g_assert_true (can (scene, "manager"));
  g_assert_true (can (scene, "owner"));
  refused (scene, "price", "r", "{\"price\":{\"name\":\"Gift\"}}", "A name has 200 characters at most.");
  g_assert_false (can (scene, "owner"));
}

/* Every table that people are told of is named by what they know it by. */
static void
test_abouts (Scene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  static const struct { const char *table, *sql, *name, *part; } rows[] = {
    { "setting", "SELECT id FROM setting WHERE key = 'studio.zone'", "studio.zone", NULL },
    { "identity", "SELECT id FROM identity", "Mia Berger", "+34600111222" },
    { "thread", "SELECT id FROM thread", "Mia Berger", NULL },
    { "message", "SELECT id FROM message", "Mia Berger", NULL },
    { "tag", "SELECT id FROM tag", "Kids", NULL },
    { "tagging", "SELECT id FROM tagging WHERE target_kind = 'thread'", "Mia Berger", "Kids" },
    { "tagging", "SELECT id FROM tagging WHERE target_kind = 'contact'", "Mia Berger", "Kids" },
    { "task", "SELECT id FROM task", "Mia Berger", "Call" },
    { "knowledge", "SELECT id FROM knowledge", "Where?", NULL },
    { "account", "SELECT id FROM account", "Practice", NULL },
    { "lesson", "SELECT id FROM contact", NULL, NULL },
  };

  g_free (so_test_do (studio, SO_VERB_TAG, scene->thread, "Kids"));
  g_free (so_test_do (studio, SO_VERB_TAG_CONTACT, scene->contact, "Kids"));
  g_free (so_test_do (studio, SO_VERB_TASK_ADD, scene->contact, "Call"));
  g_free (so_test_teach (studio, "FAQ", "Where?", "Here"));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = text (studio, rows[i].sql);
      g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
      g_autoptr (SoShareAbout) about = so_share_about (db, rows[i].table, id);

      g_test_message ("%s", rows[i].table);
      g_assert_nonnull (id);
      g_assert_cmpstr (about->name, ==, rows[i].name);
      g_assert_cmpstr (about->part, ==, rows[i].part);
    }
}

#define ADD(name, function) g_test_add ("/share-notices/" name, Scene, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("put-back", test_put_back);
  ADD ("make-again", test_make_again);
  ADD ("lifted", test_lifted);
  ADD ("keep", test_keep);
  ADD ("cannot", test_cannot);
  ADD ("abouts", test_abouts);
  return g_test_run ();
}
