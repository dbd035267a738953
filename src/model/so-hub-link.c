/* SPDX-License-Identifier: MIT */
#include "so-hub-link.h"

#include "so-json.h"

static const char *const nicks[SO_N_HUB_ASIDES] = { "account", "paused", "unreadable", "unsupported", "fault" };

void
so_hub_link_free (SoHubLink *link)
{
  if (!link)
    return;
  g_free (link->url);
  g_free (link->hub);
  g_free (link->device);
  g_free (link->name);
  g_free (link->epoch);
  g_free (link->doors);
  g_free (link->error);
  g_free (link);
}

void
so_hub_door_free (gpointer data)
{
  SoHubDoor *door = data;

  g_free (door->name);
  g_free (door->provider);
  g_free (door->url);
  g_free (door);
}

void
so_hub_news_free (gpointer data)
{
  SoHubNews *news = data;

  g_free (news->id);
  g_free (news->endpoint);
  g_free (news->provider);
  g_free (news->kind);
  g_free (news->detail);
  g_clear_pointer (&news->body, g_bytes_unref);
  g_free (news);
}

GPtrArray *
so_hub_doors_parse (const char *json)
{
  GPtrArray *doors = g_ptr_array_new_with_free_func (so_hub_door_free);
  g_autoptr (JsonNode) node = json ? so_json_parse (json, -1, 0, NULL) : NULL;
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *object = so_json_element (array, i);
      const char *name = object ? so_json_string (object, "name") : NULL, *provider = object ? so_json_string (object, "provider") : NULL;
      const char *url = object ? so_json_string (object, "url") : NULL;
      SoHubDoor *door;

      if (!name || !*name || !provider || !url)
        continue;
      door = g_new0 (SoHubDoor, 1);
      door->name = g_strdup (name);
      door->provider = g_strdup (provider);
      door->url = g_strdup (url);
      g_ptr_array_add (doors, door);
    }
  return doors;
}

char *
so_hub_doors_write (const GPtrArray *doors)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < doors->len; i++)
    {
      const SoHubDoor *door = doors->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", door->name);
      json_object_set_string_member (object, "provider", door->provider);
      json_object_set_string_member (object, "url", door->url);
      json_array_add_object_element (array, object);
    }
  json_node_take_array (node, array);
  return so_json_write (node, FALSE);
}

const char *
so_hub_aside_nick (SoHubAside reason)
{
  return reason < SO_N_HUB_ASIDES ? nicks[reason] : nicks[SO_HUB_ASIDE_FAULT];
}

gboolean
so_hub_aside_parse (const char *nick, SoHubAside *reason)
{
  for (SoHubAside i = 0; i < SO_N_HUB_ASIDES; i++)
    if (!g_strcmp0 (nick, nicks[i]))
      {
        *reason = i;
        return TRUE;
      }
  return FALSE;
}
