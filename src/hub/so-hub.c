/* SPDX-License-Identifier: MIT */
#include "so-hub-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-hub-call-out.h"
#include "so-hub-chat.h"
#include "so-hub-file-calls.h"
#include "so-hub-files.h"
#include "so-hub-media.h"
#include "so-hub-orders.h"
#include "so-hub-whereabouts.h"
#include "so-hub-socket.h"
#include "so-hub-sync-calls.h"
#include "so-hub-visitors.h"

/* A computer that was away for longer reads all that holds, not what happened. */
#define SYNC_KEEP_DAYS 90
#define DAY_MS (24 * 60 * 60 * (gint64) 1000)
#define SWEEP_SECONDS (10 * 60)
#define SWEEP_PAUSE_MS 200
#define DESK_MOST_BYTES (64 * 1024)
/* A long mail with its conversation. */
#define ORDER_MOST_BYTES (1024 * 1024)
#define VISITOR_MOST_BYTES (32 * 1024)
#define MOST_CHECKED_BYTES (128 * 1024 * 1024)
#define GOODBYE_MS (10 * 1000)

/* Open file descriptions hold it, so that it ends with the process however that ends. */
int
so_hub_lock (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "hub.lock", NULL);
  int fd;

  g_mkdir_with_parents (folder, 0700);
  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  if (fd < 0)
    so_fail (error, SO_ERROR_CHANGE, "The hub cannot write to the folder %s: check that it exists and belongs to the hub.", folder);
  else
    so_fail (error, SO_ERROR_CHANGE, "Another hub is running in %s: end it first, or choose another folder with --data.", folder);
  if (fd >= 0)
    close (fd);
  return -1;
}

/* Bodies are limited where their path is known to have one. */
static guint64
most_bytes (const char *path, gpointer data)
{
  SoHub *self = data;
  g_auto (GStrv) parts = g_strsplit (path, "/", 4);
  const SoHubEndpoint *endpoint;

  if (!strcmp (path, "/v1/sends"))
    return ORDER_MOST_BYTES;
  if (g_str_has_prefix (path, SO_HUB_FILE_CALLS))
    return SO_HUB_FILE_PART;
  if (g_str_has_prefix (path, "/v1/") || !strcmp (path, SO_HUB_WHEREABOUTS_CALL))
    return DESK_MOST_BYTES;
  if (g_str_has_prefix (path, SO_HUB_SYNC_CALLS))
    return SO_HUB_SYNC_MOST_BYTES;
  if (g_str_has_prefix (path, "/chat/"))
    return VISITOR_MOST_BYTES;
  if (!g_str_has_prefix (path, "/hook/"))
    return 0;
  endpoint = so_hub_config_find (self->config, parts[2]);
  return endpoint ? endpoint->provider->most_bytes : 0;
}

SoHubEndpointNumbers *
so_hub_numbers_of (SoHub *self, const SoHubEndpoint *endpoint)
{
  SoHubEndpointNumbers *numbers = g_hash_table_lookup (self->numbers, endpoint);

  if (!numbers)
    {
      numbers = g_new0 (SoHubEndpointNumbers, 1);
      g_hash_table_insert (self->numbers, (gpointer) endpoint, numbers);
    }
  return numbers;
}

static void
on_nowhere (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  so_hub_answer (message, ((SoHub *) data)->stopping ? SOUP_STATUS_SERVICE_UNAVAILABLE : SOUP_STATUS_NOT_FOUND, NULL, NULL);
}

typedef struct {
  SoHub *hub;
  gboolean more;
} Sweep;

static gboolean
work_sweep (SoHubStore *store, gpointer data, GError **error)
{
  Sweep *sweep = data;
  SoHubConfig *config = sweep->hub->config;
  gint64 now = so_now ();
  gboolean log = FALSE;

  return (!so_hub_config_get_chats (config)->len || so_hub_chat_sweep (store, now - so_hub_config_get_keep_days (config) * DAY_MS, error)) &&
         so_hub_sends_sweep (store, now - so_hub_config_get_keep_days (config) * DAY_MS, error) &&
         so_hub_sync_sweep (store, now - SYNC_KEEP_DAYS * DAY_MS, &log, error) &&
         so_hub_store_sweep (store, now - so_hub_config_get_keep_days (config) * DAY_MS, now - so_hub_config_get_acked_days (config) * DAY_MS,
                             &sweep->more, error) && ((sweep->more |= log), TRUE);
}

static gboolean on_sweep (gpointer data);

