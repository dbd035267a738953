/* SPDX-License-Identifier: MIT */
/* Who is asked, with what, at what price, and what may never leave this computer. */
#include "so-assistant.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-http.h"
#include "so-model-uses.h"
#include "so-studio-private.h"
#include "so-test-server.h"
#include "so-test-studio.h"

#include <string.h>

typedef struct {
  SoTestStudio *test;
  SoStudio *studio;
  SoSecrets *secrets;
  SoTestServer *server;
  char *base;
} Case;

static void
set_up (Case *c, gconstpointer data)
{
  c->test = so_test_studio_new ();
  c->studio = c->test->studio;
  c->secrets = so_secrets_memory ();
  so_studio_set_secrets (c->studio, c->secrets);
  c->server = so_test_server_new ();
  c->base = so_test_server_url (c->server, "");
}

static void
tear_down (Case *c, gconstpointer data)
{
  so_test_studio_free (c->test);
  so_secrets_unref (c->secrets);
  so_test_server_free (c->server);
  g_free (c->base);
}

#define KEEP .price_in = -1, .price_out = -1

static void
set_provider (Case *c, SoModelKind kind, const SoProviderChange *change)
{
  g_autoptr (GError) error = NULL;

  so_assistant_set_provider (c->studio, kind, change, &error);
  g_assert_no_error (error);
}

static void
refuses (Case *c, SoModelKind kind, const SoProviderChange *change)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (so_assistant_set_provider (c->studio, kind, change, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_cmpuint (strlen (error->message), >, 20);
}

static SoProviderSettings *
settings_of (Case *c, SoModelKind kind)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (c->studio), NULL);

  return so_assistant_get_provider_settings (db, kind);
}

static void
cannot_open (Case *c, const char *agent, SoError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoModelUse) use = so_assistant_open (c->studio, agent, &error);

  g_assert_null (use);
  g_assert_error (error, SO_ERROR, (int) code);
  g_assert_cmpuint (strlen (error->message), >, 20);
}

#define CHAT "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}\n\n" \
             "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":200}}\n\ndata: [DONE]\n\n"

static SoModelAnswer *
ask (Case *c, const char *agent, GError **error)
{
  static const char *const turns[] = { "How much?", NULL };
  SoModelAsk what = { .turns = turns, .most_seconds = 5 };
  g_autoptr (SoModelUse) use = so_assistant_open (c->studio, agent, error);

  return use ? so_assistant_ask (use, &what, NULL, NULL, NULL, error) : NULL;
}

/* Nothing is set: nothing is asked, and it says so. */
static void
test_rules (Case *c, gconstpointer data)
{
  for (SoAgent agent = 0; agent < SO_N_AGENTS; agent++)
    {
      g_assert_false (so_assistant_has_model (c->studio, so_agent_nick (agent)));
      cannot_open (c, so_agent_nick (agent), SO_ERROR_CHANGE);
    }
  cannot_open (c, "janitor", SO_ERROR_CHANGE);
  cannot_open (c, NULL, SO_ERROR_CHANGE);
  g_assert_false (so_assistant_has_model (c->studio, "janitor"));
}

static void
test_asks (Case *c, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoModelAnswer) answer = NULL;
  g_autofree char *heard = NULL;

  set_provider (c, SO_MODEL_OPENAI_CHAT, &(SoProviderChange) { .base = c->base, .model = "m-1", .key = " k-123 \n", .price_in = 2.5, .price_out = 10, .use = TRUE });
  g_assert_true (so_assistant_set_agent (c->studio, SO_AGENT_SMART_REPLY,
                 &(SoAgentSettings) { SO_PROVIDER_STUDIO, (char *) "m-2", 0.25, 321 }, &error));
  g_assert_true (so_assistant_has_model (c->studio, "smart_reply"));
  so_test_server_answer (c->server, "200 OK", "Content-Type: text/event-stream\r\n", CHAT);
  answer = ask (c, "smart_reply", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer->text, ==, "Hi");
  heard = so_test_server_heard (c->server, 0);
  g_assert_nonnull (strstr (heard, "Bearer k-123\r\n"));
  g_assert_nonnull (strstr (heard, "\"model\":\"m-2\""));
  g_assert_nonnull (strstr (heard, "\"temperature\":0.25"));
  g_assert_nonnull (strstr (heard, "\"max_completion_tokens\":321"));
}

