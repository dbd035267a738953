/* SPDX-License-Identifier: MIT */
#include "so-hub-orders.h"

#include <string.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-hub-media.h"
#include "so-hub-senders.h"
#include "so-json.h"
#include "so-order.h"
#include "so-outlet.h"
#include "so-sign.h"
#include "so-time.h"

#define MOST_WAIT_SECONDS 55
#define MOST_WAITING 64
#define MOST_SECRETS 8
#define SIGNATURE "Studio-Signature"

/* Describing -------------------------------------------------------------------------------------- */

static void
put_time (JsonObject *object, const char *name, gint64 ms)
{
  g_autofree char *text = so_time_format (ms);

  json_object_set_string_member (object, name, text);
}

static void
add_member (JsonObject *from, const char *name, JsonNode *node, gpointer to)
{
  json_object_set_member (to, name, json_node_copy (node));
}

void
so_hub_send_describe (const SoHubSend *send, JsonObject *object)
{
  g_autoptr (JsonNode) result = send->result ? so_json_parse (send->result, -1, 0, NULL) : NULL;
  JsonObject *members = result ? so_json_root (result) : NULL;

  if (members)
    json_object_foreach_member (members, add_member, object);
  json_object_set_string_member (object, "id", send->id);
  json_object_set_string_member (object, "draft", send->draft);
  json_object_set_string_member (object, "state", so_hub_send_state_nick (send->state));
  json_object_set_string_member (object, "device", send->device);
  json_object_set_string_member (object, "by", send->name);
  json_object_set_int_member (object, "attempts", send->attempts);
  put_time (object, "at", send->changed_at);
  if (send->state == SO_HUB_SEND_WAITING && send->not_before)
    put_time (object, "next_at", send->not_before);
}

static void
take_json (SoHubCall *call, guint status, JsonObject *object)
{
  call->status = status;
  call->type = "application/json";
  g_free (call->answer);
  call->answer = so_json_write_object (object);
}

static void
refuse (SoHubCall *call, guint status, const char *why, const char *sentence, const SoHubSend *other)
{
  JsonObject *object = json_object_new (), *there;

  json_object_set_string_member (object, "error", sentence);
  json_object_set_string_member (object, "why", why);
  if (other)
    {
      there = json_object_new ();
      so_hub_send_describe (other, there);
      json_object_set_object_member (object, "other", there);
    }
  take_json (call, status, object);
}

/* Accounts ---------------------------------------------------------------------------------------- */

static void
add_sender (JsonArray *array, const SoHubSender *sender)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", sender->id);
  json_object_set_string_member (object, "transport", sender->transport);
  json_object_set_string_member (object, "name", sender->name);
  json_object_set_string_member (object, "by", sender->device);
  put_time (object, "at", sender->at);
  json_array_add_object_element (array, object);
}

/* What is there after it, whatever was asked. */
static gboolean
answer_senders (SoHubStore *store, SoHubCall *call, const char *studio, GError **error)
{
  g_autoptr (GPtrArray) senders = so_hub_senders_list (store, studio, error);
  JsonObject *object;
  JsonArray *array;

  if (!senders)
    return FALSE;
  object = json_object_new ();
  array = json_array_new ();
  for (guint i = 0; i < senders->len; i++)
    add_sender (array, senders->pdata[i]);
  json_object_set_array_member (object, "senders", array);
  take_json (call, SOUP_STATUS_OK, object);
  return TRUE;
}

static gboolean
work_senders (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);

  return device && answer_senders (store, call, device->studio, error);
}

static gboolean
work_take_back (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);

  if (device && !so_hub_call_may (call, device, SO_RIGHT_HAND_OVER))
    return TRUE;
  return device && so_hub_sender_remove (store, device->studio, call->word, error) && answer_senders (store, call, device->studio, error);
}

static gboolean
work_hand_over (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);
  g_autoptr (GError) sealing = NULL;

  if (device && !so_hub_call_may (call, device, SO_RIGHT_HAND_OVER))
    return TRUE;
  if (!device || !so_hub_device_set_public (store, device->id, call->text, error))
    return FALSE;
  g_set_str (&call->sender->studio, device->studio);
  g_set_str (&call->sender->device, device->name);
  call->sender->at = so_now ();
  /* Only here it is known whose it is, and for whom it is to be sealed. */
  if (!so_hub_vault_seal (call->hub->vault, call->sender, call->secrets, &sealing))
    {
      /* A key that cannot be used is for who runs the hub; a disk that is full is over at some time. */
      if (!g_error_matches (sealing, SO_ERROR, SO_ERROR_SIGN_IN))
        return g_propagate_error (error, g_steal_pointer (&sealing)), FALSE;
      return refuse (call, SOUP_STATUS_CONFLICT, "vault", sealing->message, NULL), TRUE;
    }
  return so_hub_sender_set (store, call->sender, error) && so_hub_media_hasten (store, device->studio, call->sender->id, error) && answer_senders (store, call, device->studio, error);
}

