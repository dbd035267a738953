/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-hub-talk.h"

#include "so-clock.h"
#include "so-hub-client-private.h"
#include "so-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SECONDS 60
/* A page is a megabyte and one value more; as JSON it may be twice as much. */
#define ANSWER_BYTES (8 * 1024 * 1024)

static SoHttpResponse *
call (SoHubClient *client, const char *method, const char *path, const char *body, guint seconds, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = body ? g_bytes_new (body, strlen (body)) : NULL;
  SoHttpRequest request = { .method = method, .content_type = body ? "application/json" : NULL, .body = bytes, .most_bytes = ANSWER_BYTES, .most_seconds = seconds, .patient = TRUE };
  g_autoptr (SoHttpResponse) response = so_hub_client_send (client, &request, path, cancellable, error);

  if (!response)
    return NULL;
  if (response->status == 404)
    return so_fail (error, SO_ERROR_CHANGE, _("This hub is too old to share a studio between computers, or its web server does not pass /sync/ on: update the hub")), NULL;
  if (response->status != 200)
    return so_hub_client_fail (response, error), NULL;
  return g_steal_pointer (&response);
}

/* "push" of {"what":"push",…}: these texts are our own, and begin with it. */
static char *
dup_path (const char *text)
{
  static const char *const words[] = { "push", "pull", "merge", "snapshot" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *begin = g_strdup_printf ("{\"what\":\"%s\"", words[i]);

      if (g_str_has_prefix (text, begin))
        return g_strconcat ("/sync/v1/", words[i], NULL);
    }
  return NULL;
}

char *
so_hub_talk (SoHubClient *client, const char *text, gint64 *took, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = dup_path (text);
  gint64 began = so_monotonic ();
  g_autoptr (SoHttpResponse) response = NULL;
  gsize size;
  const char *data;

  g_return_val_if_fail (path, NULL);
  response = call (client, "POST", path, text, SECONDS, cancellable, error);
  if (!response)
    return NULL;
  if (took)
    *took = so_monotonic () - began;
  data = g_bytes_get_data (response->body, &size);
  return g_strndup (data ? data : "", size);
}

/* *@node keeps it. */
static JsonObject *
ask (SoHubClient *client, const char *path, guint seconds, const char *wanted, JsonNode **node, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHttpResponse) response = call (client, "GET", path, NULL, seconds, cancellable, error);
  JsonObject *object;

  *node = response ? so_http_parse (response, error) : NULL;
  object = *node ? so_json_root (*node) : NULL;
  if (*node && (!object || !json_object_has_member (object, wanted)))
    so_fail (error, SO_ERROR_WAIT, _("The hub's answer cannot be read: it is asked again later"));
  return object && json_object_has_member (object, wanted) ? object : NULL;
}

gboolean
so_hub_talk_wait (SoHubClient *client, const char *epoch, gint64 after, guint seconds, gboolean *news, GCancellable *cancellable, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (epoch, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/sync/v1/wait?after=%" G_GINT64_FORMAT "&wait=%u&epoch=%s", after, seconds, escaped);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = ask (client, path, seconds + SECONDS, "head", &node, cancellable, error);

  *news = object && (so_json_int (object, "head") > after || g_strcmp0 (so_json_string (object, "epoch"), epoch));
  return object != NULL;
}

char *
so_hub_talk_digest (SoHubClient *client, gint64 *head, char **epoch, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = ask (client, "/sync/v1/digest", 5 * SECONDS, "digest", &node, cancellable, error);

  if (object && head)
    *head = so_json_int (object, "head");
  if (epoch)
    *epoch = object ? g_strdup (so_json_string (object, "epoch")) : NULL;
  return object ? g_strdup (so_json_string (object, "digest")) : NULL;
}
