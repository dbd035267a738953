/* SPDX-License-Identifier: MIT */
/* What visitors of a studio's website call: /chat/NAME/…, written down in docs/hub.md. Everything here is said by strangers, and becomes a
 * message and nothing else. The order is that of providers' calls: origin, size (so-door.c) and other caps, then stored for good under a key by
 * which the same is known when it comes again, and only then an answer that says so. */
#include "so-hub-visitors.h"

#include <string.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-hash.h"
#include "so-hub-chat.h"
#include "so-time.h"
#include "so-widget.h"

#define MOST_CHARS 4000
#define MOST_NAME 200
#define MOST_PAGE 500
#define MOST_LINES 1000              /* of one visit, both sides */
#define DAY_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))
#define HERE_MS (90 * G_GINT64_CONSTANT (1000))   /* a desktop waits 25 seconds, then asks again */
#define MOST_VISITS 5000             /* of a studio, that were seen within a day */

typedef enum {
  REQUESTS_OF_ADDRESS,
  VISITS_OF_ADDRESS,
  MESSAGES_OF_ADDRESS,
  MESSAGES_OF_VISIT,
  VISITS_OF_STUDIO,
  MESSAGES_OF_STUDIO,
} Cap;

static const struct { const char *name; guint most, seconds; } caps[] = {
  [REQUESTS_OF_ADDRESS] = { "request", 300, 60 },        [VISITS_OF_ADDRESS] = { "visit", 20, 3600 },
  [MESSAGES_OF_ADDRESS] = { "message", 30, 60 },         [MESSAGES_OF_VISIT] = { "visit-message", 15, 60 },
  [VISITS_OF_STUDIO] = { "studio-visit", 1000, 3600 },   [MESSAGES_OF_STUDIO] = { "studio-message", 600, 60 },
};

static gboolean
take (SoHub *self, Cap cap, const char *who)
{
  return so_limits_take (self->limits, caps[cap].name, who, caps[cap].most, caps[cap].seconds, so_monotonic ());
}

static void
refuse (SoHubCall *call, guint status, const char *sentence)
{
  call->hub->visitors_refused++;
  so_hub_answer_error (call->message, status, sentence);
  so_hub_call_finish (call);
}

static void
refuse_many (SoHubCall *call)
{
  refuse (call, SO_HUB_TOO_MANY, "That was too much at once: wait a minute, then try again.");
}

gboolean
so_hub_visitor_failed (SoHubCall *call, const GError *error)
{
  if (!error)
    return FALSE;
  if (g_error_matches (error, SO_ERROR, SO_ERROR_SIGN_IN))
    refuse (call, SOUP_STATUS_UNAUTHORIZED, error->message);
  else if (g_error_matches (error, SO_ERROR, SO_ERROR_WAIT))
    refuse (call, SO_HUB_TOO_MANY, error->message);
  else
    {
      g_message ("%s: a visitor's request could not be stored: %s", call->chat->name, error->message);
      refuse (call, SOUP_STATUS_SERVICE_UNAVAILABLE, "The chat cannot keep anything just now: try again in a moment.");
    }
  return TRUE;
}

/* Answers ---------------------------------------------------------------------------------------- */

static void
set_text (JsonObject *object, const char *name, const char *value)
{
  if (value && *value)
    json_object_set_string_member (object, name, value);
}

void
so_hub_visitor_set_time (JsonObject *object, const char *name, gint64 ms)
{
  g_autofree char *text = so_time_format (ms);

  json_object_set_string_member (object, name, text);
}

void
so_hub_visitor_answer (SoHubCall *call, JsonObject *object)
{
  g_autofree char *text = so_json_write_object (object);

  so_hub_answer (call->message, SOUP_STATUS_OK, "application/json", text);
  so_hub_call_finish (call);
}

gboolean
so_hub_visitor_is_away (SoHub *self, const char *studio, gboolean said)
{
  gint64 asked = so_hub_studio_of (self, studio)->asked_at;

  return said || !asked || so_monotonic () - asked > HERE_MS;
}

static gboolean
work_hello (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;

  return so_hub_chat_is_away (store, call->chat->studio, &call->away, error);
}

static void
on_hello (const GError *error, gpointer data)
{
  SoHubCall *call = data;
  JsonObject *object;

  if (so_hub_visitor_failed (call, error))
    return;
  object = json_object_new ();
  set_text (object, "title", call->chat->title);
  set_text (object, "colour", call->chat->colour);
  set_text (object, "greeting", call->chat->greeting);
  json_object_set_boolean_member (object, "away", so_hub_visitor_is_away (call->hub, call->chat->studio, call->away));
  so_hub_visitor_answer (call, object);
}

static gboolean
work_begin (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autofree char *token = NULL;
  g_autoptr (SoHubVisit) visit = so_hub_visit_begin (store, call->chat->studio, call->chat->name, MOST_VISITS, so_now () - DAY_MS, &token, error);

  call->key = g_steal_pointer (&token);
  return visit != NULL;
}

