/* SPDX-License-Identifier: MIT */
/* What a model does about messages that came in: once for each, checked, and never in the way of anything. */
#include "so-jobs.h"

#include "so-assistant.h"
#include "so-clock.h"
#include "so-contacts.h"
#include "so-db.h"
#include "so-error.h"
#include "so-intents.h"
#include "so-job-queue.h"
#include "so-json.h"
#include "so-outbox.h"
#include "so-studio-private.h"
#include "so-test-scene.h"
#include "so-test-server.h"
#include "so-threads.h"

#include <glib/gstdio.h>
#include <string.h>

#define REFINED "{\"primary_intent\":\"COMPLAINT\",\"sub_category\":\"service_issue\",\"priority\":\"URGENT\",\"sentiment\":\"NEGATIVE\",\"language\":\"en\"," \
                "\"tags\":[\"asks_price\"],\"entities\":{\"class_type\":\"\",\"date\":\"\",\"time\":\"\",\"instructor\":\"\"}," \
                "\"suggested_action\":\"Call them\",\"confidence\":0.9}"
#define OPINION "{\"score\":91,\"why\":\"Asks for the price\"}"

typedef struct {
  SoTestScene *scene;
  SoStudio *studio;
  SoTestServer *server;
  char *base;
} Case;

static void
use_model (Case *c)
{
  g_autoptr (GError) error = NULL;

  so_assistant_set_provider (c->studio, SO_MODEL_OLLAMA, &(SoProviderChange) { .base = c->base, .model = "m", .price_in = -1, .price_out = -1, .use = TRUE }, &error);
  g_assert_no_error (error);
}

/* Looks at whole conversations are test-analyst.c's. */
static void
leave_out_analyses (Case *c)
{
  SoStore *store = so_studio_get_store (c->studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);

  g_assert_true (so_db_script (db, "DELETE FROM job; CREATE TRIGGER no_analyses BEFORE INSERT ON job WHEN NEW.kind = 'analyse' BEGIN SELECT RAISE (IGNORE); END", NULL));
  g_assert_true (so_store_commit (store, &db, NULL));
}

static void
set_up (Case *c, gconstpointer data)
{
  c->scene = g_new0 (SoTestScene, 1);
  so_test_scene_set_up (c->scene, NULL);
  c->studio = c->scene->test->studio;
  c->server = so_test_server_new ();
  c->base = so_test_server_url (c->server, "");
  /* The practice customer writes first, while there is no model. */
  so_test_pull (c->studio);
  leave_out_analyses (c);
  g_free (so_test_do (c->studio, SO_VERB_SAVE_SETTING, "assistant.mode", "manual"));
}

static void
tear_down (Case *c, gconstpointer data)
{
  so_test_scene_tear_down (c->scene, NULL);
  g_free (c->scene);
  so_test_server_free (c->server);
  g_free (c->base);
}

static void
say (Case *c, const char *text)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);
  g_autofree char *quoted = NULL, *body = NULL;

  json_node_set_string (node, text);
  quoted = json_to_string (node, FALSE);
  body = g_strdup_printf ("{\"message\":{\"content\":%s},\"done\":true,\"done_reason\":\"stop\"}\n", quoted);
  so_test_server_answer (c->server, "200 OK", "", body);
}

static char *
receive (Case *c, const char *text)
{
  g_autoptr (SoDb) db = NULL;

  g_ptr_array_add (c->scene->channel->inbox, so_test_incoming ("whatsapp", "Ana", text));
  so_test_pull (c->studio);
  db = so_store_read (so_studio_get_store (c->studio), NULL);
  return so_db_text (db, "SELECT id FROM message WHERE text = ? ORDER BY n DESC LIMIT 1", "t", text);
}

static guint
run (Case *c, gint64 *next)
{
  g_autoptr (GError) error = NULL;
  gint64 ignored;
  guint ran;

  so_outbox_run_jobs (c->studio, &ran, next ? next : &ignored, NULL, &error);
  g_assert_no_error (error);
  return ran;
}

