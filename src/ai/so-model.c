/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-model-private.h"

#include "so-error.h"
#include "so-json.h"
#include "so-retry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TOKENS 500
#define SILENCE_SECONDS 120
#define LIST_SECONDS 20
/* What a person would never read. */
#define MOST_TEXT (256 * 1024)

static const SoModelDialect *const dialects[SO_N_MODEL_KINDS] = {
  &so_model_openai, &so_model_openai_chat, &so_model_anthropic, &so_model_gemini, &so_model_ollama,
};

const char *
so_model_kind_nick (SoModelKind kind)
{
  g_return_val_if_fail (kind < SO_N_MODEL_KINDS, NULL);

  return dialects[kind]->nick;
}

gboolean
so_model_kind_parse (const char *nick, SoModelKind *kind)
{
  for (*kind = 0; *kind < SO_N_MODEL_KINDS; (*kind)++)
    if (!g_strcmp0 (dialects[*kind]->nick, nick))
      return TRUE;
  return FALSE;
}

const char *
so_model_kind_default_base (SoModelKind kind)
{
  g_return_val_if_fail (kind < SO_N_MODEL_KINDS, NULL);

  return dialects[kind]->base;
}

gboolean
so_model_kind_is_local (SoModelKind kind)
{
  g_return_val_if_fail (kind < SO_N_MODEL_KINDS, FALSE);

  return dialects[kind]->local;
}

void
so_model_answer_free (SoModelAnswer *answer)
{
  g_free (answer->text);
  g_free (answer->reason);
  g_free (answer);
}

const char *
so_model_outcome_nick (SoModelOutcome outcome)
{
  static const char *const nicks[] = { "done", "cut", "refused", "blocked", "broken", "empty" };

  g_return_val_if_fail (outcome < G_N_ELEMENTS (nicks), NULL);

  return nicks[outcome];
}

const char *
so_model_outcome_sentence (SoModelOutcome outcome)
{
  switch (outcome)
    {
    case SO_MODEL_DONE: return NULL;
    case SO_MODEL_CUT: return _("The answer was longer than allowed, and ends in the middle: shorten it, or allow more");
    case SO_MODEL_REFUSED: return _("The model refused to answer this: write it yourself");
    case SO_MODEL_BLOCKED: return _("The provider’s filter stopped the answer: write it yourself");
    case SO_MODEL_BROKEN: return _("The connection broke off in the middle of the answer: try again");
    case SO_MODEL_EMPTY: return _("The model answered nothing: try again, or write it yourself");
    }
  return NULL;
}

guint
so_model_most_tokens (const SoModelAsk *ask)
{
  return ask->most_tokens ? ask->most_tokens : TOKENS;
}

void
so_model_say (SoModelReading *reading, const char *piece)
{
  if (!piece || !*piece || reading->text->len > MOST_TEXT)
    return;
  g_string_append (reading->text, piece);
  if (reading->piece)
    reading->piece (piece, reading->data);
}

void
so_model_close (SoModelReading *reading, SoModelOutcome outcome, const char *reason)
{
  /* "refused" is not undone by the "completed" that follows. */
  if (reading->ended && reading->outcome != SO_MODEL_DONE)
    return;
  reading->ended = TRUE;
  reading->outcome = outcome;
  g_set_str (&reading->reason, reason);
}

static gboolean
has (const char *text, const char *part)
{
  g_autofree char *lower = text ? g_ascii_strdown (text, -1) : NULL;

  return lower && strstr (lower, part);
}

static SoError
sort (guint status, const char *code, const char *message)
{
  if (status == 401 || status == 403 || has (code, "auth") || has (code, "api_key") || has (code, "permission") || has (message, "api key"))
    return SO_ERROR_SIGN_IN;
  if (status == 402 || has (code, "quota") || has (code, "billing") || status == 404 || has (code, "not_found") || has (code, "invalid") ||
      has (message, "not found"))
    return SO_ERROR_CHANGE;
  if (!status || status == 408 || status == 409 || status == 429 || status >= 500)
    return SO_ERROR_WAIT;
  return SO_ERROR_CHANGE;
}

void
so_model_fail (SoModelReading *reading, guint status, const char *code, const char *message)
{
  g_autofree char *detail = message ? g_strndup (message, 300) : g_strdup (code ? code : "");
  SoError kind = sort (status, code, message);

  if (reading->failed)
    return;
  switch (kind)
    {
    case SO_ERROR_SIGN_IN:
      so_fail (&reading->failed, kind, _("%s does not take the key: enter another one"), reading->host);
      break;
    case SO_ERROR_WAIT:
      so_fail (&reading->failed, kind, _("%s is busy or has a fault: try again in a while"), reading->host);
      break;
    default:
      so_fail (&reading->failed, kind, _("%s will not do that: %s"), reading->host, detail);
    }
}

