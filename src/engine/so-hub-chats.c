/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-hub-chats.h"

#include "so-events.h"
#include "so-id.h"
#include "so-json.h"
#include "so-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TRANSPORT "webchat"

static char *
write_settings (const SoHubLink *link, const SoHubDoor *door)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "chat", door->name);
  json_object_set_string_member (object, "api_base", link->url);
  return so_json_write_object (object);
}

static gboolean
add (SoDb *db, const char *id, const SoHubDoor *door, const char *settings, GError **error)
{
  g_autofree char *name = g_ascii_strcasecmp (door->name, "website") ? g_strdup_printf ("%s · %s", _("Website"), door->name) : g_strdup (_("Website"));
  SoAccount account = { .id = (char *) id, .channel = SO_CHANNEL_WEB, .name = name, .transport = (char *) TRANSPORT, .settings = (char *) settings };
  g_autofree char *added = so_account_add (db, &account, error);

  return added && so_event_log (db, "owner", "account.added", "account", id, NULL, error);
}

/* The hub may have got another address. */
static gboolean
connect_one (SoDb *db, const SoHubLink *link, const SoHubDoor *door, GError **error)
{
  g_autofree char *scope = g_strconcat ("web-chat:", link->hub, NULL), *id = so_id_derive (scope, door->name), *settings = write_settings (link, door);
  g_autoptr (SoAccount) account = NULL;

  if (!so_account_is_known (db, id))
    return add (db, id, door, settings, error);
  account = so_account_find (db, id, NULL);
  return !account || !g_strcmp0 (account->settings, settings) || so_account_set_settings (db, id, settings, error);
}

gboolean
so_hub_chats_connect (SoDb *db, const SoHubLink *link, GError **error)
{
  g_autoptr (GPtrArray) doors = so_hub_doors_parse (link->doors);

  for (guint i = 0; i < doors->len; i++)
    {
      const SoHubDoor *door = doors->pdata[i];

      if (!strcmp (door->provider, "web") && !connect_one (db, link, door, error))
        return FALSE;
    }
  return TRUE;
}
