/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-hub-wants.h"

#include "so-error.h"
#include "so-hub-client-private.h"
#include "so-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SECONDS 60
#define ANSWER_BYTES (1024 * 1024)
#define FORBIDDEN 403
#define NOT_FOUND 404

void
so_hub_wants_words_clear (SoHubWantsWords *words)
{
  g_clear_pointer (&words->put, g_strfreev);
  g_clear_pointer (&words->there, g_strfreev);
  g_clear_pointer (&words->wanted, g_strfreev);
}

static char *
write_question (GArray *have, GPtrArray *want)
{
  JsonObject *object = json_object_new ();
  JsonArray *has = json_array_new (), *wants = json_array_new ();

  for (guint i = 0; i < have->len; i++)
    {
      const SoHubWantsItem *item = &g_array_index (have, SoHubWantsItem, i);
      JsonObject *one = json_object_new ();

      json_object_set_string_member (one, "sha256", item->sha256);
      json_object_set_int_member (one, "size", item->size);
      json_object_set_int_member (one, "at", item->at);
      json_array_add_object_element (has, one);
    }
  for (guint i = 0; i < want->len; i++)
    json_array_add_string_element (wants, want->pdata[i]);
  json_object_set_array_member (object, "have", has);
  json_object_set_array_member (object, "want", wants);
  return so_json_write_object (object);
}

/* What is no name of a file is passed over. */
static GStrv
read_names (JsonObject *object, const char *member)
{
  JsonArray *array = so_json_array (object, member);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *name = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";

      if (strlen (name) == 64 && strspn (name, "0123456789abcdef") == 64)
        g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

gboolean
so_hub_wants_ask (SoHubClient *client, GArray *have, GPtrArray *want, SoHubWantsWords *words, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = write_question (have, want);
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  SoHttpRequest request = { .method = "POST", .content_type = "application/json", .body = body, .most_bytes = ANSWER_BYTES, .most_seconds = SECONDS };
  g_autoptr (SoHttpResponse) response = so_hub_client_send (client, &request, "/v1/files", cancellable, error);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  if (!response)
    return FALSE;
  if (response->status == NOT_FOUND)
    return so_fail (error, SO_ERROR_GIVE_UP, _("This hub is too old to share files between computers: update the hub"));
  if (response->status != 200)
    return so_hub_client_fail (response, error);
  node = so_http_parse (response, NULL);
  object = so_json_root (node);
  if (!object)
    return so_fail (error, SO_ERROR_WAIT, _("The hub's answer cannot be read: it is asked again later"));
  words->put = read_names (object, "put");
  words->there = read_names (object, "there");
  words->wanted = read_names (object, "wanted");
  return TRUE;
}

gboolean
so_hub_wants_remove (SoHubClient *client, const char *sha256, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_strconcat ("/v1/files/", sha256, NULL);
  SoHttpRequest request = { .method = "DELETE", .most_bytes = 64 * 1024, .most_seconds = SECONDS };
  g_autoptr (SoHttpResponse) response = so_hub_client_send (client, &request, path, cancellable, error);

  if (!response)
    return FALSE;
  return response->status / 100 == 2 || response->status == FORBIDDEN || response->status == NOT_FOUND || so_hub_client_fail (response, error);
}
