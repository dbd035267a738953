/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-speech.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "so-error.h"
#include "so-json.h"
#include "so-model-private.h"
#include "so-retry.h"
#include "so-secrets.h"
#include "so-speech-answer.h"

#define LEAST_SECONDS 120
#define TIMES_ITS_LENGTH 2

static const char *
base_of (const SoSpeechServer *server)
{
  if (server->base && *server->base)
    return server->base;
  return server->kind == SO_SPEECH_OPENAI ? SO_SPEECH_OPENAI_BASE : SO_SPEECH_WHISPER_BASE;
}

char *
so_speech_dup_host (const SoSpeechServer *server)
{
  g_autoptr (GUri) uri = g_uri_parse (base_of (server), G_URI_FLAGS_NONE, NULL);

  return g_strdup (uri && g_uri_get_host (uri) ? g_uri_get_host (uri) : base_of (server));
}

/* Where only a host was given the version's path is added. */
static char *
dup_url (const SoSpeechServer *server)
{
  g_autofree char *base = g_strdup (base_of (server));
  g_autoptr (GUri) uri = NULL;

  while (g_str_has_suffix (base, "/"))
    base[strlen (base) - 1] = '\0';
  if (server->kind == SO_SPEECH_WHISPER)
    return g_str_has_suffix (base, "/inference") ? g_strdup (base) : g_strconcat (base, "/inference", NULL);
  uri = g_uri_parse (base, G_URI_FLAGS_NONE, NULL);
  return g_strconcat (base, uri && !*g_uri_get_path (uri) ? "/v1" : "", "/audio/transcriptions", NULL);
}

/* The form ------------------------------------------------------------------------------------------------ */

static void
add_field (GString *form, const char *boundary, const char *name, const char *value)
{
  g_string_append_printf (form, "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n", boundary, name, value);
}

static GBytes *
make_form (const SoSpeechServer *server, const SoSpeechPiece *piece, const char *format, const char *boundary)
{
  g_autoptr (GString) form = g_string_new (NULL);
  gsize size;
  const char *wav = g_bytes_get_data (piece->wav, &size);
  gboolean openai = server->kind == SO_SPEECH_OPENAI;

  if (openai)
    add_field (form, boundary, "model", server->model ? server->model : "whisper-1");
  add_field (form, boundary, "response_format", format);
  if (openai && g_str_equal (format, "verbose_json"))
    add_field (form, boundary, "timestamp_granularities[]", "segment");
  if (server->language)
    add_field (form, boundary, "language", server->language);
  else if (!openai)
    add_field (form, boundary, "language", "auto");   /* without it, whisper.cpp takes all for English */
  g_string_append_printf (form, "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"sound.wav\"\r\nContent-Type: audio/wav\r\n\r\n", boundary);
  g_string_append_len (form, wav, (gssize) size);
  g_string_append_printf (form, "\r\n--%s--\r\n", boundary);
  return g_string_free_to_bytes (g_steal_pointer (&form));
}

static SoHttpResponse *
send_piece (const SoSpeechServer *server, const SoSpeechPiece *piece, const char *format, GCancellable *cancellable, GError **error)
{
  g_autofree char *id = g_uuid_string_random (), *boundary = g_strconcat ("studio-os-", id, NULL), *type = g_strconcat ("multipart/form-data; boundary=", boundary, NULL);
  g_autofree char *url = dup_url (server);
  g_autoptr (GBytes) form = make_form (server, piece, format, boundary);
  g_autoptr (SoSecret) bearer = server->key ? g_strconcat ("Bearer ", server->key, NULL) : NULL;
  SoHttpRequest request = {
    .method = "POST", .url = url, .authorization = bearer, .content_type = type, .body = form, .patient = TRUE,
    .most_seconds = LEAST_SECONDS + (guint) (piece->seconds * TIMES_ITS_LENGTH),
  };

  return so_http_send (&request, NULL, cancellable, error);
}

/* Newer models tell no times, and refuse to be asked for them. */
static const char *
first_format (const SoSpeechServer *server)
{
  return server->kind == SO_SPEECH_OPENAI && server->model && g_str_has_prefix (server->model, "gpt-") ? "json" : "verbose_json";
}

static gboolean
refuses_format (const SoHttpResponse *response)
{
  gsize size;
  const char *body = g_bytes_get_data (response->body, &size);

  return response->status == 400 && body && (g_strstr_len (body, (gssize) size, "response_format") || g_strstr_len (body, (gssize) size, "timestamp_granularities"));
}

static SoHttpResponse *
post (const SoSpeechServer *server, const SoSpeechPiece *piece, GCancellable *cancellable, GError **error)
{
  const char *format = first_format (server);
  SoHttpResponse *response = send_piece (server, piece, format, cancellable, error);

  if (!response || g_str_equal (format, "json") || !refuses_format (response))
    return response;
  so_http_response_free (response);
  return send_piece (server, piece, "json", cancellable, error);
}

static gboolean
is_error (JsonObject *answer)
{
  JsonNode *node = answer ? json_object_get_member (answer, "error") : NULL;

  return node && !JSON_NODE_HOLDS_NULL (node);
}

/* The address is somebody else's, or leads elsewhere: what it says about itself is a page for people. */
static gboolean
is_strange (const SoHttpResponse *response)
{
  g_autoptr (JsonNode) node = so_http_parse (response, NULL);
  SoError kind = so_retry_sort (response->status);

  return !is_error (so_json_root (node)) && response->status != 403 && kind != SO_ERROR_WAIT && kind != SO_ERROR_SIGN_IN;
}

gboolean
so_speech_ask (const SoSpeechServer *server, const SoSpeechPiece *piece, SoTranscript *transcript, GCancellable *cancellable, GError **error)
{
  g_autofree char *host = so_speech_dup_host (server);
  SoModelReading reading = { .host = host };
  g_autoptr (SoHttpResponse) response = post (server, piece, cancellable, error);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *answer;

  if (!response)
    return FALSE;
  node = response->status < 300 ? so_http_parse (response, NULL) : NULL;
  answer = so_json_root (node);
  if (is_error (answer) || (response->status >= 300 && !is_strange (response)))
    {
      so_model_fail_response (&reading, response);
      so_retry_note (&reading.failed, response);
      return g_propagate_error (error, reading.failed), FALSE;
    }
  if (response->status == 413)
    return so_fail (error, SO_ERROR_CHANGE, _("The recording is too large for %s: choose another service"), host);
  if (answer && so_speech_answer_read (answer, piece, transcript))
    return TRUE;
  return so_fail (error, SO_ERROR_CHANGE, _("%s did not answer with a transcript: check the address and the model"), host);
}
