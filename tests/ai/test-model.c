/* SPDX-License-Identifier: MIT */
/* The four protocols against a server that says byte for byte what it was told. */
#include "so-model.h"

#include "so-error.h"
#include "so-test-server.h"

#include <string.h>

static const char *const turns[] = { "How much?", "16 euros", "And on Tuesday?", NULL };

typedef struct {
  SoTestServer *server;
  char *base;
  GString *pieces;
} Case;

static void
set_up (Case *c, gconstpointer data)
{
  c->server = so_test_server_new ();
  c->base = so_test_server_url (c->server, "");
  c->pieces = g_string_new (NULL);
}

static void
tear_down (Case *c, gconstpointer data)
{
  so_test_server_free (c->server);
  g_free (c->base);
  g_string_free (c->pieces, TRUE);
}

static void
on_piece (const char *piece, gpointer pieces)
{
  g_string_append_printf (pieces, "[%s]", piece);
}

/* Chunked, as they all do; @cut leaves the end of the body out. */
static void
stream (Case *c, const char *body, gboolean cut)
{
  g_autofree char *answer = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n%zx\r\n%s\r\n%s",
                                             strlen (body), body, cut ? "" : "0\r\n\r\n");

  so_test_server_say (c->server, answer, strlen (answer), 0);
}

static SoModelAnswer *
ask (Case *c, SoModelKind kind, GError **error)
{
  SoModelServer server = { kind, c->base, "k-123" };
  SoModelAsk what = { .model = "m-1", .system = "Be kind", .turns = turns, .temperature = 0.5, .most_seconds = 5 };

  g_string_truncate (c->pieces, 0);
  return so_model_ask (&server, &what, on_piece, c->pieces, NULL, error);
}

#define CHAT(delta, reason) "data: {\"choices\":[{\"delta\":" delta ",\"finish_reason\":" reason "}]}\n\n"
#define ANTHROPIC(type, rest) "event: " type "\ndata: {\"type\":\"" type "\"" rest "}\n\n"
#define TEXT(text) ANTHROPIC ("content_block_delta", ",\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"" text "\"}")
#define STOP(reason) ANTHROPIC ("message_delta", ",\"delta\":{\"stop_reason\":\"" reason "\"},\"usage\":{\"output_tokens\":9}")
#define GEMINI(parts, reason) "data: {\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[" parts "]}" reason "}],\"usageMetadata\":{\"promptTokenCount\":7,\"candidatesTokenCount\":2}}\r\n\r\n"
#define OPENAI(type, rest) "event: " type "\ndata: {\"type\":\"" type "\",\"sequence_number\":1" rest "}\n\n"

typedef struct {
  SoModelKind kind;
  const char *body;
  gboolean cut;
  SoModelOutcome outcome;
  const char *text, *pieces;
} Ending;