/* Tokens and what they cost, by day and agent; a failure is an ask, too; another price holds from now on. */
static void
test_counts (Case *c, gconstpointer data)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) all = NULL;
  const SoModelCount *reply, *score;

  set_provider (c, SO_MODEL_OPENAI_CHAT, &(SoProviderChange) { .base = c->base, .model = "m-1", .price_in = 2.5, .price_out = 10, .use = TRUE });
  so_test_server_answer (c->server, "200 OK", "", CHAT);
  so_test_server_answer (c->server, "200 OK", "", CHAT);
  so_test_server_answer (c->server, "500 Oops", "", "{}");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (SoModelAnswer) answer = ask (c, i == 0 ? "lead_scoring" : "smart_reply", NULL);

      g_assert_true ((answer != NULL) == (i < 2));
      if (i == 0)
        set_provider (c, SO_MODEL_OPENAI_CHAT, &(SoProviderChange) { .price_in = 5, .price_out = -1 });
    }
  db = so_store_read (so_studio_get_store (c->studio), NULL);
  all = so_model_use_list (db, NULL, NULL);
  g_assert_cmpuint (all->len, ==, 2);
  score = all->pdata[0];
  reply = all->pdata[1];
  g_assert_cmpstr (score->agent, ==, "lead_scoring");
  g_assert_cmpstr (score->day, ==, "2025-11-21");
  g_assert_cmpint (score->cost, ==, 4500);          /* 1000 × 2.50 + 200 × 10, of a million */
  g_assert_cmpstr (reply->agent, ==, "smart_reply");
  g_assert_cmpint (reply->asks, ==, 2);
  g_assert_cmpint (reply->failures, ==, 1);
  g_assert_cmpint (reply->tokens_in, ==, 1000);
  g_assert_cmpint (reply->tokens_out, ==, 200);
  g_assert_cmpint (reply->cost, ==, 7000);
  g_ptr_array_unref (all);
  all = so_model_use_list (db, "2025-11-22", NULL);
  g_assert_cmpuint (all->len, ==, 0);
}

/* A key is for the server for which it was entered. */
static void
test_keys (Case *c, gconstpointer data)
{
  g_autofree char *account = g_strdup ("assistant-openai");
  g_autoptr (SoSecret) kept = NULL;
  g_autoptr (SoProviderSettings) settings = NULL;

  set_provider (c, SO_MODEL_OPENAI, &(SoProviderChange) { .model = "m-1", .key = "k-123", KEEP, .use = TRUE });
  kept = so_secrets_lookup (c->secrets, account, "key", NULL, NULL);
  g_assert_cmpstr (kept, ==, "k-123");
  set_provider (c, SO_MODEL_OPENAI, &(SoProviderChange) { .model = "m-2", KEEP });
  settings = settings_of (c, SO_MODEL_OPENAI);
  g_assert_true (settings->has_key);
  set_provider (c, SO_MODEL_OPENAI, &(SoProviderChange) { .base = "https://elsewhere.example/v1", KEEP });
  g_clear_pointer (&settings, so_provider_settings_free);
  settings = settings_of (c, SO_MODEL_OPENAI);
  g_assert_false (settings->has_key);
  g_clear_pointer (&kept, so_secret_free);
  kept = so_secrets_lookup (c->secrets, account, "key", NULL, NULL);
  g_assert_null (kept);
  cannot_open (c, "smart_reply", SO_ERROR_SIGN_IN);
  /* Gone from the key ring by other means. */
  set_provider (c, SO_MODEL_OPENAI, &(SoProviderChange) { .key = "k-456", KEEP });
  so_secrets_remove (c->secrets, account, NULL, NULL, NULL);
  cannot_open (c, "smart_reply", SO_ERROR_SIGN_IN);
}

static char *
locked_lookup (const char *account_id, const char *name, gpointer data, GCancellable *cancellable, GError **error)
{
  so_secrets_fail (error, SO_SECRETS_LOCKED);
  return NULL;
}

