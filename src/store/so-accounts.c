/* SPDX-License-Identifier: MIT */
#include "so-settings.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-id.h"

#define COLUMNS "n, id, channel, name, address, transport, settings, cursor, error"

static SoAccount *
read_account (SoStmt *row)
{
  SoAccount *account = g_new0 (SoAccount, 1);

  account->n = so_stmt_int (row, 0);
  account->id = so_stmt_dup (row, 1);
  so_channel_kind_parse (so_stmt_text (row, 2), &account->channel);
  account->name = so_stmt_dup (row, 3);
  account->address = so_stmt_dup (row, 4);
  account->transport = so_stmt_dup (row, 5);
  account->settings = so_stmt_dup (row, 6);
  account->cursor = so_stmt_dup (row, 7);
  account->error = so_stmt_dup (row, 8);
  return account;
}

GPtrArray *
so_account_list (SoDb *db, GError **error)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) so_account_free);
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT " COLUMNS " FROM account WHERE deleted_at IS NULL ORDER BY n", "");
  g_autoptr (GError) inner = NULL;

  if (!row)
    return NULL;
  while (so_stmt_next (row, &inner))
    g_ptr_array_add (accounts, read_account (row));
  if (!inner)
    return g_steal_pointer (&accounts);
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

SoAccount *
so_account_find (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT " COLUMNS " FROM account WHERE id = ? AND deleted_at IS NULL", "t", id);

  if (!row)
    return NULL;
  if (so_stmt_next (row, NULL))
    return read_account (row);
  so_fail (error, SO_ERROR_CHANGE, "There is no such account in this studio.");
  return NULL;
}

char *
so_account_add (SoDb *db, const SoAccount *account, GError **error)
{
  g_autofree char *id = account->id ? g_strdup (account->id) : so_id_new ();

  if (!so_db_run (db, error, "INSERT INTO account (id, channel, name, address, transport, settings, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                  "tttttti", id, so_channel_kind_nick (account->channel), account->name, account->address,
                  account->transport, account->settings, so_now ()))
    return NULL;
  return g_steal_pointer (&id);
}

gboolean
so_account_remove (SoDb *db, const char *id, GError **error)
{
  if (!so_db_run (db, error, "UPDATE account SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL", "it", so_now (), id))
    return FALSE;
  return so_db_changes (db) > 0 || so_fail (error, SO_ERROR_CHANGE, "There is no such account in this studio.");
}

gboolean
so_account_set_settings (SoDb *db, const char *id, const char *settings, GError **error)
{
  return so_db_run (db, error, "UPDATE account SET settings = ? WHERE id = ? AND deleted_at IS NULL", "tt", settings, id);
}

gboolean
so_account_set_cursor (SoDb *db, const char *id, const char *cursor, const char *err, GError **error)
{
  return so_db_run (db, error, "UPDATE account SET cursor = coalesce (?, cursor), error = ? WHERE id = ?", "ttt", cursor, err, id);
}
