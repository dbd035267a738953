/* SPDX-License-Identifier: MIT */
#include "so-clients.h"

static void
client_free (SoClient *client)
{
  g_free (client->contact_id);
  g_free (client->name);
  so_figures_free (client->figures);
  g_free (client);
}

SoClients *
so_clients_new (gint64 from, gint64 to, gint64 today)
{
  SoClients *clients = g_new0 (SoClients, 1);

  clients->from = from;
  clients->to = to;
  clients->today = today;
  clients->list = g_ptr_array_new_with_free_func ((GDestroyNotify) client_free);
  return clients;
}

void
so_clients_free (SoClients *clients)
{
  if (!clients)
    return;
  g_ptr_array_unref (clients->list);
  g_free (clients);
}

SoClient *
so_clients_add (SoClients *clients, const char *contact_id, const char *name)
{
  SoClient *client = g_new0 (SoClient, 1);

  client->contact_id = g_strdup (contact_id);
  client->name = g_strdup (name);
  client->figures = so_figures_new ();
  g_ptr_array_add (clients->list, client);
  return client;
}
