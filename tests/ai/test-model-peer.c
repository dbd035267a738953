/* SPDX-License-Identifier: MIT */
/* Every request against the providers' own descriptions: a gate that refuses what they do not allow, before a server that plays all four. */
#include "so-model.h"

#include "so-http.h"
#include "so-json.h"
#include "so-test-peer.h"

static void
test_all (void)
{
  static const char *const turns[] = { "hello", "Hi!", "hello emoji", NULL };
  static const char schema[] = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"],\"additionalProperties\":false}";
  guint16 server_port, gate_port;
  g_autofree char *server_text = NULL, *gate_text = NULL, *base = NULL, *upstream = NULL, *tally = NULL;
  g_autoptr (SoTestPeer) server = NULL;
  g_autoptr (SoTestPeer) gate = NULL;
  g_autoptr (SoHttpResponse) response = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!so_test_peers ())
    return;
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
    for (guint with_schema = 0; with_schema < 2; with_schema++)
      {
        SoModelServer where = { kind, base, "k-123" };
        SoModelAsk ask = { .model = "gpt-4o", .system = "Be kind", .turns = turns, .temperature = 0.2, .schema = with_schema ? schema : NULL };
        g_autoptr (GError) error = NULL;
        g_autoptr (SoModelAnswer) answer = so_model_ask (&where, &ask, NULL, NULL, NULL, &error);

        g_assert_no_error (error);
        g_assert_cmpint (answer->outcome, ==, SO_MODEL_DONE);
        g_assert_nonnull (g_strstr_len (answer->text, -1, "bachata los martes a las 19:00 — مرحبا"));
      }
  g_free (base);
  base = g_strdup_printf ("http://127.0.0.1:%u/__gate", gate_port);
  response = so_http_send (&(SoHttpRequest) { .url = base }, NULL, NULL, NULL);
  node = so_http_parse (response, NULL);
  tally = so_json_write (node, FALSE);
  g_test_message ("%s", tally);
  g_assert_cmpint (so_json_int (json_node_get_object (node), "ok"), ==, 2 * SO_N_MODEL_KINDS);
  g_assert_cmpint (so_json_int (json_node_get_object (node), "bad"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model-peer/all", test_all);
  return g_test_run ();
}