static void
on_begun (const GError *error, gpointer data)
{
  SoHubCall *call = data;
  JsonObject *object;

  if (so_hub_visitor_failed (call, error))
    return;
  object = json_object_new ();
  json_object_set_string_member (object, "token", call->key);
  so_hub_visitor_answer (call, object);
}

static void
begin_visit (SoHubCall *call)
{
  if (!take (call->hub, VISITS_OF_ADDRESS, call->address) || !take (call->hub, VISITS_OF_STUDIO, call->chat->studio))
    refuse_many (call);
  else
    so_hub_worker_run (call->hub->writer, work_begin, on_begun, call);
}

/* Writing ---------------------------------------------------------------------------------------- */

static gboolean
work_visit (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubVisit) visit = so_hub_visit_find (store, call->chat->name, call->key, error);

  if (!visit)
    return FALSE;
  call->visit = g_strdup (visit->id);
  call->number = visit->lines;
  return TRUE;
}

SoHubEvent *
so_hub_visitor_event (const SoHubChat *chat, const char *kind, const char *visit, const char *same, JsonObject *object)
{
  g_autofree char *hash = so_hash_strings ("web", chat->name, kind, visit, same, SO_HASH_END);
  SoHubEvent *event = g_new0 (SoHubEvent, 1);
  char *text;

  json_object_set_string_member (object, "chat", chat->name);
  json_object_set_string_member (object, "visit", visit);
  text = so_json_write_object (object);
  event->studio = g_strdup (chat->studio);
  event->endpoint = g_strdup (chat->name);
  event->provider = g_strdup ("web");
  event->kind = g_strdup (kind);
  event->headers = g_strdup ("Content-Type: application/json\n");
  event->body = g_bytes_new_take (text, strlen (text));
  event->key = g_strndup (hash, 32);
  event->received_at = so_now ();
  return event;
}

static gboolean
work_say (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;

  return so_hub_chat_say (store, call->visit, call->word, call->text, call->at, &call->number, error) && so_hub_visit_touch (store, call->visit, error);
}

static void
on_said (const GError *error, gpointer data)
{
  SoHubCall *call = data;
  JsonObject *object;

  if (so_hub_visitor_failed (call, error))
    return;
  object = json_object_new ();
  call->hub->visitors_messages++;
  so_hub_wake_visitors (call->hub, call->visit);
  json_object_set_int_member (object, "n", call->number);
  so_hub_visitor_set_time (object, "at", call->at);
  so_hub_visitor_answer (call, object);
}

/* The event first: where this ends in between, her page says that it was not sent, and the same again changes nothing. */
static void
on_stored (const SoHubEvent *event, const GError *error, gpointer data)
{
  SoHubCall *call = data;

  if (so_hub_visitor_failed (call, error))
    return;
  if (event->seq)
    so_hub_wake (call->hub, call->chat->studio);
  if (!call->hub->writer)
    refuse (call, SOUP_STATUS_SERVICE_UNAVAILABLE, "The chat cannot keep anything just now: try again in a moment.");
  else
    so_hub_worker_run (call->hub->writer, work_say, on_said, call);
}

static void
on_may_write (const GError *error, gpointer data)
{
  SoHubCall *call = data;
  JsonObject *object;

  if (so_hub_visitor_failed (call, error))
    return;
  if (!take (call->hub, MESSAGES_OF_VISIT, call->visit) || !take (call->hub, MESSAGES_OF_ADDRESS, call->address) ||
      !take (call->hub, MESSAGES_OF_STUDIO, call->chat->studio))
    {
      refuse_many (call);
      return;
    }
  if (call->number >= MOST_LINES)
    {
      refuse (call, SOUP_STATUS_FORBIDDEN, "This chat is full: begin a new one.");
      return;
    }
  call->at = so_now ();
  object = json_object_new ();
  set_text (object, "id", call->word);
  set_text (object, "text", call->text);
  set_text (object, "name", call->name);
  set_text (object, "contact", call->contact);
  set_text (object, "page", call->page);
  so_hub_visitor_set_time (object, "at", call->at);
  if (!so_hub_worker_put (call->hub->writer, so_hub_visitor_event (call->chat, call->contact ? "form" : "message", call->visit, call->word, object), on_stored, call))
    refuse (call, SOUP_STATUS_SERVICE_UNAVAILABLE, "The chat cannot keep anything just now: try again in a moment.");
}

/* Without what no text has, and without space around it; NULL where nothing or too much is left. A line has no line's ends. */
static char *
dup_text (JsonObject *body, const char *name, guint most, gboolean line)
{
  const char *text = so_json_string (body, name);
  GString *clean = g_string_new (NULL);
  char *stripped;

  for (const char *c = text ? text : ""; *c; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (!g_unichar_iscntrl (letter) || (!line && (letter == '\n' || letter == '\t')))
        g_string_append_unichar (clean, letter);
    }
  stripped = g_strstrip (g_string_free_and_steal (clean));
  if (!*stripped || g_utf8_strlen (stripped, -1) > most)
    g_clear_pointer (&stripped, g_free);
  return stripped;
}

static gboolean
is_id (const char *text)
{
  gsize n = strspn (text ? text : "", "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-");

  return n >= 8 && n <= 64 && !text[n];
}