static const Ending endings[] = {
  { SO_MODEL_OPENAI, OPENAI ("response.created", "") OPENAI ("response.output_text.delta", ",\"delta\":\"Hi \"") OPENAI ("response.brand_new", "")
    OPENAI ("response.output_text.delta", ",\"delta\":\"there\"") OPENAI ("response.completed", ",\"response\":{\"usage\":{\"input_tokens\":4,\"output_tokens\":2}}"),
    FALSE, SO_MODEL_DONE, "Hi there", "[Hi ][there]" },
  { SO_MODEL_OPENAI, OPENAI ("response.output_text.delta", ",\"delta\":\"Hi\"") OPENAI ("response.incomplete", ",\"response\":{\"incomplete_details\":{\"reason\":\"max_output_tokens\"}}"),
    FALSE, SO_MODEL_CUT, "Hi", "[Hi]" },
  { SO_MODEL_OPENAI, OPENAI ("response.incomplete", ",\"response\":{\"incomplete_details\":{\"reason\":\"content_filter\"}}"), FALSE, SO_MODEL_BLOCKED, "", "" },
  { SO_MODEL_OPENAI, OPENAI ("response.refusal.delta", ",\"delta\":\"I cannot\"") OPENAI ("response.completed", ",\"response\":{}"), FALSE, SO_MODEL_REFUSED, "", "" },
  { SO_MODEL_OPENAI, OPENAI ("response.output_text.delta", ",\"delta\":\"Hi\""), FALSE, SO_MODEL_BROKEN, "Hi", "[Hi]" },
  { SO_MODEL_OPENAI, OPENAI ("response.output_text.delta", ",\"delta\":\"Hi\""), TRUE, SO_MODEL_BROKEN, "Hi", "[Hi]" },
  { SO_MODEL_OPENAI, OPENAI ("response.completed", ",\"response\":{}"), FALSE, SO_MODEL_EMPTY, "", "" },
  { SO_MODEL_OPENAI_CHAT, CHAT ("{\"role\":\"assistant\",\"content\":\"\"}", "null") CHAT ("{\"content\":\"caf\303\251\"}", "null") ": keep-alive\n\n" CHAT ("{}", "\"stop\"")
    "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}}\n\ndata: [DONE]\n\n", FALSE, SO_MODEL_DONE, "caf\303\251", "[caf\303\251]" },
  { SO_MODEL_OPENAI_CHAT, CHAT ("{\"content\":\"a\"}", "\"length\"") "data: [DONE]\n\n", FALSE, SO_MODEL_CUT, "a", "[a]" },
  { SO_MODEL_OPENAI_CHAT, CHAT ("{\"content\":\"a\"}", "\"content_filter\""), FALSE, SO_MODEL_BLOCKED, "a", "[a]" },
  { SO_MODEL_OPENAI_CHAT, CHAT ("{\"content\":\"a\"}", "null") "data: {\"choices\":[{\"delta\":{\"content\":\"lost", FALSE, SO_MODEL_BROKEN, "a", "[a]" },
  { SO_MODEL_ANTHROPIC, ANTHROPIC ("message_start", ",\"message\":{\"usage\":{\"input_tokens\":11}}") "event: ping\ndata: {\"type\": \"ping\"}\n\n"
    ANTHROPIC ("content_block_delta", ",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}") TEXT ("Hi") STOP ("end_turn") ANTHROPIC ("message_stop", ""),
    FALSE, SO_MODEL_DONE, "Hi", "[Hi]" },
  { SO_MODEL_ANTHROPIC, TEXT ("I") STOP ("refusal"), FALSE, SO_MODEL_REFUSED, "I", "[I]" },
  { SO_MODEL_ANTHROPIC, TEXT ("I") STOP ("max_tokens"), FALSE, SO_MODEL_CUT, "I", "[I]" },
  { SO_MODEL_ANTHROPIC, TEXT ("I"), TRUE, SO_MODEL_BROKEN, "I", "[I]" },
  { SO_MODEL_GEMINI, GEMINI ("{\"text\":\"hm\",\"thought\":true},{\"text\":\"Hi\"}", "") GEMINI ("{\"text\":\"!\"}", ",\"finishReason\":\"STOP\""), FALSE, SO_MODEL_DONE, "Hi!", "[Hi][!]" },
  { SO_MODEL_GEMINI, "data: {\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}\r\n\r\n", FALSE, SO_MODEL_BLOCKED, "", "" },
  { SO_MODEL_GEMINI, "data: {\"candidates\":[{\"finishReason\":\"RECITATION\"}]}\r\n\r\n", FALSE, SO_MODEL_BLOCKED, "", "" },
  { SO_MODEL_GEMINI, "data: {\"candidates\":[{\"finishReason\":\"MAX_TOKENS\"}]}\r\n\r\n", FALSE, SO_MODEL_CUT, "", "" },
  { SO_MODEL_OLLAMA, "{\"message\":{\"content\":\"Hi\"},\"done\":false}\n{\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\",\"eval_count\":5}", FALSE, SO_MODEL_DONE, "Hi", "[Hi]" },
  { SO_MODEL_OLLAMA, "{\"message\":{\"content\":\"Hi\"},\"done\":true,\"done_reason\":\"length\"}\n", FALSE, SO_MODEL_CUT, "Hi", "[Hi]" },
  { SO_MODEL_OLLAMA, "{\"message\":{\"content\":\"Hi\"},\"done\":false}\n", FALSE, SO_MODEL_BROKEN, "Hi", "[Hi]" },
};