static gboolean
locked_store (const char *account_id, const char *name, const char *label, const char *secret, gpointer data, GCancellable *cancellable, GError **error)
{
  return so_secrets_fail (error, SO_SECRETS_LOCKED);
}

static gboolean
locked_remove (const char *account_id, const char *name, gpointer data, GCancellable *cancellable, GError **error)
{
  return so_secrets_fail (error, SO_SECRETS_LOCKED);
}

static gboolean
locked_unlock (gpointer data, GCancellable *cancellable, GError **error)
{
  return so_secrets_fail (error, SO_SECRETS_LOCKED);
}

static void
test_locked (Case *c, gconstpointer data)
{
  g_autoptr (SoProviderSettings) settings = NULL;

  set_provider (c, SO_MODEL_OPENAI, &(SoProviderChange) { .model = "m-1", .key = "k-123", KEEP, .use = TRUE });
  c->secrets->lookup = locked_lookup;
  c->secrets->store = locked_store;
  c->secrets->remove = locked_remove;
  c->secrets->unlock = locked_unlock;
  cannot_open (c, "smart_reply", SO_ERROR_CHANGE);
  refuses (c, SO_MODEL_OPENAI, &(SoProviderChange) { .model = "m-9", .key = "k-456", KEEP });
  refuses (c, SO_MODEL_OPENAI, &(SoProviderChange) { .base = "https://elsewhere.example", KEEP });
  settings = settings_of (c, SO_MODEL_OPENAI);
  g_assert_cmpstr (settings->model, ==, "m-1");
  g_assert_null (settings->base);
  g_assert_true (settings->has_key);
}

