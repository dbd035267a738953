/* SPDX-License-Identifier: MIT */
#include "so-hub-call.h"

#include <string.h>

#include "so-json.h"

static void
on_finished (SoupServerMessage *message, gpointer data)
{
  ((SoHubCall *) data)->gone = TRUE;
}

SoHubCall *
so_hub_call_new (SoHub *hub, SoupServerMessage *message)
{
  SoHubCall *call = g_new0 (SoHubCall, 1);

  call->hub = hub;
  call->message = g_object_ref (message);
  call->finished = g_signal_connect (message, "finished", G_CALLBACK (on_finished), call);
  call->began = g_get_monotonic_time ();
  hub->pending++;
  soup_server_message_pause (message);
  return call;
}

SoHubCall *
so_hub_call_of_key (SoHub *hub, SoupServerMessage *message)
{
  const char *authorization = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization");
  SoHubCall *call;

  if (!authorization || g_ascii_strncasecmp (authorization, "Bearer ", 7) || strlen (authorization) > 256)
    {
      so_hub_answer_error (message, SOUP_STATUS_UNAUTHORIZED, "This computer is not paired with the hub: pair it first.");
      return NULL;
    }
  call = so_hub_call_new (hub, message);
  call->key = g_strdup (authorization + 7);
  return call;
}

void
so_hub_call_forbid (SoHubCall *call, const char *sentence)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "error", sentence);
  json_object_set_string_member (object, "why", "role");
  call->status = SOUP_STATUS_FORBIDDEN;
  call->type = "application/json";
  g_free (call->answer);
  call->answer = so_json_write_object (object);
}

gboolean
so_hub_call_may (SoHubCall *call, const SoHubDevice *device, SoRight right)
{
  g_autofree char *may_not = so_role_refuse (device->role, right);

  if (may_not)
    so_hub_call_forbid (call, may_not);
  return !may_not;
}

void
so_hub_call_finish (SoHubCall *call)
{
  g_signal_handler_disconnect (call->message, call->finished);
  if (!call->gone)
    soup_server_message_unpause (call->message);
  g_object_unref (call->message);
  call->hub->pending--;
  g_clear_handle_id (&call->timer, g_source_remove);
  if (call->key)
    explicit_bzero (call->key, strlen (call->key));
  g_free (call->key);
  g_free (call->kind);
  g_free (call->word);
  g_free (call->name);
  g_free (call->epoch);
  g_free (call->address);
  g_free (call->visit);
  g_free (call->text);
  g_free (call->contact);
  g_free (call->page);
  g_clear_pointer (&call->lines, g_ptr_array_unref);
  g_clear_pointer (&call->seen, g_ptr_array_unref);
  g_clear_pointer (&call->have, g_ptr_array_unref);
  g_clear_pointer (&call->want, g_ptr_array_unref);
  so_hub_sender_free (call->sender);
  g_clear_pointer (&call->secrets, json_object_unref);
  so_order_free (call->order);
  g_free (call->answer);
  g_clear_pointer (&call->bytes, g_bytes_unref);
  g_free (call);
}

void
so_hub_answer (SoupServerMessage *message, guint status, const char *type, const char *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  if (status == SOUP_STATUS_SERVICE_UNAVAILABLE || status == SO_HUB_TOO_MANY)
    soup_message_headers_replace (headers, "Retry-After", status == SOUP_STATUS_SERVICE_UNAVAILABLE ? "5" : "60");
  if (body)
    soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, strlen (body));
}

void
so_hub_answer_error (SoupServerMessage *message, guint status, const char *sentence)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_add_string_value (builder, sentence);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = so_json_write (root, FALSE);
  so_hub_answer (message, status, "application/json", text);
}
