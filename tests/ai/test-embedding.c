/* SPDX-License-Identifier: MIT */
/* What a text is about, from servers that tell the truth and from others. */
#include "so-embedding.h"

#include "so-error.h"
#include "so-test-server.h"

#include <math.h>
#include <string.h>

static void
test_vectors (void)
{
  double along[] = { 3, 4 }, across[] = { -4, 3 }, back[] = { -3, -4 }, three[] = { 1, 0, 0 }, zero[] = { 0, 0 }, endless[] = { INFINITY, 1 }, none[] = { NAN };
  g_autoptr (SoVector) a = so_vector_new (along, 2), b = so_vector_new (across, 2), c = so_vector_new (back, 2), d = so_vector_new (three, 3);
  g_autoptr (SoVector) again = so_vector_new_from_bytes (a->bytes);
  g_autoptr (GBytes) odd = g_bytes_new ("12345", 5), empty = g_bytes_new ("", 0);

  g_assert_cmpfloat_with_epsilon (so_vector_compare (a, again), 1, 1e-6);
  g_assert_cmpfloat_with_epsilon (so_vector_compare (a, b), 0, 1e-6);
  g_assert_cmpfloat_with_epsilon (so_vector_compare (a, c), -1, 1e-6);
  g_assert_cmpfloat (so_vector_compare (a, d), ==, -2);
  g_assert_cmpuint (g_bytes_get_size (a->bytes), ==, 8);
  /* 0.6 as a 32-bit float, the lowest byte first. */
  g_assert_cmpmem (g_bytes_get_data (a->bytes, NULL), 4, "\x9a\x99\x19\x3f", 4);
  g_assert_null (so_vector_new (zero, 2));
  g_assert_null (so_vector_new (endless, 2));
  g_assert_null (so_vector_new (none, 1));
  g_assert_null (so_vector_new (along, 0));
  g_assert_null (so_vector_new_from_bytes (odd));
  g_assert_null (so_vector_new_from_bytes (empty));
}

static const char *const texts[] = { "Where are you?\nMain \"Street\" 5", "How much?", NULL };

static GPtrArray *
embed (SoTestServer *server, SoModelKind kind, guint64 *tokens, GError **error)
{
  g_autofree char *base = so_test_server_url (server, "/v1");
  SoModelServer where = { kind, base, "k-1" };

  return so_model_embed (&where, "m/1", texts, tokens, NULL, error);
}

static const struct { SoModelKind kind; const char *body, *line, *part; guint64 tokens; } protocols[] = {
  { SO_MODEL_OPENAI, "{\"data\":[{\"index\":1,\"embedding\":[0,1]},{\"index\":0,\"embedding\":[1,0]}],\"usage\":{\"prompt_tokens\":9}}", "POST /v1/embeddings ",
    "\"input\":[\"Where are you?\\nMain \\\"Street\\\" 5\",\"How much?\"]", 9 },
  { SO_MODEL_OPENAI_CHAT, "{\"data\":[{\"embedding\":[1,0]},{\"embedding\":[0,1]}]}", "POST /v1/embeddings ", "\"model\":\"m/1\"", 0 },
  { SO_MODEL_GEMINI, "{\"embeddings\":[{\"values\":[1,0]},{\"values\":[0,1.0]}]}", "POST /v1/models/m%2F1:batchEmbedContents ", "{\"parts\":[{\"text\":\"How much?\"}]}", 0 },
  { SO_MODEL_OLLAMA, "{\"embeddings\":[[1,0],[0,1]],\"prompt_eval_count\":7}", "POST /v1/api/embed ", "\"input\":[", 7 },
};

static void
test_protocols (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (protocols); i++)
    {
      g_autoptr (SoTestServer) server = so_test_server_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) vectors = NULL;
      g_autofree char *heard = NULL;
      double first[] = { 1, 0 };
      g_autoptr (SoVector) along = so_vector_new (first, 2);
      guint64 tokens;

      so_test_server_answer (server, "200 OK", "", protocols[i].body);
      vectors = embed (server, protocols[i].kind, &tokens, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (vectors->len, ==, 2);
      g_assert_cmpfloat_with_epsilon (so_vector_compare (vectors->pdata[0], along), 1, 1e-6);
      g_assert_cmpfloat_with_epsilon (so_vector_compare (vectors->pdata[1], along), 0, 1e-6);
      g_assert_cmpuint (tokens, ==, protocols[i].tokens);
      heard = so_test_server_heard (server, 0);
      g_assert_true (g_str_has_prefix (heard, protocols[i].line));
      g_assert_nonnull (strstr (heard, protocols[i].part));
      g_assert_nonnull (strstr (heard, "k-1"));
    }
}

