/* SPDX-License-Identifier: MIT */
#include "so-hub-keys.h"

#include "so-clock.h"
#include "so-http.h"

#define PAUSE_MS (60 * 1000)
#define MOST_BYTES (256 * 1024)
#define MOST_SECONDS 10

struct _SoHubKeys {
  char *url;
  GHashTable *certificates;
  gint64 asked_at;           /* so_monotonic(); 0: never */
  GArray *waiting;           /* Waiter; while somebody fetches */
  gboolean fetching;
  GCancellable *cancellable;
};

typedef struct {
  SoHubKeysDone done;
  gpointer data;
} Waiter;

GHashTable *
so_hub_keys_get (SoHubKeys *self)
{
  return self->certificates;
}

/* {"key id": "-----BEGIN CERTIFICATE-----…"} */
static GHashTable *
read_certificates (JsonNode *node)
{
  GHashTable *certificates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JsonObjectIter iter;
  const char *id;
  JsonNode *value;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return certificates;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &id, &value))
    if (json_node_get_value_type (value) == G_TYPE_STRING)
      g_hash_table_insert (certificates, g_strdup (id), json_node_dup_string (value));
  return certificates;
}

static void
fetch (GTask *task, gpointer source, gpointer url, GCancellable *cancellable)
{
  SoHttpRequest request = { .url = url, .most_bytes = MOST_BYTES, .most_seconds = MOST_SECONDS };
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHttpResponse) response = so_http_send (&request, NULL, cancellable, &error);
  g_autoptr (JsonNode) node = response && response->status == 200 ? so_http_parse (response, &error) : NULL;

  if (node)
    g_task_return_pointer (task, read_certificates (node), (GDestroyNotify) g_hash_table_unref);
  else if (error)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "the server answered %u", response ? response->status : 0);
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer data)
{
  SoHubKeys *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) certificates = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GArray) waiting = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->fetching = FALSE;
  if (certificates)
    {
      g_hash_table_unref (self->certificates);
      self->certificates = g_steal_pointer (&certificates);
    }
  else
    g_message ("Google's certificates could not be fetched: %s", error->message);
  waiting = g_steal_pointer (&self->waiting);
  self->waiting = g_array_new (FALSE, FALSE, sizeof (Waiter));
  for (guint i = 0; i < waiting->len; i++)
    g_array_index (waiting, Waiter, i).done (g_array_index (waiting, Waiter, i).data);
}

void
so_hub_keys_refresh (SoHubKeys *self, SoHubKeysDone done, gpointer data)
{
  Waiter waiter = { done, data };
  g_autoptr (GTask) task = NULL;

  if (!self->fetching && self->asked_at && so_monotonic () - self->asked_at < PAUSE_MS)
    {
      done (data);
      return;
    }
  g_array_append_val (self->waiting, waiter);
  if (self->fetching)
    return;
  self->fetching = TRUE;
  self->asked_at = so_monotonic ();
  task = g_task_new (NULL, self->cancellable, on_fetched, self);
  g_task_set_task_data (task, g_strdup (self->url), g_free);
  g_task_run_in_thread (task, fetch);
}

SoHubKeys *
so_hub_keys_new (const char *url)
{
  SoHubKeys *self = g_new0 (SoHubKeys, 1);

  self->url = g_strdup (url);
  self->certificates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->waiting = g_array_new (FALSE, FALSE, sizeof (Waiter));
  self->cancellable = g_cancellable_new ();
  return self;
}

void
so_hub_keys_free (SoHubKeys *self)
{
  if (!self)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_hash_table_unref (self->certificates);
  g_array_unref (self->waiting);
  g_free (self->url);
  g_free (self);
}
