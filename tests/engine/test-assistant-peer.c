/* SPDX-License-Identifier: MIT */
/* The assistant as the owner has it set, with each provider in turn, streaming, against the providers' own descriptions: a gate that refuses what they do
 * not allow, before a server that plays all four. */
#include "so-assistant.h"

#include "so-http.h"
#include "so-json.h"
#include "so-model-uses.h"
#include "so-studio-private.h"
#include "so-test-peer.h"
#include "so-test-studio.h"

#include <string.h>

#define SAID "bachata los martes a las 19:00 — مرحبا"

static void
on_piece (const char *piece, gpointer data)
{
  g_assert_true (g_utf8_validate (piece, -1, NULL));
  g_string_append (data, piece);
}

static void
ask (SoStudio *studio, const char *agent, const char *schema)
{
  static const char *const turns[] = { "hello", "Hi!", "hello emoji", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SoModelUse) use = so_assistant_open (studio, agent, &error);
  SoModelAsk what = { .system = "Be kind", .turns = turns, .schema = schema, .most_seconds = 30 };
  g_autoptr (GString) pieces = g_string_new (NULL);
  g_autoptr (SoModelAnswer) answer = NULL;

  g_assert_no_error (error);
  answer = so_assistant_ask (use, &what, on_piece, pieces, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (answer->outcome, ==, SO_MODEL_DONE);
  g_assert_nonnull (strstr (answer->text, SAID));
  g_assert_cmpstr (pieces->str, ==, answer->text);
}

/* All agents of one provider, set as Preferences set it. */
static void
ask_provider (SoStudio *studio, SoModelKind kind, const char *base)
{
  static const char schema[] = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"],\"additionalProperties\":false}";
  g_autoptr (GError) error = NULL;

  so_assistant_set_provider (studio, kind, &(SoProviderChange) { .base = base, .model = "gpt-4o", .key = "k-123", .price_in = 1, .price_out = 2, .use = TRUE }, &error);
  g_assert_no_error (error);
  for (SoAgent agent = 0; agent < SO_N_AGENTS; agent++)
    ask (studio, so_agent_nick (agent), agent % 2 ? schema : NULL);
}

static void
test_all (void)
{
  guint16 server_port, gate_port;
  g_autofree char *server_text = NULL, *gate_text = NULL, *base = NULL, *upstream = NULL, *tally_url = NULL, *tally = NULL;
  g_autoptr (SoTestPeer) server = NULL;
  g_autoptr (SoTestPeer) gate = NULL;
  g_autoptr (SoTestStudio) test = NULL;
  g_autoptr (SoSecrets) secrets = so_secrets_memory ();
  g_autoptr (SoHttpResponse) response = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) uses = NULL;
  gint64 asks = 0, failures = 0;

  if (!so_test_peers ())
    return;
  test = so_test_studio_new ();
  so_studio_set_secrets (test->studio, secrets);
  server_port = so_test_free_port ();
  gate_port = so_test_free_port ();
  server_text = g_strdup_printf ("%u", server_port);
  gate_text = g_strdup_printf ("%u", gate_port);
  upstream = g_strdup_printf ("http://127.0.0.1:%u", server_port);
  base = g_strdup_printf ("http://127.0.0.1:%u", gate_port);
  server = so_test_peer_new ("listening", NULL, "node_modules/@copilotkit/aimock/dist/cli.js", "--host", "127.0.0.1", "-p", server_text, "-f", "llm/fixtures.json",
                             "--strict", "--log-level", "info", NULL);
  gate = so_test_peer_new ("gate on", NULL, "gate.mjs", gate_text, upstream, "openai:/v1", "anthropic", "gemini:/v1beta", "ollama", NULL);
  for (SoModelKind kind = 0; kind < SO_N_MODEL_KINDS; kind++)
    ask_provider (test->studio, kind, base);
  tally_url = g_strdup_printf ("%s/__gate", base);
  response = so_http_send (&(SoHttpRequest) { .url = tally_url }, NULL, NULL, NULL);
  node = so_http_parse (response, NULL);
  tally = so_json_write (node, FALSE);
  g_test_message ("%s", tally);
  g_assert_cmpint (so_json_int (json_node_get_object (node), "ok"), ==, SO_N_AGENTS * SO_N_MODEL_KINDS);
  g_assert_cmpint (so_json_int (json_node_get_object (node), "bad"), ==, 0);
  db = so_store_read (so_studio_get_store (test->studio), NULL);
  uses = so_model_use_list (db, "2000-01-01", NULL);
  for (guint i = 0; i < uses->len; i++)
    {
      asks += ((SoModelCount *) uses->pdata[i])->asks;
      failures += ((SoModelCount *) uses->pdata[i])->failures;
    }
  g_assert_cmpint (asks, ==, SO_N_AGENTS * SO_N_MODEL_KINDS);
  g_assert_cmpint (failures, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/assistant-peer/all", test_all);
  return g_test_run ();
}
