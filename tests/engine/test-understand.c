/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-clock.h"
#include "so-contacts.h"
#include "so-db.h"
#include "so-error.h"
#include "so-rescore.h"
#include "so-settings.h"
#include "so-studio-private.h"
#include "so-threads.h"
#include "so-understand.h"

#include <string.h>

static char *
say (SoTestScene *scene, const char *name, const char *text)
{
  SoIncoming *message = so_test_incoming ("whatsapp", name, text);
  g_autoptr (SoDb) db = NULL;

  message->sent_at = so_now ();
  g_ptr_array_add (scene->channel->inbox, message);
  g_assert_cmpuint (so_test_pull (scene->test->studio), >=, 1);
  db = so_store_read (so_studio_get_store (scene->test->studio), NULL);
  return so_db_text (db, "SELECT id FROM message WHERE text = ? ORDER BY n DESC LIMIT 1", "t", text);
}

static char *
ask (SoTestScene *scene, const char *query, const char *id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (scene->test->studio), NULL);

  return so_db_text (db, query, "t", id);
}

static void
assert_is (SoTestScene *scene, const char *query, const char *id, const char *value)
{
  g_autofree char *is = ask (scene, query, id);

  g_assert_cmpstr (is, ==, value);
}

static void
test_message (SoTestScene *scene, gconstpointer data)
{
  g_autofree char *id = say (scene, "Ana", "How much is the salsa class tomorrow at 6 pm?");

  assert_is (scene, "SELECT intent || ' ' || sub_category || ' ' || priority || ' ' || sentiment || ' ' || language FROM message WHERE id = ?", id,
             "PRICING fee_inquiry NORMAL NEUTRAL en");
  assert_is (scene, "SELECT entities ->> 'class_type' || ' ' || (entities ->> 'time') || ' ' || (entities -> 'signals' ->> 0) FROM message WHERE id = ?", id,
             "salsa 18:00 fee_inquiry");
  assert_is (scene, "SELECT t.sub_category FROM thread t JOIN message m ON m.thread_id = t.id WHERE m.id = ?", id, "fee_inquiry");
  g_free (id);
  id = say (scene, "Ana", "This is the third time you charged me twice, I want my money back!");
  assert_is (scene, "SELECT intent || ' ' || sentiment || ' ' || priority FROM message WHERE id = ?", id, "COMPLAINT NEGATIVE HIGH");
  /* The conversation comes first; what was understood of the message stays as it was. */
  assert_is (scene, "SELECT t.priority FROM thread t JOIN message m ON m.thread_id = t.id WHERE m.id = ?", id, "URGENT");
}

#define PERSON "SELECT c.temperature || ' ' || c.score || ' ' || c.stage FROM contact c JOIN thread t ON t.contact_id = c.id JOIN message m ON m.thread_id = t.id WHERE m.id = ?"

static void
test_score (SoTestScene *scene, gconstpointer data)
{
  g_autofree char *id = say (scene, "Ana", "How much is it?"), *contact = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoLeadReasons) reasons = NULL;
  int sum = 0;

  assert_is (scene, PERSON, id, "COLD 25 NEW");
  g_free (id);
  id = say (scene, "Ana", "Can I book a trial class tomorrow at 6pm? I am a complete beginner, count me in");
  assert_is (scene, "SELECT c.temperature FROM contact c JOIN thread t ON t.contact_id = c.id JOIN message m ON m.thread_id = t.id WHERE m.id = ?", id, "HOT");
  contact = ask (scene, "SELECT t.contact_id FROM thread t JOIN message m ON m.thread_id = t.id WHERE m.id = ?", id);
  db = so_store_read (so_studio_get_store (scene->test->studio), NULL);
  reasons = so_understand_explain (db, contact, NULL);
  for (guint i = 0; i < reasons->points->len; i++)
    sum += g_array_index (reasons->points, SoLeadPoint, i).points;
  g_test_message ("%s: %d of %d", contact, reasons->score, sum);
  g_assert_cmpint (reasons->score, ==, MIN (sum, 100));
  g_assert_cmpstr (reasons->temperature, ==, "HOT");
}

