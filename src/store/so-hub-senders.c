/* SPDX-License-Identifier: MIT */
#include "so-hub-senders.h"

#include "so-error.h"
#include "so-hub-sql.h"

#define COLUMNS "studio, id, transport, name, address, settings, sealed, device, at"

/* Words that SQLite and PostgreSQL have in common. */
static const char *const schema[] = {
  "CREATE TABLE IF NOT EXISTS sender (studio TEXT NOT NULL, id TEXT NOT NULL, transport TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL,"
  " settings TEXT NOT NULL, sealed BYTEA NOT NULL, device TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (studio, id))",
  "CREATE TABLE IF NOT EXISTS device_key (device TEXT PRIMARY KEY, public_key TEXT NOT NULL)",
};

void
so_hub_sender_free (SoHubSender *sender)
{
  if (!sender)
    return;
  g_free (sender->studio);
  g_free (sender->id);
  g_free (sender->transport);
  g_free (sender->name);
  g_free (sender->address);
  g_free (sender->settings);
  g_clear_pointer (&sender->sealed, g_bytes_unref);
  g_free (sender->device);
  g_free (sender);
}

gboolean
so_hub_senders_prepare (SoHubStore *store, GError **error)
{
  return so_hub_sql_tables (store, schema, G_N_ELEMENTS (schema), error);
}

static gpointer
read_sender (SoHubRows *row)
{
  SoHubSender *sender = g_new0 (SoHubSender, 1);

  sender->studio = so_hub_rows_dup (row, 0);
  sender->id = so_hub_rows_dup (row, 1);
  sender->transport = so_hub_rows_dup (row, 2);
  sender->name = so_hub_rows_dup (row, 3);
  sender->address = so_hub_rows_dup (row, 4);
  sender->settings = so_hub_rows_dup (row, 5);
  sender->sealed = so_hub_rows_bytes (row, 6);
  sender->device = so_hub_rows_dup (row, 7);
  sender->at = so_hub_rows_int (row, 8);
  return sender;
}

/* Takes @rows, which may be NULL. */
static GPtrArray *
read_senders (SoHubRows *rows, GError **error)
{
  return so_hub_rows_collect (rows, read_sender, (GDestroyNotify) so_hub_sender_free, error);
}

gboolean
so_hub_sender_set (SoHubStore *store, const SoHubSender *sender, GError **error)
{
  return so_hub_sql_run (store, error, "INSERT INTO sender (" COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (studio, id) DO UPDATE SET"
                         " transport = excluded.transport, name = excluded.name, address = excluded.address, settings = excluded.settings,"
                         " sealed = excluded.sealed, device = excluded.device, at = excluded.at", "ttttttbti", sender->studio, sender->id, sender->transport,
                         sender->name, sender->address, sender->settings, sender->sealed, sender->device, sender->at);
}

SoHubSender *
so_hub_sender_find (SoHubStore *store, const char *studio, const char *id, GError **error)
{
  g_autoptr (GPtrArray) found = read_senders (so_hub_sql_query (store, error, "SELECT " COLUMNS " FROM sender WHERE studio = ? AND id = ?", "tt", studio, id), error);

  return found && found->len ? g_ptr_array_steal_index (found, 0) : NULL;
}

GPtrArray *
so_hub_senders_list (SoHubStore *store, const char *studio, GError **error)
{
  return read_senders (so_hub_sql_query (store, error, "SELECT " COLUMNS " FROM sender WHERE studio = ? ORDER BY id", "t", studio), error);
}

gboolean
so_hub_sender_remove (SoHubStore *store, const char *studio, const char *id, GError **error)
{
  return so_hub_sql_run (store, error, "DELETE FROM sender WHERE studio = ? AND id = ?", "tt", studio, id);
}

gboolean
so_hub_device_set_public (SoHubStore *store, const char *device, const char *public_key, GError **error)
{
  g_autofree char *now = NULL;

  if (!so_hub_sql_run (store, error, "INSERT INTO device_key (device, public_key) VALUES (?, ?) ON CONFLICT (device) DO NOTHING", "tt", device, public_key) ||
      !so_hub_sql_text (store, &now, error, "SELECT public_key FROM device_key WHERE device = ?", "t", device))
    return FALSE;
  return !g_strcmp0 (now, public_key) || so_fail (error, SO_ERROR_GIVE_UP, "This computer signed with another key before: disconnect the hub there, and pair it again.");
}

char *
so_hub_device_dup_public (SoHubStore *store, const char *device, GError **error)
{
  char *public_key = NULL;

  so_hub_sql_text (store, &public_key, error, "SELECT public_key FROM device_key k JOIN device d ON d.id = k.device WHERE k.device = ? AND d.revoked_at IS NULL", "t",
                   device);
  return public_key;
}

static gboolean
copy_keys (SoHubStore *from, SoHubStore *to, GError **error)
{
  g_autoptr (SoHubRows) row = so_hub_sql_query (from, error, "SELECT device, public_key FROM device_key", "");
  g_autoptr (GError) inner = NULL;

  while (row && so_hub_rows_next (row, &inner))
    {
      g_autofree char *device = so_hub_rows_dup (row, 0), *public_key = so_hub_rows_dup (row, 1);

      if (!so_hub_device_set_public (to, device, public_key, error))
        return FALSE;
    }
  if (!inner)
    return row != NULL;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

gboolean
so_hub_senders_copy (SoHubStore *from, SoHubStore *to, GError **error)
{
  g_autoptr (GPtrArray) senders = NULL;
  gboolean has;

  if (!so_hub_sql_has_table (from, "sender", &has, error))
    return FALSE;
  if (!has)
    return TRUE;
  if (so_hub_sql_run_all (to, schema, G_N_ELEMENTS (schema), error))
    senders = read_senders (so_hub_sql_query (from, error, "SELECT " COLUMNS " FROM sender", ""), error);
  for (guint i = 0; senders && i < senders->len; i++)
    if (!so_hub_sender_set (to, senders->pdata[i], error))
      return FALSE;
  return senders && copy_keys (from, to, error);
}