static gint64
number (Case *c, const char *sql)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (c->studio), NULL);

  return so_db_int (db, -1, sql, "");
}

static char *
text (Case *c, const char *sql)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (c->studio), NULL);

  return so_db_text (db, sql, "");
}

#define assert_text(c, sql, expected) \
  G_STMT_START { g_autofree char *text_ = text (c, sql); g_assert_cmpstr (text_, ==, expected); } G_STMT_END

/* A draft for what waits for an answer, and for nothing else; in manual mode for nothing at all. */
static void
test_draft (Case *c, gconstpointer data)
{
  g_autofree char *first = NULL, *second = NULL, *manual = NULL;

  use_model (c);
  g_free (so_test_do (c->studio, SO_VERB_SAVE_SETTING, "assistant.mode", "suggest"));
  first = receive (c, "How much is salsa?");
  g_assert_cmpint (number (c, "SELECT count(*) FROM job WHERE kind = 'draft' AND state = 'waiting'"), ==, 1);
  second = receive (c, "And when is it?");
  say (c, REFINED);           /* the first message has no draft any more */
  say (c, OPINION);
  say (c, "On Tuesday, I will look it up for you.");
  say (c, REFINED);
  say (c, OPINION);
  g_assert_cmpuint (run (c, NULL), ==, 6);
  g_assert_cmpuint (so_test_server_count (c->server), ==, 5);
  assert_text (c, "SELECT text FROM draft WHERE origin = 'model' AND deleted_at IS NULL", "On Tuesday, I will look it up for you.");
  g_free (so_test_do (c->studio, SO_VERB_SAVE_SETTING, "assistant.mode", "manual"));
  manual = receive (c, "Hello?");
  g_assert_cmpint (number (c, "SELECT count(*) FROM job WHERE kind = 'draft'"), ==, 2);
}

/* The line breaks in the middle of a draft: it is written anew, and there is one. */
static void
test_broken_draft (Case *c, gconstpointer data)
{
  g_autofree char *id = NULL;
  gint64 next;

  use_model (c);
  g_free (so_test_do (c->studio, SO_VERB_SAVE_SETTING, "assistant.mode", "suggest"));
  id = receive (c, "Do you have parking at the studio?");
  so_test_server_answer (c->server, "200 OK", "", "{\"message\":{\"content\":\"We have a\"},\"done\":false}\n");
  g_assert_cmpuint (run (c, &next), ==, 0);
  g_assert_cmpint (next, >, so_now ());
  g_assert_cmpint (number (c, "SELECT count(*) FROM draft WHERE text LIKE 'We have a%'"), ==, 0);
  so_clock_set (next + 1000);
  say (c, "I will look that up for you.");
  say (c, REFINED);
  say (c, OPINION);
  g_assert_cmpuint (run (c, NULL), ==, 3);
  g_assert_cmpint (number (c, "SELECT count(*) FROM draft WHERE state = 'proposed' AND text = 'I will look that up for you.'"), ==, 1);
}

/* Rules only: nothing waits, nothing is asked. */
static void
test_none (Case *c, gconstpointer data)
{
  g_autofree char *id = receive (c, "How much is salsa?");

  g_assert_cmpint (number (c, "SELECT count(*) FROM job"), ==, 0);
  g_assert_cmpuint (run (c, NULL), ==, 0);
  g_assert_cmpuint (so_test_server_count (c->server), ==, 0);
}