static void
test_endings (Case *c, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SoModelAnswer) answer = NULL;

      stream (c, endings[i].body, endings[i].cut);
      answer = ask (c, endings[i].kind, &error);
      g_test_message ("%u: %s", i, so_model_kind_nick (endings[i].kind));
      g_assert_no_error (error);
      g_assert_cmpint (answer->outcome, ==, endings[i].outcome);
      g_assert_cmpstr (answer->text, ==, endings[i].text);
      g_assert_cmpstr (c->pieces->str, ==, endings[i].pieces);
      g_assert_true ((so_model_outcome_sentence (answer->outcome) == NULL) == (answer->outcome == SO_MODEL_DONE));
    }
}

typedef struct {
  SoModelKind kind;
  const char *status, *body;
  SoError code;
} Failure;

static const Failure failures[] = {
  { SO_MODEL_OPENAI, "401 Unauthorized", "{\"error\":{\"message\":\"Incorrect API key provided\",\"code\":\"invalid_api_key\"}}", SO_ERROR_SIGN_IN },
  { SO_MODEL_OPENAI, "429 Too Many Requests", "{\"error\":{\"message\":\"slow\",\"code\":\"rate_limit_exceeded\"}}", SO_ERROR_WAIT },
  { SO_MODEL_OPENAI, "429 Too Many Requests", "{\"error\":{\"message\":\"pay\",\"code\":\"insufficient_quota\"}}", SO_ERROR_CHANGE },
  { SO_MODEL_OPENAI, "404 Not Found", "{\"error\":{\"message\":\"no model\",\"code\":\"model_not_found\"}}", SO_ERROR_CHANGE },
  { SO_MODEL_OPENAI, "200 OK", OPENAI ("response.failed", ",\"response\":{\"error\":{\"code\":\"server_error\",\"message\":\"oops\"}}"), SO_ERROR_WAIT },
  { SO_MODEL_OPENAI_CHAT, "200 OK", "data: {\"error\":{\"message\":\"oops\"}}\n\n", SO_ERROR_WAIT },
  { SO_MODEL_ANTHROPIC, "529 Overloaded", "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}", SO_ERROR_WAIT },
  { SO_MODEL_ANTHROPIC, "200 OK", TEXT ("Hi") ANTHROPIC ("error", ",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}"), SO_ERROR_WAIT },
  { SO_MODEL_ANTHROPIC, "402 Payment Required", "{\"error\":{\"type\":\"billing_error\",\"message\":\"pay\"}}", SO_ERROR_CHANGE },
  { SO_MODEL_GEMINI, "400 Bad Request", "{\"error\":{\"code\":400,\"message\":\"API key not valid.\",\"status\":\"INVALID_ARGUMENT\"}}", SO_ERROR_SIGN_IN },
  { SO_MODEL_GEMINI, "503 Service Unavailable", "<html>", SO_ERROR_WAIT },
  { SO_MODEL_OLLAMA, "404 Not Found", "{\"error\":\"model 'm-1' not found\"}", SO_ERROR_CHANGE },
  { SO_MODEL_OLLAMA, "200 OK", "{\"error\":\"out of memory\"}\n", SO_ERROR_WAIT },
};

static void
test_failures (Case *c, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autoptr (GError) error = NULL;
      SoModelAnswer *answer;

      so_test_server_answer (c->server, failures[i].status, "Connection: close\r\n", failures[i].body);
      answer = ask (c, failures[i].kind, &error);
      g_test_message ("%u: %s %s", i, so_model_kind_nick (failures[i].kind), error ? error->message : answer->text);
      g_assert_null (answer);
      g_assert_error (error, SO_ERROR, (int) failures[i].code);
      g_assert_null (strstr (error->message, "k-123"));
    }
}