static gboolean
on_sweep_more (gpointer data)
{
  ((SoHub *) data)->sweeping_soon = 0;
  on_sweep (data);
  return G_SOURCE_REMOVE;
}

/* A part at a time, so that no provider waits for it. */
static void
on_swept (const GError *error, gpointer data)
{
  g_autofree Sweep *sweep = data;

  if (error)
    g_message ("old events could not be forgotten: %s", error->message);
  else if (sweep->more && !sweep->hub->stopping)
    sweep->hub->sweeping_soon = g_timeout_add (SWEEP_PAUSE_MS, on_sweep_more, sweep->hub);
}

static gboolean
work_sweep_files (SoHubStore *store, gpointer data, GError **error)
{
  Sweep *sweep = data;
  SoHubConfig *config = sweep->hub->config;
  gint64 now = so_now (), before = now - so_hub_config_get_keep_days (config) * DAY_MS, acked = now - so_hub_config_get_acked_days (config) * DAY_MS;

  return so_hub_media_sweep (store, before, acked, error) && so_hub_files_sweep (store, before, acked, now - DAY_MS, &sweep->more, error);
}

/* What is left comes with the next round. */
static void
on_files_swept (const GError *error, gpointer data)
{
  if (error)
    g_message ("old files could not be forgotten: %s", error->message);
  g_free (data);
}

static gboolean
on_sweep (gpointer data)
{
  SoHub *self = data;
  Sweep *sweep = g_new0 (Sweep, 1), *files = g_new0 (Sweep, 1);

  sweep->hub = files->hub = self;
  so_hub_worker_run (self->writer, work_sweep, on_swept, sweep);
  so_hub_worker_run (self->filer, work_sweep_files, on_files_swept, files);
  return G_SOURCE_CONTINUE;
}

/* Studios, and what tells this hub from others, before anybody is served. */
static gboolean
prepare (SoHub *self, GError **error)
{
  g_autoptr (SoHubStore) store = so_hub_store_open (so_hub_config_get_place (self->config), SO_HUB_STORE_WRITE, error);
  const char *const *studios = so_hub_config_get_studios (self->config);
  SoHubNumbers numbers;

  /* A large file would keep providers waiting at every start: --check looks through it. A server is asked a word. */
  if (!store || !so_hub_store_count (store, &numbers, error) ||
      ((so_hub_config_get_place (self->config)->server || numbers.bytes < MOST_CHECKED_BYTES) && !so_hub_store_check (store, error)))
    return FALSE;
  for (guint i = 0; studios[i]; i++)
    if (!so_hub_store_add_studio (store, studios[i], error))
      return FALSE;
  self->id = so_hub_store_dup_id (store, error);
  return self->id && so_hub_senders_prepare (store, error) && so_hub_sends_prepare (store, error) && so_hub_sync_prepare (store, error) &&
         (!so_hub_config_get_chats (self->config)->len || so_hub_chat_prepare (store, error)) && so_hub_files_prepare (store, error) &&
         so_hub_media_prepare (store, !so_hub_config_get_place (self->config)->server, error);
}

static const struct { const char *path; SoupServerCallback handle; } handlers[] = {
  { "/hook", so_hub_on_hook }, { "/v1", so_hub_on_desk }, { "/sync", so_hub_on_sync }, { SO_HUB_WHEREABOUTS_CALL, so_hub_on_whereabouts }, { "/chat", so_hub_on_chat }, { "/health", so_hub_on_health },
  { "/metrics", so_hub_on_metrics },
};