static gboolean
are_secrets (JsonObject *secrets)
{
  g_autoptr (GList) names = secrets ? json_object_get_members (secrets) : NULL;
  guint n = 0;

  for (GList *l = names; l; l = l->next, n++)
    if (!so_json_string (secrets, l->data) || !*so_json_string (secrets, l->data))
      return FALSE;
  return n >= 1 && n <= MOST_SECRETS;
}

/* FALSE where the account is not at its provider. */
static gboolean
is_at_provider (const char *settings)
{
  static const char *const bases[] = { "api_base", "auth_base", "token_base", "revoke_base" };
  g_autoptr (JsonNode) node = so_json_parse (settings, -1, 0, NULL);
  JsonObject *object = node ? so_json_root (node) : NULL;

  for (guint i = 0; object && i < G_N_ELEMENTS (bases); i++)
    if (json_object_has_member (object, bases[i]))
      return FALSE;
  return object != NULL;
}

/* {"id", "transport", "name", "address", "settings", "secrets", "public_key"}; NULL where it is none. */
static SoHubSender *
read_sender (JsonObject *body)
{
  const char *names[] = { "id", "transport", "name", "address", "settings", "public_key" };
  SoHubSender *sender;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (!so_json_string (body, names[i]))
      return NULL;
  if (!so_outlet_find (so_json_string (body, "transport"), 0) || !g_str_has_prefix (so_json_string (body, "id"), so_json_string (body, "transport")) ||
      !are_secrets (so_json_object (body, "secrets")))
    return NULL;
  sender = g_new0 (SoHubSender, 1);
  sender->id = g_strdup (so_json_string (body, "id"));
  sender->transport = g_strdup (so_json_string (body, "transport"));
  sender->name = g_strdup (so_json_string (body, "name"));
  sender->address = g_strdup (so_json_string (body, "address"));
  sender->settings = g_strdup (so_json_string (body, "settings"));
  return sender;
}

/* Orders ------------------------------------------------------------------------------------------ */

/* FALSE: it was refused, or could not be looked at. */
static gboolean
may_take (SoHubStore *store, SoHubCall *call, const SoHubDevice *device, const SoOrder *order, GError **error)
{
  g_autofree char *epoch = so_hub_store_dup_epoch (store, device->studio, error);
  g_autofree char *public_key = epoch ? so_hub_device_dup_public (store, device->id, error) : NULL;
  g_autoptr (SoHubSender) sender = NULL;
  g_autoptr (GError) inner = NULL;

  if (!epoch || (error && *error))
    return FALSE;
  if (!public_key || !so_sign_verify (public_key, call->bytes, call->word))
    return refuse (call, SOUP_STATUS_FORBIDDEN, "signature", "This was not signed by the computer that says so.", NULL), FALSE;
  /* What it was approved under is gone: it may have been sent before the backup was put back. */
  if (strcmp (epoch, order->epoch))
    return refuse (call, SOUP_STATUS_CONFLICT, "epoch", "The hub was restored from a backup since this was approved.", NULL), FALSE;
  sender = so_hub_sender_find (store, device->studio, order->sender, &inner);
  if (inner)
    return g_propagate_error (error, g_steal_pointer (&inner)), FALSE;
  if (!sender)
    return refuse (call, SOUP_STATUS_CONFLICT, "sender", "This account was not handed over to the hub.", NULL), FALSE;
  return TRUE;
}

static SoHubSend *
send_of (SoHubCall *call, const SoHubDevice *device, const SoOrder *order)
{
  SoHubSend *send = g_new0 (SoHubSend, 1);

  send->studio = g_strdup (device->studio);
  send->id = g_strdup (order->outgoing.tag);
  send->draft = g_strdup (order->approved.draft);
  send->device = g_strdup (device->id);
  send->name = g_strdup (device->name);
  send->sender = g_strdup (order->sender);
  send->thread = g_strdup (order->outgoing.thread_key);
  send->answers = g_strdup (order->approved.answers ? order->approved.answers : "");
  send->knows = (const char *const *) order->knows;
  send->order = g_bytes_ref (call->bytes);
  send->signature = g_strdup (call->word);
  send->anyway = order->approved.anyway;
  send->instead = g_strdup (order->approved.instead);
  return send;
}