static void
test_refused (Case *c, gconstpointer data)
{
  static const char *const bases[] = { "ftp://x.example", "http://x.example", "x.example", "https://", "https://me:pw@x.example", "https://x.example/?key=1", "https://x.example/#a" };
  static const char *const models[] = { "two words", "a\nb", "../x?y", "m#1" };
  static const SoAgentSettings agents[] = { { SO_PROVIDER_STUDIO, NULL, 2.1, 500 }, { SO_PROVIDER_STUDIO, NULL, 0.5, 0 }, { SO_PROVIDER_STUDIO, NULL, 0.5, 32001 },
                                            { SO_PROVIDER_STUDIO, (char *) "two words", 0.5, 500 } };
  g_autoptr (SoProviderSettings) settings = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bases); i++)
    refuses (c, SO_MODEL_OPENAI_CHAT, &(SoProviderChange) { .base = bases[i], .model = "m-1", .key = "k-123", KEEP });
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    refuses (c, SO_MODEL_OPENAI_CHAT, &(SoProviderChange) { .model = models[i], KEEP });
  refuses (c, SO_MODEL_OPENAI_CHAT, &(SoProviderChange) { .key = "k 1", KEEP });
  refuses (c, SO_MODEL_OPENAI_CHAT, &(SoProviderChange) { .price_in = 1e9, .price_out = -1 });
  settings = settings_of (c, SO_MODEL_OPENAI_CHAT);
  g_assert_null (settings->base);
  g_assert_null (settings->model);
  g_assert_false (settings->has_key);
  for (guint i = 0; i < G_N_ELEMENTS (agents); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (so_assistant_set_agent (c->studio, SO_AGENT_SCHEDULING, &agents[i], &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
}

static const struct { const char *url; gboolean here; } places[] = {
  { "http://127.0.0.1:11434", TRUE }, { "http://127.8.9.1", TRUE }, { "http://[::1]:11434/api", TRUE }, { "http://localhost:1", TRUE }, { "https://localhost", TRUE },
  { "https://localhost.example", FALSE }, { "https://me.localhost", FALSE }, { "https://127.0.0.1.nip.io", FALSE }, { "https://128.0.0.1", FALSE }, { "https://0.0.0.0", FALSE },
  { "https://192.168.1.2", FALSE }, { "https://[::ffff:127.0.0.1]", FALSE }, { "https://api.openai.com/v1", FALSE }, { "https://127.0.0.1@evil.example", FALSE },
  { "https://evil.example#@127.0.0.1", FALSE }, { "127.0.0.1", FALSE }, { "", FALSE }, { NULL, FALSE },
};

/* Private mode holds at every moment: where it is set, where it is opened, and when it is asked. */
static void
test_private (Case *c, gconstpointer data)
{
  static const char *const turns[] = { "secret words", NULL };
  SoModelAsk what = { .turns = turns, .most_seconds = 5 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SoModelUse) use = NULL;
  g_autoptr (SoModelAnswer) answer = NULL;
  g_auto (GStrv) models = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_assert_true (so_http_is_this_computer (places[i].url) == places[i].here);
  set_provider (c, SO_MODEL_OPENAI, &(SoProviderChange) { .base = "https://model.invalid", .model = "m-1", .key = "k-123", KEEP, .use = TRUE });
  use = so_assistant_open (c->studio, "smart_reply", &error);
  g_assert_no_error (error);
  g_assert_true (so_assistant_set_private (c->studio, TRUE, &error));
  g_assert_false (so_assistant_has_model (c->studio, "smart_reply"));
  g_assert_null (so_assistant_ask (use, &what, NULL, NULL, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_nonnull (strstr (error->message, "model.invalid"));
  g_clear_error (&error);
  cannot_open (c, "smart_reply", SO_ERROR_CHANGE);
  models = so_assistant_list_models (c->studio, SO_MODEL_OPENAI, NULL, &error);
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_clear_error (&error);
  refuses (c, SO_MODEL_GEMINI, &(SoProviderChange) { .model = "m-1", .key = "k", KEEP, .use = TRUE });
  set_provider (c, SO_MODEL_OLLAMA, &(SoProviderChange) { .base = c->base, .model = "local", KEEP, .use = TRUE });
  g_assert_true (so_assistant_has_model (c->studio, "smart_reply"));
  so_test_server_answer (c->server, "200 OK", "", "{\"message\":{\"content\":\"Hi\"},\"done\":true,\"done_reason\":\"stop\"}\n");
  answer = ask (c, "smart_reply", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer->text, ==, "Hi");
}

/* A server on this computer that sends us away is not followed. */
static void
test_redirect (Case *c, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoTestServer) other = so_test_server_new ();
  g_autofree char *there = so_test_server_url (other, "/api/chat"), *header = g_strdup_printf ("Location: %s\r\n", there);

  so_test_server_answer (other, "200 OK", "", "{\"message\":{\"content\":\"caught\"},\"done\":true}\n");
  so_test_server_answer (c->server, "307 Temporary Redirect", header, "");
  g_assert_true (so_assistant_set_private (c->studio, TRUE, NULL));
  set_provider (c, SO_MODEL_OLLAMA, &(SoProviderChange) { .base = c->base, .model = "local", KEEP, .use = TRUE });
  g_assert_null (ask (c, "smart_reply", &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (so_test_server_count (other), ==, 0);
}

/* An agent of its own provider; one that has none stays with the rules. */
static void
test_own (Case *c, gconstpointer data)
{
  g_autoptr (SoModelUse) use = NULL;
  g_autoptr (SoAgentSettings) kept = NULL;
  g_autoptr (SoDb) db = NULL;

  set_provider (c, SO_MODEL_OLLAMA, &(SoProviderChange) { .base = c->base, .model = "local", KEEP });
  g_assert_false (so_assistant_has_model (c->studio, "lead_scoring"));
  g_assert_true (so_assistant_set_agent (c->studio, SO_AGENT_LEAD_SCORING, &(SoAgentSettings) { SO_MODEL_OLLAMA, NULL, -1, 100 }, NULL));
  use = so_assistant_open (c->studio, "lead_scoring", NULL);
  g_assert_cmpstr (so_model_use_get_model (use), ==, "local");
  g_assert_cmpstr (so_model_use_get_provider (use), ==, "ollama");
  g_assert_false (so_assistant_has_model (c->studio, "smart_reply"));
  g_assert_true (so_assistant_use_provider (c->studio, SO_MODEL_OLLAMA, NULL));
  g_assert_true (so_assistant_has_model (c->studio, "smart_reply"));
  g_assert_true (so_assistant_set_agent (c->studio, SO_AGENT_SMART_REPLY, &(SoAgentSettings) { SO_PROVIDER_RULES, NULL, 0.7, 500 }, NULL));
  g_assert_false (so_assistant_has_model (c->studio, "smart_reply"));
  g_assert_true (so_assistant_use_provider (c->studio, SO_PROVIDER_RULES, NULL));
  g_assert_true (so_assistant_has_model (c->studio, "lead_scoring"));
  db = so_store_read (so_studio_get_store (c->studio), NULL);
  kept = so_assistant_get_agent (db, SO_AGENT_LEAD_SCORING);
  g_assert_cmpint (kept->provider, ==, SO_MODEL_OLLAMA);
  g_assert_cmpfloat (kept->temperature, <, 0);
  g_assert_cmpuint (kept->most_tokens, ==, 100);
}

static const struct { const char *status, *body; SoError code; } failures[] = {
  { "401 Unauthorized", "{\"error\":{\"message\":\"Incorrect API key\",\"code\":\"invalid_api_key\"}}", SO_ERROR_SIGN_IN },
  { "404 Not Found", "{\"error\":{\"message\":\"no such model\",\"code\":\"model_not_found\"}}", SO_ERROR_CHANGE },
  { "429 Too Many Requests", "{\"error\":{\"message\":\"slow\",\"code\":\"rate_limit_exceeded\"}}", SO_ERROR_WAIT },
  { "200 OK", "<html>this is no model</html>", SO_ERROR_CHANGE },
};

static void
test_failures (Case *c, gconstpointer data)
{
  set_provider (c, SO_MODEL_OPENAI_CHAT, &(SoProviderChange) { .base = c->base, .model = "m-1", .key = "k-123", KEEP, .use = TRUE });
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *words = NULL;

      so_test_server_answer (c->server, failures[i].status, "Retry-After: 7\r\n", failures[i].body);
      words = so_assistant_test (c->studio, SO_MODEL_OPENAI_CHAT, NULL, &error);
      g_assert_null (words);
      g_assert_error (error, SO_ERROR, (int) failures[i].code);
      g_assert_null (strstr (error->message, "k-123"));
      if (failures[i].code == SO_ERROR_WAIT)
        g_assert_cmpint (so_error_get_wait (error), ==, 7000);
    }
}

/* What a test says: without a model it names how many there are. */
static void
test_test (Case *c, gconstpointer data)
{
  g_autofree char *none = NULL, *some = NULL, *word = NULL;
  g_autoptr (GError) error = NULL;

  set_provider (c, SO_MODEL_OLLAMA, &(SoProviderChange) { .base = c->base, KEEP, .use = TRUE });
  so_test_server_answer (c->server, "200 OK", "", "{\"models\":[]}");
  none = so_assistant_test (c->studio, SO_MODEL_OLLAMA, NULL, &error);
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_nonnull (strstr (error->message, "ollama pull"));
  so_test_server_answer (c->server, "200 OK", "", "{\"models\":[{\"name\":\"a\"},{\"name\":\"b\"}]}");
  some = so_assistant_test (c->studio, SO_MODEL_OLLAMA, NULL, NULL);
  g_assert_nonnull (strstr (some, "2 models"));
  cannot_open (c, "smart_reply", SO_ERROR_CHANGE);
  set_provider (c, SO_MODEL_OLLAMA, &(SoProviderChange) { .model = "a", KEEP });
  so_test_server_answer (c->server, "200 OK", "", "{\"message\":{\"content\":\"ready\"},\"done\":true,\"done_reason\":\"stop\"}\n");
  word = so_assistant_test (c->studio, SO_MODEL_OLLAMA, NULL, NULL);
  g_assert_nonnull (strstr (word, "answers with a"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/engine/assistant/" name, Case, NULL, set_up, function, tear_down)
  ADD ("rules", test_rules);
  ADD ("asks", test_asks);
  ADD ("counts", test_counts);
  ADD ("keys", test_keys);
  ADD ("locked", test_locked);
  ADD ("refused", test_refused);
  ADD ("private", test_private);
  ADD ("redirect", test_redirect);
  ADD ("own", test_own);
  ADD ("failures", test_failures);
  ADD ("test", test_test);
  return g_test_run ();
}
