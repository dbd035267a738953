/* SPDX-License-Identifier: MIT */
/* What desktops call: /v1/…, written down in docs/hub.md. Whose key it is is looked up with every request, so that a revoked one ends at once. */
#include "so-hub-file-calls.h"
#include "so-hub-computers.h"
#include "so-hub-orders.h"
#include "so-hub-visitors.h"

#include <string.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-hub-socket.h"
#include "so-json.h"
#include "so-time.h"

#define MOST_EVENTS 500
#define MOST_PAGE_BYTES (2 * 1024 * 1024)
#define MOST_INLINE (512 * 1024)
#define MOST_WAIT_SECONDS 55
#define MOST_GUESSES 10
#define MOST_GUESSES_IN_ALL 100
#define HANDSHAKE_SECONDS 120

/* --- on the store's threads --- */

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_number (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_time (JsonBuilder *builder, const char *name, gint64 ms)
{
  g_autofree char *text = so_time_format (ms);

  add_text (builder, name, text);
}

static void
take_answer (SoHubCall *call, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  call->status = SOUP_STATUS_OK;
  call->type = "application/json";
  call->answer = so_json_write (root, FALSE);
}

/* "Name: value\n" each, as they were kept. */
static void
add_headers (JsonBuilder *builder, const char *lines)
{
  g_auto (GStrv) all = g_strsplit (lines, "\n", -1);

  json_builder_set_member_name (builder, "headers");
  json_builder_begin_object (builder);
  for (guint i = 0; all[i]; i++)
    {
      char *colon = strstr (all[i], ": ");

      if (!colon)
        continue;
      *colon = '\0';
      add_text (builder, all[i], colon + 2);
    }
  json_builder_end_object (builder);
}

static void
add_event (JsonBuilder *builder, const SoHubEvent *event)
{
  json_builder_begin_object (builder);
  add_number (builder, "seq", event->seq);
  add_text (builder, "id", event->id);
  add_text (builder, "endpoint", event->endpoint);
  add_text (builder, "provider", event->provider);
  add_text (builder, "kind", event->kind);
  add_time (builder, "received_at", event->received_at);
  add_headers (builder, event->headers);
  if (event->size >= 0)
    add_number (builder, "size", event->size);
  if (event->body)
    {
      g_autofree char *body = g_base64_encode (g_bytes_get_data (event->body, NULL), g_bytes_get_size (event->body));

      add_text (builder, "body", body);
    }
  json_builder_end_object (builder);
}

static void
begin_answer (SoHubCall *call, JsonBuilder *builder, const SoHubDevice *device, const char *epoch)
{
  json_builder_begin_object (builder);
  add_text (builder, "hub", call->hub->id);
  add_text (builder, "studio", device->studio);
  add_text (builder, "epoch", epoch);
}

/* Numbers of another count mean nothing here: the desktop begins again at 0, and knows what it has by the events' ids. */
static gboolean
is_other_epoch (SoHubCall *call, const SoHubDevice *device, const char *epoch)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!call->epoch || !g_strcmp0 (call->epoch, epoch))
    return FALSE;
  builder = json_builder_new ();
  begin_answer (call, builder, device, epoch);
  add_text (builder, "error", "The hub was restored from a backup: read from 0 again.");
  json_builder_end_object (builder);
  take_answer (call, builder);
  call->status = SOUP_STATUS_CONFLICT;
  return TRUE;
}

static gboolean
work_page (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);
  g_autofree char *epoch = device ? so_hub_store_dup_epoch (store, device->studio, error) : NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  gint64 head;

  g_clear_pointer (&call->answer, g_free);
  call->empty = FALSE;
  if (!epoch)
    return FALSE;
  g_set_str (&call->name, device->studio);
  g_set_str (&call->word, device->id);
  if (is_other_epoch (call, device, epoch))
    return TRUE;
  events = so_hub_store_page (store, device->studio, call->number, call->most, MOST_PAGE_BYTES, MOST_INLINE, &head, error);
  if (!events)
    return FALSE;
  if (call->number > head)
    return so_fail (error, SO_ERROR_GIVE_UP, "There is no event of this number yet: read from the last one that was given.");
  builder = json_builder_new ();
  begin_answer (call, builder, device, epoch);
  add_number (builder, "after", call->number);
  add_number (builder, "head", head);
  json_builder_set_member_name (builder, "events");
  json_builder_begin_array (builder);
  for (guint i = 0; i < events->len; i++)
    add_event (builder, events->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  take_answer (call, builder);
  call->empty = events->len == 0;
  return TRUE;
}

