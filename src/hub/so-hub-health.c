/* SPDX-License-Identifier: MIT */
/* What a watchman asks: /health in JSON, /metrics as Prometheus reads it. Numbers only: no names of people, no text, no secrets. */
#include "so-config.h"

#include "so-hub-call.h"

#include <stdio.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-hub-media.h"
#include "so-json.h"
#include "so-time.h"

#define LEAST_FREE (64 * 1024 * 1024)

typedef struct {
  SoHubCall *call;
  SoHubNumbers store;
  SoHubSendNumbers sends;
  SoHubMediaNumbers media;
  gint64 sync_heads;
  gint64 free_bytes;
  gint64 rss_bytes;
} Look;

static gint64
read_rss (void)
{
  g_autofree char *text = NULL;
  long long pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*d %lld", &pages);
  return pages * sysconf (_SC_PAGESIZE);
}

static gint64
read_free (const char *folder)
{
  struct statvfs info;

  return statvfs (folder, &info) == 0 ? (gint64) info.f_bavail * (gint64) info.f_frsize : -1;
}

static gboolean
work_look (SoHubStore *store, gpointer data, GError **error)
{
  Look *look = data;

  look->free_bytes = read_free (look->call->hub->folder);
  look->rss_bytes = read_rss ();
  return so_hub_store_count (store, &look->store, error) && so_hub_media_count (store, &look->media, error) &&
         so_hub_sends_count (store, &look->sends, error) && so_hub_sync_count (store, &look->sync_heads, error);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
begin (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
}

static gboolean
is_endpoint_ready (SoHub *self, const SoHubEndpoint *endpoint)
{
  return !g_strcmp0 (endpoint->provider->name, "gmail") || so_hub_config_get_secrets (self->config, endpoint);
}

static void
add_endpoints (SoHub *self, JsonBuilder *builder)
{
  GPtrArray *endpoints = so_hub_config_get_endpoints (self->config);

  json_builder_set_member_name (builder, "endpoints");
  json_builder_begin_array (builder);
  for (guint i = 0; i < endpoints->len; i++)
    {
      const SoHubEndpoint *endpoint = endpoints->pdata[i];
      const SoHubEndpointNumbers *numbers = so_hub_numbers_of (self, endpoint);
      g_autofree char *last = numbers->last_at ? so_time_format (numbers->last_at) : NULL;

      json_builder_begin_object (builder);
      add_text (builder, "name", endpoint->name);
      add_text (builder, "provider", endpoint->provider->name);
      json_builder_set_member_name (builder, "ready");
      json_builder_add_boolean_value (builder, is_endpoint_ready (self, endpoint));
      add_int (builder, "stored", numbers->stored);
      add_int (builder, "duplicates", numbers->duplicates);
      add_int (builder, "forged", numbers->forged);
      if (last)
        add_text (builder, "last_at", last);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* "degraded": nothing is lost, since providers send again, but somebody should look. */
static gboolean
is_well (SoHub *self, const Look *look)
{
  return !so_hub_worker_get_numbers (self->writer)->failing && (look->free_bytes < 0 || look->free_bytes >= LEAST_FREE);
}

static char *
write_health (SoHub *self, const Look *look, gboolean reachable)
{
  const SoHubWorkerNumbers *writer = so_hub_worker_get_numbers (self->writer);
  gboolean well = reachable && is_well (self, look);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_text (builder, "status", well ? "ok" : "degraded");
  add_text (builder, "version", APP_VERSION);
  add_int (builder, "uptime_seconds", (so_monotonic () - self->started_at) / 1000);
  begin (builder, "memory");
  add_int (builder, "rss_bytes", look->rss_bytes);
  json_builder_end_object (builder);
  begin (builder, "store");
  add_text (builder, "kind", "sqlite");
  json_builder_set_member_name (builder, "ok");
  json_builder_add_boolean_value (builder, reachable && !writer->failing);
  add_int (builder, "bytes", look->store.bytes);
  add_int (builder, "free_bytes", look->free_bytes);
  add_int (builder, "events", look->store.events);
  json_builder_end_object (builder);
  begin (builder, "queue");
  add_int (builder, "uncommitted", writer->waiting);
  add_int (builder, "unfetched", look->store.waiting);
  add_int (builder, "to_send", look->sends.waiting);
  add_int (builder, "to_send_seconds", look->sends.oldest ? MAX (so_now () - look->sends.oldest, 0) / 1000 : 0);
  add_int (builder, "in_doubt", look->sends.unknown);
  json_builder_end_object (builder);
  begin (builder, "sessions");
  add_int (builder, "connections", so_door_get_numbers (self->door)->connections);
  add_int (builder, "long_polls", self->polls->len);
  add_int (builder, "sockets", self->sockets->len);
  add_int (builder, "visitors_waiting", self->visitors->len);
  add_int (builder, "devices", look->store.devices);
  json_builder_end_object (builder);
  add_endpoints (self, builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return so_json_write (root, FALSE);
}

static void
on_health (const GError *error, gpointer data)
{
  g_autofree Look *look = data;
  SoHub *self = look->call->hub;
  g_autofree char *text = write_health (self, look, !error);

  so_hub_answer (look->call->message, !error && is_well (self, look) ? SOUP_STATUS_OK : SOUP_STATUS_SERVICE_UNAVAILABLE, "application/json", text);
  so_hub_call_finish (look->call);
}

static void
metric (GString *text, const char *name, const char *type, const char *help, gint64 value)
{
  g_string_append_printf (text, "# HELP studio_os_hub_%s %s\n# TYPE studio_os_hub_%s %s\nstudio_os_hub_%s %" G_GINT64_FORMAT "\n", name, help, name,
                          type, name, value);
}

static void
write_requests (SoHub *self, GString *text)
{
  static const struct { const char *result; gsize at; } results[] = {
    { "stored", G_STRUCT_OFFSET (SoHubEndpointNumbers, stored) }, { "duplicate", G_STRUCT_OFFSET (SoHubEndpointNumbers, duplicates) },
    { "nothing", G_STRUCT_OFFSET (SoHubEndpointNumbers, nothing) }, { "forged", G_STRUCT_OFFSET (SoHubEndpointNumbers, forged) },
    { "stale", G_STRUCT_OFFSET (SoHubEndpointNumbers, stale) }, { "unavailable", G_STRUCT_OFFSET (SoHubEndpointNumbers, unavailable) },
  };
  GPtrArray *endpoints = so_hub_config_get_endpoints (self->config);

  g_string_append (text, "# HELP studio_os_hub_requests_total Requests of providers by what became of them.\n# TYPE studio_os_hub_requests_total counter\n");
  for (guint i = 0; i < endpoints->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (results); j++)
      g_string_append_printf (text, "studio_os_hub_requests_total{endpoint=\"%s\",result=\"%s\"} %" G_GUINT64_FORMAT "\n",
                              ((SoHubEndpoint *) endpoints->pdata[i])->name, results[j].result,
                              G_STRUCT_MEMBER (guint64, so_hub_numbers_of (self, endpoints->pdata[i]), results[j].at));
  g_string_append (text, "# HELP studio_os_hub_answer_seconds_sum Time from whole requests to their answers, of those that were stored.\n"
                         "# TYPE studio_os_hub_answer_seconds_sum counter\n");
  for (guint i = 0; i < endpoints->len; i++)
    g_string_append_printf (text, "studio_os_hub_answer_seconds_sum{endpoint=\"%s\"} %.6f\n", ((SoHubEndpoint *) endpoints->pdata[i])->name,
                            so_hub_numbers_of (self, endpoints->pdata[i])->answer_us / 1e6);
}

static void
on_metrics (const GError *error, gpointer data)
{
  g_autofree Look *look = data;
  SoHub *self = look->call->hub;
  const SoHubWorkerNumbers *writer = so_hub_worker_get_numbers (self->writer);
  const SoDoorNumbers *door = so_door_get_numbers (self->door);
  g_autoptr (GString) text = g_string_new (NULL);

  metric (text, "up", "gauge", "1 while everything is well.", !error && is_well (self, look));
  metric (text, "uptime_seconds", "gauge", "Since the hub was started.", (so_monotonic () - self->started_at) / 1000);
  metric (text, "resident_bytes", "gauge", "Memory in use.", look->rss_bytes);
  metric (text, "store_bytes", "gauge", "Size of the database.", look->store.bytes);
  metric (text, "disk_free_bytes", "gauge", "Room left on its disk.", look->free_bytes);
  metric (text, "events_total", "counter", "Events ever stored.", look->store.events);
  metric (text, "events_unfetched", "gauge", "Events that the slowest device has not acknowledged.", look->store.waiting);
  metric (text, "events_uncommitted", "gauge", "Requests that wait for the disk.", writer->waiting);
  metric (text, "commits_total", "counter", "Transactions.", writer->commits);
  metric (text, "store_failures_total", "counter", "Requests that could not be stored and were refused.", writer->failed);
  metric (text, "sends_waiting", "gauge", "Approved messages that are to be sent.", look->sends.waiting);
  metric (text, "sends_in_doubt", "gauge", "Messages that may have been sent, and nobody could say.", look->sends.unknown);
  metric (text, "media_waiting", "gauge", "Files of messages that are to be fetched.", look->media.waiting);
  metric (text, "media_fetched", "gauge", "Files of messages that were fetched and are still known.", look->media.had);
  metric (text, "media_lost", "gauge", "Files of messages that their provider did not have any more.", look->media.lost);
  metric (text, "sync_log", "gauge", "Changes that computers of a studio have told each other, of all studios: the last numbers in sum.", look->sync_heads);
  metric (text, "sync_taken_total", "counter", "Of these those that came to this hub, since its start.", (gint64) self->sync_taken);
  metric (text, "sync_refused_total", "counter", "Changes that were refused by name, since the start of this hub.", (gint64) self->sync_refused);
  metric (text, "devices", "gauge", "Paired computers.", look->store.devices);
  metric (text, "connections", "gauge", "Open connections.", door->connections);
  metric (text, "connections_accepted_total", "counter", "Connections ever.", door->accepted);
  metric (text, "connections_timed_out_total", "counter", "Closed because they were too slow.", door->timed_out);
  metric (text, "connections_displaced_total", "counter", "Closed to make room for others.", door->displaced);
  metric (text, "connections_refused_total", "counter", "Refused because of size or lack of room.", door->refused);
  metric (text, "long_polls", "gauge", "Desktops that wait for events.", self->polls->len);
  metric (text, "sockets", "gauge", "Desktops that wait on a WebSocket.", self->sockets->len);
  metric (text, "looks_total", "counter", "How often the store was asked for news of a desktop's studio.", self->looks);
  metric (text, "visitors_waiting", "gauge", "Pages of websites that wait for an answer.", self->visitors->len);
  metric (text, "visitor_messages_total", "counter", "Messages of visitors that were stored.", self->visitors_messages);
  metric (text, "visitor_requests_refused_total", "counter", "Requests of visitors that were refused.", self->visitors_refused);
  write_requests (self, text);
  so_hub_answer (look->call->message, SOUP_STATUS_OK, "text/plain; version=0.0.4", text->str);
  so_hub_call_finish (look->call);
}

static void
look_around (SoHub *self, SoupServerMessage *message, const char *path, const char *right, SoHubDone done)
{
  Look *look;

  if (g_strcmp0 (path, right))
    so_hub_answer (message, SOUP_STATUS_NOT_FOUND, NULL, NULL);
  else if (g_strcmp0 (soup_server_message_get_method (message), "GET") && g_strcmp0 (soup_server_message_get_method (message), "HEAD"))
    so_hub_answer (message, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL, NULL);
  else
    {
      look = g_new0 (Look, 1);
      look->call = so_hub_call_new (self, message);
      so_hub_worker_run (self->reader, work_look, done, look);
    }
}

void
so_hub_on_health (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  look_around (data, message, path, "/health", on_health);
}

void
so_hub_on_metrics (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  look_around (data, message, path, "/metrics", on_metrics);
}