static void
test_weights (SoTestScene *scene, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  g_assert_null (so_test_do (scene->test->studio, SO_VERB_SAVE_SETTING, "lead.weights", "{\"asks_price\": 70, \"wrote_today\": 0}"));
  id = say (scene, "Ana", "How much is it?");
  assert_is (scene, PERSON, id, "WARM 70 NEW");
  g_assert_false (so_studio_do (scene->test->studio, SO_VERB_SAVE_SETTING, "lead.weights", "{\"asks_price\": 700}", NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

static void
set_weights (SoTestScene *scene, const char *json)
{
  g_assert_null (so_test_do (scene->test->studio, SO_VERB_SAVE_SETTING, "lead.weights", json));
}

/* Somebody of a demonstration: a score, and not a word. */
static void
make_up (SoStudio *studio)
{
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (studio), NULL, NULL);

  g_assert_true (so_db_run (db, NULL, "INSERT INTO contact (id, name, sort, score, temperature, created_at, updated_at) VALUES (?, 'Demo', 'demo', 92, 'HOT', 0, 0)", "t", "made-up"));
  g_assert_true (so_store_commit (so_studio_get_store (studio), &db, NULL));
}

/* 250 people: more than two passes hold. Who is a customer keeps the score that stands, as does whoever has never written here. */
static void
test_rescore (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *customer = NULL, *id = NULL;
  guint changed;

  for (guint i = 0; i < 250; i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %u", i);
      SoIncoming *message = so_test_incoming ("whatsapp", name, "How much is it?");

      message->sent_at = so_now ();
      g_ptr_array_add (scene->channel->inbox, message);
    }
  id = say (scene, "Ana", "How much is it, please?");
  customer = ask (scene, "SELECT t.contact_id FROM thread t JOIN message m ON m.thread_id = t.id WHERE m.id = ?", id);
  assert_is (scene, "SELECT score FROM contact WHERE id = ?", customer, "25");
  assert_is (scene, "SELECT count(*) FROM contact WHERE score = 25 AND ? = ''", "", "251");
  g_assert_null (so_test_do (studio, SO_VERB_STAGE, customer, "CONVERTED"));
  make_up (studio);

  set_weights (scene, "{\"asks_price\": 70}");
  assert_is (scene, "SELECT count(*) FROM contact WHERE score = 25 AND ? = ''", "", "251");
  g_assert_true (so_rescore_all (studio, &changed, NULL));
  g_assert_cmpuint (changed, ==, 251);      /* Priya of the scene too */
  assert_is (scene, "SELECT count(*) || ' ' || min (temperature) || ' ' || max (stage) FROM contact WHERE score = 80 AND ? = ''", "", "250 HOT NEW");
  assert_is (scene, "SELECT count(*) FROM thread WHERE score = 80 AND ? = ''", "", "250");
  assert_is (scene, "SELECT score FROM contact WHERE id = ?", customer, "25");
  assert_is (scene, "SELECT score FROM contact WHERE id = ?", "made-up", "92");
  g_assert_true (so_rescore_all (studio, &changed, NULL));
  g_assert_cmpuint (changed, ==, 0);
}

/* The boundaries as the owner meets them: one point more or less of one weight. */
static void
test_boundaries (SoTestScene *scene, gconstpointer data)
{
  static const struct { int price; const char *is; } cases[] = {
    { 49, "COLD 49 NEW" }, { 50, "WARM 50 NEW" }, { 79, "WARM 79 NEW" }, { 80, "HOT 80 NEW" }, { 81, "HOT 81 NEW" }, { 100, "HOT 100 NEW" }, { -100, "COLD 0 NEW" },
  };
  g_autofree char *id = say (scene, "Ana", "How much is it?");
  guint changed;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"asks_price\": %d, \"wrote_today\": 0}", cases[i].price);

      set_weights (scene, json);
      g_assert_true (so_rescore_all (scene->test->studio, &changed, NULL));
      assert_is (scene, PERSON, id, cases[i].is);
    }
}

static void
on_set (GObject *source, GAsyncResult *result, gpointer data)
{
  guint *changed = data;

  g_assert_true (so_studio_set_weights_finish (SO_STUDIO (source), result, changed, NULL));
}

static void
test_async (SoTestScene *scene, gconstpointer data)
{
  g_autofree char *id = say (scene, "Ana", "How much is it?"), *none = NULL, *json = NULL;
  guint changed = G_MAXUINT;
  int weights[SO_N_LEAD_SIGNALS];

  g_assert_true (so_studio_get_weights (scene->test->studio, weights));
  none = so_lead_weights_to_json (weights);
  g_assert_null (none);
  weights[SO_LEAD_PRICE] = 40;
  json = so_lead_weights_to_json (weights);
  g_assert_cmpstr (json, ==, "{\"asks_price\":40}");
  so_studio_set_weights_async (scene->test->studio, weights, NULL, on_set, &changed);
  while (changed == G_MAXUINT)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (changed, ==, 2);      /* and Priya of the scene */
  assert_is (scene, PERSON, id, "WARM 50 NEW");
  weights[SO_LEAD_PRICE] = 0;
  g_assert_true (so_studio_get_weights (scene->test->studio, weights));
  g_assert_cmpint (weights[SO_LEAD_PRICE], ==, 40);
}

static void
test_customer (SoTestScene *scene, gconstpointer data)
{
  g_autofree char *id = say (scene, "Ana", "Hello"), *contact = NULL;

  contact = ask (scene, "SELECT t.contact_id FROM thread t JOIN message m ON m.thread_id = t.id WHERE m.id = ?", id);
  g_assert_null (so_test_do (scene->test->studio, SO_VERB_STAGE, contact, "CONVERTED"));
  g_free (id);
  id = say (scene, "Ana", "How much is a private lesson tomorrow? Sign me up");
  assert_is (scene, "SELECT sub_category IS NOT NULL FROM message WHERE id = ?", id, "1");
  assert_is (scene, "SELECT c.score FROM contact c WHERE c.id = ?", contact, "10");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/understand/message", SoTestScene, NULL, so_test_scene_set_up, test_message, so_test_scene_tear_down);
  g_test_add ("/understand/score", SoTestScene, NULL, so_test_scene_set_up, test_score, so_test_scene_tear_down);
  g_test_add ("/understand/rescore", SoTestScene, NULL, so_test_scene_set_up, test_rescore, so_test_scene_tear_down);
  g_test_add ("/understand/boundaries", SoTestScene, NULL, so_test_scene_set_up, test_boundaries, so_test_scene_tear_down);
  g_test_add ("/understand/weights-async", SoTestScene, NULL, so_test_scene_set_up, test_async, so_test_scene_tear_down);
  g_test_add ("/understand/weights", SoTestScene, NULL, so_test_scene_set_up, test_weights, so_test_scene_tear_down);
  g_test_add ("/understand/customer", SoTestScene, NULL, so_test_scene_set_up, test_customer, so_test_scene_tear_down);
  return g_test_run ();
}
