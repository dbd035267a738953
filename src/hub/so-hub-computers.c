/* SPDX-License-Identifier: MIT */
#include "so-hub-computers.h"

#include <string.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-hub-whereabouts.h"
#include "so-hub-roles.h"
#include "so-hub-socket.h"
#include "so-json.h"
#include "so-time.h"

#define DEVICES "/v1/devices"
#define CODE_MS (10 * 60 * 1000)

/* --- on the store's threads --- */

static void
put_time (JsonObject *object, const char *name, gint64 ms)
{
  g_autofree char *text = ms ? so_time_format (ms) : NULL;

  if (text)
    json_object_set_string_member (object, name, text);
}

static void
take_json (SoHubCall *call, JsonObject *object)
{
  call->status = SOUP_STATUS_OK;
  call->type = "application/json";
  call->answer = so_json_write_object (object);
}

static gboolean
work_invite (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);
  g_autofree char *code = NULL;
  JsonObject *object;
  gint64 until = so_now () + CODE_MS;

  if (!device)
    return FALSE;
  if (!so_hub_call_may (call, device, SO_RIGHT_COMPUTERS))
    return TRUE;
  if (!so_role_may_manage (device->role, call->role))
    return so_hub_call_forbid (call, "Only an owner may let owners and managers in."), TRUE;
  code = so_hub_store_offer (store, device->studio, call->role, until, error);
  if (!code)
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "code", code);
  json_object_set_string_member (object, "role", so_role_nick (call->role));
  put_time (object, "until", until);
  take_json (call, object);
  return TRUE;
}

/* What is in memory of them is added on the server's thread. */
static gboolean
work_list (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);

  if (!device)
    return FALSE;
  call->name = g_strdup (device->id);
  call->lines = so_hub_store_devices (store, device->studio, error);
  for (guint i = 0; call->lines && i < call->lines->len; i++)
    if (!so_hub_sync_add_devs (store, call->lines->pdata[i], error))
      return FALSE;
  return call->lines != NULL;
}

/* @done: what was tried. A refusal is an answer; what the store cannot do is none. */
static gboolean
settle (SoHubCall *call, gboolean done, GError **why, GError **error)
{
  call->status = SOUP_STATUS_NO_CONTENT;
  if (done)
    return TRUE;
  if (!g_error_matches (*why, SO_ERROR, SO_ERROR_GIVE_UP))
    return g_propagate_error (error, g_steal_pointer (why)), FALSE;
  so_hub_call_forbid (call, (*why)->message);
  return TRUE;
}

static gboolean
work_revoke (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);
  g_autoptr (GError) why = NULL;

  return device && settle (call, so_hub_role_revoke (store, device->studio, device->role, call->word, &why), &why, error);
}

static gboolean
work_role (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);
  g_autoptr (GError) why = NULL;

  return device && settle (call, so_hub_role_set (store, device->studio, device->role, call->word, call->role, &why), &why, error);
}

/* --- on the server's thread --- */

void
so_hub_saw (SoHub *self, const char *device)
{
  gint64 *at = g_hash_table_lookup (self->seen, device);

  if (!at)
    {
      at = g_new (gint64, 1);
      g_hash_table_insert (self->seen, g_strdup (device), at);
    }
  *at = so_now ();
}

gint64
so_hub_seen_at (SoHub *self, const SoHubDevice *device)
{
  gint64 *at = g_hash_table_lookup (self->seen, device->id);

  return MAX (at ? *at : 0, device->seen_at);
}

static JsonObject *
describe (SoHubCall *call, const SoHubDevice *device)
{
  JsonObject *object = json_object_new ();
  JsonArray *devs = json_array_new ();

  json_object_set_string_member (object, "device", device->id);
  json_object_set_string_member (object, "name", device->name);
  json_object_set_string_member (object, "role", so_role_nick (device->role));
  json_object_set_boolean_member (object, "self", !strcmp (device->id, call->name));
  for (guint i = 0; device->devs && device->devs[i]; i++)
    json_array_add_string_element (devs, device->devs[i]);
  json_object_set_array_member (object, "devs", devs);
  put_time (object, "paired_at", device->paired_at);
  put_time (object, "seen_at", so_hub_seen_at (call->hub, device));
  return object;
}

static void
describe_all (SoHubCall *call)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < call->lines->len; i++)
    json_array_add_object_element (array, describe (call, call->lines->pdata[i]));
  json_object_set_array_member (object, "devices", array);
  take_json (call, object);
}

static void
on_done (const GError *error, gpointer data)
{
  SoHubCall *call = data;

  if (error)
    so_hub_answer_error (call->message, g_error_matches (error, SO_ERROR, SO_ERROR_SIGN_IN) ? SOUP_STATUS_UNAUTHORIZED
                                        : g_error_matches (error, SO_ERROR, SO_ERROR_CHANGE) ? SOUP_STATUS_NOT_FOUND : SOUP_STATUS_SERVICE_UNAVAILABLE, error->message);
  else
    {
      if (call->lines)
        {
          so_hub_saw (call->hub, call->name);
          describe_all (call);
        }
      so_hub_answer (call->message, call->status, call->type, call->answer);
    }
  /* Who was shut out hears nothing more. */
  if (call->work == work_revoke && !error && !call->answer)
    so_hub_whereabouts_forget (call->hub, call->word);
  if (call->work == work_revoke)
    so_hub_sockets_check (call->hub);
  so_hub_call_finish (call);
}

static void
run (SoHubCall *call, SoHubWorker *worker, SoHubWork work)
{
  call->work = work;
  so_hub_worker_run (worker, work, on_done, call);
}

gboolean
so_hub_route_computers (SoHubCall *call, const char *method, const char *path, JsonObject *body)
{
  const char *device = g_str_has_prefix (path, DEVICES "/") ? path + strlen (DEVICES "/") : NULL;
  gboolean post = !strcmp (method, "POST") && body && so_role_parse (so_json_string (body, "role"), &call->role);

  call->word = g_strdup (device);
  if (post && !strcmp (path, "/v1/codes"))
    run (call, call->hub->writer, work_invite);
  else if (!strcmp (method, "GET") && !strcmp (path, DEVICES))
    run (call, call->hub->reader, work_list);
  else if (post && device)
    run (call, call->hub->writer, work_role);
  else if (!strcmp (method, "DELETE") && device)
    run (call, call->hub->writer, work_revoke);
  else
    return FALSE;
  return TRUE;
}