/* Both results are kept; the score is the rules', the stage the owner's. */
static void
test_refined (Case *c, gconstpointer data)
{
  g_autofree char *id = NULL, *before = NULL, *after = NULL;
  g_autoptr (SoMessage) message = NULL;
  g_autoptr (SoDb) db = NULL;

  use_model (c);
  id = receive (c, "How much is salsa?");
  g_assert_cmpint (number (c, "SELECT count(*) FROM job WHERE state = 'waiting'"), ==, 2);
  before = text (c, "SELECT score || stage || temperature FROM contact WHERE score IS NOT NULL AND name = 'Ana'");
  say (c, REFINED);
  say (c, OPINION);
  g_assert_cmpuint (run (c, NULL), ==, 2);
  db = so_store_read (so_studio_get_store (c->studio), NULL);
  message = so_message_find (db, id, NULL);
  g_assert_cmpstr (message->intent, ==, "COMPLAINT");
  g_assert_cmpstr (message->sub_category, ==, "service_issue");
  g_assert_cmpstr (message->priority, ==, "URGENT");
  g_assert_cmpfloat (message->confidence, ==, 0.9);
  assert_text (c, "SELECT intent FROM message WHERE refined IS NOT NULL", "PRICING");
  assert_text (c, "SELECT t.intent || t.priority FROM thread t JOIN message m ON m.thread_id = t.id WHERE refined IS NOT NULL", "COMPLAINTURGENT");
  after = text (c, "SELECT score || stage || temperature FROM contact WHERE score IS NOT NULL AND name = 'Ana'");
  g_assert_cmpstr (before, ==, after);
  assert_text (c, "SELECT opinion || opinion_why FROM contact WHERE opinion IS NOT NULL", "91Asks for the price");
  g_assert_cmpint (number (c, "SELECT count(*) FROM job WHERE state = 'done' AND result IS NOT NULL"), ==, 2);
  g_assert_cmpuint (run (c, NULL), ==, 0);
  g_assert_cmpuint (so_test_server_count (c->server), ==, 2);
}

static const char *const nonsense[] = { "I would say it is a complaint.", "{}", "{\"primary_intent\":\"PRICING\"}", "[1,2", "```\nnothing\n```" };

/* An answer that is none: the rules stand, and what was said is kept. */
static void
test_nonsense (Case *c, gconstpointer data)
{
  use_model (c);
  for (guint i = 0; i < G_N_ELEMENTS (nonsense); i++)
    {
      g_autofree char *words = g_strdup_printf ("How much is salsa, %u?", i), *id = receive (c, words), *fault = NULL;
      g_autoptr (SoDb) db = NULL;
      g_autoptr (SoMessage) message = NULL;

      say (c, nonsense[i]);
      say (c, nonsense[i]);
      g_assert_cmpuint (run (c, NULL), ==, 2);
      db = so_store_read (so_studio_get_store (c->studio), NULL);
      message = so_message_find (db, id, NULL);
      g_assert_cmpstr (message->intent, ==, "PRICING");
    }
  g_assert_cmpint (number (c, "SELECT count(*) FROM message WHERE refined IS NOT NULL"), ==, 0);
  g_assert_cmpint (number (c, "SELECT count(*) FROM contact WHERE opinion IS NOT NULL"), ==, 0);
  g_assert_cmpint (number (c, "SELECT count(*) FROM job WHERE state = 'done' AND result LIKE '%fault%'"), ==, 2 * G_N_ELEMENTS (nonsense));
}

/* A customer cannot talk a model into making the conversation less urgent, and what the owner said stays. */
static void
test_priority (Case *c, gconstpointer data)
{
  g_autofree char *id = NULL, *thread = NULL, *other = NULL;

  use_model (c);
  id = receive (c, "This is outrageous, I want a refund now or you hear from my lawyer!");
  assert_text (c, "SELECT priority FROM thread WHERE intent IS NOT NULL AND contact_id = (SELECT id FROM contact WHERE name = 'Ana')", "URGENT");
  {
    g_autoptr (GString) calm = g_string_new (REFINED);

    g_string_replace (calm, "URGENT", "LOW", 1);
    g_string_replace (calm, "COMPLAINT", "GENERAL", 1);
    g_string_replace (calm, "service_issue", "thank_you", 1);
    say (c, calm->str);
    say (c, OPINION);
  }
  run (c, NULL);
  assert_text (c, "SELECT priority FROM thread WHERE contact_id = (SELECT id FROM contact WHERE name = 'Ana')", "URGENT");
  other = receive (c, "How much is salsa?");
  thread = text (c, "SELECT thread_id FROM message WHERE text = 'How much is salsa?'");
  g_free (so_test_do (c->studio, SO_VERB_PRIORITY, thread, "LOW"));
  say (c, REFINED);
  say (c, OPINION);
  run (c, NULL);
  assert_text (c, "SELECT priority FROM thread WHERE contact_id = (SELECT id FROM contact WHERE name = 'Ana')", "LOW");
}

