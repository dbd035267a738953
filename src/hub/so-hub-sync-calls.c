/* SPDX-License-Identifier: MIT */
/* What the computers of a studio say to each other through the hub: /sync/v1/…, written down in docs/hub.md. Which studio it is, and who speaks, the
 * key says: nobody can name another one's. */
#include "so-hub-sync-calls.h"

#include <string.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-hub-sync.h"
#include "so-json.h"

#define MOST_WAIT_SECONDS 55

/* --- on the store's threads --- */

static void
take_json (SoHubCall *call, JsonObject *object)
{
  call->status = SOUP_STATUS_OK;
  call->type = "application/json";
  g_free (call->answer);
  call->answer = so_json_write_object (object);
}

static gboolean
work_say (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);
  gsize size;
  const char *text = g_bytes_get_data (call->bytes, &size);

  if (!device)
    return FALSE;
  g_set_str (&call->name, device->studio);
  g_free (call->answer);
  call->answer = so_hub_sync_answer_as (store, device->studio, device->id, call->word, text ? text : "", (gssize) size, so_now (), NULL, &call->counts, error);
  call->status = SOUP_STATUS_OK;
  call->type = "application/json";
  return call->answer != NULL;
}

static gboolean
work_digest (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);
  g_autofree char *epoch = device ? so_hub_store_dup_epoch (store, device->studio, error) : NULL, *digest = NULL;
  JsonObject *object;
  gint64 head;

  /* The number first: what is said meanwhile is not promised to be in it. */
  if (!epoch || !so_hub_sync_head (store, device->studio, &head, error) || !(digest = so_hub_sync_digest (store, device->studio, error)))
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "epoch", epoch);
  json_object_set_int_member (object, "head", head);
  json_object_set_string_member (object, "digest", digest);
  take_json (call, object);
  return TRUE;
}

/* Whether there is something new behind the number, or the count is another one. */
static gboolean
work_wait (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);
  g_autofree char *epoch = device ? so_hub_store_dup_epoch (store, device->studio, error) : NULL;
  JsonObject *object;
  gint64 head;

  call->empty = FALSE;
  if (!epoch || !so_hub_sync_head (store, device->studio, &head, error))
    return FALSE;
  g_set_str (&call->name, device->studio);
  call->empty = head <= call->number && (!call->epoch || !strcmp (call->epoch, epoch));
  object = json_object_new ();
  json_object_set_int_member (object, "head", head);
  json_object_set_string_member (object, "epoch", epoch);
  take_json (call, object);
  return TRUE;
}

/* --- on the server's thread --- */

static void
answer_failure (SoHubCall *call, const GError *error)
{
  guint status = SOUP_STATUS_SERVICE_UNAVAILABLE;

  if (g_error_matches (error, SO_ERROR, SO_ERROR_SIGN_IN))
    status = SOUP_STATUS_UNAUTHORIZED;
  else if (g_error_matches (error, SO_ERROR, SO_ERROR_GIVE_UP))
    status = SOUP_STATUS_BAD_REQUEST;
  so_hub_answer_error (call->message, status, error->message);
}

static void
on_done (const GError *error, gpointer data)
{
  SoHubCall *call = data;
  SoHub *self = call->hub;

  if (!error && so_hub_call_wait (call))
    return;
  if (error)
    answer_failure (call, error);
  else
    so_hub_answer (call->message, call->status, call->type, call->answer);
  self->sync_taken += call->counts.taken;
  self->sync_refused += call->counts.refused;
  if (!error && call->counts.taken + call->counts.refused)
    so_hub_ring (self, call->name);
  so_hub_call_finish (call);
}

static void
run (SoHubCall *call, SoHubWorker *worker, SoHubWork work)
{
  call->work = work;
  so_hub_worker_run (worker, work, on_done, call);
}

static void
refuse (SoHubCall *call, guint status, const char *sentence)
{
  so_hub_answer_error (call->message, status, sentence);
  so_hub_call_finish (call);
}

/* A number that is none is a mistake of who asks, and not the beginning. */
static gboolean
read_after (GHashTable *query, gint64 *after)
{
  const char *text = query ? g_hash_table_lookup (query, "after") : NULL;

  return text && g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, after, NULL);
}

static void
route_wait (SoHubCall *call, GHashTable *query)
{
  const char *wait = query ? g_hash_table_lookup (query, "wait") : NULL;
  gint64 seconds = MOST_WAIT_SECONDS;

  if (!read_after (query, &call->number) || (wait && !g_ascii_string_to_signed (wait, 10, 0, MOST_WAIT_SECONDS, &seconds, NULL)))
    return refuse (call, SOUP_STATUS_BAD_REQUEST, "The last number that you know is needed as “after”, and “wait” is at most 55 seconds.");
  call->epoch = g_strdup (g_hash_table_lookup (query, "epoch"));
  call->until = so_monotonic () + seconds * 1000;
  call->look = on_done;
  call->work = work_wait;
  so_hub_call_look (call);
}

/* What only reads all that holds keeps nobody's writing waiting. */
static gboolean
route_say (SoHubCall *call, const char *name)
{
  static const char *const words[] = { "push", "pull", "merge", "snapshot", NULL };

  if (!g_strv_contains (words, name))
    return FALSE;
  call->word = g_strdup (name);
  call->bytes = soup_message_body_flatten (soup_server_message_get_request_body (call->message));
  run (call, strcmp (name, "snapshot") ? call->hub->writer : call->hub->reader, work_say);
  return TRUE;
}

static void
route (SoHubCall *call, const char *method, const char *name, GHashTable *query)
{
  gboolean get = !strcmp (method, "GET");

  if (get && !strcmp (name, "wait"))
    route_wait (call, query);
  else if (get && !strcmp (name, "digest"))
    run (call, call->hub->reader, work_digest);
  else if (strcmp (method, "POST") || !route_say (call, name))
    refuse (call, SOUP_STATUS_NOT_FOUND, "The hub does not know this request: it may be older than this Studio OS.");
}

void
so_hub_on_sync (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  SoHub *self = data;
  const char *method = soup_server_message_get_method (message);
  const char *authorization = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization");
  SoHubCall *call;

  if (!authorization || g_ascii_strncasecmp (authorization, "Bearer ", 7) || strlen (authorization) > 256)
    so_hub_answer_error (message, SOUP_STATUS_UNAUTHORIZED, "This computer is not paired with the hub: pair it first.");
  else
    {
      call = so_hub_call_new (self, message);
      call->key = g_strdup (authorization + 7);
      route (call, method, g_str_has_prefix (path, SO_HUB_SYNC_CALLS) ? path + strlen (SO_HUB_SYNC_CALLS) : "", query);
    }
}