void
so_model_write_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

void
so_model_write_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
write_turn (JsonBuilder *builder, const char *role, const char *text)
{
  json_builder_begin_object (builder);
  so_model_write_string (builder, "role", role);
  so_model_write_string (builder, "content", text);
  json_builder_end_object (builder);
}

void
so_model_write_turns (JsonBuilder *builder, const char *name, const char *system, const SoModelAsk *ask)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  if (system)
    write_turn (builder, "system", system);
  for (guint i = 0; ask->turns[i]; i++)
    write_turn (builder, i % 2 ? "assistant" : "user", ask->turns[i]);
  json_builder_end_array (builder);
}

void
so_model_write_json (JsonBuilder *builder, const char *name, const char *json)
{
  JsonNode *node = so_json_parse (json, -1, 0, NULL);

  if (!node)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_value (builder, node);
}

/* Where only a host was given the version's path is added: "http://127.0.0.1:4500". */
static char *
dup_url (const SoModelServer *server, const char *path)
{
  const SoModelDialect *dialect = dialects[server->kind];
  g_autofree char *base = g_strdup (server->base && *server->base ? server->base : dialect->base);
  g_autoptr (GUri) uri = NULL;

  while (g_str_has_suffix (base, "/"))
    base[strlen (base) - 1] = '\0';
  uri = g_uri_parse (base, G_URI_FLAGS_NONE, NULL);
  if (uri && !*g_uri_get_path (uri))
    {
      g_autoptr (GUri) own = g_uri_parse (dialect->base, G_URI_FLAGS_NONE, NULL);

      return g_strconcat (base, g_uri_get_path (own), path, NULL);
    }
  return g_strconcat (base, path, NULL);
}

typedef struct {
  char *url, *host, *bearer;
  const char *headers[5];
} Call;

static void
call_clear (Call *call)
{
  g_free (call->url);
  g_free (call->host);
  if (call->bearer)
    explicit_bzero (call->bearer, strlen (call->bearer));
  g_free (call->bearer);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Call, call_clear)

/* @request and @reading live no longer than @call. */
static void
call_init (Call *call, const SoModelServer *server, const char *path, SoHttpRequest *request, SoModelReading *reading)
{
  const SoModelDialect *dialect = dialects[server->kind];
  g_autoptr (GUri) uri = NULL;
  guint n = 0;

  call->url = dup_url (server, path);
  uri = g_uri_parse (call->url, G_URI_FLAGS_NONE, NULL);
  call->host = g_strdup (uri && g_uri_get_host (uri) ? g_uri_get_host (uri) : call->url);
  if (server->key && dialect->key_header)
    {
      call->headers[n++] = dialect->key_header;
      call->headers[n++] = server->key;
    }
  else if (server->key)
    {
      call->bearer = g_strconcat ("Bearer ", server->key, NULL);
    }
  if (dialect->more_header)
    {
      call->headers[n++] = dialect->more_header;
      call->headers[n++] = dialect->more_value;
    }
  reading->host = call->host;
  request->url = call->url;
  request->authorization = call->bearer;
  request->headers = call->headers;
}

void
so_model_fail_response (SoModelReading *reading, const SoHttpResponse *response)
{
  g_autoptr (JsonNode) node = so_http_parse (response, NULL);
  JsonObject *object = so_json_root (node);
  JsonObject *error = object ? so_json_object (object, "error") : NULL;
  const char *code = error ? so_json_string (error, "code") : NULL;

  if (error && !code)
    code = so_json_string (error, "type") ? so_json_string (error, "type") : so_json_string (error, "status");
  so_model_fail (reading, response->status < 300 ? 0 : response->status, code, error ? so_json_string (error, "message") : object ? so_json_string (object, "error") : NULL);
}

typedef struct {
  SoModelReading *reading;
  const SoModelDialect *dialect;
} Taking;

static gboolean
on_event (const char *event, const char *data, gpointer user_data)
{
  Taking *taking = user_data;
  g_autoptr (JsonNode) node = strcmp (data, "[DONE]") ? so_json_parse (data, -1, 0, NULL) : NULL;

  /* Kinds that are not known, and what is no JSON, are somebody's next version. */
  if (node && JSON_NODE_HOLDS_OBJECT (node))
    taking->dialect->read (taking->reading, event, json_node_get_object (node));
  return !taking->reading->failed;
}

static gboolean
on_bytes (const guint8 *bytes, gsize size, gpointer stream, GError **error)
{
  so_event_stream_feed (stream, bytes, size);
  return TRUE;
}