static void
answer_send (SoHubCall *call, const SoHubSend *send)
{
  JsonObject *object = json_object_new ();

  so_hub_send_describe (send, object);
  take_json (call, SOUP_STATUS_OK, object);
  /* It is waited for as long as it goes its way: who waits for another try is told so. */
  call->empty = send->state == SO_HUB_SEND_SENDING || (send->state == SO_HUB_SEND_WAITING && !send->attempts);
}

static gboolean
work_order (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);
  g_autoptr (SoHubSend) send = NULL, other = NULL;
  SoHubTaking taking;

  if (!device)
    return FALSE;
  if (!so_hub_call_may (call, device, SO_RIGHT_SEND))
    return TRUE;
  if (!may_take (store, call, device, call->order, error))
    return call->answer != NULL;
  send = send_of (call, device, call->order);
  g_set_str (&call->name, device->studio);
  if (!so_hub_send_take (store, send, &taking, &other, error))
    return FALSE;
  if (taking == SO_HUB_TAKEN)
    answer_send (call, other ? other : send);
  else
    refuse (call, SOUP_STATUS_CONFLICT, taking == SO_HUB_TAKEN_BEFORE ? "before" : taking == SO_HUB_ANSWERED ? "answered" : "changed",
            taking == SO_HUB_ANSWERED ? "Somebody has answered this message already." : "This was approved already.", other);
  return TRUE;
}

/* Who asks about an order of before a backup was put back is told nothing: what is not here now may have been. */
static gboolean
is_of_epoch (SoHubStore *store, SoHubCall *call, const SoHubDevice *device, GError **error)
{
  g_autofree char *epoch = so_hub_store_dup_epoch (store, device->studio, error);

  g_clear_pointer (&call->answer, g_free);
  if (epoch && call->epoch && strcmp (epoch, call->epoch))
    refuse (call, SOUP_STATUS_CONFLICT, "epoch", "The hub was restored from a backup since this was approved.", NULL);
  return epoch && !call->answer;
}

static gboolean
work_ask (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);
  g_autoptr (SoHubSend) send = NULL;
  g_autoptr (GError) inner = NULL;

  if (!device)
    return FALSE;
  if (!is_of_epoch (store, call, device, error))
    return call->answer != NULL;
  g_set_str (&call->name, device->studio);
  send = so_hub_send_find (store, device->studio, call->visit, &inner);
  if (inner)
    return g_propagate_error (error, g_steal_pointer (&inner)), FALSE;
  if (send)
    answer_send (call, send);
  else
    refuse (call, SOUP_STATUS_NOT_FOUND, "none", "The hub has no such order.", NULL);
  return TRUE;
}

static gboolean
work_withdraw (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);
  g_autoptr (SoHubSend) send = NULL;

  if (!device)
    return FALSE;
  if (!so_hub_call_may (call, device, SO_RIGHT_SEND))
    return TRUE;
  if (!is_of_epoch (store, call, device, error))
    return call->answer != NULL;
  if (!so_hub_send_withdraw (store, device->studio, call->visit, &send, error))
    return FALSE;
  answer_send (call, send);
  call->empty = FALSE;
  return TRUE;
}

/* --- on the server's thread --- */

static void
finish (SoHubCall *call)
{
  so_hub_answer (call->message, call->status, call->type, call->answer);
  so_hub_call_finish (call);
}

static gboolean
on_wait_over (gpointer data)
{
  SoHubCall *call = data;

  call->timer = 0;
  g_ptr_array_remove_fast (call->hub->orders, call);
  finish (call);
  return G_SOURCE_REMOVE;
}

static void
on_done (const GError *error, gpointer data)
{
  SoHubCall *call = data;
  SoHub *hub = call->hub;
  gint64 left = call->until - so_monotonic ();

  if (error)
    {
      so_hub_answer_error (call->message, g_error_matches (error, SO_ERROR, SO_ERROR_SIGN_IN) ? SOUP_STATUS_UNAUTHORIZED
                                          : g_error_matches (error, SO_ERROR, SO_ERROR_GIVE_UP) ? SOUP_STATUS_CONFLICT : SOUP_STATUS_SERVICE_UNAVAILABLE,
                           error->message);
      so_hub_call_finish (call);
    }
  else if (call->empty && left > 0 && !call->gone && !hub->stopping && hub->orders->len < MOST_WAITING)
    {
      call->timer = g_timeout_add (left, on_wait_over, call);
      g_ptr_array_add (hub->orders, call);
    }
  else
    finish (call);
  if (!error && hub->sending)
    so_hub_sending_wake (hub->sending);
}

