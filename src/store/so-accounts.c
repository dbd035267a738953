/* SPDX-License-Identifier: MIT */
#include "so-settings.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-id.h"
#include "so-share-claim.h"
#include "so-share-names.h"

#define COLUMNS "n, id, channel, name, address, transport, settings, cursor, error, error_kind," \
                " retry_at, synced_at, paused, " SO_COMPUTER_NAME ("home")

static gpointer
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
  if (!so_error_parse (so_stmt_text (row, 9), &account->error_kind))
    account->error_kind = SO_ERROR_CHANGE;
  account->retry_at = so_stmt_int (row, 10);
  account->synced_at = so_stmt_int (row, 11);
  account->paused = so_stmt_int (row, 12) != 0;
  account->computer = so_stmt_dup (row, 13);
  account->elsewhere = account->computer != NULL;
  return account;
}

GPtrArray *
so_account_list (SoDb *db, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT " COLUMNS " FROM account WHERE deleted_at IS NULL ORDER BY n", "");

  return so_stmt_all (row, read_account, (GDestroyNotify) so_account_free, error);
}

gboolean
so_account_is_known (SoDb *db, const char *id)
{
  return so_db_int (db, 0, "SELECT count(*) FROM account WHERE id = ?", "t", id) > 0;
}

SoAccount *
so_account_find (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT " COLUMNS " FROM account WHERE id = ? AND deleted_at IS NULL", "t", id);

  return so_stmt_one (row, "There is no such account in this studio.", error) ? read_account (row) : NULL;
}

char *
so_account_add (SoDb *db, const SoAccount *account, GError **error)
{
  g_autofree char *id = account->id ? g_strdup (account->id) : so_id_new (), *home = so_share_home_of (db, "");

  if (!so_db_run (db, error, "INSERT INTO account (id, channel, name, address, transport, settings, created_at, home) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                  "ttttttit", id, so_channel_kind_nick (account->channel), account->name, account->address,
                  account->transport, account->settings, so_now (), home))
    return NULL;
  return g_steal_pointer (&id);
}

static gboolean
was_changed (SoDb *db, GError **error)
{
  return so_db_changes (db) > 0 || so_fail (error, SO_ERROR_CHANGE, "There is no such account in this studio.");
}

gboolean
so_account_remove (SoDb *db, const char *id, GError **error)
{
  if (!so_db_run (db, error, "UPDATE account SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL", "it", so_now (), id))
    return FALSE;
  return was_changed (db, error);
}

gboolean
so_account_set_settings (SoDb *db, const char *id, const char *settings, GError **error)
{
  return so_db_run (db, error, "UPDATE account SET settings = ? WHERE id = ? AND deleted_at IS NULL", "tt", settings, id);
}

gboolean
so_account_pulled (SoDb *db, const char *id, const char *cursor, gint64 synced_at, GError **error)
{
  return so_db_run (db, error, "UPDATE account SET cursor = coalesce (?, cursor), synced_at = max (synced_at, ?), error = NULL, error_kind = NULL,"
                    " retry_at = 0 WHERE id = ?", "tit", cursor, synced_at, id);
}

gboolean
so_account_failed (SoDb *db, const char *id, const char *words, SoError kind, gint64 retry_at, GError **error)
{
  return so_db_run (db, error, "UPDATE account SET error = ?, error_kind = ?, retry_at = ? WHERE id = ?", "ttit", words,
                    words ? so_error_nick (kind) : NULL, words ? retry_at : 0, id);
}

gboolean
so_account_come_here (SoDb *db, const char *id, GError **error)
{
  return so_db_run (db, error, "UPDATE account SET home = (SELECT device FROM hub_link) WHERE id = ? AND home IS NOT NULL", "t", id);
}

gboolean
so_account_set_name (SoDb *db, const char *id, const char *name, GError **error)
{
  return so_db_run (db, error, "UPDATE account SET name = ? WHERE id = ? AND deleted_at IS NULL", "tt", name, id) && was_changed (db, error);
}

gboolean
so_account_set_paused (SoDb *db, const char *id, gboolean paused, GError **error)
{
  if (!so_db_run (db, error, "UPDATE account SET paused = ? WHERE id = ? AND deleted_at IS NULL", "it", (gint64) paused, id) || !was_changed (db, error))
    return FALSE;
  return paused || so_account_failed (db, id, NULL, SO_ERROR_WAIT, 0, error);
}
