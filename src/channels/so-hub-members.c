/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-hub-members.h"

#include "so-hub-client-private.h"
#include "so-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SECONDS 20
/* Who closes their window does not wait for a hub that does not answer. */
#define LEAVE_SECONDS 3
#define MOST_BYTES (256 * 1024)

static gboolean
fail (const SoHttpResponse *response, GError **error)
{
  g_autoptr (JsonNode) node = so_http_parse (response, NULL);
  JsonObject *object = node ? so_json_root (node) : NULL;
  const char *sentence = object ? so_json_string (object, "error") : NULL;

  if (response->status == 403 && sentence && !g_strcmp0 (so_json_string (object, "why"), "role"))
    /* Translators: %s is what the hub says, in English */
    return so_fail (error, SO_ERROR_CHANGE, _("The hub does not let this computer do that: %s"), sentence);
  return so_hub_client_fail (response, error);
}

/* @body: taken, or NULL. */
static SoHttpResponse *
call (SoHubClient *client, const char *method, const char *path, JsonObject *body, guint seconds, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = body ? so_json_write_object (body) : NULL;
  g_autoptr (GBytes) bytes = text ? g_bytes_new (text, strlen (text)) : NULL;
  SoHttpRequest request = { .method = method, .content_type = text ? "application/json" : NULL, .body = bytes, .most_bytes = MOST_BYTES, .most_seconds = seconds, .patient = TRUE };
  g_autoptr (SoHttpResponse) response = so_hub_client_send (client, &request, path, cancellable, error);

  if (response && response->status / 100 != 2)
    return fail (response, error), NULL;
  return g_steal_pointer (&response);
}

static JsonObject *
read_answer (const SoHttpResponse *response, JsonNode **node, GError **error)
{
  JsonObject *object;

  *node = response ? so_http_parse (response, error) : NULL;
  object = *node ? so_json_root (*node) : NULL;
  if (*node && !object)
    so_fail (error, SO_ERROR_WAIT, _("The hub's answer cannot be read: it is asked again later"));
  return object;
}

static GPtrArray *
whole (GPtrArray *all, JsonObject *answer, GError **error)
{
  if (answer && !all)
    so_fail (error, SO_ERROR_WAIT, _("The hub's answer cannot be read: it is asked again later"));
  return all;
}

GPtrArray *
so_hub_members_list (SoHubClient *client, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHttpResponse) response = call (client, "GET", "/v1/devices", NULL, SECONDS, cancellable, error);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *answer = read_answer (response, &node, error);

  return whole (answer ? so_computers_read (answer) : NULL, answer, error);
}

static JsonObject *
body_of (SoRole role)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "role", so_role_nick (role));
  return body;
}

char *
so_hub_members_invite (SoHubClient *client, SoRole role, gint64 *until, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHttpResponse) response = call (client, "POST", "/v1/codes", body_of (role), SECONDS, cancellable, error);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *answer = read_answer (response, &node, error);
  const char *code = answer ? so_json_string (answer, "code") : NULL;

  *until = answer ? so_json_time (answer, "until") : 0;
  if (answer && !code)
    so_fail (error, SO_ERROR_WAIT, _("The hub's answer cannot be read: it is asked again later"));
  return g_strdup (code);
}

static gboolean
change (SoHubClient *client, const char *method, const char *device, JsonObject *body, GCancellable *cancellable, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (device, NULL, FALSE), *path = g_strconcat ("/v1/devices/", escaped, NULL);
  g_autoptr (SoHttpResponse) response = call (client, method, path, body, SECONDS, cancellable, error);

  return response != NULL;
}

gboolean
so_hub_members_revoke (SoHubClient *client, const char *device, GCancellable *cancellable, GError **error)
{
  return change (client, "DELETE", device, NULL, cancellable, error);
}

gboolean
so_hub_members_set_role (SoHubClient *client, const char *device, SoRole role, GCancellable *cancellable, GError **error)
{
  return change (client, "POST", device, body_of (role), cancellable, error);
}

static JsonObject *
body_of_place (const char *thread, const char *draft, gboolean take)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "thread", thread);
  json_object_set_string_member (body, "what", draft ? "editing" : "looking");
  if (draft)
    json_object_set_string_member (body, "draft", draft);
  if (take)
    json_object_set_boolean_member (body, "take", TRUE);
  return body;
}

GPtrArray *
so_hub_members_be (SoHubClient *client, const char *thread, const char *draft, gboolean take, guint wait, gint64 *stand, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/sync/v1/presence?wait=%u&stand=%" G_GINT64_FORMAT, wait, *stand);
  g_autoptr (SoHttpResponse) response = call (client, thread ? "PUT" : "GET", path, thread ? body_of_place (thread, draft, take) : NULL,
                                             thread && !*thread ? LEAVE_SECONDS : wait + SECONDS, cancellable, error);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *answer = read_answer (response, &node, error);

  if (answer)
    *stand = so_json_int (answer, "stand");
  return whole (answer ? so_hub_here_read (answer) : NULL, answer, error);
}