static gboolean
work_body (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);

  if (!device)
    return FALSE;
  call->bytes = so_hub_store_body (store, device->studio, call->number, error);
  call->status = SOUP_STATUS_OK;
  return call->bytes != NULL;
}

/* Their address is what a website loads. */
static void
add_chats (SoHubCall *call, JsonBuilder *builder, const char *studio)
{
  GPtrArray *chats = so_hub_config_get_chats (call->hub->config);
  const char *url = so_hub_config_get_public_url (call->hub->config);

  for (guint i = 0; i < chats->len; i++)
    {
      const SoHubChat *chat = chats->pdata[i];
      g_autofree char *address = g_strdup_printf ("%s/chat/%s/widget.js", url ? url : "", chat->name);

      if (strcmp (chat->studio, studio))
        continue;
      json_builder_begin_object (builder);
      add_text (builder, "name", chat->name);
      add_text (builder, "provider", "web");
      add_text (builder, "url", address);
      json_builder_end_object (builder);
    }
}

static void
add_endpoints (SoHubCall *call, JsonBuilder *builder, const char *studio)
{
  GPtrArray *endpoints = so_hub_config_get_endpoints (call->hub->config);
  const char *url = so_hub_config_get_public_url (call->hub->config);

  json_builder_set_member_name (builder, "endpoints");
  json_builder_begin_array (builder);
  for (guint i = 0; i < endpoints->len; i++)
    {
      SoHubEndpoint *endpoint = endpoints->pdata[i];
      g_autofree char *address = g_strdup_printf ("%s/hook/%s", url ? url : "", endpoint->name);

      if (strcmp (endpoint->studio, studio))
        continue;
      json_builder_begin_object (builder);
      add_text (builder, "name", endpoint->name);
      add_text (builder, "provider", endpoint->provider->name);
      add_text (builder, "url", address);
      json_builder_end_object (builder);
    }
  add_chats (call, builder, studio);
  json_builder_end_array (builder);
}

static gboolean
work_hub (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);
  g_autofree char *epoch = device ? so_hub_store_dup_epoch (store, device->studio, error) : NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (!epoch)
    return FALSE;
  builder = json_builder_new ();
  begin_answer (call, builder, device, epoch);
  add_text (builder, "device", device->id);
  add_text (builder, "name", device->name);
  add_text (builder, "role", so_role_nick (device->role));
  add_time (builder, "paired_at", device->paired_at);
  add_number (builder, "acknowledged", device->cursor);
  add_endpoints (call, builder, device->studio);
  json_builder_end_object (builder);
  take_answer (call, builder);
  return TRUE;
}

static gboolean
work_ack (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);
  g_autofree char *epoch = device ? so_hub_store_dup_epoch (store, device->studio, error) : NULL;

  if (!epoch)
    return FALSE;
  call->status = SOUP_STATUS_NO_CONTENT;
  return is_other_epoch (call, device, epoch) || so_hub_store_ack (store, device, call->number, error);
}

static gboolean
work_leave (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);

  call->status = SOUP_STATUS_NO_CONTENT;
  return device && so_hub_store_revoke (store, device->id, error);
}

static gboolean
work_pair (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autofree char *key = NULL;
  g_autoptr (SoHubDevice) device = so_hub_store_pair (store, call->word, call->name, &key, error);
  g_autofree char *epoch = device ? so_hub_store_dup_epoch (store, device->studio, error) : NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (!epoch)
    return FALSE;
  builder = json_builder_new ();
  begin_answer (call, builder, device, epoch);
  add_text (builder, "device", device->id);
  add_text (builder, "name", device->name);
  add_text (builder, "role", so_role_nick (device->role));
  add_text (builder, "key", key);
  json_builder_end_object (builder);
  take_answer (call, builder);
  explicit_bzero (key, strlen (key));
  return TRUE;
}

static gboolean
work_withdraw (SoHubStore *store, gpointer data, GError **error)
{
  return so_hub_store_withdraw_codes (store, error);
}