/* Less sure than the rules, and not sure at all. */
static void
test_unsure (Case *c, gconstpointer data)
{
  g_autoptr (GString) unsure = g_string_new (REFINED);
  g_autofree char *id = NULL;

  g_string_replace (unsure, "0.9", "0.1", 1);
  use_model (c);
  id = receive (c, "How much is salsa?");
  say (c, unsure->str);
  say (c, OPINION);
  g_assert_cmpuint (run (c, NULL), ==, 2);
  g_assert_cmpint (number (c, "SELECT count(*) FROM message WHERE refined IS NOT NULL"), ==, 0);
  g_assert_cmpint (number (c, "SELECT count(*) FROM job WHERE result LIKE '%COMPLAINT%'"), ==, 1);
}

/* Busy: later, as long as it asks for, and for all of them; then at last not at all. */
static void
test_busy (Case *c, gconstpointer data)
{
  g_autofree char *id = NULL;
  gint64 next;

  use_model (c);
  id = receive (c, "How much is salsa?");
  so_test_server_answer (c->server, "503 Busy", "Retry-After: 600\r\n", "{\"error\":\"loading\"}");
  g_assert_cmpuint (run (c, &next), ==, 0);
  g_assert_cmpint (next, >=, so_now () + 600 * 1000);
  g_assert_cmpuint (run (c, &next), ==, 0);
  g_assert_cmpuint (so_test_server_count (c->server), ==, 1);
  for (guint i = 0; i < 20; i++)
    {
      so_clock_set (so_now () + 700 * 1000);
      run (c, &next);
    }
  g_assert_cmpint (number (c, "SELECT count(*) FROM job WHERE state = 'failed' AND attempts = 5 AND error <> ''"), ==, 2);
  g_assert_cmpint (next, ==, 0);
  g_assert_cmpuint (so_test_server_count (c->server), ==, 10);
  /* Another model: another chance. */
  use_model (c);
  say (c, REFINED);
  say (c, OPINION);
  g_assert_cmpuint (run (c, NULL), ==, 2);
  g_assert_cmpint (number (c, "SELECT count(*) FROM job WHERE state = 'done'"), ==, 2);
}

/* What is wrong with the key is not tried five times, and the next one finds out for itself. */
static void
test_refused (Case *c, gconstpointer data)
{
  g_autofree char *id = NULL;

  use_model (c);
  id = receive (c, "How much is salsa?");
  so_test_server_answer (c->server, "401 Unauthorized", "", "{\"error\":\"who are you\"}");
  g_assert_cmpuint (run (c, NULL), ==, 2);
  g_assert_cmpint (number (c, "SELECT count(*) FROM job WHERE state = 'failed' AND attempts = 1"), ==, 2);
  assert_text (c, "SELECT intent FROM message WHERE text = 'How much is salsa?'", "PRICING");
}

/* Killed between the question and the answer: it is asked again, and done once. */
static void
test_killed (Case *c, gconstpointer data)
{
  SoStore *store = so_studio_get_store (c->studio);
  g_autofree char *id = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoJob) job = NULL;

  use_model (c);
  id = receive (c, "How much is salsa?");
  db = so_store_begin (store, NULL, NULL);
  g_assert_true (so_job_claim (db, SO_JOB_LANE_WORDS, so_now (), &job, NULL));
  g_assert_cmpstr (job->kind, ==, "refine");
  g_assert_true (so_store_commit (store, &db, NULL));
  say (c, REFINED);
  say (c, OPINION);
  g_assert_cmpuint (run (c, NULL), ==, 2);
  g_assert_cmpint (number (c, "SELECT max (attempts) FROM job"), ==, 2);
  g_assert_cmpint (number (c, "SELECT count(*) FROM job WHERE state = 'done'"), ==, 2);
}