static void
assert_asks (Case *c, guint i, SoModelKind kind, const char *line, const char *key, const char *with, const char *without)
{
  g_autofree char *heard = NULL;
  g_autoptr (SoModelAnswer) answer = NULL;

  so_test_server_answer (c->server, "200 OK", "Connection: close\r\n", "");
  answer = ask (c, kind, NULL);
  g_assert_cmpint (answer->outcome, ==, SO_MODEL_BROKEN);
  heard = so_test_server_heard (c->server, i);
  g_test_message ("%s", heard);
  g_assert_true (g_str_has_prefix (heard, line));
  g_assert_nonnull (strstr (heard, key));
  g_assert_nonnull (strstr (heard, with));
  g_assert_null (strstr (heard, without));
}

static void
test_requests (Case *c, gconstpointer data)
{
  assert_asks (c, 0, SO_MODEL_OPENAI, "POST /v1/responses ", "Authorization: Bearer k-123", "\"store\":false", "temperature");
  assert_asks (c, 1, SO_MODEL_OPENAI_CHAT, "POST /v1/chat/completions ", "Authorization: Bearer k-123", "\"temperature\":0.5", "instructions");
  assert_asks (c, 2, SO_MODEL_ANTHROPIC, "POST /v1/messages ", "x-api-key: k-123", "anthropic-version: ", "temperature");
  assert_asks (c, 3, SO_MODEL_GEMINI, "POST /v1beta/models/m-1:streamGenerateContent?alt=sse ", "x-goog-api-key: k-123", "\"role\":\"model\"", "key=");
  assert_asks (c, 4, SO_MODEL_OLLAMA, "POST /api/chat ", "\"num_ctx\":", "\"stream\":true", "\"store\"");
}

static void
test_list (Case *c, gconstpointer data)
{
  static const struct { SoModelKind kind; const char *body; } lists[] = {
    { SO_MODEL_OPENAI, "{\"data\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"x\":1}]}" }, { SO_MODEL_ANTHROPIC, "{\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}]}" },
    { SO_MODEL_GEMINI, "{\"models\":[{\"name\":\"models/a\"},{\"name\":\"models/b\"}]}" }, { SO_MODEL_OLLAMA, "{\"models\":[{\"name\":\"a\"},{\"name\":\"b\"}]}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      SoModelServer server = { lists[i].kind, c->base, "k-123" };
      g_auto (GStrv) names = NULL;
      g_autofree char *joined = NULL;

      so_test_server_answer (c->server, "200 OK", "Connection: close\r\n", lists[i].body);
      names = so_model_list (&server, NULL, NULL);
      joined = g_strjoinv (",", names);
      g_assert_cmpstr (joined, ==, "a,b");
    }
}

/* Half a minute of silence is no answer; a word every second is. */
static void
test_silence (Case *c, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoModelAnswer) answer = NULL;
  SoModelServer server = { SO_MODEL_OLLAMA, c->base, NULL };
  SoModelAsk what = { .model = "m-1", .turns = turns, .temperature = -1, .most_seconds = 1 };
  static const char slow[] = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"message\":{\"content\":\"Hi\"},\"done\":true}\n";
  gint64 start = g_get_monotonic_time ();

  so_test_server_say (c->server, slow, strlen (slow), 20);
  answer = so_model_ask (&server, &what, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (answer->outcome, ==, SO_MODEL_DONE);
  g_assert_cmpint (g_get_monotonic_time () - start, >, G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/model/" name, Case, NULL, set_up, func, tear_down)
  ADD ("endings", test_endings);
  ADD ("failures", test_failures);
  ADD ("requests", test_requests);
  ADD ("list", test_list);
  ADD ("silence", test_silence);
  return g_test_run ();
}