static gboolean
work_who (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);

  call->name = device ? g_strdup (device->studio) : NULL;
  call->status = SOUP_STATUS_NO_CONTENT;
  return device && (so_hub_call_may (call, device, SO_RIGHT_CONNECT) || TRUE);
}

static gboolean
work_listen (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);

  call->name = device ? g_strdup (device->studio) : NULL;
  call->word = device ? g_strdup (device->id) : NULL;
  return device != NULL;
}

/* --- on the server's thread --- */

/* Somebody tries codes: after ten in a minute nobody is heard, after a hundred in all no code is valid any more. */
static void
count_guess (SoHub *self)
{
  self->guesses++;
  if (++self->guesses_in_all >= MOST_GUESSES_IN_ALL)
    {
      self->guesses_in_all = 0;
      g_message ("all pairing codes were withdrawn: somebody tried %u wrong ones", MOST_GUESSES_IN_ALL);
      so_hub_worker_run (self->writer, work_withdraw, NULL, NULL);
    }
}

static void
answer_failure (SoHubCall *call, const GError *error)
{
  guint status = SOUP_STATUS_SERVICE_UNAVAILABLE;

  if (g_error_matches (error, SO_ERROR, SO_ERROR_SIGN_IN))
    status = SOUP_STATUS_UNAUTHORIZED;
  else if (call->work == work_body && g_error_matches (error, SO_ERROR, SO_ERROR_CHANGE))
    status = SOUP_STATUS_NOT_FOUND;
  /* A number that was never given; a full disk is the operator's to change, and the computer comes again. */
  else if ((call->work == work_ack || call->work == work_page) && g_error_matches (error, SO_ERROR, SO_ERROR_GIVE_UP))
    status = SOUP_STATUS_BAD_REQUEST;
  if (call->work == work_pair && status == SOUP_STATUS_UNAUTHORIZED)
    count_guess (call->hub);
  so_hub_answer_error (call->message, status, error->message);
}

static void
on_done (const GError *error, gpointer data)
{
  SoHubCall *call = data;

  if (!error && call->work == work_page)
    {
      so_hub_studio_of (call->hub, call->name)->asked_at = so_monotonic ();
      so_hub_saw (call->hub, call->word);
    }
  if (error)
    answer_failure (call, error);
  else if (so_hub_call_wait (call))
    return;
  else if (call->bytes)
    {
      so_hub_answer (call->message, call->status, NULL, NULL);
      soup_message_headers_set_content_type (soup_server_message_get_response_headers (call->message), "application/octet-stream", NULL);
      soup_message_body_append_bytes (soup_server_message_get_response_body (call->message), call->bytes);
    }
  else
    so_hub_answer (call->message, call->status, call->type, call->answer);
  if (call->work == work_leave)
    so_hub_sockets_check (call->hub);
  so_hub_call_finish (call);
}

/* Only who is known gets as far as a socket. */
static void
on_may_listen (const GError *error, gpointer data)
{
  if (error)
    on_done (error, data);
  else
    so_hub_socket_begin (data);
}

/* The door for one secret of Asana's is open for a moment, where the endpoint is one of the device's studio. */
static void
on_may_shake (const GError *error, gpointer data)
{
  SoHubCall *call = data;
  const SoHubEndpoint *endpoint = so_hub_config_find (call->hub->config, call->word);

  if (!error && call->answer)
    return on_done (NULL, call);
  if (!error && (!endpoint || strcmp (endpoint->studio, call->name) || strcmp (endpoint->provider->name, "asana")))
    {
      so_hub_answer_error (call->message, SOUP_STATUS_NOT_FOUND, "There is no endpoint of this name that takes a handshake.");
      so_hub_call_finish (call);
      return;
    }
  if (!error)
    so_hub_numbers_of (call->hub, endpoint)->handshake_until = so_monotonic () + HANDSHAKE_SECONDS * 1000;
  on_done (error, call);
}

JsonObject *
so_hub_parse_body (SoupServerMessage *message, JsonNode **node)
{
  g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  *node = so_json_parse (data, size, 64 * 1024, NULL);
  return *node && JSON_NODE_HOLDS_OBJECT (*node) ? json_node_get_object (*node) : NULL;
}