/* What kills whoever does it is not begun for ever. */
static void
test_poison (Case *c, gconstpointer data)
{
  SoStore *store = so_studio_get_store (c->studio);
  g_autofree char *id = NULL;

  use_model (c);
  id = receive (c, "How much is salsa?");
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);
      g_autoptr (SoJob) job = NULL;
      guint n;

      g_assert_true (so_job_claim (db, SO_JOB_LANE_WORDS, so_now (), &job, NULL));
      g_assert_true (so_job_recover (db, SO_JOB_LANE_WORDS, &n, NULL));
      g_assert_cmpuint (n, ==, 1);
      g_assert_true (so_store_commit (store, &db, NULL));
    }
  say (c, OPINION);
  g_assert_cmpuint (run (c, NULL), ==, 2);
  g_assert_cmpint (number (c, "SELECT count(*) FROM job WHERE kind = 'refine' AND state = 'failed'"), ==, 1);
  g_assert_cmpuint (so_test_server_count (c->server), ==, 1);
}

/* Private mode is switched on while they wait: nothing leaves any more. */
static void
test_private (Case *c, gconstpointer data)
{
  g_autoptr (SoSecrets) secrets = so_secrets_memory ();
  g_autofree char *id = NULL;

  so_studio_set_secrets (c->studio, secrets);
  so_assistant_set_provider (c->studio, SO_MODEL_OPENAI, &(SoProviderChange) { .base = "https://model.invalid", .model = "m", .key = "k", .price_in = -1, .price_out = -1, .use = TRUE }, NULL);
  id = receive (c, "How much is salsa?");
  g_assert_cmpint (number (c, "SELECT count(*) FROM job WHERE state = 'waiting'"), ==, 2);
  g_assert_true (so_assistant_set_private (c->studio, TRUE, NULL));
  g_assert_cmpuint (run (c, NULL), ==, 2);
  g_assert_cmpint (number (c, "SELECT count(*) FROM job WHERE state = 'failed' AND error LIKE '%Private mode%'"), ==, 2);
  g_clear_pointer (&id, g_free);
  id = receive (c, "And for kids?");
  g_assert_cmpint (number (c, "SELECT count(*) FROM job WHERE state = 'waiting'"), ==, 0);
}

/* What is past, imported, from a machine, or "STOP", is nobody's business. */
static void
test_left_out (Case *c, gconstpointer data)
{
  SoIncoming *past = so_test_incoming ("whatsapp", "Ana", "Long ago"), *echo = so_test_incoming ("whatsapp", "Ana", "From her phone");
  g_autofree char *imported = NULL;

  use_model (c);
  past->past = TRUE;
  echo->outbound = TRUE;
  g_ptr_array_add (c->scene->channel->inbox, past);
  g_ptr_array_add (c->scene->channel->inbox, echo);
  g_assert_cmpuint (so_test_pull (c->studio), ==, 2);
  imported = so_test_receive (c->studio, "whatsapp", "Ana", "From an export", NULL, "import-1");
  g_assert_cmpint (number (c, "SELECT count(*) FROM job"), ==, 0);
}

/* Erased meanwhile: nothing is asked, and no word of it is left in what was said. */
static void
test_erased (Case *c, gconstpointer data)
{
  SoStore *store = so_studio_get_store (c->studio);
  g_autofree char *id = NULL, *second = NULL, *contact = NULL;
  g_autoptr (SoDb) db = NULL;

  use_model (c);
  id = receive (c, "How much is salsa?");
  say (c, REFINED);
  say (c, OPINION);
  run (c, NULL);
  second = receive (c, "And bachata?");
  contact = text (c, "SELECT id FROM contact WHERE name = 'Ana'");
  db = so_store_begin (store, NULL, NULL);
  g_assert_true (so_contact_erase (db, contact, NULL, NULL));
  g_assert_true (so_store_commit (store, &db, NULL));
  g_assert_cmpint (number (c, "SELECT count(*) FROM job"), ==, 0);
  g_assert_cmpint (number (c, "SELECT count(*) FROM message WHERE refined IS NOT NULL"), ==, 0);
  g_assert_cmpint (number (c, "SELECT count(*) FROM contact WHERE coalesce (opinion, opinion_why) IS NOT NULL"), ==, 0);
  g_assert_cmpuint (run (c, NULL), ==, 0);
}

