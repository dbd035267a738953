/* SPDX-License-Identifier: MIT */
#include "so-speech.h"

#include "so-error.h"
#include "so-speech-answer.h"
#include "so-test-server.h"

#include <string.h>

#define SECONDS 60
#define SEGMENT(start, end, text) "{\"id\":0,\"start\":" start ",\"end\":" end ",\"text\":\"" text "\"}"
#define MANY 10485760

static GBytes *
make_wav (void)
{
  return g_bytes_new_static ("RIFF----WAVE", 12);
}

/* "0-1500 Hello|…" */
static char *
describe (const SoTranscript *transcript)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < transcript->segments->len; i++)
    {
      const SoSegment *segment = transcript->segments->pdata[i];
      g_string_append_printf (all, "%s%u-%u %s", i ? "|" : "", segment->start_ms, segment->end_ms, segment->text);
    }
  return g_string_free_and_steal (all);
}

static gboolean
ask (SoTestServer *server, SoSpeechKind kind, const char *model, double offset, gboolean whole, char **said, char **language, GError **error)
{
  g_autofree char *base = so_test_server_url (server, "/v1");
  g_autoptr (GBytes) wav = make_wav ();
  g_autoptr (SoTranscript) transcript = so_transcript_new (SO_TRANSCRIPT_SERVICE, "x");
  SoSpeechServer speech = { .kind = kind, .base = base, .key = "canary-key-4711", .model = model };
  gboolean good = so_speech_ask (&speech, &(SoSpeechPiece) { wav, SECONDS, offset, whole, "caller" }, transcript, NULL, error);

  so_transcript_sort (transcript);
  *said = describe (transcript);
  if (language)
    *language = g_strdup (transcript->language);
  if (!good)
    g_assert_cmpuint (transcript->segments->len, ==, 0);
  return good;
}

static const struct { const char *status, *head, *body; int code; const char *said; } shapes[] = {
  { "200 OK", "", "{\"text\":\" Hello there \"}", -1, "10000-10000 Hello there" },
  { "200 OK", "", "{\"task\":\"transcribe\",\"language\":\"german\",\"text\":\"x\",\"segments\":[" SEGMENT ("0.0", "1.5", " Hallo") "," SEGMENT ("2", "3", "Du") "]}", -1,
    "10000-11500 Hallo|12000-13000 Du" },
  { "200 OK", "", "{\"text\":\"x\",\"segments\":[" SEGMENT ("0.5", "4", "one") "," SEGMENT ("1", "2", "two") "]}", -1, "10500-14000 one|11000-12000 two" },
  { "200 OK", "", "{\"segments\":[" SEGMENT ("5", "6", "late") "," SEGMENT ("1", "2", "early") "]}", -1, "11000-12000 early|15000-16000 late" },
  { "200 OK", "", "{\"text\":\"a b\",\"segments\":[" SEGMENT ("1e999", "2", "a") "," SEGMENT ("-7", "900", "b") "]}", -1, "10000-12000 a|10000-70000 b" },
  { "200 OK", "", "{\"text\":\"all of it\",\"segments\":[" SEGMENT ("null", "null", "a") "]}", -1, "10000-10000 all of it" },
  { "200 OK", "", "{\"text\":\"all of it\",\"segments\":[7,null,[],{\"start\":\"x\"}]}", -1, "10000-10000 all of it" },
  { "200 OK", "", "{\"text\":\"\",\"segments\":[]}", -1, "" },
  { "200 OK", "", "{\"text\":\"x\",\"segments\":[" SEGMENT ("0", "1", "[BLANK_AUDIO]") "," SEGMENT ("1", "2", "(music)") ",{\"start\":2,\"end\":3,\"text\":\"Thanks for watching\",\"no_speech_prob\":0.9,\"avg_logprob\":-1.5}]}", -1, "" },
  { "200 OK", "", "{\"text\":\"x\",\"segments\":[{\"start\":NaN,\"end\":NaN,\"text\":\"a\"}]}", SO_ERROR_CHANGE, "" },
  { "200 OK", "", "<html><body>It works!</body></html>", SO_ERROR_CHANGE, "" },
  { "200 OK", "", "", SO_ERROR_CHANGE, "" },
  { "200 OK", "", "[]", SO_ERROR_CHANGE, "" },
  { "200 OK", "", "{\"text\":7}", SO_ERROR_CHANGE, "" },
  { "200 OK", "", "{\"text\":\"cut o", SO_ERROR_CHANGE, "" },
  { "200 OK", "", "{\"error\":\"failed to process audio\"}", SO_ERROR_WAIT, "" },
  { "400 Bad Request", "", "{\"error\":{\"message\":\"Unrecognized file format\",\"type\":\"invalid_request_error\"}}", SO_ERROR_CHANGE, "" },
  { "401 Unauthorized", "", "{\"error\":{\"message\":\"Incorrect API key\"}}", SO_ERROR_SIGN_IN, "" },
  { "404 Not Found", "", "<html>404</html>", SO_ERROR_CHANGE, "" },
  { "413 Payload Too Large", "", "", SO_ERROR_CHANGE, "" },
  { "429 Too Many", "Retry-After: 7\r\n", "{\"error\":{\"message\":\"Rate limit\"}}", SO_ERROR_WAIT, "" },
  { "429 Too Many", "", "{\"error\":{\"message\":\"You exceeded your quota\",\"code\":\"insufficient_quota\"}}", SO_ERROR_CHANGE, "" },
  { "502 Bad Gateway", "", "<html>502</html>", SO_ERROR_WAIT, "" },
  { "302 Found", "Location: http://127.0.0.1:1/x\r\n", "", SO_ERROR_CHANGE, "" },
};

