/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-member-verbs.h"

#include "so-events.h"
#include "so-hub-intake.h"
#include "so-hub-members.h"

#include <glib/gi18n-lib.h>

static SoHubClient *
open_hub (SoStudio *studio, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHubLink) link = NULL;
  SoHubClient *client = so_hub_intake_open (studio, &link, cancellable, error);

  if (!client && !link)
    so_fail (error, SO_ERROR_CHANGE, _("This computer is not paired with a hub"));
  return client;
}

/* For the decision log: who let whom in is a thing that is asked later. */
static gboolean
note (SoStudio *studio, const char *what, const char *device, const char *role, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  g_autofree char *data = role ? g_strdup_printf ("{\"role\":\"%s\"}", role) : NULL;

  return db && so_event_log (db, "owner", what, "hub", device, data, error) && so_store_commit (store, &db, error);
}

GPtrArray *
so_studio_list_computers (SoStudio *studio, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHubClient) client = open_hub (studio, cancellable, error);

  return client ? so_hub_members_list (client, cancellable, error) : NULL;
}

char *
so_studio_invite_computer (SoStudio *studio, SoRole role, gint64 *until, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHubClient) client = open_hub (studio, cancellable, error);
  g_autofree char *code = client ? so_hub_members_invite (client, role, until, cancellable, error) : NULL;

  return code && note (studio, "hub.invited", NULL, so_role_nick (role), error) ? g_steal_pointer (&code) : NULL;
}

gboolean
so_studio_revoke_computer (SoStudio *studio, const char *device, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHubClient) client = open_hub (studio, cancellable, error);

  return client && so_hub_members_revoke (client, device, cancellable, error) && note (studio, "hub.revoked", device, NULL, error);
}

gboolean
so_studio_set_computer_role (SoStudio *studio, const char *device, SoRole role, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHubClient) client = open_hub (studio, cancellable, error);

  return client && so_hub_members_set_role (client, device, role, cancellable, error) && note (studio, "hub.role", device, so_role_nick (role), error);
}

GPtrArray *
so_studio_list_here (SoStudio *studio, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHubClient) client = open_hub (studio, cancellable, error);
  gint64 stand = 0;

  return client ? so_hub_members_be (client, NULL, NULL, FALSE, 0, &stand, cancellable, error) : NULL;
}