/* The same message twice is one job of each kind. */
static void
test_once (Case *c, gconstpointer data)
{
  SoStore *store = so_studio_get_store (c->studio);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);

      g_assert_true (so_jobs_add (db, "m-1", "t-1", 1u << 1 | 1u << 2, NULL));
      g_assert_true (so_store_commit (store, &db, NULL));
    }
  g_assert_cmpint (number (c, "SELECT count(*) FROM job"), ==, 2);
}

/* A folder that was copied asks nobody until the owner says that it is the one. */
static void
test_copied (Case *c, gconstpointer data)
{
  SoStore *store = so_studio_get_store (c->studio);
  g_autofree char *id = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GError) error = NULL;
  gint64 next;
  guint ran;

  use_model (c);
  id = receive (c, "How much is salsa?");
  db = so_store_begin (store, NULL, NULL);
  g_assert_true (so_db_run (db, NULL, "UPDATE local SET value = '/elsewhere' WHERE key LIKE '%place%'", ""));
  g_assert_cmpint (so_db_changes (db), >=, 1);
  g_assert_cmpuint (so_jobs_wanted (c->studio, db), ==, 0);
  g_assert_true (so_store_commit (store, &db, NULL));
  g_assert_true (so_jobs_run (c->studio, &ran, &next, NULL, &error));
  g_assert_cmpuint (ran, ==, 0);
  g_assert_cmpint (next, ==, 0);
  g_assert_cmpuint (so_test_server_count (c->server), ==, 0);
}

/* In the window: by itself, and closing it waits for nothing but what cannot be undone. */
static void
test_by_itself (Case *c, gconstpointer data)
{
  g_autofree char *id = NULL;
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  use_model (c);
  say (c, REFINED);
  say (c, OPINION);
  so_outbox_start (c->studio);
  g_ptr_array_add (c->scene->channel->inbox, so_test_incoming ("whatsapp", "Ana", "How much is salsa?"));
  so_test_pull (c->studio);
  while (number (c, "SELECT count(*) FROM job WHERE state = 'done'") != 2 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (number (c, "SELECT count(*) FROM job WHERE state = 'done'"), ==, 2);
  so_outbox_stop (c->studio);
}

/* A server that says nothing: quitting does not wait for it. */
static void
test_quit (Case *c, gconstpointer data)
{
  static const char begins[] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n";
  gint64 begun, end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  use_model (c);
  so_test_server_say (c->server, begins, sizeof begins - 1, 5000);
  so_outbox_start (c->studio);
  g_ptr_array_add (c->scene->channel->inbox, so_test_incoming ("whatsapp", "Ana", "How much is salsa?"));
  so_test_pull (c->studio);
  while (so_test_server_count (c->server) == 0 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  begun = g_get_monotonic_time ();
  so_outbox_stop (c->studio);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 4 * G_USEC_PER_SEC);
  g_assert_cmpint (number (c, "SELECT count(*) FROM job WHERE state = 'waiting' AND attempts = 0"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/engine/jobs/" name, Case, NULL, set_up, function, tear_down)
  ADD ("draft", test_draft);
  ADD ("broken-draft", test_broken_draft);
  ADD ("none", test_none);
  ADD ("refined", test_refined);
  ADD ("nonsense", test_nonsense);
  ADD ("priority", test_priority);
  ADD ("unsure", test_unsure);
  ADD ("busy", test_busy);
  ADD ("refused", test_refused);
  ADD ("killed", test_killed);
  ADD ("poison", test_poison);
  ADD ("private", test_private);
  ADD ("left-out", test_left_out);
  ADD ("erased", test_erased);
  ADD ("once", test_once);
  ADD ("copied", test_copied);
  ADD ("by-itself", test_by_itself);
  ADD ("quit", test_quit);
  return g_test_run ();
}