/* An address or a number, as far as one can see: nobody is reached by "me". */
static gboolean
is_contact (const char *text)
{
  guint digits = 0;

  for (const char *c = text; *c; c++)
    digits += g_ascii_isdigit (*c);
  return strchr (text, '@') || digits >= 5;
}

static void
take_message (SoHubCall *call, JsonObject *body, gboolean form)
{
  call->word = g_strdup (so_json_string (body, "id"));
  call->text = dup_text (body, "text", MOST_CHARS, FALSE);
  call->page = dup_text (body, "page", MOST_PAGE, TRUE);
  call->name = form ? dup_text (body, "name", MOST_NAME, TRUE) : NULL;
  call->contact = form ? dup_text (body, "contact", MOST_NAME, TRUE) : NULL;
  if (!is_id (call->word))
    refuse (call, SOUP_STATUS_BAD_REQUEST, "A message needs an id.");
  else if (!call->text)
    refuse (call, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, "A message has 1 to 4,000 characters.");
  else if (form && (!call->name || !call->contact || !is_contact (call->contact)))
    refuse (call, SOUP_STATUS_BAD_REQUEST, "A name and an e-mail address or telephone number are needed.");
  else
    so_hub_worker_run (call->hub->reader, work_visit, on_may_write, call);
}

/* Which request it is ------------------------------------------------------------------------------ */

static char *
find_address (SoupServerMessage *message)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (message);
  g_autofree char *peer = G_IS_INET_SOCKET_ADDRESS (remote) ? g_inet_address_to_string (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote))) : NULL;

  return so_limits_address (soup_message_headers_get_list (soup_server_message_get_request_headers (message), "X-Forwarded-For"), peer);
}

/* Browsers say in Origin which website asks, and show it no answer that does not name it. A website that is not the studio's gets nothing
 * either way: it could have somebody's browser write in her name. */
static gboolean
is_allowed (const SoHubChat *chat, SoupServerMessage *message)
{
  const char *origin = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Origin");
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_replace (headers, "Vary", "Origin");
  if (!origin || !g_strv_contains ((const char *const *) chat->origins, origin))
    return FALSE;
  soup_message_headers_replace (headers, "Access-Control-Allow-Origin", origin);
  return TRUE;
}

static void
answer_preflight (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  so_hub_answer (message, SOUP_STATUS_NO_CONTENT, NULL, NULL);
  soup_message_headers_replace (headers, "Access-Control-Allow-Methods", "POST");
  soup_message_headers_replace (headers, "Access-Control-Allow-Headers", "authorization, content-type");
  soup_message_headers_replace (headers, "Access-Control-Max-Age", "600");
}

static void
route (SoHubCall *call, const char *what)
{
  const char *authorization = soup_message_headers_get_one (soup_server_message_get_request_headers (call->message), "Authorization");
  g_autoptr (JsonNode) node = NULL;
  JsonObject *body = so_hub_parse_body (call->message, &node);

  if (!take (call->hub, REQUESTS_OF_ADDRESS, call->address))
    refuse_many (call);
  else if (!body)
    refuse (call, SOUP_STATUS_BAD_REQUEST, "The request is not one JSON object.");
  else if (!strcmp (what, "hello"))
    so_hub_worker_run (call->hub->reader, work_hello, on_hello, call);
  else if (!strcmp (what, "visit"))
    begin_visit (call);
  else if (!authorization || g_ascii_strncasecmp (authorization, "Bearer ", 7) || strlen (authorization) > 256)
    refuse (call, SOUP_STATUS_UNAUTHORIZED, "This chat is over: begin a new one.");
  else
    {
      call->key = g_strdup (authorization + 7);
      if (!strcmp (what, "poll"))
        so_hub_visitor_poll (call, body);
      else
        take_message (call, body, !strcmp (what, "form"));
    }
}

void
so_hub_on_chat (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  static const char *const known[] = { "hello", "visit", "message", "form", "poll", NULL };
  SoHub *self = data;
  const char *method = soup_server_message_get_method (message);
  g_auto (GStrv) parts = g_strsplit (path, "/", 5);
  const SoHubChat *chat = g_strv_length (parts) == 4 ? so_hub_config_find_chat (self->config, parts[2]) : NULL;
  SoHubCall *call;

  if (chat && !strcmp (method, "GET") && so_widget_answer (message, parts[3]))
    return;
  if (!chat || !g_strv_contains (known, parts[3]))
    so_hub_answer (message, SOUP_STATUS_NOT_FOUND, NULL, NULL);
  else if (!is_allowed (chat, message))
    {
      self->visitors_refused++;
      so_hub_answer (message, SOUP_STATUS_FORBIDDEN, NULL, NULL);
    }
  else if (!strcmp (method, "OPTIONS"))
    answer_preflight (message);
  else if (strcmp (method, "POST"))
    so_hub_answer (message, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL, NULL);
  else
    {
      call = so_hub_call_new (self, message);
      call->chat = chat;
      call->address = find_address (message);
      route (call, parts[3]);
    }
}