static void
serve (SoHub *self)
{
  static const SoDoorLimits limits = { 0 };

  self->server = g_object_new (SOUP_TYPE_SERVER, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    soup_server_add_handler (self->server, handlers[i].path, handlers[i].handle, self, NULL);
  soup_server_add_handler (self->server, NULL, on_nowhere, self, NULL);
  self->door = so_door_new (self->server, &limits, most_bytes, self);
  self->sweeping = g_timeout_add_seconds (SWEEP_SECONDS, on_sweep, self);
}

static void
on_heard (const char *const *studios, gpointer data)
{
  /* Without a name: nobody says what of which studio it is. */
  if (!*studios)
    so_hub_ring (data, NULL);
  for (; *studios; studios++)
    so_hub_wake (data, *studios);
  so_hub_wake_visitors (data, NULL);
  so_hub_orders_changed (data);
}

/* Events tell of it, too. */
static void
on_sent (const char *const *studios, gpointer data)
{
  for (; *studios; studios++)
    so_hub_wake (data, *studios);
  so_hub_orders_changed (data);
}

static gboolean
open_store (SoHub *self, GError **error)
{
  const SoHubPlace *place = so_hub_config_get_place (self->config);

  self->writer = so_hub_worker_new (place, SO_HUB_STORE_WRITE, error);
  self->reader = self->writer ? so_hub_worker_new (place, SO_HUB_STORE_READ, error) : NULL;
  self->filer = self->reader ? so_hub_worker_new (place, SO_HUB_STORE_WRITE, error) : NULL;
  self->ear = self->filer && place->server ? so_hub_ear_new (place, on_heard, self, error) : NULL;
  return self->filer && (self->ear || !place->server);
}

SoHub *
so_hub_new (const char *folder, SoHubConfig *config, GError **error)
{
  g_autoptr (SoHub) self = g_new0 (SoHub, 1);

  self->folder = g_strdup (folder);
  self->config = config;
  self->started_at = so_monotonic ();
  self->numbers = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->polls = g_ptr_array_new ();
  self->visitors = g_ptr_array_new ();
  self->orders = g_ptr_array_new ();
  self->sockets = g_ptr_array_new ();
  self->studios = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->whereabouts = so_hub_whereabouts_new ();
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->limits = so_limits_new ();
  self->lock = so_hub_lock (folder, error);
  if (self->lock < 0 || !prepare (self, error))
    return NULL;
  if (!open_store (self, error))
    return NULL;
  self->keys = so_hub_keys_new (so_hub_config_get_certificates_url (config));
  so_hub_call_out_tidy (folder);
  self->vault = so_hub_vault_new (config);
  self->fetching = so_hub_fetching_new (so_hub_config_get_place (config), folder, so_hub_config_get_file_bytes (config), self->vault, error);
  if (!self->fetching)
    return NULL;
  self->sending = so_hub_sending_new (so_hub_config_get_place (config), self->writer, self->vault, on_sent, self);
  serve (self);
  return g_steal_pointer (&self);
}

gboolean
so_hub_listen (SoHub *self, const char *address, GError **error)
{
  return so_door_listen (self->door, address, error);
}

const char *
so_hub_get_address (SoHub *self)
{
  return so_door_get_address (self->door);
}

/* Who waits is told that there is nothing new, and who was promised an answer gets it. */
static void
say_goodbye (SoHub *self)
{
  gint64 until = so_monotonic () + GOODBYE_MS;

  self->stopping = TRUE;
  so_door_stop (self->door);
  /* Connections that are open may bring more: there will be nobody who could do it. */
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    soup_server_remove_handler (self->server, handlers[i].path);
  so_hub_sockets_close (self);
  so_hub_whereabouts_close (self);
  so_hub_wake (self, NULL);
  while (self->pending && so_monotonic () < until)
    {
      so_hub_wake (self, NULL);
      so_hub_wake_visitors (self, NULL);
      so_hub_orders_changed (self);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
  /* What was answered just now goes out. */
  for (guint i = 0; i < 100 && g_main_context_iteration (NULL, FALSE); i++)
    ;
}

void
so_hub_free (SoHub *self)
{
  if (!self)
    return;
  if (self->door)
    say_goodbye (self);
  so_hub_sockets_free (self);
  g_clear_handle_id (&self->sweeping, g_source_remove);
  g_clear_handle_id (&self->sweeping_soon, g_source_remove);
  g_clear_pointer (&self->ear, so_hub_ear_free);
  g_clear_pointer (&self->fetching, so_hub_fetching_free);
  /* One that a provider holds up still reads it. */
  if (self->sending && !so_hub_sending_free (self->sending))
    self->vault = NULL;
  self->sending = NULL;
  g_clear_pointer (&self->filer, so_hub_worker_free);
  g_clear_pointer (&self->reader, so_hub_worker_free);
  g_clear_pointer (&self->writer, so_hub_worker_free);
  g_clear_handle_id (&self->waking, g_source_remove);
  g_clear_handle_id (&self->sweeping_soon, g_source_remove);
  g_clear_pointer (&self->door, so_door_free);
  g_clear_pointer (&self->keys, so_hub_keys_free);
  g_clear_object (&self->server);
  g_ptr_array_unref (self->polls);
  g_clear_pointer (&self->vault, so_hub_vault_free);
  g_ptr_array_unref (self->visitors);
  g_ptr_array_unref (self->orders);
  g_ptr_array_unref (self->sockets);
  g_hash_table_unref (self->studios);
  g_hash_table_unref (self->seen);
  so_hub_whereabouts_free (self->whereabouts);
  so_limits_free (self->limits);
  g_hash_table_unref (self->numbers);
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->id);
  g_free (self->folder);
  g_free (self);
}