static SoModelAnswer *
make_answer (SoModelReading *reading)
{
  SoModelAnswer *answer = g_new0 (SoModelAnswer, 1);

  answer->outcome = !reading->ended ? SO_MODEL_BROKEN : reading->outcome == SO_MODEL_DONE && !reading->text->len ? SO_MODEL_EMPTY : reading->outcome;
  answer->text = g_strdup (reading->text->str);
  answer->reason = g_steal_pointer (&reading->reason);
  answer->tokens_in = reading->tokens_in;
  answer->tokens_out = reading->tokens_out;
  return answer;
}

static GBytes *
make_body (const SoModelDialect *dialect, const SoModelAsk *ask)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  char *text;

  json_builder_begin_object (builder);
  dialect->write (builder, ask);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = so_json_write (root, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

static gboolean
talk (const SoModelDialect *dialect, const SoHttpRequest *request, SoModelReading *reading, GCancellable *cancellable, GError **error)
{
  Taking taking = { reading, dialect };
  g_autoptr (SoEventStream) stream = so_event_stream_new (dialect->framing, on_event, &taking);
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoHttpResponse) response = so_http_stream (request, on_bytes, stream, cancellable, &failed);

  if (response)
    so_event_stream_end (stream);
  if (response && response->status >= 300)
    so_model_fail_response (reading, response);
  if (reading->failed && response)
    so_retry_note (&reading->failed, response);
  if (reading->failed)
    return g_propagate_error (error, g_steal_pointer (&reading->failed)), FALSE;
  /* What was said before the line broke is still an answer that a person may look at. */
  if (failed && (!reading->text->len || g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  return TRUE;
}

SoModelAnswer *
so_model_ask (const SoModelServer *server, const SoModelAsk *ask, SoModelPiece piece, gpointer data, GCancellable *cancellable, GError **error)
{
  const SoModelDialect *dialect = dialects[server->kind];
  g_autofree char *path = dialect->path (ask);
  g_auto (Call) call = { 0 };
  g_autoptr (GBytes) body = make_body (dialect, ask);
  g_autoptr (GString) text = g_string_new (NULL);
  SoModelReading reading = { .text = text, .piece = piece, .data = data };
  SoHttpRequest request = { .method = "POST", .content_type = "application/json", .body = body };
  SoModelAnswer *answer = NULL;

  call_init (&call, server, path, &request, &reading);
  request.most_seconds = ask->most_seconds ? ask->most_seconds : SILENCE_SECONDS;
  if (talk (dialect, &request, &reading, cancellable, error))
    answer = make_answer (&reading);
  g_free (reading.reason);
  return answer;
}

JsonNode *
so_model_post (const SoModelServer *server, const char *path, GBytes *body, guint most_seconds, GCancellable *cancellable, GError **error)
{
  g_auto (Call) call = { 0 };
  SoModelReading reading = { 0 };
  SoHttpRequest request = { .method = "POST", .content_type = "application/json", .body = body, .most_seconds = most_seconds };
  g_autoptr (SoHttpResponse) response = NULL;
  g_autoptr (JsonNode) node = NULL;

  call_init (&call, server, path, &request, &reading);
  response = so_http_send (&request, NULL, cancellable, error);
  if (!response)
    return NULL;
  node = response->status < 300 ? so_http_parse (response, error) : NULL;
  if (response->status < 300 && !node)
    return NULL;
  if (!node || !JSON_NODE_HOLDS_OBJECT (node) || json_object_has_member (json_node_get_object (node), "error"))
    {
      so_model_fail_response (&reading, response);
      so_retry_note (&reading.failed, response);
      return g_propagate_error (error, reading.failed), NULL;
    }
  return g_steal_pointer (&node);
}

GStrv
so_model_list (const SoModelServer *server, GCancellable *cancellable, GError **error)
{
  const SoModelDialect *dialect = dialects[server->kind];
  g_auto (Call) call = { 0 };
  SoModelReading reading = { 0 };
  SoHttpRequest request = { .most_seconds = LIST_SECONDS };
  g_autoptr (SoHttpResponse) response = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  JsonArray *all;

  call_init (&call, server, dialect->list_path, &request, &reading);
  response = so_http_send (&request, NULL, cancellable, error);
  if (!response)
    return NULL;
  if (response->status >= 300)
    {
      so_model_fail_response (&reading, response);
      return g_propagate_error (error, reading.failed), NULL;
    }
  node = so_http_parse (response, error);
  if (!node)
    return NULL;
  all = JSON_NODE_HOLDS_OBJECT (node) ? so_json_array (json_node_get_object (node), dialect->list_member) : NULL;
  for (guint i = 0; all && i < json_array_get_length (all); i++)
    {
      JsonObject *model = so_json_element (all, i);
      const char *name = model ? so_json_string (model, dialect->name_member) : NULL;

      if (name)
        g_strv_builder_add (names, g_str_has_prefix (name, "models/") ? name + 7 : name);
    }
  return g_strv_builder_end (names);
}