void
so_hub_orders_changed (SoHub *hub)
{
  while (hub->orders->len)
    {
      SoHubCall *call = g_ptr_array_steal_index_fast (hub->orders, hub->orders->len - 1);

      g_clear_handle_id (&call->timer, g_source_remove);
      so_hub_worker_run (hub->reader, work_ask, on_done, call);
    }
}

static void
run (SoHubCall *call, SoHubWorker *worker, SoHubWork work)
{
  so_hub_worker_run (worker, work, on_done, call);
}

static void
reject (SoHubCall *call, const char *sentence)
{
  so_hub_answer_error (call->message, SOUP_STATUS_BAD_REQUEST, sentence);
  so_hub_call_finish (call);
}

static void
route_order (SoHubCall *call, GHashTable *query)
{
  const char *signature = soup_message_headers_get_one (soup_server_message_get_request_headers (call->message), SIGNATURE);
  const char *wait = query ? g_hash_table_lookup (query, "wait") : NULL;
  guint64 seconds = 0;
  g_autoptr (GError) error = NULL;

  call->bytes = soup_message_body_flatten (soup_server_message_get_request_body (call->message));
  call->order = so_order_parse (call->bytes, &error);
  if (!call->order || !signature)
    return reject (call, error ? error->message : "An order is signed in " SIGNATURE ".");
  if (wait)
    g_ascii_string_to_unsigned (wait, 10, 0, MOST_WAIT_SECONDS, &seconds, NULL);
  call->until = so_monotonic () + (gint64) seconds * 1000;
  call->word = g_strdup (signature);
  call->visit = g_strdup (call->order->outgoing.tag);
  run (call, call->hub->writer, work_order);
}

static void
route_hand_over (SoHubCall *call, JsonObject *body)
{
  call->sender = read_sender (body);
  if (!call->sender)
    return reject (call, "An account has an id, a transport, a name, settings, secrets and a public key.");
  if (!so_hub_config_allows_other_servers (call->hub->config) && !is_at_provider (call->sender->settings))
    return reject (call, "This hub sends at the providers themselves, and at no other server.");
  call->text = g_strdup (so_json_string (body, "public_key"));
  call->secrets = json_object_ref (so_json_object (body, "secrets"));
  run (call, call->hub->writer, work_hand_over);
}

/* By what a computer signs, which hands over no account itself. */
static gboolean
work_key (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);

  return device && so_hub_device_set_public (store, device->id, call->text, error) && answer_senders (store, call, device->studio, error);
}

static void
route_key (SoHubCall *call, const char *public_key)
{
  call->text = g_strdup (public_key);
  run (call, call->hub->writer, work_key);
}

gboolean
so_hub_route_orders (SoHubCall *call, const char *method, const char *path, JsonObject *body, GHashTable *query)
{
  gboolean post = !strcmp (method, "POST") && body;
  const char *id = body ? so_json_string (body, "id") : NULL;

  if (!strcmp (method, "GET") && !strcmp (path, "/v1/senders"))
    run (call, call->hub->reader, work_senders);
  else if (post && !strcmp (path, "/v1/senders"))
    route_hand_over (call, body);
  else if (post && !strcmp (path, "/v1/key") && so_json_string (body, "public_key"))
    route_key (call, so_json_string (body, "public_key"));
  else if (post && !strcmp (path, "/v1/senders/take-back") && id)
    {
      call->word = g_strdup (id);
      run (call, call->hub->writer, work_take_back);
    }
  else if (!strcmp (method, "POST") && !strcmp (path, "/v1/sends"))
    route_order (call, query);
  else if (post && id && (!strcmp (path, "/v1/sends/ask") || !strcmp (path, "/v1/sends/withdraw")))
    {
      call->visit = g_strdup (id);
      g_set_str (&call->epoch, so_json_string (body, "epoch"));
      run (call, strcmp (path, "/v1/sends/ask") ? call->hub->writer : call->hub->reader, strcmp (path, "/v1/sends/ask") ? work_withdraw : work_ask);
    }
  else
    return FALSE;
  return TRUE;
}