static const struct { const char *status, *body; SoError code; } lies[] = {
  { "200 OK", "{\"error\":{\"message\":\"overloaded\",\"type\":\"overloaded_error\"}}", SO_ERROR_WAIT },          /* an error in a 200 */
  { "200 OK", "{\"error\":\"model \\\"m\\\" not found\"}", SO_ERROR_CHANGE },
  { "200 OK", "{\"data\":[{\"embedding\":[1,0]}]}", SO_ERROR_CHANGE },                                            /* one too few */
  { "200 OK", "{\"data\":[{\"embedding\":[1,0]},{\"embedding\":[0,1]},{\"embedding\":[0,1]}]}", SO_ERROR_CHANGE },
  { "200 OK", "{\"data\":[{\"embedding\":[1,0]},{\"embedding\":[0,1,0]}]}", SO_ERROR_CHANGE },                    /* of other dimensions */
  { "200 OK", "{\"data\":[{\"embedding\":[1,0]},{\"embedding\":[]}]}", SO_ERROR_CHANGE },
  { "200 OK", "{\"data\":[{\"embedding\":[1,0]},{\"embedding\":[0,0]}]}", SO_ERROR_CHANGE },
  { "200 OK", "{\"data\":[{\"embedding\":[1,0]},{\"embedding\":[\"0\",1]}]}", SO_ERROR_CHANGE },
  { "200 OK", "{\"data\":[{\"embedding\":[1,0]},{\"embedding\":[[0],1]}]}", SO_ERROR_CHANGE },
  { "200 OK", "{\"data\":[{\"embedding\":[1,0]},{\"embedding\":\"AACAPw==\"}]}", SO_ERROR_CHANGE },
  { "200 OK", "{\"data\":[{\"index\":0,\"embedding\":[1,0]},{\"index\":0,\"embedding\":[1,0]}]}", SO_ERROR_CHANGE },
  { "200 OK", "{\"data\":{\"embedding\":[1,0]}}", SO_ERROR_CHANGE },
  { "200 OK", "{}", SO_ERROR_CHANGE },
  { "200 OK", "[1,0]", SO_ERROR_WAIT },
  { "401 Unauthorized", "{\"error\":{\"message\":\"who are you\"}}", SO_ERROR_SIGN_IN },
  { "404 Not Found", "{\"error\":{\"message\":\"no such model\"}}", SO_ERROR_CHANGE },
  { "429 Too Many", "{\"error\":{\"message\":\"slow down\"}}", SO_ERROR_WAIT },
  { "500 Oops", "oops", SO_ERROR_WAIT },
};

static void
test_lies (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autoptr (SoTestServer) server = so_test_server_new ();
      g_autoptr (GError) error = NULL;
      guint64 tokens;

      g_test_message ("%s", lies[i].body);
      so_test_server_answer (server, lies[i].status, "", lies[i].body);
      g_assert_null (embed (server, SO_MODEL_OPENAI, &tokens, &error));
      g_assert_error (error, SO_ERROR, (int) lies[i].code);
      g_assert_cmpuint (strlen (error->message), >, 20);
    }
}

/* The line dies in the middle of the numbers, and what is no JSON is no answer. */
static void
test_dying_line (void)
{
  static const char cut[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{\"data\":[{\"embedding\":[1,";
  static const char none[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n{\"data\":";
  const char *const all[] = { cut, none };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (SoTestServer) server = so_test_server_new ();
      g_autoptr (GError) error = NULL;
      guint64 tokens;

      so_test_server_say (server, all[i], strlen (all[i]), 0);
      g_assert_null (embed (server, SO_MODEL_OPENAI, &tokens, &error));
      g_assert_nonnull (error);
    }
}

/* What its protocol has not is not asked for. */
static void
test_none (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autoptr (GError) error = NULL;
  guint64 tokens;

  g_assert_false (so_model_kind_has_embeddings (SO_MODEL_ANTHROPIC));
  g_assert_true (so_model_kind_has_embeddings (SO_MODEL_OLLAMA));
  g_assert_null (embed (server, SO_MODEL_ANTHROPIC, &tokens, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_cmpuint (so_test_server_count (server), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/embedding/vectors", test_vectors);
  g_test_add_func ("/embedding/protocols", test_protocols);
  g_test_add_func ("/embedding/lies", test_lies);
  g_test_add_func ("/embedding/dying-line", test_dying_line);
  g_test_add_func ("/embedding/none", test_none);
  return g_test_run ();
}