/* Every one ends in a transcript or in a sentence. */
static void
test_shapes (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *said = NULL;
      g_autoptr (GError) error = NULL;
      gboolean good;

      g_test_message ("%s %s", shapes[i].status, shapes[i].body);
      so_test_server_answer (server, shapes[i].status, shapes[i].head, shapes[i].body);
      good = ask (server, SO_SPEECH_OPENAI, NULL, 10, TRUE, &said, NULL, &error);
      g_assert_cmpint (good, ==, shapes[i].code < 0);
      g_assert_cmpstr (said, ==, shapes[i].said);
      if (good)
        continue;
      g_test_message ("%s", error->message);
      g_assert_error (error, SO_ERROR, shapes[i].code);
      g_assert_nonnull (strstr (error->message, "127.0.0.1"));
      g_assert_null (strstr (error->message, "canary"));
    }
}

/* An answer without end, and a connection that breaks. */
static void
test_endless (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autofree char *text = g_strnfill (MANY, 'x'), *body = g_strdup_printf ("{\"text\":\"%s\"}", text), *said = NULL, *again = NULL;
  static const char half[] = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"text\":";
  g_autoptr (GError) error = NULL;

  so_test_server_answer (server, "200 OK", "", body);
  so_test_server_say (server, half, strlen (half), 0);
  g_assert_false (ask (server, SO_SPEECH_OPENAI, NULL, 0, TRUE, &said, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_GIVE_UP);
  g_clear_error (&error);
  g_assert_false (ask (server, SO_SPEECH_OPENAI, NULL, 0, TRUE, &again, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
}

static gboolean
heard (SoTestServer *server, guint i, const char *words)
{
  g_autofree char *request = so_test_server_heard (server, i);

  return strstr (request, words) != NULL;
}

static void
test_form (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autofree char *said = NULL, *language = NULL, *more = NULL, *third = NULL;
  g_autoptr (GError) error = NULL;

  so_test_server_answer (server, "400 Bad Request", "", "{\"error\":{\"message\":\"response_format 'verbose_json' is not compatible\"}}");
  so_test_server_answer (server, "200 OK", "", "{\"text\":\"Hallo\",\"language\":\"de\"}");
  g_assert_true (ask (server, SO_SPEECH_OPENAI, "large", 600, FALSE, &said, &language, &error));
  g_assert_cmpstr (said, ==, "600000-660000 Hallo");   /* one of several pieces: that much is known */
  g_assert_cmpstr (language, ==, "de");
  g_assert_true (heard (server, 0, "POST /v1/audio/transcriptions HTTP"));
  g_assert_true (heard (server, 0, "name=\"response_format\"\r\n\r\nverbose_json\r\n"));
  g_assert_true (heard (server, 0, "name=\"model\"\r\n\r\nlarge\r\n"));
  g_assert_true (heard (server, 0, "Authorization: Bearer canary-key-4711"));
  g_assert_true (heard (server, 0, "filename=\"sound.wav\"\r\nContent-Type: audio/wav\r\n\r\nRIFF----WAVE\r\n--"));
  g_assert_true (heard (server, 1, "name=\"response_format\"\r\n\r\njson\r\n"));
  g_assert_true (ask (server, SO_SPEECH_OPENAI, "gpt-4o-transcribe", 0, TRUE, &more, NULL, &error));
  g_assert_true (heard (server, 2, "name=\"response_format\"\r\n\r\njson\r\n"));
  g_assert_true (ask (server, SO_SPEECH_WHISPER, NULL, 0, TRUE, &third, NULL, &error));
  g_assert_true (heard (server, 3, "POST /v1/inference HTTP"));
  g_assert_true (heard (server, 3, "name=\"language\"\r\n\r\nauto\r\n"));
  g_assert_false (heard (server, 3, "name=\"model\""));
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (200 * 1000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* Whoever takes the question and says nothing is not waited for longer than the owner wants to. */
static void
test_silent (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *base = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_autoptr (GBytes) wav = make_wav ();
  g_autoptr (SoTranscript) transcript = so_transcript_new (SO_TRANSCRIPT_SERVICE, "x");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  g_assert_false (so_speech_ask (&(SoSpeechServer) { .base = base }, &(SoSpeechPiece) { wav, 1, 0, TRUE, "" }, transcript, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

static void
test_names (void)
{
  g_autofree char *host = so_speech_dup_host (&(SoSpeechServer) { .kind = SO_SPEECH_OPENAI }), *own = so_speech_dup_host (&(SoSpeechServer) { .base = "http://[::1]:9/x" });

  g_assert_cmpstr (host, ==, "api.openai.com");
  g_assert_cmpstr (own, ==, "::1");
  g_assert_cmpstr (so_speech_language ("German"), ==, "de");
  g_assert_cmpstr (so_speech_language ("DE"), ==, "de");
  g_assert_null (so_speech_language ("klingon"));
  g_assert_null (so_speech_language (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/speech/names", test_names);
  g_test_add_func ("/speech/shapes", test_shapes);
  g_test_add_func ("/speech/endless", test_endless);
  g_test_add_func ("/speech/form", test_form);
  g_test_add_func ("/speech/silent", test_silent);
  return g_test_run ();
}