static gint64
query_number (GHashTable *query, const char *name, gint64 fallback, gint64 most)
{
  const char *text = query ? g_hash_table_lookup (query, name) : NULL;
  gint64 number;

  return text && g_ascii_string_to_signed (text, 10, 0, most, &number, NULL) ? number : fallback;
}

static void
pair (SoHub *self, SoupServerMessage *message)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *body = so_hub_parse_body (message, &node);
  const char *code = body ? so_json_string (body, "code") : NULL, *name = body ? so_json_string (body, "name") : NULL;
  SoHubCall *call;

  if (so_monotonic () - self->guesses_since > 60 * 1000)
    {
      self->guesses_since = so_monotonic ();
      self->guesses = 0;
    }
  if (self->guesses >= MOST_GUESSES)
    so_hub_answer_error (message, SO_HUB_TOO_MANY, "Too many wrong codes were tried: wait a minute, then try again.");
  else if (!code || !name || !*name)
    so_hub_answer_error (message, SOUP_STATUS_BAD_REQUEST, "A code and a name of this computer are needed.");
  else
    {
      call = so_hub_call_new (self, message);
      call->word = g_strdup (code);
      call->name = g_strdup (name);
      call->work = work_pair;
      so_hub_worker_run (self->writer, work_pair, on_done, call);
    }
}

static void
run (SoHub *self, SoHubCall *call, SoHubWorker *worker, SoHubWork work, SoHubDone done)
{
  call->work = work;
  so_hub_worker_run (worker, work, done, call);
}

/* Requests with a key. */
static void
route (SoHub *self, SoHubCall *call, const char *method, const char *path, GHashTable *query)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *body = NULL;
  gboolean post = !strcmp (method, "POST"), get = !strcmp (method, "GET");

  if (post)
    body = so_hub_parse_body (call->message, &node);
  call->epoch = g_strdup (query ? g_hash_table_lookup (query, "epoch") : NULL);
  if (get && !strcmp (path, "/v1/events"))
    {
      call->number = query_number (query, "after", 0, G_MAXINT64);
      call->most = CLAMP (query_number (query, "limit", 100, MOST_EVENTS), 1, MOST_EVENTS);
      call->until = so_monotonic () + query_number (query, "wait", 0, MOST_WAIT_SECONDS) * 1000;
      call->work = work_page;
      call->look = on_done;
      so_hub_call_look (call);
    }
  else if (get && g_str_has_prefix (path, "/v1/events/") && g_ascii_string_to_signed (path + strlen ("/v1/events/"), 10, 1, G_MAXINT64, &call->number, NULL))
    run (self, call, self->reader, work_body, on_done);
  else if (get && !strcmp (path, "/v1/socket"))
    run (self, call, self->reader, work_listen, on_may_listen);
  else if (get && !strcmp (path, "/v1/hub"))
    run (self, call, self->reader, work_hub, on_done);
  else if (post && body && !strcmp (path, "/v1/ack") && json_object_has_member (body, "seq"))
    {
      call->number = so_json_int (body, "seq");
      g_free (call->epoch);
      call->epoch = g_strdup (so_json_string (body, "epoch"));
      run (self, call, self->writer, work_ack, on_done);
    }
  else if (post && body && !strcmp (path, "/v1/handshake") && so_json_string (body, "endpoint"))
    {
      call->word = g_strdup (so_json_string (body, "endpoint"));
      run (self, call, self->reader, work_who, on_may_shake);
    }
  else if (so_hub_route_answers (call, method, path, body) || so_hub_route_orders (call, method, path, body, query) ||
           so_hub_route_files (call, method, path, body) || so_hub_route_computers (call, method, path, body))
    return;
  else if (!strcmp (method, "DELETE") && !strcmp (path, "/v1/device"))
    run (self, call, self->writer, work_leave, on_done);
  else
    {
      so_hub_answer_error (call->message, SOUP_STATUS_NOT_FOUND, "The hub does not know this request: it may be older than this Studio OS.");
      so_hub_call_finish (call);
    }
}

void
so_hub_on_desk (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  SoHub *self = data;
  const char *method = soup_server_message_get_method (message);
  SoHubCall *call = NULL;

  if (!strcmp (path, "/v1/pair") && !strcmp (method, "POST"))
    pair (self, message);
  else if ((call = so_hub_call_of_key (self, message)))
    route (self, call, method, path, query);
}
